#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "logbook/prep.hpp"
#include "profile_here.hpp"

/// A console and a house, for tests of preparations.
namespace recalld::logbook::testing {

inline recalld::testing::ProfilePtr desk() { return recalld::testing::profile_here("consoles/x32"); }

/// A desk on which everything is known: nothing is named, and each channel is fed by its own input.
inline studio::UnitState live_desk()
{
    studio::UnitState state("desk", desk());
    const auto put = [&](const std::string& name, studio::Value value) { state.set(state.profile->find(name).value(), std::move(value), studio::Standing::confirmed); };
    for (int n = 1; n <= 32; ++n) {
        const auto strip = "ch/" + std::string(n < 10 ? "0" : "") + std::to_string(n);
        put(strip + "/config/name", "");
        put(strip + "/config/color", 0);
        put(strip + "/config/source", n);
        put("-ha/" + std::string(n <= 10 ? "0" : "") + std::to_string(n - 1) + "/index", n - 1);
    }
    return state;
}

inline std::uint32_t strip(const std::string& path) { return desk()->find_strip(path).value(); }

inline HousePlace place(const std::string& role, const std::string& colour, std::initializer_list<const char*> strips)
{
    HousePlace made{role, colour, {}, {}};
    for (const auto* path : strips) made.strips.push_back(strip(path));
    return made;
}

inline std::vector<HousePlace> house()
{
    return {place("kick", "red", {"ch/01", "ch/02"}), place("snare", "", {"ch/03"}), place("tom", "", {"ch/05", "ch/06", "ch/07"}), place("overhead", "", {"ch/09", "ch/10"}), place("lead vox", "", {"ch/17"})};
}

}  // namespace recalld::logbook::testing
