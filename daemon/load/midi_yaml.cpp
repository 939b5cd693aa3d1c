#include "load/midi_yaml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "load/message_yaml.hpp"

namespace recalld::load {

namespace {

using studio::Law;
using studio::LawKind;
using studio::MessageTemplate;
using studio::MidiFacts;
using studio::Piece;
using studio::RecallLevel;
using studio::Role;
using studio::Way;

constexpr int most_controllers = 128, most_parameters = 16'384;

template <class Enum, std::size_t N>
Enum chosen(const Cursor& at, const std::array<std::string_view, N>& words)
{
    return static_cast<Enum>(std::ranges::find(words, at.text()) - words.begin());
}

/// In the order of the enumerations.
constexpr std::array<std::string_view, 4> halves{"high_first", "low_first", "high_only", "low_only"};
constexpr std::array<std::string_view, 4> banks{"none", "high", "low", "both"};
constexpr std::array<std::string_view, 3> blocks{"to_total", "below_total", "from_one"};

int whole(const Cursor& at, std::string_view digits, int end)
{
    int number = -1;
    const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || last != digits.data() + digits.size() || number < 0 || number >= end)
        at.fail("expected a number 0 … " + std::to_string(end - 1) + ", found \"" + std::string(digits) + "\"");
    return number;
}

/// `130`, `1/2` or what the path counts.
int number_at(const Cursor& at, const Bindings& bindings, int end)
{
    const std::string text = PlacedPattern(at).fill(bindings);
    const auto slash = text.find('/');
    if (slash == std::string::npos || end <= 128) return whole(at, text, end);
    return whole(at, std::string_view(text).substr(0, slash), 128) << 7 | whole(at, std::string_view(text).substr(slash + 1), 128);
}

struct KindRow {
    const char* key;
    Way::Kind kind;
    int numbers;   ///< 0: no number, a message or a word
};
constexpr std::array<KindRow, 6> kinds{{
    {"cc", Way::Kind::controller, most_controllers},
    {"rpn", Way::Kind::registered, most_parameters},
    {"nrpn", Way::Kind::non_registered, most_parameters},
    {"program", Way::Kind::program, 0},
    {"set", Way::Kind::exclusive, 0},
    {"dump", Way::Kind::dump, 0},
}};

bool is_pair(const Way& way) { return way.halves == Way::Halves::high_first || way.halves == Way::Halves::low_first; }

bool is_controlled(const Way& way)
{
    return way.kind == Way::Kind::controller || way.kind == Way::Kind::registered || way.kind == Way::Kind::non_registered;
}

/// The numbers that the wire can carry.
std::pair<std::int64_t, std::int64_t> room_of(const Way& way)
{
    if (is_controlled(way)) return {0, is_pair(way) ? 16'383 : 127};
    const auto value = std::ranges::find_if(way.set.pieces, [](const Piece& piece) { return piece.kind == Piece::Kind::number && piece.role == Role::value; });
    if (value == way.set.pieces.end()) return {0, way.bank == Way::Bank::none ? way.per_bank - 1 : std::int64_t{way.per_bank} * 128 - 1};
    const auto most = std::int64_t{1} << (value->count * value->bits);
    return value->is_signed ? std::pair{-most / 2, most / 2 - 1} : std::pair{std::int64_t{0}, most - 1};
}

bool is_whole(const Law& law)
{
    const bool has_grid = !law.is_stepped() || law.steps > 1;
    return law.kind != LawKind::text && law.kind != LawKind::raw && law.kind != LawKind::blob && has_grid;
}

void check_law(const Cursor& map, const Way& way, const Law& law)
{
    if ((way.kind == Way::Kind::dump) != (law.kind == LawKind::blob)) map.fail("a dump has a blob law, and nothing else has");
    if (way.kind == Way::Kind::dump) return;
    if (!is_whole(law)) map.fail("a number travels here: its law has steps, words or whole numbers");
    if (way.kind == Way::Kind::program) {
        if (law.highest() - law.lowest() > room_of(way).second) map.fail("more programs than the banks hold");
        return;
    }
    const auto [least, most] = room_of(way);
    if (law.lowest() + way.offset < least || law.highest() + way.offset > most)
        map.fail("the law reaches from " + std::to_string(law.lowest() + way.offset) + " to " + std::to_string(law.highest() + way.offset) +
                 " on the wire, which carries " + std::to_string(least) + " … " + std::to_string(most));
}

MessageTemplate carrier(const Cursor& at, const Bindings& bindings, bool is_dump)
{
    auto made = read_message(at, bindings);
    if (!is_dump && (!made.has(Role::value) || made.has(Piece::Kind::data))) at.fail("it carries a {value} and no {data}");
    if (is_dump && (!made.has(Piece::Kind::data) || made.has(Role::value))) at.fail("it carries {data} and no {value}");
    if (made.has(Role::block) != made.has(Role::total)) at.fail("{block} and {total} belong together");
    return made;
}

MessageTemplate question(const Cursor& at, const Bindings& bindings)
{
    auto made = read_message(at, bindings);
    const auto is_open = [](const Piece& piece) {
        return piece.kind == Piece::Kind::data || (piece.kind == Piece::Kind::number && piece.role != Role::device && piece.role != Role::channel);
    };
    if (std::ranges::any_of(made.pieces, is_open)) at.fail("a question knows the {device}, the {channel} and what the path counts, nothing else");
    return made;
}

void read_ask(const Cursor& at, const Bindings& bindings, Way& way)
{
    way.by_increment = at.text() == "increment";
    if (way.by_increment && way.kind != Way::Kind::non_registered && way.kind != Way::Kind::registered) at.fail("increment asks for an rpn or nrpn");
    if (!way.by_increment) way.ask = question(at, bindings);
}

void read_messages(const Cursor& map, const Bindings& bindings, Way& way)
{
    const bool is_dump = way.kind == Way::Kind::dump;
    if (const auto at = map.find(is_dump ? "dump" : "set")) way.set = carrier(*at, bindings, is_dump);
    if (const auto at = map.find("ask")) read_ask(*at, bindings, way);
    if (const auto at = map.find("answer")) {
        if (way.set.empty()) at->fail("answer goes with set or dump");
        way.answer = carrier(*at, bindings, is_dump);
    } else {
        way.answer = way.set;
    }
}

/// What says which device it is for, and a checksum, say nothing about the setting.
void forget_envelope(Way& way)
{
    int at = 0;
    const auto& pieces = way.answer.pieces;
    const auto size_of = [](const Piece& piece) {
        if (piece.kind == Piece::Kind::sum) return piece.sum == studio::Sum::sum_14 ? 2 : 1;
        return piece.kind == Piece::Kind::fixed ? static_cast<int>(piece.bytes.size()) : static_cast<int>(piece.count);
    };
    const auto is_envelope = [](const Piece& piece) {
        return piece.kind == Piece::Kind::sum || (piece.kind == Piece::Kind::number && piece.role == Role::device);
    };
    const auto data = std::ranges::find(pieces, Piece::Kind::data, &Piece::kind);
    for (auto piece = pieces.begin(); piece != data; at += size_of(*piece++))
        if (is_envelope(*piece)) way.fleeting.push_back({at, at + size_of(*piece)});
    at = 0;
    for (auto piece = pieces.end(); piece != data && piece - 1 != data; at -= size_of(*piece))
        if (--piece; is_envelope(*piece)) way.fleeting.push_back({at - size_of(*piece), at == 0 ? INT32_MAX : at});
}

void read_volatile(const Cursor& list, Way& way)
{
    for (const Cursor& pair : list.items()) {
        studio::Volatile one;
        const auto items = pair.items();
        read_value(items[0], one.from);
        read_value(items[1], one.to);
        if ((one.from < 0) == (one.to < 0) && one.from >= one.to) pair.fail("the first byte stands before the last");
        way.fleeting.push_back(one);
    }
}

void refuse_strangers(const Cursor& map, const Way& way)
{
    const auto refuse = [&](const char* key, bool fits, const std::string& why) {
        const auto at = map.find(key);
        if (at && !fits) at->fail(std::string(key) + " " + why);
    };
    refuse("halves", is_controlled(way), "goes with cc, rpn and nrpn");
    refuse("per_bank", way.kind == Way::Kind::program, "goes with program");
    refuse("by_hand", way.kind == Way::Kind::dump && !way.can_be_asked(), "goes with a dump that cannot be asked for");
    refuse("volatile", way.kind == Way::Kind::dump, "goes with dump");
    refuse("offset", way.kind != Way::Kind::dump && way.kind != Way::Kind::program, "goes with numbers");
}

/// `43`, or three bytes of which the first is 00.
std::string maker_at(const Cursor& at)
{
    std::string bytes;
    for (std::string_view rest = at.text(); !rest.empty(); rest.remove_prefix(std::min<std::size_t>(rest.size(), 3))) {
        int byte = -1;
        const auto two = rest.substr(0, 2);
        const auto [end, error] = std::from_chars(two.data(), two.data() + two.size(), byte, 16);
        if (error != std::errc{} || end != two.data() + 2 || byte < 0 || byte > 127) break;
        bytes += static_cast<char>(byte);
    }
    const bool is_three = bytes.size() == 3 && bytes[0] == 0;
    if (!is_three && (bytes.size() != 1 || bytes[0] == 0)) at.fail("a maker is one byte, or three that begin with 00");
    return bytes;
}

void read_identity(const Cursor& map, studio::Profile& profile)
{
    auto& facts = profile.midi;
    facts.says_who_it_is = true;
    facts.maker = maker_at(*map.find("maker"));
    read(map, "family", facts.family);
    read(map, "model", facts.model);
    profile.identity.ask = "the universal identity request";
    profile.identity.models = {profile.model};
}

/// Whoever reads data entries has to know whether a second half comes.
void want_one_format(const Cursor& root, const std::vector<Way>& ways)
{
    const auto differ = [&](auto fits) {
        const auto first = std::ranges::find_if(ways, fits);
        return std::ranges::any_of(ways, [&](const Way& way) { return fits(way) && way.halves != first->halves; });
    };
    const auto is_numbered = [](const Way& way) { return is_controlled(way) && way.kind != Way::Kind::controller; };
    const auto is_paired = [](const Way& way) { return way.kind == Way::Kind::controller && is_pair(way); };
    if (differ(is_numbered) || differ(is_paired)) root.find("nodes")->fail("all RPN and NRPN of a box have the same halves, and so have all its controllers of 14 bits");
}

}  // namespace

void read_midi(const Cursor& map, studio::Profile& profile)
{
    auto& facts = profile.midi;
    if (profile.protocol != midi_protocol) map.fail("midi goes with protocol: midi");
    if (const auto device = map.find("device")) {
        read(*device, "from", facts.device_from);
        read(*device, "to", facts.device_to);
        read(*device, "wire", facts.device_wire);
        if (facts.device_to < facts.device_from || facts.device_wire + facts.device_to - facts.device_from > 127) device->fail("device numbers rise, and end at 127 on the wire");
    }
    if (const auto at = map.find("identity")) read_identity(*at, profile);
    if (const auto at = map.find("blocks")) facts.blocks = chosen<MidiFacts::Blocks>(*at, blocks);
    read(map, "null_after", facts.null_after);
    read(map, "low_address_first", facts.low_address_first);
    read(map, "bytes_per_second", facts.bytes_per_second);
    if (const auto at = map.find("gap")) facts.gap_ms = static_cast<std::uint32_t>(at->duration().count());
    if (const auto at = map.find("patience")) facts.hand_ms = static_cast<std::uint32_t>(at->duration().count());
}

Way read_way(const Cursor& map, const Bindings& bindings, const Law& law)
{
    Way way;
    for (const KindRow& row : kinds) {
        const auto at = map.find(row.key);
        if (!at) continue;
        way.kind = row.kind;
        if (row.numbers > 0) way.number = number_at(*at, bindings, row.numbers);
        if (row.kind == Way::Kind::program) way.bank = chosen<Way::Bank>(*at, banks);
    }
    if (const auto at = map.find("halves")) way.halves = chosen<Way::Halves>(*at, halves);
    if (way.kind == Way::Kind::controller && is_pair(way) && way.number > 31) map.find("cc")->fail("controllers of 14 bits are 0 … 31");
    read(map, "offset", way.offset);
    read(map, "per_bank", way.per_bank);
    read(map, "by_hand", way.by_hand);
    read(map, "size", way.size);
    read_messages(map, bindings, way);
    refuse_strangers(map, way);
    check_law(map, way, law);
    if (way.kind == Way::Kind::dump) forget_envelope(way);
    if (const auto at = map.find("volatile")) read_volatile(*at, way);
    return way;
}

void finish_midi(const Cursor& root, studio::Profile& profile)
{
    const auto& ways = profile.midi.ways;
    const bool asked_dump = std::ranges::any_of(ways, [](const Way& way) { return way.kind == Way::Kind::dump && way.can_be_asked(); });
    const bool asked_number = std::ranges::any_of(ways, [](const Way& way) { return way.kind != Way::Kind::dump && way.can_be_asked(); });
    const bool armed = std::ranges::any_of(ways, &Way::is_armed);
    const auto true_level = asked_number ? RecallLevel::parameter : asked_dump ? RecallLevel::dump : armed ? RecallLevel::armed : RecallLevel::program;
    want_one_format(root, ways);
    if (profile.recall == true_level) return;
    const auto at = root.find("recall");
    (at ? *at : root).fail("what its nodes say is recall: " + std::string(name_of(true_level)));
}

}  // namespace recalld::load
