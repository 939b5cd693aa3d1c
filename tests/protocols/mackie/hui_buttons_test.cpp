#include "mackie/hui_buttons.hpp"

#include "mackie/hui.hpp"
#include "mackie/mcu_buttons.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace recalld::mackie;
using hui::button_at;
using recalld::wire::Fault;

TEST_CASE("hui: zones hold the buttons of the table")
{
    const auto [zone, names] = GENERATE(table<int, std::vector<std::string>>({
        {0x00, {"touch/1", "select/1", "mute/1", "solo/1", "auto/1", "vpot/1", "insert/1", "rec/1"}},
        {0x07, {"touch/8", "select/8", "mute/8", "solo/8", "auto/8", "vpot/8", "insert/8", "rec/8"}},
        {0x08, {"control", "shift", "edit_mode", "undo", "alt", "option", "edit_tool", "save"}},
        {0x09,
         {"window_mix", "window_edit", "window_transport", "window_memory", "window_status", "window_alt", "", ""}},
        {0x0A, {"channel_left", "bank_left", "channel_right", "bank_right", "", "", "", ""}},
        {0x0B,
         {"assign_output", "assign_input", "assign_pan", "assign_send_e", "assign_send_d", "assign_send_c",
          "assign_send_b", "assign_send_a"}},
        {0x0C,
         {"assign", "assign_default", "assign_suspend", "assign_shift", "assign_mute", "assign_bypass", "rec_all", ""}},
        {0x0D, {"down", "left", "cursor_mode", "right", "up", "scrub", "shuttle", ""}},
        {0x0E, {"talkback", "rewind", "fast_forward", "stop", "play", "record", "", ""}},
        {0x0F, {"to_start", "to_end", "on_line", "cycle", "quick_punch", "", "", ""}},
        {0x10, {"audition", "pre_roll", "punch_in", "punch_out", "post_roll", "", "", ""}},
        {0x11, {"monitor_in_3", "monitor_in_2", "monitor_in_1", "monitor_mute", "monitor_discrete", "", "", ""}},
        {0x12, {"monitor_out_3", "monitor_out_2", "monitor_out_1", "monitor_dim", "monitor_mono", "", "", ""}},
        {0x13, {"pad_0", "pad_1", "pad_4", "pad_2", "pad_5", "pad_point", "pad_3", "pad_6"}},
        {0x14, {"pad_enter", "pad_plus", "", "", "", "", "", ""}},
        {0x15, {"pad_7", "pad_8", "pad_9", "pad_minus", "pad_clear", "pad_equals", "pad_divide", "pad_multiply"}},
        {0x16, {"smpte_light", "feet_light", "beats_light", "rude_solo", "", "", "", ""}},
        {0x17,
         {"enable_plugin", "enable_pan", "enable_fader", "enable_send_mute", "enable_send", "enable_mute", "", ""}},
        {0x18, {"auto_trim", "auto_latch", "auto_read", "auto_off", "auto_write", "auto_touch", "", ""}},
        {0x19, {"status_phase", "status_monitor", "status_auto", "group_suspend", "group_create", "group", "", ""}},
        {0x1A, {"paste", "cut", "capture", "delete", "copy", "separate", "", ""}},
        {0x1B, {"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"}},
        {0x1C,
         {"edit_insert", "edit_assign", "edit_select_1", "edit_select_2", "edit_select_3", "edit_select_4",
          "edit_bypass", "edit_compare"}},
        {0x1D, {"foot_switch_a", "foot_switch_b", "click", "beep", "", "", "", ""}},
    }));
    for (int port = 0; port < hui::ports; ++port) {
        const auto& name = names[static_cast<std::size_t>(port)];
        CHECK(hui::button_names.name(button_at(zone, port)) == name);
        if (!name.empty()) CHECK(hui::button_names.number(name).value() == button_at(zone, port));
    }
}

TEST_CASE("hui: no two buttons share a name")
{
    std::set<std::string> names;
    int named = 0;
    for (int number = 0; number < hui::zones * hui::ports; ++number) {
        const auto name = hui::button_names.name(number);
        if (name.empty()) continue;
        names.insert(name);
        ++named;
    }
    CHECK(names.size() == static_cast<std::size_t>(named));
    CHECK(named == 8 * 8 + 132);
}

TEST_CASE("hui: both protocols call the same button the same")
{
    const auto name = GENERATE(as<std::string>(), "rec/3", "solo/1", "mute/8", "select/2", "vpot/4", "play", "stop",
                               "record", "rewind", "fast_forward", "bank_left", "bank_right", "channel_left",
                               "channel_right", "f1", "f8", "shift", "option", "control", "alt", "save", "undo", "up",
                               "down", "left", "right", "scrub", "cycle", "group", "auto_read", "auto_write",
                               "auto_touch", "auto_latch", "auto_trim", "rude_solo", "smpte_light", "foot_switch_a");
    CHECK(hui::button_names.number(name).has_value());
    CHECK(mcu::button_names.number(name).has_value());
}

TEST_CASE("hui: what is no button has no name and no number")
{
    CHECK(hui::button_names.name(-1).empty());
    CHECK(hui::button_names.name(button_at(0x1E, 0)).empty());
    CHECK(hui::button_names.number("rec/9").error() == Fault::unknown);
    CHECK(hui::button_names.number("").error() == Fault::unknown);
}
