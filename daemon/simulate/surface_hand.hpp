#pragma once

#include <string>
#include <string_view>

#include "simulate/surface_box.hpp"

namespace recalld::simulate {

/// What a line of text made a hand do: what the box said to its host, and what is to be read here.
struct Done {
    Said said;
    std::string words;
};

/// `grab 1`, `move 1 0.75`, `move master 0 in 500 ms`, `release 1`, `press mute/1`, `hold shift`, `let shift`, `turn 1 -3`, `jog 2`,
/// `pedal 64`, `power`, `show`, `help`. Strips and knobs count from 1. A line that is none of these says why.
Done obey(SurfaceBox& box, std::string_view line, TimePoint now);

}  // namespace recalld::simulate
