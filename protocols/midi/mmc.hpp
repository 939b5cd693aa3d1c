#pragma once

#include "midi/mtc.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::midi {

/// What a tape machine can be told (MIDI Machine Control, RP-013). The value is the byte of the wire.
enum class MachineCommand : std::uint8_t {
    stop = 0x01,
    play = 0x02,
    deferred_play = 0x03,  ///< as soon as the machine has located
    fast_forward = 0x04,
    rewind = 0x05,
    record_strobe = 0x06,
    record_exit = 0x07,
    record_pause = 0x08,
    pause = 0x09,
    eject = 0x0A,
    chase = 0x0B,
    error_reset = 0x0C,
    reset = 0x0D,
    write = 0x40,
    masked_write = 0x41,  ///< tracks: see TrackSwitch
    read = 0x42,
    update = 0x43,
    locate = 0x44,
    variable_play = 0x45,
    search = 0x46,
    shuttle = 0x47,
    step = 0x48,
    assign_master = 0x49,
    generator = 0x4A,
    timecode = 0x4B,
    move = 0x4C,
    add = 0x4D,
    subtract = 0x4E,
    drop_frame_adjust = 0x4F,
    procedure = 0x50,
    event = 0x51,
    group = 0x52,
    segment = 0x53,
    deferred_variable_play = 0x54,
    record_strobe_variable = 0x55,
    wait = 0x7C,
    resume = 0x7F,
};

/// Bytes behind the device number that one message may carry.
inline constexpr std::size_t max_machine_data = 48;

/// One command; its data, without the count, lives as long as the message it was read from.
struct MachineStep {
    MachineCommand command = MachineCommand::stop;
    View data;
};

struct MachineControl {
    int device = all_devices;
    std::vector<MachineStep> steps;  ///< in the order in which they are to be done
};

/// Fault::unknown for another message or an extended command (00), ::missing for none, ::truncated for less data than
/// counted. Commands without a name here are taken: their number says how they are framed.
Result<MachineControl> read_machine_control(View message);

/// Fault::oversized above max_machine_data.
Result<Bytes> machine_control(int device, std::span<const MachineStep> steps);

/// A command without data.
Bytes machine_command(MachineCommand command, int device = all_devices);

/// A place to locate to; subframes are hundredths of a frame, 0…99.
struct LocateTarget {
    Timecode time;
    int subframes = 0;
    bool operator==(const LocateTarget&) const = default;
};

Bytes machine_locate(const LocateTarget& target, int device = all_devices);
/// Locates to a place the machine has stored under that field.
Bytes machine_locate_field(int field, int device = all_devices);

/// Fault::wrong_type when the step is no locate or one of the other form; ::truncated; ::out_of_range.
Result<LocateTarget> read_locate(const MachineStep& step);
Result<int> read_locate_field(const MachineStep& step);

/// The play, search and shuttle commands with a speed: 1 is play speed, negative is reverse. Fastest 1023.875; near 0
/// exact to 1/16384, coarser the faster.
Bytes machine_speed(MachineCommand command, double speed, int device = all_devices);
Result<double> read_speed(const MachineStep& step);

/// So many steps of the machine's own size, -63…63.
Bytes machine_step(int steps, int device = all_devices);
Result<int> read_steps(const MachineStep& step);

/// What of a track a masked write can switch. The value is the field of the wire.
enum class TrackField : std::uint8_t { record_ready = 0x4F, mute = 0x62 };

/// Track 1 is the first audio track; -4 is video, -2 timecode, -1 and 0 the auxiliary tracks.
struct TrackSwitch {
    TrackField field = TrackField::record_ready;
    int track = 1;
    bool on = false;
    bool operator==(const TrackSwitch&) const = default;
};

Bytes machine_track(const TrackSwitch& change, int device = all_devices);
/// All tracks that one masked write names. Fault::wrong_type, ::truncated, ::unknown for another field.
Result<std::vector<TrackSwitch>> read_tracks(const MachineStep& step);

/// What a machine answers: fields and their contents, which are as long as each field has them.
struct MachineResponse {
    int device = all_devices;
    View fields;
};

Result<MachineResponse> read_machine_response(View message);
Bytes machine_response(const MachineResponse& response);

/// `play`, `record strobe`; the command itself has its number when it has no name here.
std::string name_of(MachineCommand command);
/// The way back. Nothing for a name that there is not.
std::optional<MachineCommand> machine_command_named(std::string_view name);

/// One line for people: `play`, `locate 01:02:03:04.50 at 25`, `shuttle -2.5`, `record ready track 3 on`.
std::string describe(const MachineStep& step);

}  // namespace recalld::midi
