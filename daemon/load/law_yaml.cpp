#include "load/law_yaml.hpp"

#include "load/placed_pattern.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>

namespace recalld::load {

namespace {

using studio::Law;
using studio::LawKind;

constexpr std::size_t most_laws = 60'000;

std::pair<double, double> two_numbers(const Cursor& at)
{
    const auto items = at.items();
    return {items[0].number(), items[1].number()};
}

/// A list of words; one with a range in it stands for many: `Local {1..32}`.
void read_words(const Cursor& at, std::vector<std::string>& words)
{
    for (const Cursor& word : at.items())
        for (Expansion& one : PlacedPattern(word).expand()) words.push_back(std::move(one.text));
}

void read_choice(const Cursor& at, Law& law)
{
    read_words(at, law.words);
    std::vector<std::string> sorted = law.words;
    std::sort(sorted.begin(), sorted.end());
    const auto twin = std::adjacent_find(sorted.begin(), sorted.end());
    if (twin != sorted.end()) at.fail("the word " + studio::in_quotes(*twin) + " stands for two values");
    law.steps = static_cast<std::int32_t>(law.words.size());
}

void read_integer(const Cursor& at, Law& law)
{
    const auto items = at.items();
    law.low = static_cast<double>(items[0].integer());
    law.high = static_cast<double>(items[1].integer());
    if (law.low > law.high) at.fail("the lowest number stands first");
}

void read_linear(const Cursor& at, Law& law)
{
    std::tie(law.low, law.high) = two_numbers(at);
    if (law.low == law.high) at.fail("a linear law needs two different ends");
}

void read_logarithmic(const Cursor& at, Law& law)
{
    std::tie(law.low, law.high) = two_numbers(at);
    if (law.low <= 0 || law.high <= 0) at.fail("a log law needs two ends above 0");
    if (law.low == law.high) at.fail("a log law needs two different ends");
}

void read_points(const Cursor& at, Law& law)
{
    for (const Cursor& point : at.items()) {
        const auto [wire, value] = two_numbers(point);
        if (law.points.empty() && wire != 0) point.fail("the first point stands at wire 0");
        if (!law.points.empty() && (wire <= law.points.back().first || value <= law.points.back().second))
            point.fail("points rise, in both numbers");
        law.points.emplace_back(wire, value);
    }
    if (law.points.back().first != 1) at.items().back().fail("the last point stands at wire 1");
    law.low = law.points.front().second;
    law.high = law.points.back().second;
}

void read_steps(const Cursor& at, Law& law) { law.steps = static_cast<std::int32_t>(at.integer()); }

void read_raw(const Cursor& at, Law&)
{
    if (!at.truth()) at.fail("raw is true or is not there");
}

/// What makes a law: one row for each kind.
struct KindRow {
    const char* key;
    LawKind kind;
    void (*read)(const Cursor& at, Law& law);
};
constexpr std::array<KindRow, 9> kinds{{
    {"choice", LawKind::choice, read_choice},
    {"integer", LawKind::integer, read_integer},
    {"bits", LawKind::bits, read_steps},
    {"linear", LawKind::linear, read_linear},
    {"log", LawKind::logarithmic, read_logarithmic},
    {"points", LawKind::points, read_points},
    {"text", LawKind::text, read_steps},
    {"raw", LawKind::raw, read_raw},
    {"blob", LawKind::blob, read_steps},
}};

void read_form(const Cursor& map, studio::TextForm& form)
{
    read(map, "decimals", form.decimals);
    read(map, "digits", form.digits);
    read(map, "width", form.width);
    read(map, "plus", form.plus);
    read(map, "bare_zero", form.bare_zero);
    read(map, "frequency", form.frequency);
    read(map, "behind_k", form.behind_k);
}

/// What may stand beside a kind, and for which laws it makes sense.
void check_details(const Cursor& map, const Law& law)
{
    const auto refuse = [&](const char* key, bool fits, const std::string& why) {
        const auto at = map.find(key);
        if (at && !fits) at->fail(std::string(key) + " " + why);
    };
    refuse("steps", law.is_stepped(), "goes with linear, log and points");
    refuse("bottom", law.is_stepped(), "goes with linear, log and points");
    refuse("unit", law.is_number(), "goes with linear, log, points and integer");
    refuse("words", law.kind == LawKind::integer, "goes with integer; a choice has its words in place");
    refuse("text", law.is_number() || law.kind == LawKind::text, "as a map goes with linear, log, points and integer");
}

void read_details(const Cursor& map, Law& law)
{
    check_details(map, law);
    if (const auto at = map.find("steps")) read_steps(*at, law);
    law.bottom_is_off = map.find("bottom").has_value();
    read(map, "unit", law.unit);
    const auto form = map.find("text");
    if (form && form->is(Cursor::Kind::map)) read_form(*form, law.form);
    const auto words = map.find("words");
    if (!words) return;
    read_words(*words, law.words);
    if (static_cast<double>(law.words.size()) > law.high - law.low + 1) words->fail("more words than numbers");
}

Law read_law(const Cursor& map, std::string name)
{
    Law law;
    law.name = std::move(name);
    for (const KindRow& row : kinds) {
        const auto at = map.find(row.key);
        if (!at || at->is(Cursor::Kind::map)) continue;
        law.kind = row.kind;
        row.read(*at, law);
    }
    read_details(map, law);
    return law;
}

void append(std::string& key, double number)
{
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    key.append(bytes, sizeof bytes);
}

/// Everything but the name, as a key: equal keys are equal laws.
std::string content_of(const Law& law)
{
    std::string key{static_cast<char>(law.kind), law.bottom_is_off ? '1' : '0', static_cast<char>(law.form.decimals)};
    key += {static_cast<char>(law.form.digits), static_cast<char>(law.form.width)};
    key += {law.form.plus ? '1' : '0', law.form.bare_zero ? '1' : '0', law.form.frequency ? '1' : '0'};
    key += static_cast<char>(law.form.behind_k);
    append(key, law.steps);
    append(key, law.low);
    append(key, law.high);
    for (const auto& [wire, value] : law.points) {
        append(key, wire);
        append(key, value);
    }
    key += law.unit;
    for (const std::string& word : law.words) key += '\n' + word;
    return key;
}

}  // namespace

void LawShelf::read_named(const Cursor& map)
{
    for (const auto& [name, law] : map.entries())
        by_name_.emplace(name.text(), shelve(read_law(law, name.text()), law));
}

std::uint16_t LawShelf::law_at(const Cursor& at, const std::string& list)
{
    if (at.is(Cursor::Kind::map)) return shelve(read_law(at, list + ":" + std::to_string(at.line())), at);
    const auto found = by_name_.find(at.text());
    if (found != by_name_.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [name, law] : by_name_) known.push_back(name);
    std::sort(known.begin(), known.end());
    at.fail("unknown law " + studio::in_quotes(at.text()) + studio::did_you_mean(at.text(), known));
}

std::uint16_t LawShelf::shelve(Law law, const Cursor& at)
{
    if (laws_.size() >= most_laws) at.fail("too many laws");
    const auto [found, is_new] = by_content_.try_emplace(content_of(law), static_cast<std::uint16_t>(laws_.size()));
    if (is_new) laws_.push_back(std::move(law));
    return found->second;
}

}  // namespace recalld::load
