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
    if (studio_) studio_->leave(place_);
    studio_ = nullptr;
}

UnitState& Studio::open(const std::string& unit, std::shared_ptr<const Profile> profile)
{
    auto page = std::make_unique<UnitState>(unit, std::move(profile));
    close(page->unit);
    return *pages_.emplace_back(std::move(page));
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
    const bool is_news = !state->has(parameter) || !state->profile->same(parameter, state->values[parameter], value);
    const Value told = value;   // a listener may change the page or close it
    state->set(parameter, std::move(value), standing);
    if (is_news) tell({unit, parameter, told, origin});
    return is_news;
}

void Studio::tell(const Change& change)
{
    ++telling_;
    auto place = places_.begin();
    for (auto left = places_.size(); left > 0; --left, ++place)
        if (!place->is_left) place->listener(change);
    if (--telling_ == 0) std::erase_if(places_, [](const Place& each) { return each.is_left; });
}

void Studio::leave(Places::iterator place)
{
    if (telling_ == 0) places_.erase(place);
    else place->is_left = true;
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
    return {*this, places_.insert(places_.end(), {std::move(listener)})};
}

}  // namespace recalld::studio
