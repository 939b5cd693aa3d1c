#pragma once

#include <optional>
#include <string>

namespace recalld::studio {

/// A patch cord: the signal goes from an output jack to an input jack.
struct Cord {
    std::string from, to;
    std::string note = {};
    bool joins(const Cord& other) const { return from == other.from && to == other.to; }
    bool operator==(const Cord&) const = default;
};

// A cord in words. The one place: logs, ticks, reports and pages say it alike.

/// For people: `B3 -> B17`.
inline std::string written(const Cord& cord) { return cord.from + " -> " + cord.to; }
inline std::string pull_words(const Cord& cord) { return "pull " + written(cord); }
inline std::string plug_words(const Cord& cord) { return "plug " + written(cord); }

/// What hands do, as reports and ticks name it: `pull B3-B17`, `plug B3-B17`, or both, when one end goes elsewhere: `move B3-B17 B3-B19`.
inline std::string cord_line(const std::optional<Cord>& pull, const std::optional<Cord>& plug)
{
    const auto dashed = [](const Cord& cord) { return cord.from + "-" + cord.to; };
    if (pull && plug) return "move " + dashed(*pull) + " " + dashed(*plug);
    if (pull) return "pull " + dashed(*pull);
    return plug ? "plug " + dashed(*plug) : std::string();
}

}  // namespace recalld::studio
