#include "driver/daw_face.hpp"

#include <algorithm>
#include <utility>

#include "mackie/ascii.hpp"

namespace recalld::driver {

namespace {

using Sink = DawMirror::Sink;

constexpr std::chrono::seconds fall{2};
constexpr std::array<float, 2> silence{no_signal, no_signal};

/// Keeps the value; says so when it is another one.
template <class Value>
void keep(Value& place, Value value, const Sink& sink, std::string_view name)
{
    if (place == value) return;
    place = std::move(value);
    sink(name);
}

std::string of_track(int strip, std::string_view what)
{
    auto name = "track/" + std::to_string(strip + 1) + '/';
    return name += what;
}

/// As keep(), with a name that is only put together when it is needed.
template <class Value>
void keep_track(Value& place, Value value, int strip, std::string_view what, const Sink& sink)
{
    if (place == value) return;
    place = std::move(value);
    sink(of_track(strip, what));
}

struct TransportKey {
    std::string_view name;
    bool DawTransport::* place;
};

constexpr TransportKey transport_keys[] = {
    {"play", &DawTransport::play},     {"stop", &DawTransport::stop},
    {"record", &DawTransport::record}, {"rewind", &DawTransport::rewind},
    {"cycle", &DawTransport::cycle},   {"fast_forward", &DawTransport::fast_forward},
};

struct StripKey {
    std::string_view name;
    bool DawStrip::* place;
};

constexpr StripKey strip_keys[] = {
    {"rec", &DawStrip::rec}, {"solo", &DawStrip::solo}, {"mute", &DawStrip::mute}, {"select", &DawStrip::select},
};

/// `rec/3` is 2; -1 for what no strip has.
int strip_of(std::string_view button)
{
    if (button.size() < 2 || button[button.size() - 2] != '/') return -1;
    const auto strip = button.back() - '1';
    return strip >= 0 && strip < surface_strips ? strip : -1;
}

}  // namespace

std::string trimmed(std::string_view letters)
{
    std::string text(letters);
    std::ranges::replace(text, '\0', ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    return mackie::ascii(text);
}

void DawMirror::fader(int strip, int position, const Sink& sink)
{
    if (strip == master_strip)
        keep(face_.master, position, sink, "master/fader");
    else
        keep_track(at(strip).fader, position, strip, "fader", sink);
}

void DawMirror::ring(int strip, const Ring& ring, const Sink& sink) { keep_track(at(strip).ring, ring, strip, "ring", sink); }

void DawMirror::light(const std::string& button, Light light, const Sink& sink)
{
    const auto found = face_.lights.find(button);
    const auto was = found == face_.lights.end() ? Light::off : found->second;
    if (was == light) return;
    if (light == Light::off)
        face_.lights.erase(found);
    else
        face_.lights.insert_or_assign(button, light);
    show_button(button, light != Light::off, sink);
}

/// Transport keys and the keys of strips have a place of their own.
void DawMirror::show_button(std::string_view button, bool lit, const Sink& sink)
{
    const auto transport = std::ranges::find(transport_keys, button, &TransportKey::name);
    if (transport != std::end(transport_keys))
        return keep(face_.transport.*transport->place, lit, sink, "transport/" + std::string(button));
    const auto strip = strip_of(button);
    const auto key = std::ranges::find(strip_keys, button.substr(0, button.find('/')), &StripKey::name);
    if (strip >= 0 && key != std::end(strip_keys)) return keep_track(at(strip).*key->place, lit, strip, key->name, sink);
    sink("light/" + std::string(button));
}

void DawMirror::name(int strip, std::string text, const Sink& sink)
{
    keep_track(at(strip).name, std::move(text), strip, "name", sink);
}

void DawMirror::value(int strip, std::string text, const Sink& sink)
{
    keep_track(at(strip).value, std::move(text), strip, "value", sink);
}

void DawMirror::line(int line, std::string text, const Sink& sink)
{
    keep(face_.lcd[static_cast<std::size_t>(line)], std::move(text), sink, line == 0 ? "lcd/1" : "lcd/2");
}

void DawMirror::colour(int strip, Colour colour, const Sink& sink) { keep_track(at(strip).colour, colour, strip, "colour", sink); }

void DawMirror::level(int strip, const std::array<float, 2>& level, const Sink& sink)
{
    levels_told_[static_cast<std::size_t>(strip)] = now_;
    keep_track(at(strip).level, level, strip, "level", sink);
}

void DawMirror::master_level(const std::array<float, 2>& level, const Sink& sink)
{
    levels_told_[master_strip] = now_;
    keep(face_.master_level, level, sink, "master/level");
}

void DawMirror::overload(int strip, bool set, const Sink& sink) { keep_track(at(strip).overload, set, strip, "overload", sink); }
void DawMirror::timecode(std::string text, const Sink& sink) { keep(face_.timecode, std::move(text), sink, "timecode"); }
void DawMirror::assignment(std::string text, const Sink& sink) { keep(face_.assignment, std::move(text), sink, "assignment"); }

void DawMirror::heard(TimePoint now, const Sink& sink)
{
    now_ = now;
    keep(face_.online, true, sink, "online");
}

void DawMirror::let_meters_fall(TimePoint now, const Sink& sink)
{
    now_ = now;
    for (int strip = 0; strip < surface_strips; ++strip)
        if (now - levels_told_[static_cast<std::size_t>(strip)] >= fall) level(strip, silence, sink);
    if (now - levels_told_[master_strip] >= fall) master_level(silence, sink);
}

void DawMirror::lights_off(const Sink& sink)
{
    while (!face_.lights.empty()) light(std::string(face_.lights.begin()->first), Light::off, sink);
}

void DawMirror::reset_strip(int strip, const Sink& sink)
{
    const DawStrip blank;
    name(strip, blank.name, sink);
    value(strip, blank.value, sink);
    fader(strip, blank.fader, sink);
    ring(strip, blank.ring, sink);
    level(strip, blank.level, sink);
    overload(strip, blank.overload, sink);
    colour(strip, blank.colour, sink);
}

void DawMirror::reset(const Sink& sink)
{
    lights_off(sink);
    for (int strip = 0; strip < surface_strips; ++strip) reset_strip(strip, sink);
    const DawFace blank;
    fader(master_strip, blank.master, sink);
    master_level(blank.master_level, sink);
    timecode({}, sink);
    assignment({}, sink);
    line(0, {}, sink);
    line(1, {}, sink);
    keep(face_.online, false, sink, "online");
}

}  // namespace recalld::driver
