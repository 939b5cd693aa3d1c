#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "studio/parameter.hpp"

namespace recalld::studio {

/// How a control looks and is worked.
enum class ControlKind : std::uint8_t {
    knob,      ///< turns along a printed scale: a dial
    stepped,   ///< turns from click to click: a choice
    slider,    ///< slides along a printed scale: a dial, lowest first
    toggle,    ///< a lever with two or three positions: a choice
    button,    ///< in or out, lit when in: a choice of two
    radio,     ///< a row of buttons: a choice; with `several` any of them together
    cycle,     ///< one button that goes from state to state, a lamp each: a choice
    trim,      ///< turned with a screwdriver: a dial
    jack,      ///< a point that takes a cord or an insert: text
    note,      ///< what is written on a strip of tape: text
    meter,     ///< shows and holds nothing: no parameter
};

/// One control of a front panel.
struct Control {
    ControlKind kind = ControlKind::knob;
    ParameterId parameter = no_parameter;   ///< none for a meter
    std::string label;                      ///< as it is printed: `PEAK REDUCTION`
    std::vector<std::string> buttons = {};  ///< radio: what each button says
    double tolerance = 0.2;                 ///< of a division; 0 for what clicks
    bool has_detent = false;                ///< a click in the middle
    bool is_large = false;
    bool is_outer = false;                  ///< the ring around the control that stands before it
    std::string colour = {};                ///< of the knob's cap: `red`
    std::vector<std::string> revisions = {};///< empty: all
};

/// Controls that stand together, from left to right; `break_before` begins a new row of the panel.
struct PanelGroup {
    std::string name;                       ///< `LEFT`; may be empty
    std::vector<Control> controls;
    bool break_before = false;
    std::string copies = {};                ///< groups of one `copies` are the same for several channels: `LEFT` and `RIGHT`
};

enum class PanelSize : std::uint8_t { rack_1, rack_2, rack_3, rack_4, lunchbox, pedal, desktop };

/// The front of a piece of analog gear. Part of an immutable Profile.
struct Panel {
    PanelSize size = PanelSize::rack_1;
    std::vector<std::string> revisions;     ///< `A (blue stripe)`
    std::vector<PanelGroup> groups;         ///< in the order in which the front is read
    std::vector<std::string> quirks;        ///< what all of this model do, for people
};

/// What caps of knobs and buttons come in: the colour, and what is drawn upon it, both #rrggbb.
struct CapColour {
    std::string_view name, cap, pointer;
};
std::span<const CapColour> cap_colours();

/// The control of a parameter of this panel; a plain one when it has none.
const Control& control_of(const Panel& panel, ParameterId id);

}  // namespace recalld::studio
