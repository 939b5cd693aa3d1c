#include "mackie/hui.hpp"

#include "mackie/hui_text.hpp"

#include <utility>

namespace recalld::mackie::hui {

namespace {

constexpr int faders = strips + 1;
constexpr int lower_halves = 0x20;
constexpr int jog_controller = 0x0D;
constexpr int ring_controllers = 0x10;
constexpr int knob_controllers = 0x40;
constexpr int on_bits = 0x4;
constexpr int ignored_bits = 0x2;
constexpr int clip_level = 12;
constexpr std::byte system_reset{0xFF};

/// The controllers that select a zone and switch a port in it.
struct Switches {
    int zone = 0;
    int port = 0;
};

Switches switches_of(From from) { return from == From::surface ? Switches{0x0F, 0x2F} : Switches{0x0C, 0x2C}; }

Result<Event> read_surface_control(int controller, int value)
{
    const auto knob = controller - knob_controllers;
    if (is_within(knob, knobs)) return VPotTurned{knob, read_ticks(value, Bit6::clockwise)};
    if (controller == jog_controller) return JogTurned{read_ticks(value, Bit6::clockwise)};
    return Fault::unknown;
}

Result<Event> read_host_control(int controller, int value)
{
    const auto knob = controller - ring_controllers;
    if (!is_within(knob, knobs)) return Fault::unknown;
    const auto ring = read_ring(knob, value);
    if (!ring) return ring.error();
    return *ring;
}

Result<Event> read_single_control(From from, int controller, int value)
{
    return from == From::surface ? read_surface_control(controller, value) : read_host_control(controller, value);
}

Result<Event> read_ping(From from, const ChannelMessage& message)
{
    if (message.data1 != 0) return Fault::unknown;
    const auto velocity = message.kind == note_off ? 0 : message.data2;
    if (from == From::host && velocity == 0) return Ping{};
    if (from == From::surface && velocity > 0) return PingReply{};
    return Fault::unknown;
}

Result<Event> read_meter(From from, const ChannelMessage& message)
{
    if (from == From::surface) return Fault::unknown;
    const auto side = message.data2 >> 4;
    const auto level = message.data2 & 0x0f;
    if (message.data1 >= strips || side > 1 || level > clip_level) return Fault::out_of_range;
    return Meter{message.data1, side == 1, level};
}

Result<Event> read_note_or_meter(From from, const ChannelMessage& message)
{
    if (message.kind == poly_pressure) return read_meter(from, message);
    if (message.kind == note_on || message.kind == note_off) return read_ping(from, message);
    return Fault::unknown;
}

Result<void> tell(const Result<Event>& event, const Decoder::Sink& sink)
{
    if (!event) return event.error();
    sink(*event);
    return {};
}

Bytes joined(Bytes front, const Bytes& back)
{
    front.insert(front.end(), back.begin(), back.end());
    return front;
}

Bytes switched_port(From from, int number, bool on)
{
    const auto [zone, port] = switches_of(from);
    return joined(control(zone, number / ports), control(port, number % ports | (on ? on_bits << 4 : 0)));
}

Bytes turn(int controller, int ticks)
{
    return ticks == 0 ? Bytes{} : control(controller, ticks_byte(ticks, Bit6::clockwise));
}

Bytes spoken(const FaderMoved& event)
{
    return joined(control(event.strip, event.position >> 7), control(lower_halves + event.strip, event.position));
}
Bytes spoken(const FaderTouched& event) { return switched_port(From::surface, event.strip * ports, event.touched); }
Bytes spoken(const Button& event) { return switched_port(From::surface, event.number, event.down); }
Bytes spoken(const Led& event) { return switched_port(From::host, event.number, event.light != Light::off); }
Bytes spoken(const VPotTurned& event) { return turn(knob_controllers + event.strip, event.ticks); }
Bytes spoken(const VPotRing& event) { return control(ring_controllers + event.strip, ring_byte(event)); }
Bytes spoken(const JogTurned& event) { return turn(jog_controller, event.ticks); }
Bytes spoken(const Ping&) { return channel_message(note_on, 0, 0, 0); }
Bytes spoken(const PingReply&) { return channel_message(note_on, 0, 0, 0x7F); }
Bytes spoken(const SystemReset&) { return {system_reset}; }
Bytes spoken(const Meter& event)
{
    return channel_message(poly_pressure, 0, event.strip, (event.right ? 0x10 : 0) | event.level);
}
Bytes spoken(const SmallText& event) { return display(event); }
Bytes spoken(const MainText& event) { return display(event); }
Bytes spoken(const TimeText& event) { return display(event); }

}  // namespace

Result<void> Decoder::read(View message, TimePoint now, const Sink& sink)
{
    if (is_sysex(message)) return from_ == From::host ? read_display(message, sink) : Fault::unknown;
    if (message.size() == 1 && message.front() == system_reset && from_ == From::surface)
        return tell(SystemReset{}, sink);
    const auto channel = read_channel_message(message);
    if (!channel) return channel.error();
    if (channel->channel != 0) return Fault::unknown;
    if (channel->kind == control_change) return on_control(channel->data1, channel->data2, now, sink);
    return tell(read_note_or_meter(from_, *channel), sink);
}

Result<void> Decoder::on_control(int controller, int value, TimePoint now, const Sink& sink)
{
    const auto [zone, port] = switches_of(from_);
    if (controller == zone) return on_zone(value);
    if (controller == port) return on_port(value, sink);
    if (is_within(controller - lower_halves, faders)) return on_lower_half(controller - lower_halves, value, now, sink);
    if (!is_within(controller, faders)) return tell(read_single_control(from_, controller, value), sink);
    halves_[static_cast<std::size_t>(controller)] = Half{value, now};
    return {};
}

Result<void> Decoder::on_zone(int zone)
{
    zone_.reset();  // of a zone that does not exist, no port may reach the one before it
    if (zone >= zones) return Fault::out_of_range;
    zone_ = zone;
    return {};
}

Result<void> Decoder::on_port(int value, const Sink& sink)
{
    const auto bits = value >> 4;
    const auto port = value & 0x0f;
    if (bits == ignored_bits) return {};
    if (port >= ports || (bits != 0 && bits != on_bits)) return Fault::out_of_range;
    if (!zone_) return Fault::missing;
    sink(switched(*zone_ * ports + port, bits == on_bits));
    return {};
}

Result<void> Decoder::on_lower_half(int fader, int low, TimePoint now, const Sink& sink)
{
    const auto half = std::exchange(halves_[static_cast<std::size_t>(fader)], std::nullopt);
    if (!half || now - half->since > most_between_halves) return Fault::missing;
    sink(FaderMoved{fader, half->high << 7 | low});
    return {};
}

Event Decoder::switched(int number, bool on) const
{
    if (from_ == From::host) return Led{number, on ? Light::on : Light::off};
    if (number % ports == 0 && number / ports < strips) return FaderTouched{number / ports, on};
    return Button{number, on};
}

Bytes write(const Event& event)
{
    return std::visit([](const auto& one) { return spoken(one); }, event);
}

}  // namespace recalld::mackie::hui
