#pragma once

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "load/profile_yaml.hpp"
#include "source_dir.hpp"

/// The profiles of this source tree, each read once.
namespace recalld::testing {

using ProfilePtr = std::shared_ptr<const studio::Profile>;
using Bends = std::vector<std::pair<std::string, std::string>>;

/// `example`, `consoles/x32`; bent: the first `from` of each pair in its text becomes `to`.
inline ProfilePtr profile_here(const std::string& id, const Bends& bends = {})
{
    static std::map<std::pair<std::string, Bends>, ProfilePtr> read;
    auto& profile = read[{id, bends}];
    if (profile) return profile;
    const auto file = recalld::testing::source_dir() + "/profiles/" + id + ".yaml";
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    auto yaml = text.str();
    for (const auto& [from, to] : bends) {
        const auto at = yaml.find(from);
        if (at == std::string::npos) throw std::logic_error(id + " has no " + from);
        yaml.replace(at, from.size(), to);
    }
    return profile = load::parse_profile(yaml, file, id);
}

}  // namespace recalld::testing
