#pragma once

#include "mackie/mcu.hpp"

#include <string_view>

/// The part of read() and write() that is SysEx: `F0 00 00 66 <model> <command> … F7`.
namespace recalld::mackie::mcu {

Result<Event> read_command(View message, From from, const Dialect& dialect);
/// Empty for events that are no SysEx.
Bytes command(const Event& event, const Dialect& dialect);

/// A digit as one data byte: `0 d cccccc`, the dot and the letter without its bit 6.
Glyph glyph_of(int data);
std::byte glyph_byte(const Glyph& glyph);

inline constexpr std::string_view maker{"\x00\x00\x66", 3};

enum class Command : std::uint8_t {
    device_query = 0x00,
    host_connection_query = 0x01,
    host_connection_reply = 0x02,
    host_connection_confirmation = 0x03,
    host_connection_error = 0x04,
    ready = 0x06,
    reset = 0x08,
    recalibrate = 0x09,
    click = 0x0A,
    backlight = 0x0B,
    touchless = 0x0C,
    sensitivity = 0x0E,
    go_offline = 0x0F,
    timecode = 0x10,
    assignment = 0x11,
    text = 0x12,
    version_request = 0x13,
    version_reply = 0x14,
    serial_request = 0x1A,
    serial_reply = 0x1B,
    channel_meter_mode = 0x20,
    global_meter_mode = 0x21,
    faders_to_minimum = 0x61,
    leds_off = 0x62,
    reboot = 0x63,
    colours = 0x72,
};

/// Commands that always say the same: read and written from here.
struct Fixed {
    Command command;
    From from;
    std::string_view parameters;
    Event event;
};

inline constexpr Fixed fixed_commands[] = {
    {Command::device_query, From::host, "", DeviceQuery{}},
    {Command::ready, From::surface, "", Ready{}},
    {Command::reset, From::host, {"\x00", 1}, Reset{}},
    {Command::recalibrate, From::host, {"\x00", 1}, Recalibrate{}},
    {Command::go_offline, From::host, "\x7f", GoOffline{}},
    {Command::version_request, From::host, {"\x00", 1}, VersionRequest{}},
    {Command::serial_request, From::host, "", SerialRequest{}},
    {Command::faders_to_minimum, From::host, "", FadersToMinimum{}},
    {Command::leds_off, From::host, "", LedsOff{}},
    {Command::reboot, From::host, "", Reboot{}},
};

/// The bits of ChannelMeterMode.
inline constexpr int lcd_bit = 4;
inline constexpr int peak_bit = 2;
inline constexpr int signal_bit = 1;

}  // namespace recalld::mackie::mcu
