#include "midi/mmc.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <string_view>

namespace recalld::midi {

namespace {

constexpr int command_subject = 0x06;
constexpr int response_subject = 0x07;
constexpr std::byte to_field{0x00};  // the two forms of locate
constexpr std::byte to_target{0x01};

/// 40 to 77 are followed by a count and so much data, the others stand alone.
bool has_data(std::byte command) { return command >= std::byte{0x40} && command < std::byte{0x78}; }

Result<MachineStep> take_step(wire::Reader& from)
{
    const auto command = from.take(1);
    if (!command) return command.error();
    if (command->front() == std::byte{0}) return Fault::unknown;
    const auto named = static_cast<MachineCommand>(command->front());
    if (!has_data(command->front())) return MachineStep{named, {}};
    const auto count = from.take(1);
    if (!count) return count.error();
    const auto data = from.take(std::to_integer<std::size_t>(count->front()));
    if (!data) return data.error();
    return MachineStep{named, *data};
}

Result<Universal> read_about(int subject, View message)
{
    const auto content = read_universal(message);
    if (!content) return content.error();
    if (!content->real_time || content->subject != subject) return Fault::unknown;
    if (content->rest.empty()) return Fault::missing;
    return content;
}

Bytes one_step(int device, MachineCommand command, View data)
{
    const MachineStep step{command, data};
    return machine_control(device, {&step, 1}).value();
}

}  // namespace

Result<MachineControl> read_machine_control(View message)
{
    const auto content = read_about(command_subject, message);
    if (!content) return content.error();
    MachineControl control{content->device, {}};
    wire::Reader reader(content->rest);
    while (!reader.empty()) {
        const auto step = take_step(reader);
        if (!step) return step.error();
        control.steps.push_back(*step);
    }
    return control;
}

Result<Bytes> machine_control(int device, std::span<const MachineStep> steps)
{
    Bytes body;
    for (const auto& step : steps) {
        const auto command = static_cast<std::byte>(step.command);
        assert(has_data(command) || step.data.empty());
        if (step.data.size() > max_machine_data) return Fault::oversized;
        body.push_back(command);
        if (has_data(command)) body.push_back(static_cast<std::byte>(step.data.size()));
        body.insert(body.end(), step.data.begin(), step.data.end());
    }
    if (body.size() > max_machine_data) return Fault::oversized;
    return universal({true, device, command_subject, body});
}

Bytes machine_command(MachineCommand command, int device) { return one_step(device, command, {}); }

namespace {

Result<View> data_of(const MachineStep& step, MachineCommand command, std::size_t size)
{
    if (step.command != command) return Fault::wrong_type;
    if (step.data.size() < size) return Fault::truncated;
    return step.data;
}

/// The data behind the byte that says which form of locate it is.
Result<View> locate_data(const MachineStep& step, std::byte form, std::size_t size)
{
    const auto data = data_of(step, MachineCommand::locate, 1);
    if (!data) return data.error();
    if (data->front() != form) return Fault::wrong_type;
    if (data->size() < 1 + size) return Fault::truncated;
    return data->subspan(1);
}

}  // namespace

Bytes machine_locate(const LocateTarget& target, int device)
{
    const auto time = timecode_bytes(target.time);
    const auto subframes = seven_bits(target.subframes);
    const auto data = wire::Writer().append({&to_target, 1}).append(time).append({&subframes, 1}).take();
    return one_step(device, MachineCommand::locate, data);
}

Bytes machine_locate_field(int field, int device)
{
    return one_step(device, MachineCommand::locate, std::array{to_field, seven_bits(field)});
}

Result<LocateTarget> read_locate(const MachineStep& step)
{
    const auto data = locate_data(step, to_target, 5);
    if (!data) return data.error();
    std::array<std::byte, 4> bytes{};
    std::ranges::copy(data->first(4), bytes.begin());
    bytes[3] &= std::byte{0x1f};  // above are a sign and a flag
    const auto time = read_timecode(bytes);
    if (!time) return time.error();
    const auto subframes = to_int((*data)[4]);
    if (subframes > 99) return Fault::out_of_range;
    return LocateTarget{*time, subframes};
}

Result<int> read_locate_field(const MachineStep& step)
{
    const auto data = locate_data(step, to_field, 1);
    if (!data) return data.error();
    return to_int(data->front());
}

namespace {

constexpr std::array with_speed{MachineCommand::variable_play, MachineCommand::search, MachineCommand::shuttle,
                                MachineCommand::deferred_variable_play, MachineCommand::record_strobe_variable};

constexpr long most_ticks = (1 << 17) - 1;  // 3 + 14 bits
constexpr int most_shift = 7;

bool has_speed(MachineCommand command) { return std::ranges::find(with_speed, command) != with_speed.end(); }

/// A speed as the wire has it: ticks of 2^shift / 16384.
struct Speed {
    long ticks;
    int shift;
};

Speed as_speed(double size)
{
    int shift = 0;
    while (shift < most_shift && std::round(std::ldexp(size, 14 - shift)) > static_cast<double>(most_ticks)) ++shift;
    const auto ticks = std::round(std::ldexp(size, 14 - shift));
    return {static_cast<long>(std::min(ticks, static_cast<double>(most_ticks))), shift};
}

}  // namespace

Bytes machine_speed(MachineCommand command, double speed, int device)
{
    assert(has_speed(command) && !std::isnan(speed));
    const auto [ticks, shift] = as_speed(std::abs(speed));
    const auto sign = speed < 0 ? 0x40 : 0;
    const auto head = seven_bits(sign | shift << 3 | static_cast<int>(ticks >> 14));
    const auto low = static_cast<int>(ticks & 0x3fff);
    return one_step(device, command, std::array{head, seven_bits(low >> 7), seven_bits(low)});
}

Result<double> read_speed(const MachineStep& step)
{
    if (!has_speed(step.command)) return Fault::wrong_type;
    if (step.data.size() < 3) return Fault::truncated;
    const auto head = to_int(step.data[0]);
    const auto ticks = (head & 7) << 14 | fourteen_bits(step.data[1], step.data[2]);
    const auto size = std::ldexp(ticks, (head >> 3 & 7) - 14);
    return (head & 0x40) != 0 ? -size : size;
}

Bytes machine_step(int steps, int device)
{
    const auto size = std::min(std::abs(steps), 63);
    const auto data = seven_bits((steps < 0 ? 0x40 : 0) | size);
    return one_step(device, MachineCommand::step, {&data, 1});
}

Result<int> read_steps(const MachineStep& step)
{
    const auto data = data_of(step, MachineCommand::step, 1);
    if (!data) return data.error();
    const auto value = to_int(data->front());
    return (value & 0x40) != 0 ? -(value & 0x3f) : value;
}

namespace {

constexpr int tracks_a_byte = 7;
constexpr int before_first_track = 5;  // bits for video, timecode and auxiliary tracks
[[maybe_unused]] constexpr int last_track = 128 * tracks_a_byte - before_first_track;

bool is_track_field(std::byte field)
{
    return field == static_cast<std::byte>(TrackField::record_ready)
           || field == static_cast<std::byte>(TrackField::mute);
}

}  // namespace

Bytes machine_track(const TrackSwitch& change, int device)
{
    assert(change.track > -before_first_track && change.track <= last_track);
    const auto place = change.track + before_first_track - 1;
    const auto mask = seven_bits(1 << place % tracks_a_byte);
    return one_step(device, MachineCommand::masked_write,
                    std::array{static_cast<std::byte>(change.field), seven_bits(place / tracks_a_byte), mask,
                               change.on ? mask : std::byte{0}});
}

Result<std::vector<TrackSwitch>> read_tracks(const MachineStep& step)
{
    const auto data = data_of(step, MachineCommand::masked_write, 4);
    if (!data) return data.error();
    if (!is_track_field(data->front())) return Fault::unknown;
    const auto field = static_cast<TrackField>(data->front());
    const auto first = tracks_a_byte * to_int((*data)[1]) - before_first_track + 1;
    std::vector<TrackSwitch> tracks;
    for (int bit = 0; bit < tracks_a_byte; ++bit) {
        const auto has = [bit](std::byte byte) { return (to_int(byte) >> bit & 1) != 0; };
        if (has((*data)[2])) tracks.push_back({field, first + bit, has((*data)[3])});
    }
    return tracks;
}

Result<MachineResponse> read_machine_response(View message)
{
    const auto content = read_about(response_subject, message);
    if (!content) return content.error();
    return MachineResponse{content->device, content->rest};
}

Bytes machine_response(const MachineResponse& response)
{
    return universal({true, response.device, response_subject, response.fields});
}

namespace {

struct Named {
    MachineCommand command;
    std::string_view words;
};

constexpr std::array names{
    Named{MachineCommand::stop, "stop"},
    Named{MachineCommand::play, "play"},
    Named{MachineCommand::deferred_play, "deferred play"},
    Named{MachineCommand::fast_forward, "fast forward"},
    Named{MachineCommand::rewind, "rewind"},
    Named{MachineCommand::record_strobe, "record strobe"},
    Named{MachineCommand::record_exit, "record exit"},
    Named{MachineCommand::record_pause, "record pause"},
    Named{MachineCommand::pause, "pause"},
    Named{MachineCommand::eject, "eject"},
    Named{MachineCommand::chase, "chase"},
    Named{MachineCommand::error_reset, "error reset"},
    Named{MachineCommand::reset, "reset"},
    Named{MachineCommand::write, "write"},
    Named{MachineCommand::masked_write, "masked write"},
    Named{MachineCommand::read, "read"},
    Named{MachineCommand::update, "update"},
    Named{MachineCommand::locate, "locate"},
    Named{MachineCommand::variable_play, "variable play"},
    Named{MachineCommand::search, "search"},
    Named{MachineCommand::shuttle, "shuttle"},
    Named{MachineCommand::step, "step"},
    Named{MachineCommand::assign_master, "assign master"},
    Named{MachineCommand::generator, "generator"},
    Named{MachineCommand::timecode, "timecode"},
    Named{MachineCommand::move, "move"},
    Named{MachineCommand::add, "add"},
    Named{MachineCommand::subtract, "subtract"},
    Named{MachineCommand::drop_frame_adjust, "drop frame adjust"},
    Named{MachineCommand::procedure, "procedure"},
    Named{MachineCommand::event, "event"},
    Named{MachineCommand::group, "group"},
    Named{MachineCommand::segment, "segment"},
    Named{MachineCommand::deferred_variable_play, "deferred variable play"},
    Named{MachineCommand::record_strobe_variable, "record strobe variable"},
    Named{MachineCommand::wait, "wait"},
    Named{MachineCommand::resume, "resume"},
};

std::string shown(double speed)
{
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), speed).ptr};
}

