#include "driver/mcu_role.hpp"

#include <algorithm>
#include <utility>

#include "driver/surface_dialect.hpp"
#include "driver/surface_steps.hpp"
#include "mackie/mcu_buttons.hpp"

namespace recalld::driver {

using namespace mackie;

namespace {

constexpr mcu::Challenge challenge{0x12, 0x34, 0x56, 0x78};   // nobody here is locked out: any answer will do
constexpr std::string_view version = "V1.02";

constexpr int columns_of_group[] = {3, 2, 2, 3};   // bars, beats, parts, ticks; or hours to frames

mcu::Serial serial_of(std::string_view text)
{
    mcu::Serial serial;
    serial.fill('0');
    std::ranges::copy(trimmed(text).substr(0, serial.size()), serial.begin());
    return serial;
}

/// Digits from the left, `first` the leftmost.
std::string letters_of(std::span<const mcu::Glyph> digits)
{
    std::string text;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) text += digit->letter;
    return text;
}

std::string grouped(std::string_view letters, char between)
{
    std::string text;
    for (const auto columns : columns_of_group) {
        const auto group = trimmed(letters.substr(0, static_cast<std::size_t>(columns)));
        letters.remove_prefix(static_cast<std::size_t>(columns));
        if (!text.empty() && !group.empty()) text += between;
        text += group;
    }
    return text;
}

Colour nearest(const mcu::Rgb& light)
{
    constexpr auto half = 0x40;
    return static_cast<Colour>((light.red >= half ? 1 : 0) | (light.green >= half ? 2 : 0) | (light.blue >= half ? 4 : 0));
}

}  // namespace

McuRole::McuRole(std::shared_ptr<const studio::Surface> surface, std::string_view serial)
    : surface_(std::move(surface)),
      buttons_(mcu::button_names, *surface_),
      dialect_(dialect_of(*surface_)),
      serial_(serial_of(serial))
{
}

std::vector<wire::Bytes> McuRole::greet() { return {mcu::write(mcu::HostConnectionQuery{serial_, challenge}, dialect_)}; }

// --- what the DAW says

std::optional<wire::Bytes> McuRole::answer_to(const mcu::Event& event) const
{
    if (std::holds_alternative<mcu::DeviceQuery>(event)) return mcu::write(mcu::HostConnectionQuery{serial_, challenge}, dialect_);
    if (std::holds_alternative<mcu::HostConnectionReply>(event)) return mcu::write(mcu::HostConnectionConfirmation{serial_}, dialect_);
    if (std::holds_alternative<mcu::VersionRequest>(event)) return mcu::write(mcu::VersionReply{version}, dialect_);
    if (std::holds_alternative<mcu::SerialRequest>(event)) return mcu::write(mcu::SerialReply{serial_}, dialect_);
    return std::nullopt;
}

bool McuRole::hear(wire::View message, TimePoint now, const Sink& sink, Answers& answers)
{
    const auto event = mcu::read(message, From::host, dialect_);
    if (!event) return false;
    mirror().heard(now, sink);
    if (auto answer = answer_to(*event)) answers.push_back(std::move(*answer));
    const auto understand = [&](const auto& one) {
        if constexpr (requires { on(one, sink); }) on(one, sink);
    };
    std::visit(understand, *event);
    return true;
}

void McuRole::on(const FaderMoved& event, const Sink& sink) { mirror().fader(event.strip, event.position, sink); }

void McuRole::on(const Led& event, const Sink& sink)
{
    const auto was_beats = is_beats();
    mirror().light(buttons_.name(event.number), event.light, sink);
    if (was_beats != is_beats()) show_digits(sink);
}

void McuRole::on(const VPotRing& event, const Sink& sink) { mirror().ring(event.strip, ring_shown(event), sink); }

void McuRole::on(const mcu::Meter& event, const Sink& sink)
{
    const auto level = decibels_of(twelve_steps, event.level);
    mirror().level(event.strip, {level, level}, sink);
}

void McuRole::on(const mcu::Overload& event, const Sink& sink) { mirror().overload(event.strip, event.set, sink); }

void McuRole::on(const mcu::MasterMeter& event, const Sink& sink)
{
    auto level = face().master_level;
    level[event.right ? 1 : 0] = decibels_of(twelve_steps, event.level);
    mirror().master_level(level, sink);
}

void McuRole::on(const mcu::Digit& event, const Sink& sink)
{
    digits_[static_cast<std::size_t>(event.index)] = event.glyph;
    show_digits(sink);
}

