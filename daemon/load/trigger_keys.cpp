#include "load/trigger_keys.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

Shape number_or_any() { return text(8); }
Shape data_byte() { return integer(0, 127); }

Shape event()
{
    return exactly_one({"note", "program", "controller", "machine", "sysex", "osc", "parameter"},
        map_of("event", {
            may("note", number_or_any(), "a note-on, 0 to 127, or any; velocity 0 and note-off only let go"),
            may("program", number_or_any(), "a program change, 0 to 127 as recallctl midi monitor shows it, or any"),
            may("bank", number_or_any(), "with program: 128 x controller 0 + controller 32, as heard last on that channel; any unless said"),
            may("controller", data_byte(), "a controller that rises above a value"),
            may("above", integer(0, 126), "with controller: 63 unless said; it has to come back a little before it counts again"),
            may("channel", integer(1, 16), "any unless said"),
            may("machine", text(40), "a command of MIDI Machine Control: play, stop, record strobe, locate …"),
            may("device", data_byte(), "with machine: 127 and any unless said"),
            may("sysex", text(3000), "F0 43 10 .. * F7; .. is any byte, * any rest"),
            may("osc", text(255), "an address that comes to the OSC port, or a pattern of them: /studio/recall/*"),
            may("parameter", text(300), "a unit and its parameter that somebody moves there: desk config/mute/6"),
            may("is", text(200), "with parameter: the value that sets it off"),
        }));
}

Shape port()
{
    return exactly_one({"port", "ipmidi"},
        map_of("trigger port", {
            may("port", text(200), "its name or a part of it; recallctl midi ports lists them"),
            may("ipmidi", integer(1, 64), "the port as ipMIDI counts them"),
            may("hear", text(200), "with port: another one that is listened to; feedback goes to port"),
            may("api", word({"auto", "alsa", "jack"}), "with port: auto unless said"),
            may("virtual", truth(), "the port is our own, under that name, and others join it"),
            may("interface", text(255), "with ipmidi: address of our network card; 127.0.0.1 unless said"),
        }));
}

Shape feedback()
{
    return exactly_one({"note", "controller"},
        map_of("feedback", {
            may("note", data_byte(), "its velocity tells what came of it"),
            may("controller", data_byte(), "its value tells what came of it"),
            may("channel", integer(1, 16), "1 unless said"),
            may("accepted", data_byte(), "1 unless said: heard, and it begins"),
            may("running", data_byte(), "64 unless said"),
            may("done", data_byte(), "127 unless said"),
            may("differs", data_byte(), "3 unless said: done, but not everything is as it should be"),
            may("refused", data_byte(), "5 unless said: nothing more was done; it may wait for a second press"),
        }));
}

}  // namespace

Shape macro_shape()
{
    return map_of("macro", {
        must("name", text(64), "what people call it"),
        must("steps", list_of(either({text(64), dictionary_of(dictionary_of(scalar()))}), 1), "verbs in order, each with its arguments; $1 … $9, $program, $bank, $value, $note, $address and $version come from what set it off"),
        may("versions", dictionary_of(text()), "$version by $program, or by $1 when no program came: {1: Mix 3, 2: Mix 4}"),
    });
}

Shape trigger_shape()
{
    return exactly_one({"macro", "confirms"},
        map_of("trigger", {
            must("name", text(64), "what people call it"),
            may("midi", port(), "the port that it listens to, which may be one of no unit"),
            may("when", event(), "what sets it off; without it recallctl trigger does"),
            may("macro", text(64), "what it does"),
            may("confirms", text(64), "instead: the trigger whose refused macro it carries out"),
            may("arguments", list_of(text()), "$1, $2 … unless whoever fires it gives his own"),
            may("armed", truth(), "true unless said; recallctl arm and disarm"),
            may("dry_run", truth(), "only say what it would do"),
            may("confirm", truth(), "true unless said: refused for hazards, it waits 30 s for a second press; otherwise it is refused for good"),
            may("debounce", duration(), "presses closer than this are one; 50 ms unless said"),
            may("once_within", duration(), "the same with the same arguments runs once in this time; 2 s unless said"),
            may("allow", text(), "hazards that the rig consents to here: unmute,gain"),
            may("role", word({"view", "operate", "edit"}), "what it may do; operate unless said"),
            may("feedback", feedback(), "how its MIDI port is told what came of it"),
        }));
}

}  // namespace recalld::load
