#include "logbook/credits.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "logbook/credit_roles.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

constexpr std::array keys{
    SongKey{"artist", "whose song it is"},
    SongKey{"title", "what it is called"},
    SongKey{"initials", "initials of the artist, for file names"},
    SongKey{"mixer_initials", "initials of the mixer, for file names"},
    SongKey{"album", "the album or project"},
    SongKey{"isrc", "the code of the recording: DE-A12-26-00001"},
    SongKey{"label", "the record label"},
    SongKey{"catalogue", "the label's catalogue number"},
    SongKey{"client", "who ordered it"},
    SongKey{"bpm", "its tempo in beats per minute"},
    SongKey{"key", "the key it is in"},
    SongKey{"date", "when it was recorded"},
    SongKey{"note", "what else the cover should say"},
};

constexpr double slowest = 20, fastest = 400;   // bpm
constexpr std::size_t longest_initials = 8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }

std::string without(std::string_view text, std::string_view left_out)
{
    std::string rest;
    std::ranges::copy_if(text, std::back_inserter(rest), [&](char c) { return left_out.find(c) == std::string_view::npos; });
    return rest;
}

bool is_isrc(std::string_view value)
{
    const auto code = without(value, "- ");
    if (code.size() != 12) return false;
    const auto fits = [&](std::size_t at) { return at < 2 ? is_capital(code[at]) : at < 5 ? is_capital(code[at]) || is_digit(code[at]) : is_digit(code[at]); };
    for (std::size_t at = 0; at < code.size(); ++at)
        if (!fits(at)) return false;
    return true;
}

bool is_number_from(std::string_view digits, int least, int most)
{
    int number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return fault == std::errc() && end == digits.data() + digits.size() && number >= least && number <= most;
}

/// `2026`, `2026-11`, `2026-11-22`; words such as `spring 2026` are nobody's mistake.
bool is_date(std::string_view value)
{
    if (value.find_first_not_of("0123456789-") != value.npos) return true;
    const bool has_signs = (value.size() < 5 || value[4] == '-') && (value.size() < 8 || value[7] == '-');
    const bool has_size = value.size() == 4 || value.size() == 7 || value.size() == 10;
    if (!has_size || !has_signs || !is_number_from(value.substr(0, 4), 1000, 9999)) return false;
    if (value.size() > 4 && !is_number_from(value.substr(5, 2), 1, 12)) return false;
    return value.size() < 10 || is_number_from(value.substr(8, 2), 1, 31);
}

bool is_tempo(std::string_view value)
{
    double tempo = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), tempo);
    return fault == std::errc() && end == value.data() + value.size() && tempo >= slowest && tempo <= fastest;
}

bool are_initials(std::string_view value)
{
    return value.size() <= longest_initials && std::ranges::all_of(value, [](char c) { return is_letter(c) || is_digit(c); });
}

/// The check digit of ISO 7064, MOD 11-2.
char check_digit(std::string_view digits)
{
    int sum = 0;
    for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
    const int check = (12 - sum) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

std::size_t place_of(const Credit& credit)
{
    for (std::size_t group = 0; group < 5; ++group)
        if (credit.group == name_of(static_cast<CreditGroup>(group))) return group;
    return 5;
}

Credit credit_of(const store::Entry& line, const Json& data)
{
    return {line.id, line.said.session, text_of(data, "name"), text_of(data, "role"), text_of(data, "group"), text_of(data, "instrument"), text_of(data, "ipi"), text_of(data, "isni")};
}

}  // namespace

std::vector<Credit> credits_in(const std::vector<store::Entry>& lines)
{
    std::vector<Credit> credits;
    for (const auto& line : in_order(lines)) {
        const auto data = line.said.kind == "credit" ? data_of(line) : Json::object();
        auto credit = credit_of(line, data);
        if (credit.name.empty()) continue;
        const auto known = std::ranges::find_if(credits, [&](const Credit& other) { return other.session == credit.session && other.name == credit.name && other.role == credit.role; });
        if (flag_of(data, "gone")) {
            if (known != credits.end()) credits.erase(known);
        } else if (known != credits.end()) {
            *known = std::move(credit);
        } else {
            credits.push_back(std::move(credit));
        }
    }
    std::ranges::stable_sort(credits, {}, place_of);
    return credits;
}

Json song_in(const std::vector<store::Entry>& lines, std::string_view session)
{
    Json said = Json::object();
    for (const auto& line : in_order(lines)) {
        if (line.said.kind != "song" || line.said.session != session) continue;
        const auto data = data_of(line);
        for (const auto& [key, value] : data.items())
            if (value.is_string()) said[key] = value;
    }
    Json song = Json::object();
    for (const auto& key : keys)
        if (const auto value = text_of(said, key.key); !value.empty()) song[std::string(key.key)] = value;
    return song;
}

std::span<const SongKey> song_keys() { return keys; }

std::string song_fault(std::string_view key, std::string_view value)
{
    if (std::ranges::find(keys, key, &SongKey::key) == keys.end()) {
        std::vector<std::string> known;
        std::string all;
        for (const auto& one : keys) {
            known.emplace_back(one.key);
            all += (all.empty() ? "" : ", ") + known.back();
        }
        return "a song has no " + studio::in_quotes(key) + studio::did_you_mean(key, known) + "; it has " + all;
    }
    if (value.empty()) return {};
    if (key == "isrc" && !is_isrc(value)) return "an ISRC is two letters, three letters or digits and seven digits, as in DE-A12-26-00001, not " + studio::in_quotes(value);
    if (key == "date" && !is_date(value)) return "a date in numbers is year, month and day, as in 2026-11-22, not " + studio::in_quotes(value);
    if (key == "bpm" && !is_tempo(value)) return "a tempo is a number from 20 to 400 bpm, not " + studio::in_quotes(value);
    if (key.ends_with("initials") && !are_initials(value)) return "initials are up to 8 letters and digits, as file names take them, not " + studio::in_quotes(value);
    return {};
}

std::string isni_fault(std::string_view isni)
{
    const auto code = without(isni, "- ");
    const bool has_shape = code.size() == 16 && std::all_of(code.begin(), code.end() - 1, is_digit) && (is_digit(code.back()) || code.back() == 'X');
    if (!has_shape) return "an ISNI has 16 digits, of which the last may be X, not " + studio::in_quotes(isni);
    if (code.back() != check_digit(std::string_view(code).substr(0, 15))) return "the check digit of the ISNI " + studio::in_quotes(isni) + " is wrong: a digit was mistyped";
    return {};
}

std::string ipi_fault(std::string_view ipi)
{
    const auto code = without(ipi, " .");
    if (code.size() >= 9 && code.size() <= 11 && std::ranges::all_of(code, is_digit)) return {};
    return "an IPI name number has 9 to 11 digits, not " + studio::in_quotes(ipi);
}

}  // namespace recalld::logbook
