#include "mackie/describe.hpp"

#include "mackie/hui_buttons.hpp"
#include "mackie/mcu_buttons.hpp"

#include <algorithm>
#include <array>

namespace recalld::mackie {

namespace {

std::string number(int value) { return std::to_string(value); }
std::string person(int strip) { return std::to_string(strip + 1); }
std::string fader(int strip) { return strip == master_strip ? "master fader" : "fader " + person(strip); }
std::string signed_number(int value) { return (value > 0 ? "+" : "") + std::to_string(value); }
std::string on_off(bool on) { return on ? " on" : " off"; }
std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

template <class Letters>
std::string letters(const Letters& characters)
{
    return quoted({characters.data(), characters.size()});
}

std::string hex(const auto& values)
{
    std::string text;
    for (const std::uint8_t value : values) {
        const auto byte = std::byte{value};
        text += (text.empty() ? "" : " ") + wire::hex({&byte, 1});
    }
    return text;
}

std::string named(const ButtonNames& names, int button)
{
    const auto name = names.name(button);
    return name.empty() ? "button " + number(button) : name;
}

std::string_view name_of(Light light)
{
    static constexpr std::array<std::string_view, 3> names{"off", "on", "flash"};
    return names[static_cast<std::size_t>(light)];
}

std::string_view name_of(RingMode mode)
{
    static constexpr std::array<std::string_view, 4> names{"dot", "boost/cut", "wrap", "spread"};
    return names[static_cast<std::size_t>(mode)];
}

std::string_view name_of(Colour colour)
{
    static constexpr std::array<std::string_view, 8> names{"off", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
    return names[static_cast<std::size_t>(colour)];
}

/// `digit 3`, `assignment digit 1`, both from the right.
std::string digit(int index)
{
    const bool is_assignment = index >= mcu::first_assignment_digit;
    return is_assignment ? "assignment digit " + person(index - mcu::first_assignment_digit) : "digit " + person(index);
}

std::string shown(const mcu::Glyph& glyph) { return std::string(1, glyph.letter) + (glyph.dot ? "." : ""); }

/// What both protocols have.
struct ControlWords {
    const ButtonNames& names;

    std::string operator()(const FaderMoved& moved) const { return fader(moved.strip) + " to " + number(moved.position); }
    std::string operator()(const FaderTouched& touch) const { return fader(touch.strip) + (touch.touched ? " touched" : " released"); }
    std::string operator()(const Button& button) const { return named(names, button.number) + (button.down ? " pressed" : " released"); }
    std::string operator()(const Led& led) const { return "light " + named(names, led.number) + " " + std::string(name_of(led.light)); }
    std::string operator()(const VPotTurned& turn) const { return "knob " + person(turn.strip) + " by " + signed_number(turn.ticks); }
    std::string operator()(const JogTurned& turn) const { return "jog by " + signed_number(turn.ticks); }
    std::string operator()(const VPotRing& ring) const
    {
        const auto lights = ring.value == 0 ? " dark" : " " + std::string(name_of(ring.mode)) + " " + number(ring.value);
        return "ring " + person(ring.strip) + lights + (ring.centre ? ", centre" : "");
    }
};

struct McuWords : ControlWords {
    using ControlWords::operator();

    // controls
    std::string operator()(const mcu::Pedal& pedal) const { return "pedal to " + number(pedal.value); }
    std::string operator()(const mcu::Meter& meter) const { return "meter " + person(meter.strip) + " to " + number(meter.level); }
    std::string operator()(const mcu::Overload& over) const { return "overload " + person(over.strip) + on_off(over.set); }
    std::string operator()(const mcu::MasterMeter& meter) const { return std::string("master meter ") + (meter.right ? "right" : "left") + " to " + number(meter.level); }

    // displays
    std::string operator()(const mcu::Digit& one) const { return digit(one.index) + " " + quoted(shown(one.glyph)); }
    std::string operator()(const mcu::Digits& digits) const
    {
        std::string text;
        const auto count = static_cast<std::size_t>(std::clamp(digits.count, 0, mcu::timecode_digits));
        for (std::size_t i = count; i > 0; --i) text += shown(digits.glyphs[i - 1]);
        return std::string(digits.first == 0 ? "timecode " : "assignment ") + quoted(text);
    }
    std::string operator()(const mcu::Text& text) const
    {
        return "text " + (text.display == 0 ? "" : "of display " + person(text.display) + " ") + number(text.offset) + " " + quoted(text.text);
    }
    std::string operator()(const mcu::Colours& colours) const
    {
        std::string text = "colours";
        for (const auto colour : colours.colours) text += " " + std::string(name_of(colour));
        return text;
    }
    std::string operator()(const mcu::RgbColours& colours) const
    {
        std::string text = "colours";
        for (const auto& one : colours.colours) text += " " + number(one.red) + "/" + number(one.green) + "/" + number(one.blue);
        return text;
    }

    // who is there
    std::string operator()(const mcu::DeviceQuery&) const { return "who is there?"; }
    std::string operator()(const mcu::HostConnectionQuery& query) const { return "here is " + letters(query.serial) + ", challenge " + hex(query.challenge); }
    std::string operator()(const mcu::HostConnectionReply& reply) const { return "welcome " + letters(reply.serial) + ", response " + hex(reply.response); }
    std::string operator()(const mcu::HostConnectionConfirmation& ours) const { return letters(ours.serial) + " is connected"; }
    std::string operator()(const mcu::HostConnectionError& error) const { return letters(error.serial) + " refuses the connection"; }
    std::string operator()(const mcu::Ready&) const { return "ready"; }
    std::string operator()(const mcu::VersionRequest&) const { return "which version?"; }
    std::string operator()(const mcu::VersionReply& reply) const { return "version " + quoted(reply.version); }
    std::string operator()(const mcu::SerialRequest&) const { return "which serial number?"; }
    std::string operator()(const mcu::SerialReply& reply) const { return "serial number " + letters(reply.serial); }

    // settings and orders
    std::string operator()(const mcu::Reset&) const { return "reset"; }
    std::string operator()(const mcu::Recalibrate&) const { return "calibrate the faders"; }
    std::string operator()(const mcu::GoOffline&) const { return "go offline"; }
    std::string operator()(const mcu::FadersToMinimum&) const { return "all faders down"; }
    std::string operator()(const mcu::LedsOff&) const { return "all lights off"; }
    std::string operator()(const mcu::Reboot&) const { return "restart"; }
    std::string operator()(const mcu::Click& click) const { return "clicks" + on_off(click.on); }
    std::string operator()(const mcu::Backlight& light) const { return light.minutes == 0 ? "backlight off" : "backlight for " + number(light.minutes) + " min"; }
    std::string operator()(const mcu::Touchless& touchless) const { return "touchless faders" + on_off(touchless.on); }
    std::string operator()(const mcu::Sensitivity& touch) const { return fader(touch.fader) + " sensitivity " + number(touch.level); }
    std::string operator()(const mcu::ChannelMeterMode& mode) const
    {
        return "meter " + person(mode.strip) + ": display" + on_off(mode.lcd) + ", peak hold" + on_off(mode.peak_hold) + ", signal light" + on_off(mode.signal);
    }
    std::string operator()(const mcu::GlobalMeterMode& mode) const { return mode.vertical ? "vertical meters" : "horizontal meters"; }
};

struct HuiWords : ControlWords {
    using ControlWords::operator();

    /// `3`, `A`, `scroll`.
    static std::string knob(int index)
    {
        constexpr int scroll = strips + 4;
        if (index < strips) return person(index);
        return index < scroll ? std::string(1, static_cast<char>('A' + index - strips)) : "scroll";
    }
    std::string operator()(const VPotTurned& turn) const { return "knob " + knob(turn.strip) + " by " + signed_number(turn.ticks); }
    std::string operator()(const hui::Ping&) const { return "ping"; }
    std::string operator()(const hui::PingReply&) const { return "ping answered"; }
    std::string operator()(const hui::SystemReset&) const { return "system reset"; }
    std::string operator()(const hui::Meter& meter) const { return "meter " + person(meter.strip) + (meter.right ? " right to " : " left to ") + number(meter.level); }
    std::string operator()(const hui::SmallText& text) const
    {
        const auto where = text.display == strips ? "assignment text " : "text of strip " + person(text.display) + " ";
        return where + quoted(hui::plain({text.codes.data(), text.codes.size()}));
    }
    std::string operator()(const hui::MainText& text) const { return "text of zone " + number(text.zone) + " " + quoted(hui::plain({text.codes.data(), text.codes.size()})); }
    std::string operator()(const hui::TimeText& time) const
    {
        static constexpr std::string_view figures = "0123456789ABCDEF";
        std::string text;
        for (auto i = static_cast<std::size_t>(std::clamp(time.count, 0, hui::time_digits)); i > 0; --i) {
            const auto& one = time.digits[i - 1];
            text += one.figure ? figures[static_cast<std::size_t>(*one.figure & 15)] : ' ';
            if (one.dot) text += '.';
        }
        return "time " + quoted(text);
    }
};

/// `6 lights` with the pattern as bits, the first one left.
std::string bits(int lights, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) text += (lights >> i & 1) != 0 ? '*' : '.';
    return text;
}

struct XctlWords {
    std::string operator()(const xctl::Probe&) const { return "is a host there?"; }
    std::string operator()(const xctl::ProbeReply&) const { return "a host is here"; }
    std::string operator()(const xctl::Announcement& announcement) const { return "surface " + quoted(announcement.text); }
    std::string operator()(const xctl::ScribbleStrip& strip) const
    {
        return "strip " + person(strip.strip) + " " + std::string(name_of(strip.colour)) + (strip.inverted ? " inverted " : " ") + quoted(xctl::plain(strip.top)) + " " +
               quoted(xctl::plain(strip.bottom));
    }
    std::string operator()(const xctl::RingHalf& half) const
    {
        constexpr int left = 7;
        return "ring " + person(half.strip) + (half.right ? " right " : " left ") + bits(half.lights, half.right ? xctl::ring_lights_count - left : left);
    }
    std::string operator()(const xctl::Segments& segments) const { return digit(segments.index) + " segments " + bits(segments.lights, 7) + (segments.dot ? " dot" : ""); }
    std::string operator()(const xctl::Meter& meter) const { return "meter " + person(meter.strip) + " to " + number(meter.level); }
    std::string operator()(const mcu::Event& event) const { return mcu::describe(event); }
};

}  // namespace

std::string mcu::describe(const Event& event) { return std::visit(McuWords{{button_names}}, event); }
std::string hui::describe(const Event& event) { return std::visit(HuiWords{{button_names}}, event); }
std::string xctl::describe(const Event& event) { return std::visit(XctlWords{}, event); }

}  // namespace recalld::mackie
