#pragma once

#include "load/profile_yaml.hpp"
#include "source_dir.hpp"

#include <map>
#include <stdexcept>
#include <string>

namespace recalld::driver {

/// The profile of a console as it is shipped, read once.
inline std::shared_ptr<const studio::Profile> console(const std::string& name)
{
    static std::map<std::string, std::shared_ptr<const studio::Profile>> profiles;
    auto& profile = profiles[name];
    const std::string folder = recalld::testing::source_dir() + "/profiles/consoles/";
    if (!profile) profile = load::read_profile(folder + name + ".yaml", "consoles/" + name);
    return profile;
}

inline studio::ParameterId id_of(const studio::Profile& profile, const std::string& name)
{
    const auto id = profile.find(name);
    if (!id) throw std::logic_error("the profile has no " + name);
    return *id;
}

inline const studio::Law& law_of(const std::string& name)
{
    return console("x32")->law_of(id_of(*console("x32"), name));
}

/// The law of an effect's parameter, counted from 1.
inline const studio::Law& effect_law(const std::string& type, std::size_t number)
{
    return console("x32")->laws[console("x32")->tables.front().at(type).at(number - 1).law];
}

}  // namespace recalld::driver