void McuRole::on(const mcu::Digits& event, const Sink& sink)
{
    const auto count = static_cast<std::size_t>(event.count);
    std::ranges::copy(std::span(event.glyphs).first(count), digits_.begin() + event.first);
    show_digits(sink);
}

void McuRole::on(const mcu::Text& event, const Sink& sink)
{
    if (event.display != 0) return;
    display_.apply(event.offset, event.text);
    for (int strip = 0; strip < surface_strips; ++strip) {
        const auto cell = [&](int line) { return trimmed(display_.line(line).substr(static_cast<std::size_t>(strip) * 7, 7)); };
        mirror().name(strip, cell(0), sink);
        mirror().value(strip, cell(1), sink);
    }
    for (int line = 0; line < lcd_lines; ++line) mirror().line(line, trimmed(display_.line(line)), sink);
}

void McuRole::on(const mcu::Colours& event, const Sink& sink)
{
    for (int strip = 0; strip < surface_strips; ++strip) mirror().colour(strip, event.colours[static_cast<std::size_t>(strip)], sink);
}

void McuRole::on(const mcu::RgbColours& event, const Sink& sink)
{
    for (int strip = 0; strip < surface_strips; ++strip)
        mirror().colour(strip, nearest(event.colours[static_cast<std::size_t>(strip)]), sink);
}

void McuRole::on(const mcu::FadersToMinimum&, const Sink& sink)
{
    for (int strip = 0; strip <= master_strip; ++strip) mirror().fader(strip, 0, sink);
}

void McuRole::on(const mcu::LedsOff&, const Sink& sink) { mirror().lights_off(sink); }
void McuRole::on(const mcu::Reset&, const Sink& sink) { forget(sink); }
void McuRole::on(const mcu::GoOffline&, const Sink& sink) { forget(sink); }
void McuRole::on(const mcu::Reboot&, const Sink& sink) { forget(sink); }

void McuRole::forget(const Sink& sink)
{
    display_ = Display();
    digits_.fill({});
    touched_.fill(false);
    mirror().reset(sink);
}

bool McuRole::is_beats() const { return face().lights.contains("beats_light"); }

void McuRole::show_digits(const Sink& sink)
{
    const auto all = std::span<const mcu::Glyph>(digits_);
    mirror().timecode(grouped(letters_of(all.first(mcu::timecode_digits)), is_beats() ? '.' : ':'), sink);
    mirror().assignment(trimmed(letters_of(all.subspan(mcu::first_assignment_digit))), sink);
}

// --- what hands do

std::vector<wire::Bytes> McuRole::say(const Gesture& gesture)
{
    return std::visit([this](const auto& one) { return said(one); }, gesture);
}

McuRole::Answers McuRole::said(const FaderMoved& gesture)
{
    if (gesture.strip < 0 || gesture.strip > master_strip) return {};
    const FaderMoved move{gesture.strip, std::clamp(gesture.position, 0, most_position)};
    if (touched_[static_cast<std::size_t>(move.strip)]) return {mcu::write(move)};
    return {mcu::write(FaderTouched{move.strip, true}), mcu::write(move), mcu::write(FaderTouched{move.strip, false})};
}

McuRole::Answers McuRole::said(const FaderTouched& gesture)
{
    if (gesture.strip < 0 || gesture.strip > master_strip) return {};
    touched_[static_cast<std::size_t>(gesture.strip)] = gesture.touched;
    return {mcu::write(gesture)};
}

McuRole::Answers McuRole::said(const VPotTurned& gesture) const
{
    if (gesture.strip < 0 || gesture.strip >= surface_strips || gesture.ticks == 0) return {};
    return {mcu::write(gesture)};
}

McuRole::Answers McuRole::said(const JogTurned& gesture) const
{
    return gesture.ticks == 0 ? Answers() : Answers{mcu::write(gesture)};
}

McuRole::Answers McuRole::said(const Pressed& gesture) const
{
    const auto number = buttons_.number(gesture.button);
    if (!number || *number >= 0x80) return {};
    return {mcu::write(Button{*number, gesture.down})};
}

McuRole::Answers McuRole::said(const Pedalled& gesture) const { return {mcu::write(mcu::Pedal{std::clamp(gesture.value, 0, 127)})}; }
McuRole::Answers McuRole::said(const Arrived&) { return greet(); }

}  // namespace recalld::driver
