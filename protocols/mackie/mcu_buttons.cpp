#include "mackie/mcu_buttons.hpp"

namespace recalld::mackie::mcu {

namespace {

constexpr NamedStrips strip_buttons[] = {
    {0x00, 1, "rec"}, {0x08, 1, "solo"}, {0x10, 1, "mute"}, {0x18, 1, "select"}, {0x20, 1, "vpot"}, {0x68, 1, "touch"},
};

constexpr Named buttons[] = {
    {0x28, "assign_track"},
    {0x29, "assign_send"},
    {0x2A, "assign_pan"},
    {0x2B, "assign_plugin"},
    {0x2C, "assign_eq"},
    {0x2D, "assign_instrument"},
    {0x2E, "bank_left"},
    {0x2F, "bank_right"},
    {0x30, "channel_left"},
    {0x31, "channel_right"},
    {0x32, "flip"},
    {0x33, "global_view"},
    {0x34, "name_value"},
    {0x35, "smpte_beats"},
    {0x36, "f1"},
    {0x37, "f2"},
    {0x38, "f3"},
    {0x39, "f4"},
    {0x3A, "f5"},
    {0x3B, "f6"},
    {0x3C, "f7"},
    {0x3D, "f8"},
    {0x3E, "view_midi"},
    {0x3F, "view_inputs"},
    {0x40, "view_audio"},
    {0x41, "view_instruments"},
    {0x42, "view_aux"},
    {0x43, "view_busses"},
    {0x44, "view_outputs"},
    {0x45, "view_user"},
    {0x46, "shift"},
    {0x47, "option"},
    {0x48, "control"},
    {0x49, "alt"},
    {0x4A, "auto_read"},
    {0x4B, "auto_write"},
    {0x4C, "auto_trim"},
    {0x4D, "auto_touch"},
    {0x4E, "auto_latch"},
    {0x4F, "group"},
    {0x50, "save"},
    {0x51, "undo"},
    {0x52, "cancel"},
    {0x53, "enter"},
    {0x54, "marker"},
    {0x55, "nudge"},
    {0x56, "cycle"},
    {0x57, "drop"},
    {0x58, "replace"},
    {0x59, "click"},
    {0x5A, "solo"},
    {0x5B, "rewind"},
    {0x5C, "fast_forward"},
    {0x5D, "stop"},
    {0x5E, "play"},
    {0x5F, "record"},
    {0x60, "up"},
    {0x61, "down"},
    {0x62, "left"},
    {0x63, "right"},
    {0x64, "zoom"},
    {0x65, "scrub"},
    {0x66, "foot_switch_a"},
    {0x67, "foot_switch_b"},
    {0x70, "touch/master"},
    {0x71, "smpte_light"},
    {0x72, "beats_light"},
    {0x73, "rude_solo"},
    {0x74, "relay_click"},
    {0x76, "relay_click_2"},
};

}  // namespace

constinit const ButtonNames button_names{strip_buttons, buttons};

}  // namespace recalld::mackie::mcu
