#include "driver/hui_role.hpp"

#include <algorithm>
#include <utility>

#include "driver/surface_steps.hpp"
#include "mackie/hui_buttons.hpp"

namespace recalld::driver {

using namespace mackie;

namespace {

constexpr std::chrono::seconds longest_silence{5};
constexpr int main_columns = 40;
constexpr int piece = 10;
constexpr int smpte_zone = 0x16;   // the lights that say what the digits count
constexpr int clip = 12;
constexpr Ladder ladder = Ladder(twelve_steps).first(11);

char letter_of(const hui::TimeDigit& digit)
{
    constexpr std::string_view figures = "0123456789ABCDEF";
    return digit.figure ? figures[static_cast<std::size_t>(*digit.figure)] : ' ';
}

}  // namespace

HuiRole::HuiRole(std::shared_ptr<const studio::Surface> surface)
    : surface_(std::move(surface)), buttons_(hui::button_names, *surface_), display_(main_columns)
{
    digits_.fill({std::nullopt, false});
}

std::vector<wire::Bytes> HuiRole::greet() { return {hui::write(hui::SystemReset{})}; }
bool HuiRole::is_alive(TimePoint now) const { return pinged_at_ && now - *pinged_at_ < longest_silence; }

void HuiRole::forget(const Sink& sink)
{
    decoder_.reset();
    display_ = Display(main_columns);
    digits_.fill({std::nullopt, false});
    clipped_.fill({});
    touched_.fill(false);
    pinged_at_.reset();
    mirror().reset(sink);
}

// --- what the DAW says

bool HuiRole::hear(wire::View message, TimePoint now, const Sink& sink, Answers& answers)
{
    bool understood = true;
    const auto understand = [&](const auto& one) {
        if constexpr (requires { on(one, sink); }) return on(one, sink);
        return true;
    };
    const auto read = decoder_.read(message, now, [&](const hui::Event& event) {
        mirror().heard(now, sink);
        if (std::holds_alternative<hui::Ping>(event)) {
            pinged_at_ = now;
            answers.push_back(hui::write(hui::PingReply{}));
        }
        understood = std::visit(understand, event) && understood;
    });
    return read.has_value() && understood;
}

bool HuiRole::on(const FaderMoved& event, const Sink& sink)
{
    mirror().fader(event.strip, event.position, sink);
    return true;
}

bool HuiRole::on(const Led& event, const Sink& sink)
{
    mirror().light(buttons_.name(event.number), event.light, sink);
    if (event.number / hui::ports == smpte_zone) show_time(sink);
    return true;
}

/// Rings beside those of the strips belong to no track.
bool HuiRole::on(const VPotRing& event, const Sink& sink)
{
    if (event.strip < surface_strips) mirror().ring(event.strip, ring_shown(event), sink);
    return true;
}

bool HuiRole::on(const hui::Meter& event, const Sink& sink)
{
    const auto at = static_cast<std::size_t>(event.strip);
    const auto side = event.right ? std::size_t{1} : std::size_t{0};
    auto level = face().strips[at].level;
    level[side] = event.level == clip ? twelve_steps.back() : decibels_of(ladder, event.level);
    clipped_[at][side] = event.level == clip;
    mirror().level(event.strip, level, sink);
    mirror().overload(event.strip, clipped_[at][0] || clipped_[at][1], sink);
    return true;
}

bool HuiRole::on(const hui::SmallText& event, const Sink& sink)
{
    auto text = trimmed(hui::plain({event.codes.data(), event.codes.size()}));
    if (event.display < surface_strips)
        mirror().name(event.display, std::move(text), sink);
    else
        mirror().assignment(std::move(text), sink);
    return true;
}

bool HuiRole::on(const hui::MainText& event, const Sink& sink)
{
    display_.apply(event.zone * piece, hui::plain({event.codes.data(), event.codes.size()}));
    for (int line = 0; line < lcd_lines; ++line) mirror().line(line, trimmed(display_.line(line)), sink);
    return true;
}

bool HuiRole::on(const hui::TimeText& event, const Sink& sink)
{
    std::copy_n(event.digits.begin(), event.count, digits_.begin());
    show_time(sink);
    return true;
}

void HuiRole::show_time(const Sink& sink)
{
    const auto dot = face().lights.contains("smpte_light") ? ':' : '.';
    std::string text;
    for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) {
        text += letter_of(*digit);
        if (digit->dot) text += dot;
    }
    mirror().timecode(trimmed(text), sink);
}

// --- what hands do

std::vector<wire::Bytes> HuiRole::say(const Gesture& gesture)
{
    return std::visit([this](const auto& one) { return said(one); }, gesture);
}

HuiRole::Answers HuiRole::said(const FaderMoved& gesture)
{
    if (gesture.strip < 0 || gesture.strip >= surface_strips) return {};
    const FaderMoved move{gesture.strip, std::clamp(gesture.position, 0, most_position)};
    if (touched_[static_cast<std::size_t>(move.strip)]) return {hui::write(move)};
    return {hui::write(FaderTouched{move.strip, true}), hui::write(move), hui::write(FaderTouched{move.strip, false})};
}

HuiRole::Answers HuiRole::said(const FaderTouched& gesture)
{
    if (gesture.strip < 0 || gesture.strip >= surface_strips) return {};
    touched_[static_cast<std::size_t>(gesture.strip)] = gesture.touched;
    return {hui::write(gesture)};
}

HuiRole::Answers HuiRole::said(const VPotTurned& gesture) const
{
    if (gesture.strip < 0 || gesture.strip >= hui::knobs || gesture.ticks == 0) return {};
    return {hui::write(gesture)};
}

HuiRole::Answers HuiRole::said(const JogTurned& gesture) const
{
    return gesture.ticks == 0 ? Answers() : Answers{hui::write(gesture)};
}

HuiRole::Answers HuiRole::said(const Pressed& gesture) const
{
    const auto number = buttons_.number(gesture.button);
    if (!number || *number >= hui::zones * hui::ports) return {};
    return {hui::write(Button{*number, gesture.down})};
}

}  // namespace recalld::driver
