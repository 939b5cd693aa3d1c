#include "ctl/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace recalld::ctl {

std::span<const HazardWords> hazards()
{
    static constexpr std::array<HazardWords, 11> words{{
        {"phantom", "48 V phantom power changes on an input"},
        {"gain", "a preamp gain rises sharply"},
        {"unmute", "something that is muted becomes audible"},
        {"level", "an output level rises sharply"},
        {"routing", "signals go elsewhere"},
        {"repatch", "an input would get the gain of another source"},
        {"link", "channels are linked or unlinked, or another effect type resets settings"},
        {"monitor", "the monitor level changes"},
        {"talkback", "talkback changes"},
        {"oscillator", "the oscillator changes"},
        {"mutegroup", "a mute group changes"},
    }};
    return words;
}

std::string_view danger_of(std::string_view hazard)
{
    const auto found = std::ranges::find(hazards(), hazard, &HazardWords::name);
    return found == hazards().end() ? "may hurt" : found->danger;
}

std::span<const std::string_view> sections()
{
    static constexpr std::array<std::string_view, 23> names{
        "config",     "headamp", "preamp",   "delay",      "gate",     "dyn",     "eq",      "insert",
        "sends",      "mix",     "groups",   "automix",    "fx",       "routing", "outputs", "links",
        "mutegroups", "monitor", "talkback", "oscillator", "recorder", "user",    "safes"};
    return names;
}

}  // namespace recalld::ctl
