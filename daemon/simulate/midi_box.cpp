#include "simulate/midi_box.hpp"

#include <algorithm>
#include <stdexcept>

#include "midi/universal.hpp"
#include "simulate/midi_form.hpp"

namespace recalld::simulate {

using studio::MidiFacts;
using studio::Piece;
using studio::Role;
using studio::Way;
using wire::Bytes;
using wire::View;

namespace {

constexpr std::size_t bytes_of_a_dump = 64;   // where the profile does not say
constexpr int blocks_of_a_dump = 3;

bool is_numbered(const Way& way) { return way.kind == Way::Kind::registered || way.kind == Way::Kind::non_registered; }
bool is_wide(const Way& way) { return way.halves == Way::Halves::high_first || way.halves == Way::Halves::low_first; }

midi::Halves halves_of(const Way& way)
{
    switch (way.halves) {
        case Way::Halves::high_first: return midi::Halves::high_first;
        case Way::Halves::low_first: return midi::Halves::low_first;
        case Way::Halves::high_only: return midi::Halves::high_only;
        case Way::Halves::low_only: return midi::Halves::low_only;
    }
    return midi::Halves::high_only;
}

midi::BankSelect bank_of(const Way& way)
{
    switch (way.bank) {
        case Way::Bank::none: return midi::BankSelect::none;
        case Way::Bank::high: return midi::BankSelect::high;
        case Way::Bank::low: return midi::BankSelect::low;
        case Way::Bank::both: return midi::BankSelect::both;
    }
    return midi::BankSelect::none;
}

midi::ControllerFormat format_of(const MidiFacts& facts)
{
    midi::ControllerFormat format;
    format.data = midi::Halves::high_only;
    format.null_after = facts.null_after;
    if (facts.low_address_first) format.address = midi::Order::low_first;
    for (const Way& way : facts.ways) {
        if (is_numbered(way)) format.data = halves_of(way);
        if (way.kind != Way::Kind::controller || !is_wide(way)) continue;
        format.paired.set(static_cast<std::size_t>(way.number));
        format.pairs = halves_of(way);
    }
    return format;
}

midi::ParameterAddress address_of(const Way& way)
{
    const bool registered = way.kind == Way::Kind::registered;
    return {registered ? midi::ParameterAddress::Space::registered : midi::ParameterAddress::Space::non_registered, way.number};
}

Bytes joined(const std::vector<midi::Message>& messages)
{
    Bytes bytes;
    for (const auto& message : messages) bytes.insert(bytes.end(), message.bytes().begin(), message.bytes().end());
    return bytes;
}

bool is_meant(const Way& way, const midi::ControllerChange& change)
{
    switch (change.kind) {
        case midi::ControllerChange::Kind::plain:
        case midi::ControllerChange::Kind::paired: return way.kind == Way::Kind::controller && way.number == change.number;
        case midi::ControllerChange::Kind::registered: return way.kind == Way::Kind::registered && way.number == change.number;
        case midi::ControllerChange::Kind::non_registered: return way.kind == Way::Kind::non_registered && way.number == change.number;
    }
    return false;
}

std::size_t place(int at, std::size_t size)
{
    const auto whole = static_cast<std::int64_t>(size);
    return static_cast<std::size_t>(std::clamp<std::int64_t>(at < 0 ? whole + at : at, 0, whole));
}

}  // namespace

MidiBox::MidiBox(std::shared_ptr<const studio::Profile> profile, int device, int channel, std::uint64_t seed)
    : profile_(std::move(profile)), device_((device < 0 ? 0 : device - profile_->midi.device_from) + profile_->midi.device_wire), channel_(channel - 1),
      luck_(seed), states_(profile_->parameters.size()), controllers_(format_of(profile_->midi))
{
    for (const Way& way : profile_->midi.ways) programs_.emplace_back(bank_of(way));
    disturb(seed);
}

studio::ParameterId MidiBox::id_of(const std::string& name) const
{
    const auto id = profile_->find(name);
    if (!id) throw std::invalid_argument("the box has no \"" + name + "\"");
    return *id;
}

void MidiBox::disturb(std::uint64_t seed)
{
    Luck luck(seed);
    for (ParameterId id = 0; id < states_.size(); ++id) {
        const auto& law = profile_->law_of(id);
        if (profile_->midi.ways[id].kind == Way::Kind::dump) make_dump(id, luck);
        else states_[id].number = law.lowest() + static_cast<std::int32_t>(luck.below(static_cast<std::uint32_t>(law.highest() - law.lowest() + 1)));
    }
}

void MidiBox::make_dump(ParameterId id, Luck& luck)
{
    const Way& way = profile_->midi.ways[id];
    const auto& form = way.answer;
    const auto least = blank(form, 0).size();
    const int count = form.has(Role::block) ? blocks_of_a_dump : 1;
    const std::size_t each = way.size > 0 ? way.size / static_cast<std::size_t>(count) : bytes_of_a_dump;
    const int first = profile_->midi.blocks == MidiFacts::Blocks::from_one ? 1 : 0;
    const int total = profile_->midi.blocks == MidiFacts::Blocks::to_total ? count - 1 : count;
    states_[id].dump.clear();
    for (int block = 0; block < count; ++block) {
        Bytes message = blank(form, each > least ? each - least : 1);
        const auto seen = see(form, (seal(form, message), message));
        for (std::size_t i = 0; i < form.pieces.size(); ++i)
            if (form.pieces[i].kind == Piece::Kind::data)
                for (std::size_t at = seen->from[i]; at < seen->from[i + 1]; ++at) message[at] = static_cast<std::byte>(luck.below(128));
        put(form, Role::block, first + block, message);
        put(form, Role::total, total, message);
        states_[id].dump.push_back(std::move(message));
    }
}

/// Volatile bytes are what they happen to be; then the envelope: device number and checksum.
Bytes MidiBox::as_sent(const Way& way, Bytes message)
{
    for (const auto& [from, to] : way.fleeting)
        for (std::size_t at = place(from, message.size()); at < place(to, message.size()) && at + 1 < message.size(); ++at)
            message[at] = static_cast<std::byte>(luck_.below(128));
    put(way.answer, Role::device, device_, message);
    put(way.answer, Role::channel, channel_, message);
    seal(way.answer, message);
    return message;
}

std::vector<Bytes> MidiBox::dump(const std::string& name)
{
    const auto id = id_of(name);
    std::vector<Bytes> messages;
    for (const Bytes& message : states_[id].dump) messages.push_back(as_sent(profile_->midi.ways[id], message));
    return messages;
}

studio::Value MidiBox::value(const std::string& name)
{
    const auto id = id_of(name);
    if (profile_->midi.ways[id].kind != Way::Kind::dump) return states_[id].number;
    std::string digits;
    for (const Bytes& message : dump(name)) digits += wire::hex(message) + " ";
    std::erase(digits, ' ');
    return digits;
}

void MidiBox::set(const std::string& name, const studio::Value& value) { states_[id_of(name)].number = std::get<std::int32_t>(value); }

bool MidiBox::hide(const std::string& path)
{
    const auto node = profile_->find_node(path);
    if (!node) return false;
    for (ParameterId id = 0; id < states_.size(); ++id) states_[id].hidden = states_[id].hidden || profile_->parameters[id].node == *node;
    return true;
}

std::vector<Bytes> MidiBox::hear(View bytes)
{
    const auto message = midi::read_message(bytes);
    if (!message) return {};
    if (message->kind() == midi::Kind::sysex) return hear_exclusive(bytes);
    return message->is_channel_message() ? hear_channel(*message) : std::vector<Bytes>{};
}

bool MidiBox::is_mine(const studio::MessageTemplate& form, const Seen& seen, View message) const
{
    const auto device = seen.number(form, Role::device, message), channel = seen.number(form, Role::channel, message);
    return (!device || *device == device_) && (!channel || *channel == channel_);
}

std::vector<Bytes> MidiBox::hear_exclusive(View message)
{
    const auto& facts = profile_->midi;
    const auto asked = midi::read_identity_request(message);
    if (asked && facts.says_who_it_is && (*asked == device_ || *asked == midi::all_devices)) {
        midi::Identity identity{device_, {}, std::max(facts.family, 0), std::max(facts.model, 0), {}};
        identity.maker.size = facts.maker.size();
        std::ranges::copy(wire::as_bytes(facts.maker), identity.maker.id.begin());
        return {midi::identity_reply(identity)};
    }
    for (ParameterId id = 0; id < states_.size(); ++id) {
        const Way& way = facts.ways[id];
        const auto question = way.ask.empty() ? std::nullopt : see(way.ask, message);
        if (question && is_mine(way.ask, *question, message)) return answer(id);
        const auto order = way.set.empty() ? std::nullopt : see(way.set, message);
        if (order && is_mine(way.set, *order, message)) return take(id, way.set, message), std::vector<Bytes>{};
    }
    return {};
}

std::vector<Bytes> MidiBox::hear_channel(const midi::Message& message)
{
    if (message.channel() != channel_) return {};
    const auto change = controllers_.read(message);
    for (ParameterId id = 0; id < states_.size(); ++id) {
        const Way& way = profile_->midi.ways[id];
        if (way.kind == Way::Kind::program)
            if (const auto program = programs_[id].read(message))
                take_number(id, std::int64_t{program->bank} * way.per_bank + program->program + profile_->law_of(id).lowest());
        if (way.kind == Way::Kind::exclusive && see(way.set, message.bytes())) take(id, way.set, message.bytes());
        if (!change || !change->whole || !is_meant(way, *change)) continue;
        if (change->action == midi::ControllerChange::Action::set) take_number(id, std::int64_t{change->value} - way.offset);
        else if (way.by_increment && change->value == 0x7f) return answer(id);
    }
    return {};
}

void MidiBox::take_number(ParameterId id, std::int64_t number)
{
    if (is_protected_) return;
    const auto& law = profile_->law_of(id);
    if (number >= law.lowest() && number <= law.highest()) states_[id].number = static_cast<std::int32_t>(number);
}

void MidiBox::take(ParameterId id, const studio::MessageTemplate& form, View message)
{
    const auto seen = see(form, message);
    const auto value = seen->number(form, Role::value, message);
    if (value) return take_number(id, *value - profile_->midi.ways[id].offset);
    if (is_protected_) return;
    const auto block = seen->number(form, Role::block, message).value_or(0);
    for (Bytes& kept : states_[id].dump) {
        const auto its = see(form, as_sent(profile_->midi.ways[id], kept));
        const auto number = its ? its->number(form, Role::block, kept).value_or(0) : 0;
        if (number == block) kept.assign(message.begin(), message.end());
    }
}

std::vector<Bytes> MidiBox::answer(ParameterId id)
{
    const Way& way = profile_->midi.ways[id];
    if (states_[id].hidden) return {};
    if (way.kind == Way::Kind::dump) return dump(profile_->parameters[id].name);
    const int number = states_[id].number + way.offset;
    if (way.by_increment) {
        auto format = format_of(profile_->midi);
        format.data = halves_of(way);
        return {joined(midi::set_parameter(channel_, address_of(way), number, format))};
    }
    if (way.answer.empty()) return {};
    Bytes message = blank(way.answer, 0);
    put(way.answer, Role::device, device_, message);
    put(way.answer, Role::channel, channel_, message);
    put(way.answer, Role::value, number, message);
    seal(way.answer, message);
    return {message};
}

}  // namespace recalld::simulate
