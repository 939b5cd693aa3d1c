#pragma once

#include <string>
#include <vector>

#include "paper/svg.hpp"
#include "studio/law.hpp"

namespace recalld::paper {

/// One mark around a knob, seen from the knob's middle.
struct FaceMark {
    double position = 0;     ///< 0 … 1 of the way
    std::string label;       ///< empty: a bare tick
    double reach = 0;        ///< where its label begins, from the middle
    Box box = {};            ///< of the label
};

/// How the printed scale of a round control stands around it, so that no two labels touch.
struct ScaleFace {
    std::vector<FaceMark> marks;
    std::string unit;        ///< between the two ends of the scale, or below them
    Box unit_box = {};
    Box extent = {};         ///< of all of it, the cap included
    double from = 0;         ///< where its ticks begin
    double radius = 0;       ///< from which outwards a further scale may stand
};

inline constexpr double mark_size = 16;

/// Marks of a dial, or the words of a choice as clicks.
std::vector<studio::Mark> marks_of(const studio::Law& law);
/// Pure; any thread. `from` is where the labels may begin, in units of the drawing.
ScaleFace face_of(const studio::Law& law, double from);
/// The direction of a position: 07:00 … 17:00, seen from the middle; its length is 1.
Point direction_of(double position);
/// Degrees clockwise from straight up.
double degrees_of(double position);

}  // namespace recalld::paper
