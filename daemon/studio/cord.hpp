#pragma once

#include <string>

namespace recalld::studio {

/// A patch cord: the signal goes from an output jack to an input jack.
struct Cord {
    std::string from, to;
    std::string note = {};
    bool joins(const Cord& other) const { return from == other.from && to == other.to; }
    bool operator==(const Cord&) const = default;
};

}  // namespace recalld::studio
