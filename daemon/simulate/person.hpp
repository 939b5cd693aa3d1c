#pragma once

#include <vector>

#include "simulate/console.hpp"
#include "simulate/luck.hpp"

namespace recalld::simulate {

/// Somebody at the desk who moves a fader here and there.
class Person {
public:
    Person(const studio::Profile& profile, std::uint64_t seed);

    /// One move, and what the desk says of it. Nothing on a desk without faders.
    std::vector<Outgoing> move_something(Console& console, Clock::time_point now);

private:
    std::vector<studio::ParameterId> faders_;
    Luck luck_;
};

}  // namespace recalld::simulate
