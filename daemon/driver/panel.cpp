#include "driver/panel.hpp"

#include <algorithm>
#include <utility>

namespace recalld::driver {

namespace {

constexpr int most_farewells = 1000;   // a face has fewer parts

}  // namespace

Panel::Panel(std::shared_ptr<const studio::Surface> surface, const mackie::ButtonNames& names, Flash flash)
    : surface_(std::move(surface)),
      buttons_(names, *surface_),
      faders_(*surface_),
      lights_(buttons_, surface_->flash && flash == Flash::as_profile)
{
}

void Panel::take(const Face& wanted)
{
    if (wanted == wanted_) return;
    const auto lights = wanted.lights != wanted_.lights;
    const auto cells = wanted.cells != wanted_.cells;
    wanted_ = wanted;
    settled_ = false;
    if (lights) lights_.want(wanted_.lights);
    if (cells) take_cells();
}

std::optional<wire::Bytes> Panel::next(const Face& wanted, TimePoint now)
{
    now_ = now;
    take(wanted);
    if (settled_ && (!wake_.at || now < *wake_.at)) return std::nullopt;
    Wake wake;
    auto message = next_of_all(now, wake);
    settled_ = !message;
    wake_ = message ? Wake{now} : wake;
    return message;
}

std::optional<wire::Bytes> Panel::next_of_all(TimePoint now, Wake& wake)
{
    if (const auto fader = faders_.next(wanted_.faders, now, wake)) return say(*fader);
    if (const auto light = lights_.next(now, wake)) return say(*light);
    return next_picture(now, wake);
}

void Panel::forget()
{
    faders_.forget();
    lights_.forget();
    settled_ = false;
}

std::vector<wire::Bytes> Panel::farewell()
{
    std::vector<wire::Bytes> messages;
    const Face dark;
    const auto later = now_ + 2 * meter_repeat;   // nothing has to wait any more
    for (int count = 0; count < most_farewells; ++count) {
        auto message = next(dark, later);
        if (!message) break;
        messages.push_back(std::move(*message));
    }
    return messages;
}

std::optional<int> Panel::next_ring_strip(ShownRow<int, surface_strips>& shown) const
{
    std::array<int, surface_strips> bytes{};
    for (int strip = 0; strip < std::min<int>(surface_->strips, surface_strips); ++strip) {
        const auto at = static_cast<std::size_t>(strip);
        bytes[at] = mackie::ring_byte(ring_of(*surface_, strip, wanted_.rings[at]));
    }
    const auto differs = shown.next(bytes);
    return differs ? std::optional(static_cast<int>(*differs)) : std::nullopt;
}

bool Panel::on(const mackie::FaderMoved& event, const Sink& sink)
{
    if (!faders_.has(event.strip)) return false;
    faders_.moved(event.strip, event.position);
    settled_ = false;
    sink(mackie::FaderMoved{event.strip, faders_.way().position_heard(event.position)});
    return true;
}

bool Panel::on(const mackie::FaderTouched& event, const Sink& sink) const
{
    if (!faders_.has(event.strip)) return false;
    sink(event);
    return true;
}

bool Panel::on(const mackie::Button& event, const Sink& sink) const
{
    sink(Pressed{buttons_.name(event.number), event.down});
    return true;
}

bool Panel::on(const mackie::VPotTurned& event, const Sink& sink) const
{
    sink(event);
    return true;
}

bool Panel::on(const mackie::JogTurned& event, const Sink& sink) const
{
    sink(event);
    return true;
}

bool Panel::on(const mackie::mcu::Pedal& event, const Sink& sink) const
{
    sink(Pedalled{event.value});
    return true;
}

void Panel::arrive(bool anew, TimePoint now, const Sink& sink)
{
    heard(now);
    if (arrived_ && !anew) return;
    arrived_ = true;
    sink(Arrived{});
}

}  // namespace recalld::driver
