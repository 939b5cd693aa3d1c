#pragma once

#include <string>
#include <vector>

#include "paper/scale_face.hpp"
#include "studio/panel.hpp"
#include "studio/profile.hpp"

namespace recalld::paper {

inline constexpr double label_size = 17, value_size = 19, was_size = 15;
inline constexpr double cell_pad = 8;
inline constexpr double list_line = 23, list_light = 15;   // a row of a list of buttons, and its light

/// What is written under one control.
struct Caption {
    const studio::Control* control = nullptr;
    std::vector<std::string> lines;   ///< its label
    double height = 0;
};

/// A list of buttons, lamps or positions, in columns.
struct ListShape {
    std::vector<std::string> words;
    std::size_t rows = 0, columns = 0;
    double column_width = 0;
    Box box() const;                  ///< around its middle
};

/// A control, or a knob with the rings around it, before it has a place: how it looks and how much room it takes.
struct Cell {
    std::vector<Caption> captions;    ///< of the knob, then of its rings
    std::vector<ScaleFace> faces;     ///< of round ones, as many as captions
    Box picture;                      ///< seen from the middle of the knob
    double width = 0;
    double caption_height = 0;
};

/// Where the cap of the n-th control of a cell begins and ends: the knob, then its rings.
struct CapSize {
    double inner = 0, outer = 0;
};
CapSize cap_size(const Cell& cell, std::size_t ring);

/// The cells of a group, in order. `shows_earlier` leaves room for what stood there before. Pure; any thread.
std::vector<Cell> cells_of(const studio::Profile& profile, const studio::PanelGroup& group, bool shows_earlier, double widest);
ListShape list_of(const studio::Control& control, const studio::Law& law);
/// Words of a choice with the unit that is printed beside it: `10 kHz`.
std::string with_unit(const std::string& word, const studio::Law& law);

Box slider_track(const studio::Law& law);
inline constexpr double note_width = 150, note_height = 50, jack_radius = 17, button_side = 34;
Box meter_box(const studio::Control& control);

}  // namespace recalld::paper
