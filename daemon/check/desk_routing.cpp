#include "check/desk_routing.hpp"

#include "studio/routing.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace recalld::check {

namespace {

constexpr int most_in_block = 64;

struct Span {
    int first = 0, last = 0;
};

std::optional<int> number_from(std::string_view& text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// `3`, ` 3`, `01` or `1-8`, and nothing else.
std::optional<Span> numbers_in(std::string_view text)
{
    if (text.starts_with(' ')) text.remove_prefix(1);
    const auto first = text.starts_with('-') ? std::nullopt : number_from(text);
    if (!first) return {};
    if (text.empty()) return Span{*first, *first};
    if (!text.starts_with('-')) return {};
    text.remove_prefix(1);
    const auto last = number_from(text);
    if (!last || !text.empty() || *last < *first || *last - *first >= most_in_block) return {};
    return Span{*first, *last};
}

/// `slot 17` is the third of a block that begins at `slot 15`.
std::string further(const std::string& first, std::size_t steps)
{
    const auto digits = first.find_last_not_of("0123456789") + 1;
    std::string_view number = std::string_view(first).substr(digits);
    const auto from = number_from(number);
    return from && steps > 0 ? first.substr(0, digits) + std::to_string(*from + static_cast<int>(steps)) : first;
}

bool holds(const studio::UnitState& state, const studio::Feed& feed)
{
    return feed.only_while == studio::no_parameter || (state.has(feed.only_while) && state.spoken(feed.only_while) == feed.says);
}

void add_strips(const studio::UnitState& state, Surroundings& around)
{
    for (const auto& strip : state.profile->strips)
        if (!strip.path.empty()) around.kinds.emplace(state.unit + " " + strip.words, PointKind::strip);
}

std::string_view without_number(std::string_view point)
{
    const auto end = point.find_last_not_of("0123456789");
    return end != std::string_view::npos && end + 1 < point.size() && point[end] == ' ' ? point.substr(0, end) : point;
}

}  // namespace

std::vector<std::string> points_named(const studio::Routing& routing, std::string_view word)
{
    std::vector<std::string> points;
    for (const auto& [name, point] : routing.names) {
        if (word == name) return {point};
        const auto numbers = word.starts_with(name) ? numbers_in(word.substr(name.size())) : std::nullopt;
        if (!numbers) continue;
        for (int number = numbers->first; number <= numbers->last; ++number) points.push_back(point + " " + std::to_string(number));
        return points;
    }
    return points;
}

void add_desk_routing(const studio::UnitState& state, Surroundings& around)
{
    if (!state.profile || !state.profile->routing) return;
    const auto& routing = *state.profile->routing;
    add_strips(state, around);
    const auto named = [&](const std::string& point) {
        const bool is_hidden = std::ranges::find(routing.hidden, without_number(point)) != routing.hidden.end();
        std::string name = state.unit + " " + point;
        const auto [known, is_new] = around.kinds.emplace(name, PointKind::socket);
        if (is_hidden) known->second = PointKind::hidden;
        return name;
    };
    for (const auto& feed : routing.feeds) {
        if (!state.has(feed.value) || !holds(state, feed)) continue;
        const auto from = points_named(routing, state.spoken(feed.value));
        for (std::size_t i = 0; i < from.size(); ++i) around.leads.push_back({named(from[i]), named(further(feed.into, i)), How::inside});
    }
}

namespace {

/// What points of a unit can be called, in small letters and without their numbers.
std::set<std::string> point_names(const studio::Profile& profile)
{
    std::set<std::string> names;
    for (const auto& [word, name] : profile.routing->names) names.insert(small(without_number(name)));
    for (const auto& feed : profile.routing->feeds) names.insert(small(without_number(feed.into)));
    for (const auto& strip : profile.strips) names.insert(small(without_number(strip.words)));
    return names;
}

}  // namespace

std::vector<Problem> unknown_points(const rig::PatchConfig& patch, const studio::UnitState& state)
{
    std::vector<Problem> problems;
    if (!state.profile || !state.profile->routing) return problems;
    const auto known = point_names(*state.profile);
    const std::string front = state.unit + " ";
    std::set<std::string> told;
    for (const auto& wire : patch.wires)
        for (const auto& point : {wire.from, wire.to}) {
            if (!point.starts_with(front)) continue;
            const auto name = small(without_number(std::string_view(point).substr(front.size())));
            if (known.contains(name) || !told.insert(name).second) continue;
            const auto advice = studio::did_you_mean(name, {known.begin(), known.end()});
            problems.push_back({ProblemKind::unknown_point, wire.place + ": " + state.unit + " has no point " + studio::in_quotes(name) + advice, {point}});
        }
    return problems;
}

}  // namespace recalld::check
