#include "studio/scope.hpp"

#include "studio/spelling.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace recalld::studio {

namespace {

constexpr int deepest_set = 8;
constexpr std::string_view blanks = " \t\n";
constexpr std::size_t most_terms = 1000;   // sets that name each other multiply

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::string_view take_segment(std::string_view& path)
{
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

bool glob(std::string_view pattern, std::string_view text)
{
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    const auto head = pattern.substr(0, star), tail = pattern.substr(star + 1);
    return text.size() >= head.size() + tail.size() && text.starts_with(head) && text.ends_with(tail);
}

bool segment_matches(std::string_view pattern, std::string_view segment)
{
    const auto value = number(segment);
    if (value && number(pattern)) return *number(pattern) == *value;
    if (const auto dash = pattern.find('-'); value && dash != std::string_view::npos) {
        const auto low = number(pattern.substr(0, dash)), high = number(pattern.substr(dash + 1));
        if (low && high) return *value >= *low && *value <= *high;
    }
    return glob(pattern, segment);
}

/// Does the pattern match the path, or anything above it?
bool path_matches(std::string_view pattern, std::string_view path)
{
    while (!pattern.empty()) {
        if (path.empty() || !segment_matches(take_segment(pattern), take_segment(path))) return false;
    }
    return true;
}

bool looks_like_path(std::string_view word)
{
    return word.find_first_of("/*") != std::string_view::npos;
}

bool falls(std::string_view range)
{
    const auto dash = std::min(range.find('-'), range.size());
    const auto low = number(range.substr(0, dash)), high = number(range.substr(std::min(dash + 1, range.size())));
    return low && high && *low > *high;
}

}  // namespace

/// Reads the text of a scope, or of a set in it.
struct Scope::Parser {
    Scope& scope;
    const ScopeSets& sets;
    const std::vector<std::string>& units;
    std::string_view whole;
    std::string_view name;   ///< of the set; empty for the scope itself
    std::size_t& terms;      ///< of the scope and all its sets, so far
    int depth = 0;           ///< sets in sets

    [[noreturn]] void fail(std::string_view word, const std::string& why) const
    {
        const auto column = std::to_string(word.data() - whole.data() + 1);
        const auto place = name.empty() ? "scope" : "scope set " + std::string(name);
        throw ScopeError(place + ": " + in_quotes(word) + " (column " + column + "): " + why);
    }

    std::vector<std::string> known_words() const
    {
        std::vector<std::string> known = units;
        for (std::size_t i = 0; i < section_count; ++i) known.emplace_back(name_of(static_cast<Section>(i)));
        for (const auto& [set, text] : sets) known.push_back("@" + set);
        return known;
    }

    Word word(std::string_view text) const
    {
        if (std::ranges::find(units, text) != units.end()) return {Word::Kind::unit, std::string(text)};
        if (text.starts_with('@')) return set(text);
        if (const auto section = section_named(text)) return {Word::Kind::section, std::string(text), *section};
        if (text == "all") return {Word::Kind::pattern, "*"};
        if (looks_like_path(text)) return pattern(text);
        const auto meant = did_you_mean(text, known_words());
        fail(text, "neither a unit, a section, a path such as ch/1-8 nor a set such as @vocals" +
                       (meant.empty() ? "; a path has a slash: /ch" : meant));
    }

    Word pattern(std::string_view text) const
    {
        auto path = text;
        if (path.starts_with('/')) path.remove_prefix(1);
        if (path.empty()) fail(text, "an empty path");
        for (auto rest = path; !rest.empty();)
            if (const auto segment = take_segment(rest); falls(segment)) fail(segment, "a range counts upwards");
        return {Word::Kind::pattern, std::string(path)};
    }

    Word set(std::string_view text) const
    {
        const auto found = sets.find(text.substr(1));
        if (found == sets.end()) fail(text, "no such scope set in the rig" + did_you_mean(text, known_words()));
        if (depth >= deepest_set) fail(text, "scope sets refer to each other in a circle");
        if (trimmed(found->second).empty()) fail(text, "this scope set is empty");
        Word word{Word::Kind::set, std::string(text)};
        Parser{word.set.emplace_back(), sets, units, found->second, text, terms, depth + 1}.scope_text();
        return word;
    }

    void term(std::string_view text) const
    {
        if (++terms > most_terms) fail(text, "more than " + std::to_string(most_terms) + " terms, those of its sets counted");
        const bool is_excluded = text.starts_with('-');
        Term words;
        for (const auto part : split(text.substr(is_excluded ? 1 : 0), blanks)) {
            const bool is_minus = !words.empty() && part.starts_with('-') && part.size() > 1;
            words.push_back(word(is_minus ? part.substr(1) : part));
            words.back().is_excluded = is_minus;
        }
        if (words.empty()) fail(text, "nothing stands behind the minus");
        (is_excluded ? scope.excludes_ : scope.includes_).push_back(std::move(words));
    }

    void scope_text() const
    {
        scope.text_ = trimmed(whole);
        if (scope.text_ == "all" || scope.text_ == "*") return;
        for (const auto part : split(whole, ",")) term(part);
    }
};

Scope Scope::parse(std::string_view text, const ScopeSets& sets, const std::vector<std::string>& units)
{
    Scope scope;
    std::size_t terms = 0;
    Parser{scope, sets, units, text, {}, terms}.scope_text();
    return scope;
}

bool Scope::matches(const Word& word, std::string_view unit, const Parameter& parameter)
{
    switch (word.kind) {
        case Word::Kind::unit: return word.text == unit;
        case Word::Kind::section: return word.section == parameter.section;
        case Word::Kind::pattern: return path_matches(word.text, parameter.name);
        case Word::Kind::set: return word.set.front().covers(unit, parameter);
    }
    return false;
}

bool Scope::matches(const Term& term, std::string_view unit, const Parameter& parameter)
{
    return std::ranges::all_of(term, [&](const Word& word) { return matches(word, unit, parameter) != word.is_excluded; });
}

bool Scope::covers(std::string_view unit, const Parameter& parameter) const
{
    const auto any = [&](const std::vector<Term>& terms) {
        return std::ranges::any_of(terms, [&](const Term& term) { return matches(term, unit, parameter); });
    };
    return (includes_.empty() || any(includes_)) && !any(excludes_);
}

bool Scope::excludes(std::string_view unit, const Profile& profile, ParameterId id) const
{
    return std::ranges::any_of(excludes_, [&](const Term& term) { return matches(term, unit, profile[id]); });
}

bool Scope::covers(std::string_view unit, const Profile& profile, ParameterId id) const { return covers(unit, profile[id]); }

std::vector<bool> Scope::cover(std::string_view unit, const Profile& profile) const
{
    std::vector<bool> covered(profile.parameters.size());
    for (ParameterId id = 0; id < covered.size(); ++id) covered[id] = !profile[id].live && (is_everything() || covers(unit, profile[id]));
    return covered;
}

}  // namespace recalld::studio
