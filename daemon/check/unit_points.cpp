#include "check/unit_points.hpp"

#include "studio/plain_name.hpp"
#include "studio/routing.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace recalld::check {

namespace {

using studio::Law;
using studio::plain_name;
using studio::Profile;
using studio::Routing;

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

/// Each point once, in the order in which a profile tells of them.
class Collecting {
public:
    explicit Collecting(const Routing* routing) : routing_(routing) {}

    void add(const std::string& name, PointKind kind, const std::string& path = {})
    {
        if (!known_.insert(plain_name(name)).second) return;
        const bool is_hidden = routing_ && std::ranges::find(routing_->hidden, without_number(name)) != routing_->hidden.end();
        points.push_back({name, is_hidden ? PointKind::hidden : kind, path});
    }
    /// Many values share a law.
    void add_words(const Law& law)
    {
        if (!laws_.insert(&law).second) return;
        for (const auto& word : law.words)
            for (const auto& name : points_named(*routing_, word)) add(name, PointKind::socket);
    }

    std::vector<UnitPoint> points;

private:
    const Routing* routing_;
    std::set<std::string> known_;
    std::set<const Law*> laws_;
};

}  // namespace

std::string_view without_number(std::string_view point)
{
    const auto end = point.find_last_not_of("0123456789");
    return end != std::string_view::npos && end + 1 < point.size() && (point[end] == ' ' || point[end] == '/') ? point.substr(0, end) : point;
}

std::optional<int> number_of(std::string_view point)
{
    auto digits = point.substr(without_number(point).size());
    if (!digits.empty()) digits.remove_prefix(1);
    return digits.empty() ? std::nullopt : number_from(digits);
}

std::string further(const std::string& first, std::size_t steps)
{
    const auto digits = first.find_last_not_of("0123456789") + 1;
    std::string_view number = std::string_view(first).substr(digits);
    const auto from = number_from(number);
    return from && steps > 0 ? first.substr(0, digits) + std::to_string(*from + static_cast<int>(steps)) : first;
}

std::vector<std::string> points_named(const Routing& routing, std::string_view word)
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

std::size_t longest_block(const Routing& routing, const Law& law)
{
    std::size_t longest = 1;
    for (const auto& word : law.words) longest = std::max(longest, points_named(routing, word).size());
    return longest;
}

std::vector<UnitPoint> points_of(const Profile& profile)
{
    const auto* routing = profile.routing ? &*profile.routing : nullptr;
    Collecting found(routing);
    for (const auto& strip : profile.strips)
        if (!strip.path.empty() && !profile.is_by_hand()) found.add(strip.words, PointKind::strip, strip.path);
    if (!routing) return std::move(found.points);
    std::map<const Law*, std::size_t> blocks;
    for (const auto& feed : routing->feeds) {
        const auto& law = profile.law_of(feed.value);
        found.add_words(law);
        const auto [block, is_new] = blocks.try_emplace(&law, 1);
        if (is_new) block->second = longest_block(*routing, law);
        for (std::size_t i = 0; i < block->second; ++i) found.add(further(feed.into, i), PointKind::socket);
    }
    return std::move(found.points);
}

}  // namespace recalld::check