std::string shown(const LocateTarget& target)
{
    const auto hundredths = std::to_string(100 + target.subframes).substr(1);
    return describe(target.time) + "." + hundredths + " at " + describe(target.time.rate);
}

std::string shown(const std::vector<TrackSwitch>& tracks)
{
    std::string text;
    for (const auto& [field, track, on] : tracks)
        text.append(text.empty() ? "" : ", ")
            .append(field == TrackField::mute ? "mute track " : "record ready track ")
            .append(std::to_string(track) + (on ? " on" : " off"));
    return text;
}

}  // namespace

std::string name_of(MachineCommand command)
{
    const auto found = std::ranges::find(names, command, &Named::command);
    if (found != names.end()) return std::string(found->words);
    const auto number = static_cast<std::byte>(command);
    return "command " + wire::hex({&number, 1});
}

std::optional<MachineCommand> machine_command_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name, &Named::words);
    if (found == names.end()) return {};
    return found->command;
}

std::string describe(const MachineStep& step)
{
    if (const auto tracks = read_tracks(step); tracks && !tracks->empty()) return shown(*tracks);
    const auto words = name_of(step.command);
    if (const auto target = read_locate(step)) return words + " " + shown(*target);
    if (const auto field = read_locate_field(step)) return words + " field " + std::to_string(*field);
    if (const auto speed = read_speed(step)) return words + " " + shown(*speed);
    if (const auto steps = read_steps(step)) return words + " " + std::to_string(*steps);
    return step.data.empty() ? words : words + " " + wire::hex(step.data);
}

}  // namespace recalld::midi
