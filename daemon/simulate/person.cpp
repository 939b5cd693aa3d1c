#include "simulate/person.hpp"

namespace recalld::simulate {

namespace {

bool is_fader(const studio::Parameter& parameter, const studio::Law& law)
{
    return parameter.stage == studio::Stage::faders && !parameter.read_only && law.bottom_is_off && law.steps > 1;
}

}  // namespace

Person::Person(const studio::Profile& profile, std::uint64_t seed) : luck_(seed)
{
    for (studio::ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (is_fader(profile[id], profile.law_of(id))) faders_.push_back(id);
}

std::vector<Outgoing> Person::move_something(Console& console, Clock::time_point now)
{
    if (faders_.empty()) return {};
    const auto id = faders_[luck_.below(static_cast<std::uint32_t>(faders_.size()))];
    const auto steps = static_cast<std::uint32_t>(console.profile().law_of(id).steps);
    return console.touch(console.profile()[id].name, static_cast<std::int32_t>(luck_.below(steps)), now);
}

}  // namespace recalld::simulate
