#include "midi/mmc.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

/// A message and its only step, which views it.
struct One {
    Bytes sent;
    MachineStep step;

    explicit One(Bytes message) : sent(std::move(message)), step(read_machine_control(sent).value().steps.at(0)) {}
    explicit One(const std::string& wire) : One(bytes(wire)) {}
};

std::string described(const std::string& wire)
{
    const auto sent = bytes(wire);
    std::string text;
    for (const auto& step : read_machine_control(sent).value().steps)
        text += (text.empty() ? "" : " | ") + describe(step);
    return text;
}

}  // namespace

TEST_CASE("a command without data is one byte")
{
    using Command = MachineCommand;
    const auto [wire, command, words] = GENERATE(table<std::string, Command, std::string>({
        {"F0 7F 7F 06 01 F7", Command::stop, "stop"},
        {"F0 7F 7F 06 02 F7", Command::play, "play"},
        {"F0 7F 7F 06 03 F7", Command::deferred_play, "deferred play"},
        {"F0 7F 7F 06 04 F7", Command::fast_forward, "fast forward"},
        {"F0 7F 7F 06 05 F7", Command::rewind, "rewind"},
        {"F0 7F 7F 06 06 F7", Command::record_strobe, "record strobe"},
        {"F0 7F 7F 06 07 F7", Command::record_exit, "record exit"},
        {"F0 7F 7F 06 08 F7", Command::record_pause, "record pause"},
        {"F0 7F 7F 06 09 F7", Command::pause, "pause"},
        {"F0 7F 7F 06 0A F7", Command::eject, "eject"},
        {"F0 7F 7F 06 0B F7", Command::chase, "chase"},
        {"F0 7F 7F 06 0C F7", Command::error_reset, "error reset"},
        {"F0 7F 7F 06 0D F7", Command::reset, "reset"},
        {"F0 7F 7F 06 7C F7", Command::wait, "wait"},
        {"F0 7F 7F 06 7F F7", Command::resume, "resume"},
    }));
    CAPTURE(wire);
    CHECK(hex(machine_command(command)) == wire);
    const auto control = read_machine_control(bytes(wire)).value();
    CHECK(control.device == all_devices);
    REQUIRE(control.steps.size() == 1);
    CHECK(control.steps[0].command == command);
    CHECK(control.steps[0].data.empty());
    CHECK(describe(control.steps[0]) == words);
}

TEST_CASE("a command goes to one device or to all")
{
    CHECK(hex(machine_command(MachineCommand::play, 3)) == "F0 7F 03 06 02 F7");
    CHECK(read_machine_control(bytes("F0 7F 03 06 02 F7"))->device == 3);
}

TEST_CASE("a command with data carries its count")
{
    const auto [wire, words] = GENERATE(table<std::string, std::string>({
        {"F0 7F 7F 06 40 02 4F 01 F7", "write 4F 01"},
        {"F0 7F 7F 06 42 01 01 F7", "read 01"},
        {"F0 7F 7F 06 43 02 00 01 F7", "update 00 01"},
        {"F0 7F 7F 06 49 01 00 F7", "assign master 00"},
        {"F0 7F 7F 06 4A 01 00 F7", "generator 00"},
        {"F0 7F 7F 06 4B 01 02 F7", "timecode 02"},
        {"F0 7F 7F 06 4C 02 01 02 F7", "move 01 02"},
        {"F0 7F 7F 06 4D 03 01 02 03 F7", "add 01 02 03"},
        {"F0 7F 7F 06 4E 03 01 02 03 F7", "subtract 01 02 03"},
        {"F0 7F 7F 06 4F 01 01 F7", "drop frame adjust 01"},
        {"F0 7F 7F 06 50 02 00 01 F7", "procedure 00 01"},
        {"F0 7F 7F 06 51 01 00 F7", "event 00"},
        {"F0 7F 7F 06 52 02 00 01 F7", "group 00 01"},
        {"F0 7F 7F 06 53 01 00 F7", "segment 00"},
        {"F0 7F 7F 06 54 03 01 00 00 F7", "deferred variable play 1"},
        {"F0 7F 7F 06 55 03 01 00 00 F7", "record strobe variable 1"},
        {"F0 7F 7F 06 60 00 F7", "command 60"},
        {"F0 7F 7F 06 20 F7", "command 20"},
    }));
    CAPTURE(wire);
    CHECK(described(wire) == words);
    const auto sent = bytes(wire);
    const auto control = read_machine_control(sent).value();
    CHECK(hex(machine_control(control.device, control.steps).value()) == wire);
}

