#include "load/surface_keys.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

constexpr double most_position = 16'383;

/// Two hexadecimal digits, as everybody writes MIDI.
Shape byte() { return text(2); }
Shape bytes() { return text(60); }
Shape position() { return integer(0, most_position); }
Shape level_or_bottom() { return text(20); }

std::vector<Key> cell_keys()
{
    return {
        may("first", integer(0, lcd_columns - 1), "column of the first strip's cell, 0 unless said"),
        may("pitch", integer(1, lcd_columns), "columns from one strip to the next, 7 unless said"),
        must("width", integer(1, lcd_columns), "letters of a cell"),
    };
}

Shape second_display()
{
    std::vector<Key> keys = cell_keys();
    keys.push_back(must("header", bytes(), "hexadecimal: what stands between F0 and the offset"));
    return map_of("second display", std::move(keys));
}

std::vector<Key> box_keys()
{
    return {
        must("surface", integer(1, 1), "version of this language"),
        must("model", text(100), "name of the model, for people"),
        may("version", integer(1, 1'000'000), "raise it when a fact changes"),
        must("protocol", word({"mcu", "hui", "xctl"}), "what it speaks"),
        may("verified", truth(), "true only when somebody checked these facts on the real thing"),
        must("source", text(), "where these facts come from"),
        may("model_byte", byte(), "hexadecimal: of its SysEx, until it says another one itself; 14 unless said"),
        may("handshake", word({"none", "query", "challenge", "ping", "probe"}), "how host and box find that the other is there"),
        may("alive_every", duration(), "a sign of life it needs from the host"),
        may("sysex_gap", duration(), "pause it needs between two SysEx messages"),
        may("bytes_per_second", integer(1, 100'000'000), "what its cable carries, DIN 3125; no limit unless said"),
        may("buttons", dictionary_of(byte()), "hexadecimal: buttons that mean something else than their number says elsewhere"),
    };
}

std::vector<Key> control_keys()
{
    return {
        may("strips", integer(1, 8), "faders of one port beside the master, 8 unless said; a box of sixteen is two of these"),
        may("master", truth(), "it has a ninth fader"),
        may("motors", truth(), "its faders move by themselves"),
        may("touch", truth(), "it says when a hand is on a fader"),
        may("hold", duration(), "without touch: a fader that rests this long was let go"),
        may("fader_bits", integer(7, 14), "resolution of its faders, 10 unless said"),
        may("lowest", position(), "the position that the lower end of a fader says"),
        may("highest", position(), "… and the upper end"),
        may("scale", scale_of_faders(), "its printed scale: [0 … 1 of the way, dB], both rising; -oo may stand first"),
        may("knobs", truth(), "it has a knob above each fader"),
        may("rings", list_of(word({"dot", "boost_cut", "wrap", "spread"})), "how the lights around a knob can show a value; all four unless said"),
        may("jog", truth(), "it has a wheel"),
    };
}

std::vector<Key> light_keys()
{
    return {
        may("flash", truth(), "its lights flash by themselves"),
        may("display", map_of("display", cell_keys()), "two lines of letters, a cell a strip; none unless said"),
        may("second_display", second_display(), "… another one with a header of its own"),
        may("colours", word({"none", "palette", "rgb"}), "what its displays can be lit in"),
        may("colour_header", bytes(), "hexadecimal: what stands between F0 and the first colour, where it is not the common one"),
        may("meters", word({"none", "mono", "stereo"}), "level meters of the strips"),
        may("meter_mode", integer(0, 7), "mcu: what a strip's meter is switched to first: signal light 1, peak hold 2, on the display 4; 3 unless said, 0 = needs no telling"),
        may("master_meters", truth(), "two meters beside the master"),
        may("timecode", truth(), "it has a time display"),
        may("assignment", truth(), "it has a display of two digits for what the knobs do"),
    };
}

Shape make_surface_shape()
{
    std::vector<Key> keys = box_keys();
    for (auto* more : {control_keys, light_keys})
        for (Key& key : more()) keys.push_back(std::move(key));
    return map_of("surface", std::move(keys));
}

}  // namespace

Shape scale_of_faders() { return list_of(tuple_of({number(), level_or_bottom()}), 2); }

const Shape& surface_shape()
{
    static const Shape shape = make_surface_shape();
    return shape;
}

}  // namespace recalld::load
