#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recalld::rig {
class Rig;
}

// What the ready-made layouts hold, whatever they are written as. Values.

namespace recalld::remote {

/// Places on a layout, in points from the upper left corner. The uppermost `layout_tabs` points belong to the tabs of the pages.
inline constexpr int layout_width = 1024, layout_height = 600, layout_tabs = 40;

struct Rectangle {
    int x = 0, y = 0, width = 0, height = 0;
};

/// What is sent: texts, and behind them what the control itself says.
struct LayoutMessage {
    std::string address;
    std::vector<std::string> arguments = {};
    bool empty() const { return address.empty(); }
};

enum class ControlKind : std::uint8_t {
    button,   ///< sends 1 when it is pressed, 0 when it is let go
    toggle,   ///< shows and sends 0 and 1
    fader,    ///< shows and sends 0 … 1; moves from where it stands, without jumps
    bar,      ///< shows 0 … 1
    label,    ///< shows a text
    entry,    ///< sends what is typed; where nobody can type it is left out
};

enum class Tone : std::uint8_t { quiet, plain, act, caution, stop };

struct Control {
    ControlKind kind = ControlKind::label;
    Rectangle at;
    std::string caption;         ///< what stands on it, until something else is shown
    LayoutMessage sends = {};
    std::string shows = {};      ///< an address whose one argument it shows
    Tone tone = Tone::plain;
};

struct LayoutPage {
    std::string name;
    std::vector<Control> controls;
};

struct Layout {
    std::string name;
    std::vector<LayoutMessage> begins;   ///< sent once when the layout is opened …
    std::vector<LayoutMessage> keeps;    ///< … and then these, now and again every 20 s: leases end by themselves
    std::vector<LayoutPage> pages;
};

/// A strip that gets a fader.
struct LayoutStrip {
    std::string unit;
    std::string words;            ///< `ch 3 "Kick"`
    std::string fader;            ///< names of parameters
    std::string mute;             ///< empty: none that has two positions
    std::string clear;            ///< the word that ends the mute: `ON`
    bool is_lit_muted = false;    ///< the switch is on while the strip is muted
};

inline constexpr std::size_t layout_faders = 8;

/// The first strips of the rig that hands reach, at most `layout_faders`, as they are named now.
std::vector<LayoutStrip> layout_strips(const rig::Rig& rig);

/// `reply_port`: where a device listens that does not listen where it sends from; 0: it does.
Layout make_layout(const std::vector<LayoutStrip>& strips, std::uint16_t reply_port);

}  // namespace recalld::remote
