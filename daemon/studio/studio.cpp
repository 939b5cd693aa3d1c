#include "studio/studio.hpp"

#include <algorithm>

namespace recalld::studio {

Studio::Subscription& Studio::Subscription::operator=(Subscription&& other) noexcept
{
    if (this == &other) return *this;
    stop();
    studio_ = std::exchange(other.studio_, nullptr);
    place_ = other.place_;
    return *this;
}

void Studio::Subscription::stop()
{
    if (studio_) studio_->listeners_.erase(place_);
    studio_ = nullptr;
}

UnitState& Studio::open(const std::string& unit, std::shared_ptr<const Profile> profile)
{
    close(unit);
    return *pages_.emplace_back(std::make_unique<UnitState>(unit, std::move(profile)));
}

void Studio::close(std::string_view unit)
{
    std::erase_if(pages_, [&](const auto& page) { return page->unit == unit; });
}

const UnitState* Studio::page(std::string_view unit) const
{
    const auto found = std::ranges::find_if(pages_, [&](const auto& page) { return page->unit == unit; });
    return found == pages_.end() ? nullptr : found->get();
}

UnitState* Studio::page(std::string_view unit) { return const_cast<UnitState*>(std::as_const(*this).page(unit)); }

bool Studio::apply(std::string_view unit, ParameterId parameter, Value value, Standing standing, Origin origin)
{
    auto* state = page(unit);
    if (!state || parameter >= state->values.size()) return false;
    const bool is_news = !state->has(parameter) || !same(state->values[parameter], value);
    state->set(parameter, std::move(value), standing);
    if (!is_news) return false;
    for (auto next = listeners_.begin(); next != listeners_.end();) {
        const auto listener = next++;  // a listener may stop listening while it is told
        (*listener)({state->unit, parameter, state->values[parameter], origin});
    }
    return true;
}

void Studio::doubt(std::string_view unit)
{
    auto* state = page(unit);
    if (!state) return;
    for (auto& standing : state->standings)
        if (standing == Standing::confirmed) standing = Standing::assumed;
}

Studio::Subscription Studio::listen(Listener listener)
{
    return {*this, listeners_.insert(listeners_.end(), std::move(listener))};
}

}  // namespace recalld::studio