TEST_CASE("several commands may travel together")
{
    const std::string wire = "F0 7F 7F 06 01 44 06 01 21 02 03 04 00 03 F7";
    CHECK(described(wire) == "stop | locate 01:02:03:04.00 at 25 | deferred play");
    const auto sent = bytes(wire);
    CHECK(hex(machine_control(all_devices, read_machine_control(sent)->steps).value()) == wire);
}

TEST_CASE("a message holds 48 bytes of commands")
{
    const std::vector<MachineStep> most(48, MachineStep{MachineCommand::stop, {}});
    CHECK(machine_control(0, most)->size() == 48 + 5);
    const std::vector<MachineStep> more(49, MachineStep{MachineCommand::stop, {}});
    CHECK(machine_control(0, more).error() == Fault::oversized);
    const Bytes data(200);
    CHECK(machine_control(0, std::array{MachineStep{MachineCommand::write, data}}).error() == Fault::oversized);
}

TEST_CASE("a bent control message is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 7F 7F 06 F7", Fault::missing},
        {"F0 7F 7F F7", Fault::truncated},
        {"F0 7F 7F 06 00 01 F7", Fault::unknown},
        {"F0 7F 7F 06 44 F7", Fault::truncated},
        {"F0 7F 7F 06 44 06 01 21 02 03 04 F7", Fault::truncated},
        {"F0 7F 7F 06 01 40 7F F7", Fault::truncated},
        {"F0 7F 7F 07 01 F7", Fault::unknown},
        {"F0 7E 7F 06 01 F7", Fault::unknown},
        {"F0 7F 7F 06 01", Fault::unterminated},
        {"90 3C 40", Fault::unknown},
    }));
    CAPTURE(wire);
    CHECK(read_machine_control(bytes(wire)).error() == fault);
}

TEST_CASE("a locate names its place")
{
    const auto [wire, target, words] = GENERATE(table<std::string, LocateTarget, std::string>({
        {"F0 7F 7F 06 44 06 01 01 02 03 04 00 F7", LocateTarget{{1, 2, 3, 4, Rate::film_24}, 0},
         "locate 01:02:03:04.00 at 24"},
        {"F0 7F 7F 06 44 06 01 21 02 03 04 32 F7", LocateTarget{{1, 2, 3, 4, Rate::tv_25}, 50},
         "locate 01:02:03:04.50 at 25"},
        {"F0 7F 7F 06 44 06 01 41 02 03 04 63 F7", LocateTarget{{1, 2, 3, 4, Rate::drop_29_97}, 99},
         "locate 01:02:03;04.99 at 29.97df"},
        {"F0 7F 7F 06 44 06 01 77 3B 3B 1D 05 F7", LocateTarget{{23, 59, 59, 29, Rate::whole_30}, 5},
         "locate 23:59:59:29.05 at 30"},
    }));
    CAPTURE(wire);
    CHECK(hex(machine_locate(target)) == wire);
    const One one(wire);
    CHECK(read_locate(one.step).value() == target);
    CHECK(describe(one.step) == words);
    CHECK(read_locate_field(one.step).error() == Fault::wrong_type);
}

TEST_CASE("a locate may name a stored field")
{
    CHECK(hex(machine_locate_field(0x0B)) == "F0 7F 7F 06 44 02 00 0B F7");
    const One one("F0 7F 7F 06 44 02 00 0B F7");
    CHECK(read_locate_field(one.step).value() == 0x0B);
    CHECK(read_locate(one.step).error() == Fault::wrong_type);
    CHECK(describe(one.step) == "locate field 11");
}

