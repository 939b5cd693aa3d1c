#include "driver/xctl_surface.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "mackie/mcu_buttons.hpp"

namespace recalld::driver {

using namespace mackie;

namespace {

constexpr std::chrono::seconds longest_silence{5};   // two probes lost

xctl::Segments segments(std::size_t index, const mcu::Glyph& glyph)
{
    return {static_cast<int>(index), xctl::segments_of(glyph.letter), glyph.dot};
}

}  // namespace

XctlSurface::XctlSurface(std::shared_ptr<const studio::Surface> surface) : Panel(std::move(surface), mcu::button_names)
{
    XctlSurface::take_cells();
}

// --- who is there

std::vector<wire::Bytes> XctlSurface::greet() { return {xctl::idle()}; }
std::vector<wire::Bytes> XctlSurface::stay_alive() { return {xctl::idle()}; }

bool XctlSurface::is_alive(TimePoint now) const { return arrived() && heard_at() && now - *heard_at() < longest_silence; }

bool XctlSurface::hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers)
{
    const auto event = xctl::read(message, From::surface);
    if (!event) return false;
    if (const auto* common = std::get_if<mcu::Event>(&*event)) return on_control(*common, now, sink);
    if (!std::holds_alternative<xctl::Probe>(*event)) return true;
    answers.push_back(xctl::write(xctl::ProbeReply{}));
    const auto anew = !is_alive(now);
    if (anew) forget();
    arrive(anew, now, sink);
    return true;
}

bool XctlSurface::on_control(const mcu::Event& event, TimePoint now, const Sink& sink)
{
    if (is_alive(now)) heard(now);
    const auto pass = [&](const auto& one) {
        if constexpr (requires { on(one, sink); }) return on(one, sink);
        return true;
    };
    return std::visit(pass, event);
}

// --- what it shows

void XctlSurface::forget()
{
    Panel::forget();
    rings_.forget();
    shown_letters_.forget();
    digits_.forget();
    levels_.reset();
    meter_pace_ = {};
}

wire::Bytes XctlSurface::say(const FaderMoved& event) const { return xctl::write(mcu::Event(event)); }
wire::Bytes XctlSurface::say(const Led& event) const { return xctl::write(mcu::Event(event)); }

void XctlSurface::take_cells()
{
    for (int strip = 0; strip < surface_strips; ++strip) {
        const auto at = static_cast<std::size_t>(strip);
        const auto& cell = wanted().cells[at];
        letters_[at] = {strip, letters_[at].colour, false, xctl::from_left(cell[0]), xctl::from_left(cell[1])};
    }
}

std::optional<wire::Bytes> XctlSurface::next_picture(TimePoint now, Wake& wake)
{
    if (auto ring = next_ring()) return ring;
    if (auto letters = next_letters()) return letters;
    if (auto digit = next_digit()) return digit;
    return next_meters(now, wake);
}

std::optional<wire::Bytes> XctlSurface::next_ring()
{
    if (surface().rings.empty()) return std::nullopt;
    std::array<xctl::RingHalf, std::size_t{2} * surface_strips> halves{};
    for (int strip = 0; strip < surface_strips; ++strip) {
        const auto at = static_cast<std::size_t>(strip);
        const auto& ring = wanted().rings[at];
        const auto mode = ring_mode(surface(), ring.style);
        const auto shown = xctl::ring(strip, mode, ring_value(mode, ring, xctl::ring_lights_count));
        std::ranges::copy(shown, halves.begin() + std::ptrdiff_t{2} * strip);
    }
    const auto differs = rings_.next(halves);
    if (!differs) return std::nullopt;
    return xctl::write(halves[*differs]);
}

std::optional<wire::Bytes> XctlSurface::next_letters()
{
    if (surface().display.width == 0) return std::nullopt;
    const auto coloured = surface().colours != studio::ColourKind::none;
    for (int strip = 0; strip < surface_strips; ++strip)
        letters_[static_cast<std::size_t>(strip)].colour = coloured ? readable(wanted(), strip) : Colour::white;
    const auto differs = shown_letters_.next(letters_);
    if (!differs) return std::nullopt;
    return xctl::write(letters_[*differs]);
}

std::optional<wire::Bytes> XctlSurface::next_digit()
{
    std::array<xctl::Segments, digits> wanted_digits{};
    const auto timecode = glyphs_of<mcu::timecode_digits>(surface().timecode ? wanted().timecode : "");
    const auto assignment = glyphs_of<mcu::assignment_digits>(surface().assignment ? wanted().assignment : "");
    for (std::size_t index = 0; index < digits; ++index)
        wanted_digits[index] = segments(index, index < timecode.size() ? timecode[index] : assignment[index - timecode.size()]);
    if (!surface().timecode && !surface().assignment) return std::nullopt;
    const auto differs = digits_.next(wanted_digits);
    if (!differs) return std::nullopt;
    return xctl::write(wanted_digits[*differs]);
}

std::optional<wire::Bytes> XctlSurface::next_meters(TimePoint now, Wake& wake)
{
    if (surface().meters == studio::MeterKind::none) return std::nullopt;
    Levels levels{};
    for (std::size_t strip = 0; strip < levels.size(); ++strip)
        levels[strip] = wanted().overloads[strip] ? xctl::most_level : level_of(eight_steps, louder(wanted().meters[strip]));
    const auto lit = std::ranges::any_of(levels, [](int level) { return level > 0; });
    if (!meter_pace_.may_send(levels_ != levels, lit, now, wake)) return std::nullopt;
    levels_ = levels;
    return xctl::meters(levels);
}

}  // namespace recalld::driver
