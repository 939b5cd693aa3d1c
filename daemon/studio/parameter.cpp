#include "studio/parameter.hpp"

#include <algorithm>

namespace recalld::studio {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, section_count> sections{
    "config", "headamp", "preamp",  "delay",   "gate",  "dyn",        "eq",      "insert",   "sends",      "mix",      "groups", "automix",
    "fx",     "routing", "outputs", "links",   "mutegroups", "monitor", "talkback", "oscillator", "recorder", "user",   "safes"};
constexpr std::array<std::string_view, stage_count> stages{"links", "routing",    "preamp", "phantom", "fx_type", "fx",
                                                           "processing", "sends", "outputs", "faders", "mutes"};
constexpr std::array<std::string_view, hazard_count> hazards{"none",    "phantom", "gain",    "unmute",   "level",      "routing",
                                                             "repatch", "link",    "monitor", "talkback", "oscillator", "mutegroup"};

template <class Enum, std::size_t N>
std::optional<Enum> position(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(Section section) { return sections[static_cast<std::size_t>(section)]; }
std::string_view name_of(Stage stage) { return stages[static_cast<std::size_t>(stage)]; }
std::string_view name_of(Hazard hazard) { return hazards[static_cast<std::size_t>(hazard)]; }
std::optional<Section> section_named(std::string_view name) { return position<Section>(sections, name); }
std::optional<Stage> stage_named(std::string_view name) { return position<Stage>(stages, name); }
std::optional<Hazard> hazard_named(std::string_view name) { return position<Hazard>(hazards, name); }

}  // namespace recalld::studio
