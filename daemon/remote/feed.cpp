#include "remote/feed.hpp"

#include <algorithm>

namespace recalld::remote {

using studio::ParameterId;

Feed::Feed(Room& room, std::function<void()> news)
    : room_(room), news_(std::move(news)),
      values_(room.studio.listen([this](const studio::Change& change) { note(change); })),
      area_news_(room.news.listen([this](Area area) { note(area); }))
{
}

void Feed::follow(Area area)
{
    areas_.set(static_cast<std::size_t>(area));
    note(area);
}

void Feed::leave(Area area) { areas_.reset(static_cast<std::size_t>(area)); }

void Feed::follow(const std::string& scope)
{
    const auto& followed = scopes_.insert_or_assign(scope, room_.rig.scope(scope)).first->second;
    for (const auto& unit : room_.rig.units()) {
        const auto& profile = *unit->profile();
        for (ParameterId id = 0; id < profile.parameters.size(); ++id)
            if (followed.covers(unit->name(), profile, id)) enqueue(unit->name(), id);
    }
}

void Feed::leave(const std::string& scope) { scopes_.erase(scope); }

void Feed::follow(const std::string& unit, ParameterId id)
{
    singles_.emplace(unit, id);
    enqueue(unit, id);
}

void Feed::leave(const std::string& unit, ParameterId id) { singles_.erase({unit, id}); }

bool Feed::covers(std::string_view unit, ParameterId id) const
{
    if (!singles_.empty() && singles_.contains({std::string(unit), id})) return true;
    const auto* page = scopes_.empty() ? nullptr : room_.studio.page(unit);
    return page && std::ranges::any_of(scopes_, [&](const auto& followed) { return followed.second.covers(unit, *page->profile, id); });
}

void Feed::note(const studio::Change& change)
{
    if (covers(change.unit, change.parameter)) enqueue(std::string(change.unit), change.parameter);
}

void Feed::note(Area area)
{
    if (!areas_.test(static_cast<std::size_t>(area))) return;
    changed_areas_.set(static_cast<std::size_t>(area));
    wake();
}

void Feed::enqueue(const std::string& unit, ParameterId id)
{
    auto& waits = waits_[unit];
    if (waits.size() <= id) waits.resize(id + 1);
    if (waits[id]) return;
    waits[id] = true;
    line_.push_back({unit, id});
    wake();
}

void Feed::wake()
{
    if (std::exchange(told_, true)) return;
    news_();
}

Feed::Taken Feed::take(std::size_t most_values)
{
    Taken taken;
    for (std::size_t i = 0; i < area_names.size(); ++i)
        if (changed_areas_.test(i)) taken.areas.push_back(static_cast<Area>(i));
    changed_areas_.reset();
    const std::size_t end = std::min(line_.size(), taken_ + most_values);
    for (; taken_ < end; ++taken_) {
        waits_[line_[taken_].unit][line_[taken_].parameter] = false;
        taken.values.push_back(std::move(line_[taken_]));
    }
    taken.more = taken_ < line_.size();
    if (!taken.more) line_.clear(), taken_ = 0;
    told_ = taken.more;   // whoever left some comes back by himself
    return taken;
}

}  // namespace recalld::remote
