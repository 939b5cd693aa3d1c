#include "check/sources.hpp"

#include "studio/plain_name.hpp"

#include <unordered_set>

namespace recalld::check {

namespace {

using studio::plain_name;
using Spellings = std::unordered_map<std::string, std::string>;

Spellings points_of(const rig::PatchConfig& patch)
{
    Spellings points;
    for (const auto& jack : patch.jacks) points.try_emplace(plain_name(jack.name), jack.name);
    for (const auto& wire : patch.wires) points.try_emplace(plain_name(wire.from), wire.from), points.try_emplace(plain_name(wire.to), wire.to);
    return points;
}

/// Where its signal goes in; empty when nobody knows.
std::string place_of(const Source& source, const Spellings& points)
{
    const std::string line = source.line.empty() ? std::string() : "line " + source.line;
    if (const auto found = points.find(plain_name(line)); found != points.end()) return found->second;
    if (const auto found = points.find(plain_name(source.jack)); found != points.end()) return found->second;
    return line;
}

std::string words_of(const Source& source) { return source.mic.empty() ? source.name : source.name + " (" + source.mic + ")"; }

}  // namespace

void add_sources(const std::vector<Source>& sources, const rig::PatchConfig& patch, Surroundings& around)
{
    const auto points = points_of(patch);
    std::unordered_set<std::string> names;
    for (const auto& [name, kind] : around.kinds) names.insert(plain_name(name));
    for (const auto& source : sources) {
        const auto place = place_of(source, points);
        std::string name = words_of(source);
        if (place.empty() || source.name.empty()) continue;
        if (points.contains(plain_name(name)) || !names.insert(plain_name(name)).second) name += " on " + place;
        around.kinds.emplace(name, PointKind::source);
        around.leads.push_back({name, place, How::line});
    }
}

}  // namespace recalld::check