TEST_CASE("flags above the frames of a locate do not matter")
{
    const One one("F0 7F 7F 06 44 06 01 21 02 03 64 00 F7");
    CHECK(read_locate(one.step)->time == Timecode{1, 2, 3, 4, Rate::tv_25});
}

TEST_CASE("a bent locate is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 7F 7F 06 44 00 F7", Fault::truncated},
        {"F0 7F 7F 06 44 05 01 21 02 03 04 F7", Fault::truncated},
        {"F0 7F 7F 06 44 06 01 21 3C 03 04 00 F7", Fault::out_of_range},
        {"F0 7F 7F 06 44 06 01 21 02 03 19 00 F7", Fault::out_of_range},
        {"F0 7F 7F 06 44 06 01 21 02 03 04 64 F7", Fault::out_of_range},
        {"F0 7F 7F 06 44 01 02 F7", Fault::wrong_type},
        {"F0 7F 7F 06 01 F7", Fault::wrong_type},
    }));
    CAPTURE(wire);
    const One one(wire);
    CHECK(read_locate(one.step).error() == fault);
}

TEST_CASE("a speed has a sign, a shift and seventeen bits")
{
    const auto [wire, command, speed] = GENERATE(table<std::string, MachineCommand, double>({
        {"F0 7F 7F 06 45 03 01 00 00 F7", MachineCommand::variable_play, 1.0},
        {"F0 7F 7F 06 45 03 00 40 00 F7", MachineCommand::variable_play, 0.5},
        {"F0 7F 7F 06 46 03 41 00 00 F7", MachineCommand::search, -1.0},
        {"F0 7F 7F 06 47 03 42 40 00 F7", MachineCommand::shuttle, -2.5},
        {"F0 7F 7F 06 47 03 00 00 00 F7", MachineCommand::shuttle, 0.0},
        {"F0 7F 7F 06 47 03 0C 00 00 F7", MachineCommand::shuttle, 8.0},
        {"F0 7F 7F 06 47 03 3C 00 00 F7", MachineCommand::shuttle, 512.0},
        {"F0 7F 7F 06 47 03 00 00 01 F7", MachineCommand::shuttle, 1.0 / 16384},
    }));
    CAPTURE(wire);
    CHECK(hex(machine_speed(command, speed)) == wire);
    CHECK(read_speed(One(wire).step).value() == speed);
}

TEST_CASE("every speed comes back as near as the wire can say it")
{
    for (double speed = 0.001; speed < 1000; speed *= 1.07) {
        const auto read = read_speed(One(machine_speed(MachineCommand::shuttle, -speed)).step).value();
        if (std::abs(read + speed) > std::max(speed, 1.0) / 16384) FAIL(speed);
    }
    CHECK(read_speed(One(machine_speed(MachineCommand::shuttle, 1e9)).step).value() == Approx(1023.99).margin(0.01));
    CHECK(describe(One("F0 7F 7F 06 47 03 42 40 00 F7").step) == "shuttle -2.5");
    CHECK(read_speed(One("F0 7F 7F 06 47 02 00 00 F7").step).error() == Fault::truncated);
    CHECK(read_speed(One("F0 7F 7F 06 02 F7").step).error() == Fault::wrong_type);
}

TEST_CASE("a step has a direction")
{
    const auto [wire, steps] = GENERATE(table<std::string, int>({
        {"F0 7F 7F 06 48 01 01 F7", 1},
        {"F0 7F 7F 06 48 01 41 F7", -1},
        {"F0 7F 7F 06 48 01 3F F7", 63},
        {"F0 7F 7F 06 48 01 7F F7", -63},
        {"F0 7F 7F 06 48 01 00 F7", 0},
    }));
    CHECK(hex(machine_step(steps)) == wire);
    CHECK(read_steps(One(wire).step).value() == steps);
    CHECK(describe(One(wire).step) == "step " + std::to_string(steps));
    CHECK(read_steps(One("F0 7F 7F 06 48 00 F7").step).error() == Fault::truncated);
}

