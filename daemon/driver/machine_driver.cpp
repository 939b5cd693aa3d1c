#include "driver/machine_driver.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace recalld::driver {

using midi::MachineCommand;
using studio::Value;

namespace {

constexpr auto look_after = midi::TimecodeReader::default_silence + std::chrono::milliseconds(10);

struct Way {
    std::string_view name;
    MachineCommand on;
    std::optional<MachineCommand> off;  ///< none: it ends when something else begins
};

// Ways to run, of which one holds at a time; stop is the way that none of the others is.
constexpr std::array ways{
    Way{"play", MachineCommand::play, MachineCommand::stop},
    Way{"stop", MachineCommand::stop, std::nullopt},
    Way{"rewind", MachineCommand::rewind, MachineCommand::stop},
    Way{"fast_forward", MachineCommand::fast_forward, MachineCommand::stop},
    Way{"pause", MachineCommand::pause, std::nullopt},
};
constexpr Way recording{"record", MachineCommand::record_strobe, MachineCommand::record_exit};

const Way* way_of(std::string_view parameter)
{
    constexpr std::string_view front = "transport/";
    if (!parameter.starts_with(front)) return nullptr;
    parameter.remove_prefix(front.size());
    if (parameter == recording.name) return &recording;
    const auto* found = std::ranges::find(ways, parameter, &Way::name);
    return found == ways.end() ? nullptr : found;
}

std::optional<MachineCommand> command_for(const Way& way, const Value& value)
{
    return value == Value(std::int32_t{0}) ? way.off : std::optional(way.on);
}

/// `01:02:03:04`, and whatever else people put between the numbers.
std::optional<midi::Timecode> read_time(std::string_view text, midi::Rate rate)
{
    std::array<int, 4> parts{};
    const auto* at = text.data();
    const auto* const last = text.data() + text.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && (at == last || std::string_view(":;.").find(*at++) == std::string_view::npos)) return std::nullopt;
        const auto [end, error] = std::from_chars(at, last, parts[i]);
        if (error != std::errc() || end == at || end - at > 2) return std::nullopt;
        at = end;
    }
    const midi::Timecode time{parts[0], parts[1], parts[2], parts[3], rate};
    return at == last && is_sound(time) ? std::optional(time) : std::nullopt;
}

}  // namespace

MachineDriver::MachineDriver(std::shared_ptr<const studio::Profile> profile, Place place)
    : profile_(std::move(profile)), device_(place.device.value_or(midi::all_devices))
{
}

void MachineDriver::forget() { reader_ = midi::TimecodeReader(); }

bool MachineDriver::is_ours(int device) const
{
    return device == device_ || device == midi::all_devices || device_ == midi::all_devices;
}

void MachineDriver::say(std::string_view name, Value value, Heard& heard) const
{
    if (const auto id = profile_->find(name)) heard.settings.push_back({*id, std::move(value)});
}

// --- what it says

void MachineDriver::hear(wire::View packet, Heard& heard)
{
    heard.clear();
    if (const auto control = midi::read_machine_control(packet)) {
        if (is_ours(control->device))
            for (const auto& step : control->steps) hear_step(step, heard);
        return;
    }
    const auto message = midi::read_message(packet);
    if (!message) return;  // other messages of the port are none of ours
    if (message->kind() == midi::Kind::quarter_frame) heard_ = heard.at;
    if (const auto event = reader_.read(*message, heard.at)) hear_time(*event, heard);
}

void MachineDriver::hear_step(const midi::MachineStep& step, Heard& heard)
{
    if (step.command == MachineCommand::record_strobe || step.command == MachineCommand::record_exit)
        return records(step.command == MachineCommand::record_strobe, heard);
    if (step.command == MachineCommand::locate) {
        const auto target = midi::read_locate(step);  // its rate is not always said: a DAW was seen to leave it zero
        if (target && !reader_.is_locked()) say("timecode", midi::describe(target->time), heard);
        return;
    }
    const auto command = step.command == MachineCommand::deferred_play ? MachineCommand::play : step.command;
    const auto* way = std::ranges::find(ways, command, &Way::on);
    if (way == ways.end()) return;
    runs(way->name, heard);
    if (command != MachineCommand::play) records(false, heard);
}

void MachineDriver::hear_time(const midi::TimecodeEvent& event, Heard& heard)
{
    using Kind = midi::TimecodeEvent::Kind;
    if (event.kind == Kind::locked) {
        locked(true, heard);
        runs("play", heard);
    }
    if (event.kind == Kind::lost || event.kind == Kind::located) {
        locked(false, heard);
        say("transport/play", std::int32_t{0}, heard);
    }
    stands_at(event.time, heard);
}

void MachineDriver::runs(std::string_view how, Heard& heard) const
{
    for (const auto& way : ways) say("transport/" + std::string(way.name), std::int32_t{way.name == how}, heard);
}

void MachineDriver::records(bool on, Heard& heard) const { say("transport/record", std::int32_t{on}, heard); }
void MachineDriver::locked(bool on, Heard& heard) const { say("timecode/locked", std::int32_t{on}, heard); }

void MachineDriver::stands_at(const midi::Timecode& time, Heard& heard)
{
    rate_ = time.rate;
    say("timecode", midi::describe(time), heard);
    say("timecode/rate", static_cast<std::int32_t>(time.rate), heard);
}

void MachineDriver::pass_time(Heard& heard)
{
    heard.clear();
    if (const auto event = reader_.check(heard.at)) hear_time(*event, heard);
}

std::optional<TimePoint> MachineDriver::wake() const
{
    return reader_.is_locked() ? std::optional(heard_ + look_after) : std::nullopt;
}

// --- what it is told

std::optional<midi::Timecode> MachineDriver::time_in(const Value& value) const
{
    const auto* text = std::get_if<std::string>(&value);
    return text ? read_time(*text, rate_) : std::nullopt;
}

std::string MachineDriver::objection(const Setting& setting) const
{
    const auto& name = (*profile_)[setting.parameter].name;
    if (const auto* way = way_of(name))
        return command_for(*way, setting.value) ? "" : "there is no command for it; say what it is to do instead";
    return time_in(setting.value) ? ""
                                  : "a place looks like 01:02:03:04, in " + midi::describe(rate_) + " frames a second";
}

wire::Bytes MachineDriver::tell(const Setting& setting) const
{
    if (const auto* way = way_of((*profile_)[setting.parameter].name)) {
        const auto command = command_for(*way, setting.value);
        return command ? midi::machine_command(*command, device_) : wire::Bytes();
    }
    const auto time = time_in(setting.value);
    return time ? midi::machine_locate({*time, 0}, device_) : wire::Bytes();
}

}  // namespace recalld::driver
