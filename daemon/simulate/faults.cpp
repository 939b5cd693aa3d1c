#include "simulate/faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace recalld::simulate {

using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

constexpr double longest_us = 3600e6;
constexpr double highest_rate = 1e6;

std::string_view trimmed(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// The text before the separator; the text keeps what is behind it.
std::string_view take_until(std::string_view& text, std::string_view separator)
{
    const auto end = std::min(text.find(separator), text.size());
    const auto taken = text.substr(0, end);
    text.remove_prefix(std::min(end + separator.size(), text.size()));
    return trimmed(taken);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

template <class Number>
std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The number in front of a unit, between zero and the most.
std::optional<double> amount(std::string_view text, std::string_view unit, double most)
{
    if (!text.ends_with(unit)) return std::nullopt;
    const auto value = number<double>(text.substr(0, text.size() - unit.size()));
    if (!value || !(*value >= 0 && *value <= most)) return std::nullopt;
    return value;
}

[[noreturn]] void refuse(std::string_view text, const char* wanted)
{
    throw std::invalid_argument(quoted(text) + " is not " + wanted);
}

double share(std::string_view text)
{
    const auto percent = amount(text, "%", 100);
    if (!percent) refuse(text, "a share from 0% to 100%, such as 1%");
    return *percent / 100;
}

microseconds duration(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 3> units{{{"us", 1}, {"ms", 1e3}, {"s", 1e6}}};
    for (const auto& [unit, factor] : units)
        if (const auto value = amount(text, unit, longest_us / factor))
            return microseconds(static_cast<std::int64_t>(*value * factor));
    refuse(text, "a time up to an hour, such as 500us, 2ms or 1s");
}

milliseconds long_duration(std::string_view text) { return std::chrono::duration_cast<milliseconds>(duration(text)); }

double per_second(std::string_view text)
{
    const auto value = amount(text, "/s", highest_rate);
    if (!value) refuse(text, "a rate up to 1000000/s, such as 1000/s");
    return *value;
}

template <class Number>
Number whole(std::string_view text)
{
    const auto value = number<Number>(text);
    if (!value) refuse(text, "a whole number");
    return *value;
}

/// `every 5s for 1s`, `after 2s for 1s`.
std::pair<milliseconds, milliseconds> spell(std::string_view text, std::string_view word)
{
    auto rest = text;
    if (take_until(rest, " ") != word)
        refuse(text, "of the form `every 5s for 1s` (reboot) or `after 2s for 1s` (freeze)");
    const auto when = take_until(rest, " for ");
    return {long_duration(when), long_duration(trimmed(rest))};
}

/// Whole requests: the desk would wait for ever for half a one.
std::uint32_t rate(std::string_view text)
{
    const auto value = per_second(text);
    if (value > 0 && value < 1) refuse(text, "a rate of at least one a second");
    return static_cast<std::uint32_t>(value);
}

std::string node_path(std::string_view text)
{
    if (text.empty()) refuse(text, "the path of a node, such as ch/05/mix");
    return std::string(text);
}

void read_reboot(Faults& faults, std::string_view text)
{
    std::tie(faults.reboot_every, faults.reboot_for) = spell(text, "every");
    if (faults.reboot_every <= faults.reboot_for) refuse(text, "possible: a desk must be up before it goes down again");
}

struct Row {
    std::string_view word;
    void (*read)(Faults&, std::string_view);
};

constexpr std::array rows{
    Row{"loss", [](Faults& to, std::string_view text) { to.loss = share(text); }},
    Row{"delay", [](Faults& to, std::string_view text) { to.delay = duration(text); }},
    Row{"jitter", [](Faults& to, std::string_view text) { to.jitter = duration(text); }},
    Row{"duplicate", [](Faults& to, std::string_view text) { to.duplicate = share(text); }},
    Row{"reorder", [](Faults& to, std::string_view text) { to.reorder = share(text); }},
    Row{"garble", [](Faults& to, std::string_view text) { to.garble = share(text); }},
    Row{"line", [](Faults& to, std::string_view text) { to.line = rate(text); }},
    Row{"rate", [](Faults& to, std::string_view text) { to.rate = rate(text); }},
    Row{"queue", [](Faults& to, std::string_view text) { to.queue = whole<std::uint32_t>(text); }},
    Row{"reboot", read_reboot},
    Row{"freeze",
        [](Faults& to, std::string_view text) { std::tie(to.freeze_after, to.freeze_for) = spell(text, "after"); }},
    Row{"person", [](Faults& to, std::string_view text) { to.person = per_second(text); }},
    Row{"seed", [](Faults& to, std::string_view text) { to.seed = whole<std::uint64_t>(text); }},
    Row{"silent", [](Faults& to, std::string_view text) { to.silent.push_back(node_path(text)); }},
};

std::string known_words()
{
    std::string words;
    for (const auto& row : rows) words.append(words.empty() ? "" : ", ").append(row.word);
    return words;
}

void read_fault(Faults& faults, std::string_view text)
{
    const auto word = take_until(text, "=");
    const auto row = std::ranges::find(rows, word, &Row::word);
    if (row == rows.end()) throw std::invalid_argument("unknown fault " + quoted(word) + "; known: " + known_words());
    try {
        row->read(faults, trimmed(text));
    } catch (const std::invalid_argument& error) {
        throw std::invalid_argument("fault " + std::string(word) + ": " + error.what());
    }
}

}  // namespace

bool Faults::none() const
{
    const bool on_the_way = loss > 0 || duplicate > 0 || reorder > 0 || delay.count() > 0 || jitter.count() > 0 || garble > 0 || line > 0;
    const bool at_the_desk = rate > 0 || reboot_every.count() > 0 || freeze_for.count() > 0 || person > 0;
    return !on_the_way && !at_the_desk && silent.empty();
}

Faults parse_faults(std::string_view text)
{
    Faults faults;
    while (!trimmed(text).empty()) read_fault(faults, take_until(text, ","));
    return faults;
}

}  // namespace recalld::simulate
