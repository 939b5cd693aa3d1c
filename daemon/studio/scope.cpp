#include "studio/scope.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace recalld::studio {

namespace {

constexpr int deepest_set = 8;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
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
    static constexpr std::string_view marks = "/*";
    return word.find_first_of(marks) != std::string_view::npos || word.starts_with('-');
}

}  // namespace

/// Reads the text of a scope; named sets are read in place.
struct Scope::Parser {
    Scope& scope;
    const ScopeSets& sets;
    const std::vector<std::string>& units;
    std::string_view whole;

    [[noreturn]] void fail(std::string_view word, const std::string& why) const
    {
        const auto column = word.data() >= whole.data() && word.data() <= whole.data() + whole.size()
                                ? " (column " + std::to_string(word.data() - whole.data() + 1) + ")"
                                : std::string{};
        throw ScopeError("scope: \"" + std::string(word) + "\"" + column + ": " + why);
    }

    Word word(std::string_view text) const
    {
        if (std::ranges::find(units, text) != units.end()) return {Word::Kind::unit, std::string(text)};
        if (const auto section = section_named(text)) return {Word::Kind::section, std::string(text), *section};
        if (text.starts_with('/')) text.remove_prefix(1);
        if (looks_like_path(text)) return {Word::Kind::pattern, std::string(text)};
        fail(text, "neither a unit, a section nor a path such as ch/1-8; sections are config, headamp, preamp, gate, dyn, eq, "
                   "sends, mix, fx, routing …; named sets are written @name");
    }

    void set(std::string_view name, bool excluded, int depth) const
    {
        const auto found = sets.find(name.substr(1));
        if (found == sets.end()) fail(name, "no such scope set in the rig");
        if (depth >= deepest_set) fail(name, "scope sets refer to each other in a circle");
        terms(found->second, excluded, depth + 1);
    }

    void term(std::string_view text, bool excluded, int depth) const
    {
        if (text.starts_with('-') && !text.starts_with("-/")) {
            excluded = !excluded;
            text = trimmed(text.substr(1));
        }
        if (text.starts_with('@')) return set(text, excluded, depth);
        Term words;
        for (const auto part : split(text, " \t\n")) words.push_back(word(part));
        if (words.empty()) fail(text, "an empty term");
        (excluded ? scope.excludes_ : scope.includes_).push_back(std::move(words));
    }

    void terms(std::string_view text, bool excluded, int depth) const
    {
        for (const auto part : split(text, ",")) term(part, excluded, depth);
    }
};

Scope Scope::parse(std::string_view text, const ScopeSets& sets, const std::vector<std::string>& units)
{
    Scope scope;
    scope.text_ = trimmed(text);
    if (scope.text_ == "all" || scope.text_ == "*") return scope;
    Parser{scope, sets, units, text}.terms(text, false, 0);
    return scope;
}

bool Scope::matches(const Word& word, std::string_view unit, const Parameter& parameter)
{
    switch (word.kind) {
        case Word::Kind::unit: return word.text == unit;
        case Word::Kind::section: return word.section == parameter.section;
        case Word::Kind::pattern: return path_matches(word.text, parameter.name);
    }
    return false;
}

bool Scope::matches(const Term& term, std::string_view unit, const Parameter& parameter)
{
    return std::ranges::all_of(term, [&](const Word& word) { return matches(word, unit, parameter); });
}

bool Scope::covers(std::string_view unit, const Profile& profile, ParameterId id) const
{
    const auto any = [&](const std::vector<Term>& terms) {
        return std::ranges::any_of(terms, [&](const Term& term) { return matches(term, unit, profile[id]); });
    };
    return (includes_.empty() || any(includes_)) && !any(excludes_);
}

std::vector<bool> Scope::cover(std::string_view unit, const Profile& profile) const
{
    std::vector<bool> covered(profile.parameters.size(), is_everything());
    if (is_everything()) return covered;
    for (ParameterId id = 0; id < covered.size(); ++id) covered[id] = covers(unit, profile, id);
    return covered;
}

}  // namespace recalld::studio
