#include "load/signal_yaml.hpp"

#include "load/placed_pattern.hpp"
#include "studio/routing.hpp"
#include "studio/spelling.hpp"

namespace recalld::load {

namespace {

studio::ParameterId named(const studio::Profile& profile, const Cursor& at, const std::string& name)
{
    if (const auto found = profile.find(name)) return *found;
    at.fail("no parameter " + studio::in_quotes(name) + profile.suggestion(name));
}

struct While {
    PlacedPattern value;
    std::string says;
};

std::optional<While> read_while(const Cursor& feed)
{
    const auto at = feed.find("while");
    if (!at) return {};
    const auto values = at->entries();
    if (values.size() != 1) at->fail("while names one value and its word, such as {config/switch: REC}");
    return While{PlacedPattern(values.front().first), values.front().second.text()};
}

void read_feed(const Cursor& feed, const studio::Profile& profile, std::vector<studio::Feed>& feeds)
{
    const PlacedPattern from(*feed.find("from")), to(*feed.find("to"));
    const auto only_while = read_while(feed);
    for (const Expansion& one : from.expand()) {
        studio::Feed made{named(profile, from.at(), one.text), to.fill(one.bindings), studio::no_parameter, {}};
        if (only_while) made.only_while = named(profile, only_while->value.at(), only_while->value.fill(one.bindings));
        if (only_while) made.says = only_while->says;
        feeds.push_back(std::move(made));
    }
}

}  // namespace

void read_signal(const Cursor& map, studio::Profile& profile)
{
    const auto routing = std::make_shared<studio::Routing>();
    for (const auto& [word, name] : map.find("names")->entries()) routing->names.emplace_back(word.text(), name.text());
    read(map, "hidden", routing->hidden);
    for (const Cursor& feed : map.find("feeds")->items()) read_feed(feed, profile, routing->feeds);
    profile.routing = routing;
}

}  // namespace recalld::load
