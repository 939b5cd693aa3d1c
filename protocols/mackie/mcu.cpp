#include "mackie/mcu.hpp"

#include "mackie/mcu_sysex.hpp"

namespace recalld::mackie::mcu {

namespace {

constexpr int first_touch_note = 0x68;
constexpr int knob_controllers = 0x10;
constexpr int pedal_controller = 0x2E;
constexpr int ring_controllers = 0x30;
constexpr int jog_controller = 0x3C;
constexpr int digit_controllers = 0x40;
constexpr int digits = timecode_digits + assignment_digits;
constexpr int faders = strips + 1;
constexpr int last_channel = 15;  // some hosts send digits there

constexpr int full_level = 0xD;  // as good as 12
constexpr int set_overload = 0xE;
constexpr int clear_overload = 0xF;

constexpr int on_velocity = 0x7F;
constexpr int flash_velocity = 0x01;

Light light_of(int velocity)
{
    if (velocity == 0) return Light::off;
    return velocity == flash_velocity ? Light::flash : Light::on;
}

int velocity_of(Light light)
{
    switch (light) {
        case Light::off: return 0;
        case Light::on: return on_velocity;
        case Light::flash: return flash_velocity;
    }
    return 0;
}

Event surface_note(int number, int velocity)
{
    const auto fader = number - first_touch_note;
    if (is_within(fader, faders)) return FaderTouched{fader, velocity > 0};
    return Button{number, velocity > 0};
}

Result<Event> read_note(const ChannelMessage& message, From from)
{
    if (message.channel != 0) return Fault::unknown;
    const auto velocity = message.kind == note_off ? 0 : message.data2;
    if (from == From::surface) return surface_note(message.data1, velocity);
    return Led{message.data1, light_of(velocity)};
}

Result<Event> read_surface_control(int controller, int value)
{
    const auto knob = controller - knob_controllers;
    if (is_within(knob, strips)) return VPotTurned{knob, read_ticks(value, Bit6::anticlockwise)};
    if (controller == jog_controller) return JogTurned{read_ticks(value, Bit6::anticlockwise)};
    if (controller == pedal_controller) return Pedal{value};
    return Fault::unknown;
}

Result<Event> read_host_control(int controller, int value)
{
    const auto digit = controller - digit_controllers;
    if (is_within(digit, digits)) return Digit{digit, glyph_of(value)};
    const auto strip = controller - ring_controllers;
    if (!is_within(strip, strips)) return Fault::unknown;
    const auto ring = read_ring(strip, value);
    if (!ring) return ring.error();
    return *ring;
}

Result<Event> read_control(const ChannelMessage& message, From from)
{
    const auto is_digit = from == From::host && is_within(message.data1 - digit_controllers, digits);
    if (message.channel != 0 && !(is_digit && message.channel == last_channel)) return Fault::unknown;
    if (from == From::surface) return read_surface_control(message.data1, message.data2);
    return read_host_control(message.data1, message.data2);
}

Result<Event> read_strip_meter(int strip, int value)
{
    if (!is_within(strip, strips)) return Fault::out_of_range;
    if (value == set_overload || value == clear_overload) return Overload{strip, value == set_overload};
    return Meter{strip, value == full_level ? most_level : value};
}

Result<Event> read_master_meter(int side, int value)
{
    if (side > 1 || value > full_level) return Fault::out_of_range;
    return MasterMeter{side == 1, value == full_level ? most_level : value};
}

Result<Event> read_meter(const ChannelMessage& message, From from)
{
    if (from == From::surface || message.channel > 1) return Fault::unknown;
    const auto high = message.data1 >> 4;
    const auto low = message.data1 & 0x0f;
    return message.channel == 0 ? read_strip_meter(high, low) : read_master_meter(high, low);
}

Result<Event> read_fader(const ChannelMessage& message)
{
    if (!is_within(message.channel, faders)) return Fault::out_of_range;
    return FaderMoved{message.channel, message.data2 << 7 | message.data1};
}

Result<Event> read_channel(const ChannelMessage& message, From from)
{
    switch (message.kind) {
        case note_off:
        case note_on: return read_note(message, from);
        case control_change: return read_control(message, from);
        case channel_pressure: return read_meter(message, from);
        case pitch_bend: return read_fader(message);
        default: return Fault::unknown;
    }
}

/// Notes and controllers of the first channel; a release is a note-on of velocity 0, as surfaces expect it.
Bytes note(int number, int velocity) { return channel_message(note_on, 0, number, velocity); }

Bytes turn(int controller, int ticks)
{
    return ticks == 0 ? Bytes{} : control(controller, ticks_byte(ticks, Bit6::anticlockwise));
}

Bytes pressure(int channel, int high, int low)
{
    return channel_message(channel_pressure, channel, high << 4 | low, 0);
}

Bytes spoken(const FaderMoved& event)
{
    return channel_message(pitch_bend, event.strip, event.position, event.position >> 7);
}
Bytes spoken(const FaderTouched& event)
{
    return note(first_touch_note + event.strip, event.touched ? on_velocity : 0);
}
Bytes spoken(const Button& event) { return note(event.number, event.down ? on_velocity : 0); }
Bytes spoken(const Led& event) { return note(event.number, velocity_of(event.light)); }
Bytes spoken(const VPotTurned& event) { return turn(knob_controllers + event.strip, event.ticks); }
Bytes spoken(const VPotRing& event) { return control(ring_controllers + event.strip, ring_byte(event)); }
Bytes spoken(const JogTurned& event) { return turn(jog_controller, event.ticks); }
Bytes spoken(const Pedal& event) { return control(pedal_controller, event.value); }
Bytes spoken(const Meter& event) { return pressure(0, event.strip, event.level); }
Bytes spoken(const Overload& event) { return pressure(0, event.strip, event.set ? set_overload : clear_overload); }
Bytes spoken(const MasterMeter& event) { return pressure(1, event.right ? 1 : 0, event.level); }
Bytes spoken(const Digit& event) { return control(digit_controllers + event.index, to_int(glyph_byte(event.glyph))); }

}  // namespace

Response response_to(const Challenge& challenge)
{
    const int c1 = challenge[0], c2 = challenge[1], c3 = challenge[2], c4 = challenge[3];
    // Logic Control manual, appendix B; one well-known host shifts by c4 in the second line, which surfaces refuse
    return {static_cast<std::uint8_t>((c1 + (c2 ^ 0x0A) - c4) & 0x7f),
            static_cast<std::uint8_t>(((c3 >> 4) ^ (c1 + c4)) & 0x7f),
            static_cast<std::uint8_t>(((c4 - (c3 << 2)) ^ (c1 | c2)) & 0x7f),
            static_cast<std::uint8_t>((c2 - c3 + (0xF0 ^ (c4 << 4))) & 0x7f)};
}

Result<Event> read(View message, From from, const Dialect& dialect)
{
    if (is_sysex(message)) return read_command(message, from, dialect);
    const auto channel = read_channel_message(message);
    if (!channel) return channel.error();
    return read_channel(*channel, from);
}

Bytes write(const Event& event, const Dialect& dialect)
{
    const auto speak = [&](const auto& one) {
        if constexpr (requires { spoken(one); })
            return spoken(one);
        else
            return command(event, dialect);
    };
    return std::visit(speak, event);
}

}  // namespace recalld::mackie::mcu
