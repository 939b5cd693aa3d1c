#pragma once

#include <string>
#include <vector>

namespace recalld::paper {

/// One stop of a signal's way: a box, and the arrow that leads to it.
struct TraceBox {
    std::string words;     ///< `bay B12`
    std::string how;       ///< `cord`, `normal`, `wire`, `inside` …; empty for the first
    bool is_start = false; ///< whose trace it is
    bool is_faulty = false;
};

/// A way with its heading; the first one of a drawing has none.
struct TraceWay {
    std::string heading;   ///< `also goes:`
    std::vector<TraceBox> boxes;
};

/// The ways of a signal as SVG of that width in CSS pixels, wrapped into as many rows as it takes: 340 fit a phone, and 640 the width of A4. It has classes
/// (`trace-box`, `trace-cord` …) and attributes, no style of its own. Pure.
std::string draw_trace(const std::vector<TraceWay>& ways, double width = 340);

}  // namespace recalld::paper