TEST_CASE("a track is a bit behind five others, seven to a byte")
{
    const auto [wire, change, words] = GENERATE(table<std::string, TrackSwitch, std::string>({
        {"F0 7F 7F 06 41 04 4F 00 01 01 F7", TrackSwitch{TrackField::record_ready, -4, true},
         "record ready track -4 on"},
        {"F0 7F 7F 06 41 04 4F 00 04 04 F7", TrackSwitch{TrackField::record_ready, -2, true},
         "record ready track -2 on"},
        {"F0 7F 7F 06 41 04 4F 00 20 20 F7", TrackSwitch{TrackField::record_ready, 1, true}, "record ready track 1 on"},
        {"F0 7F 7F 06 41 04 4F 00 40 00 F7", TrackSwitch{TrackField::record_ready, 2, false},
         "record ready track 2 off"},
        {"F0 7F 7F 06 41 04 4F 01 01 01 F7", TrackSwitch{TrackField::record_ready, 3, true}, "record ready track 3 on"},
        {"F0 7F 7F 06 41 04 4F 02 01 01 F7", TrackSwitch{TrackField::record_ready, 10, true},
         "record ready track 10 on"},
        {"F0 7F 7F 06 41 04 62 02 02 02 F7", TrackSwitch{TrackField::mute, 11, true}, "mute track 11 on"},
        {"F0 7F 7F 06 41 04 62 7F 40 00 F7", TrackSwitch{TrackField::mute, 891, false}, "mute track 891 off"},
    }));
    CAPTURE(wire);
    CHECK(hex(machine_track(change)) == wire);
    const One one(wire);
    CHECK(read_tracks(one.step).value() == std::vector{change});
    CHECK(describe(one.step) == words);
}

TEST_CASE("one masked write may switch several tracks")
{
    const One one("F0 7F 7F 06 41 04 4F 01 03 02 F7");
    CHECK(describe(one.step) == "record ready track 3 off, record ready track 4 on");
    CHECK(read_tracks(One("F0 7F 7F 06 41 03 4F 01 03 F7").step).error() == Fault::truncated);
    CHECK(read_tracks(One("F0 7F 7F 06 41 04 10 01 03 02 F7").step).error() == Fault::unknown);
    CHECK(read_tracks(One("F0 7F 7F 06 02 F7").step).error() == Fault::wrong_type);
    CHECK(describe(One("F0 7F 7F 06 41 04 10 01 03 02 F7").step) == "masked write 10 01 03 02");
}

TEST_CASE("a machine answers with fields")
{
    const auto sent = bytes("F0 7F 01 07 01 21 02 03 04 00 F7");
    const auto response = read_machine_response(sent).value();
    CHECK(response.device == 1);
    CHECK(hex(response.fields) == "01 21 02 03 04 00");
    CHECK(machine_response(response) == sent);
    CHECK(read_machine_response(bytes("F0 7F 01 06 01 F7")).error() == Fault::unknown);
    CHECK(read_machine_response(bytes("F0 7F 01 07 F7")).error() == Fault::missing);
}

TEST_CASE("commands have names, there and back")
{
    CHECK(name_of(MachineCommand::record_strobe) == "record strobe");
    CHECK(machine_command_named("record strobe") == MachineCommand::record_strobe);
    CHECK(machine_command_named("play") == MachineCommand::play);
    CHECK_FALSE(machine_command_named("record"));
    CHECK_FALSE(machine_command_named(""));
    CHECK(name_of(static_cast<MachineCommand>(0x21)) == "command 21");
    for (int byte = 1; byte < 0x80; ++byte)
        if (const auto named = machine_command_named(name_of(static_cast<MachineCommand>(byte)))) CHECK(static_cast<int>(*named) == byte);
}
