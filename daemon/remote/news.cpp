#include "remote/news.hpp"

#include <algorithm>

namespace recalld::remote {

std::optional<Area> area_named(std::string_view name)
{
    const auto found = std::ranges::find(area_names, name);
    if (found == area_names.end()) return {};
    return static_cast<Area>(found - area_names.begin());
}

News::Subscription& News::Subscription::operator=(Subscription&& other) noexcept
{
    if (this == &other) return *this;
    std::swap(all_, other.all_);
    std::swap(place_, other.place_);
    return *this;
}

News::Subscription::~Subscription()
{
    if (all_) *place_ = nullptr;   // its place is cleared away when nobody is being told
}

News::Subscription News::listen(Listener listener)
{
    return {listeners_, listeners_->insert(listeners_->end(), std::move(listener))};
}

void News::tell(Area area)
{
    const auto listeners = listeners_;   // a listener may end whoever owns us
    for (const auto& listener : *listeners)
        if (listener) listener(area);
    std::erase_if(*listeners, [](const Listener& listener) { return !listener; });
}

void News::work_is(Work work)
{
    work_ = std::move(work);
    tell(Area::work);
}

}  // namespace recalld::remote
