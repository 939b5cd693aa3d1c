#include "driver/hui_surface.hpp"

#include <algorithm>
#include <utility>

#include "mackie/hui_buttons.hpp"

namespace recalld::driver {

using namespace mackie;

namespace {

constexpr std::chrono::seconds longest_silence{3};   // it answers each second; hosts give up after two to five
constexpr int main_columns = 40;
constexpr int main_piece = 10;
constexpr int clip = 12;
constexpr studio::Cells eight_cells{0, main_columns / surface_strips, main_columns / surface_strips};
constexpr Ladder ladder = Ladder(twelve_steps).first(11);

studio::Cells main_cells(const studio::Surface& surface)
{
    if (surface.second_display.width > 0) return surface.second_display;
    return surface.display.width > 0 ? eight_cells : studio::Cells{};
}

/// The last of all digits that differ; what stands to the right of it is sent along.
int digits_to_send(const hui::TimeText& wanted, const std::optional<hui::TimeText>& shown)
{
    for (int count = hui::time_digits; count > 0; --count) {
        const auto at = static_cast<std::size_t>(count - 1);
        if (!shown || shown->digits[at] != wanted.digits[at]) return count;
    }
    return 0;
}

}  // namespace

HuiSurface::HuiSurface(const std::shared_ptr<const studio::Surface>& surface)
    : Panel(surface, hui::button_names, Flash::by_host), main_(main_cells(*surface), main_columns)
{
    HuiSurface::take_cells();
}

// --- who is there

std::vector<wire::Bytes> HuiSurface::greet() { return stay_alive(); }
std::vector<wire::Bytes> HuiSurface::stay_alive() { return {hui::write(hui::Ping{})}; }

bool HuiSurface::is_alive(TimePoint now) const { return arrived() && heard_at() && now - *heard_at() < longest_silence; }

bool HuiSurface::hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>&)
{
    bool understood = true;
    const auto read = decoder_.read(message, now, [&](const hui::Event& event) { understood = understand(event, now, sink); });
    return read.has_value() && understood;
}

bool HuiSurface::understand(const hui::Event& event, TimePoint now, const Sink& sink)
{
    if (std::holds_alternative<hui::PingReply>(event)) return on_sign_of_life(false, now, sink);
    if (std::holds_alternative<hui::SystemReset>(event)) return on_sign_of_life(true, now, sink);
    if (is_alive(now)) heard(now);
    const auto pass = [&](const auto& one) {
        if constexpr (requires { on(one, sink); }) return on(one, sink);
        return false;
    };
    return std::visit(pass, event);
}

bool HuiSurface::on_sign_of_life(bool restarted, TimePoint now, const Sink& sink)
{
    const auto anew = restarted || !is_alive(now);
    if (restarted) decoder_.reset();
    if (anew) forget();
    arrive(anew, now, sink);
    return true;
}

// --- what it shows

void HuiSurface::forget()
{
    Panel::forget();
    rings_.forget();
    shown_names_.forget();
    main_.forget();
    time_.reset();
    meters_.fill({});
}

wire::Bytes HuiSurface::say(const FaderMoved& event) const { return hui::write(event); }
wire::Bytes HuiSurface::say(const Led& event) const { return hui::write(event); }

void HuiSurface::take_cells()
{
    main_.want(wanted().cells);
    for (int strip = 0; strip < surface_strips; ++strip) {
        const auto at = static_cast<std::size_t>(strip);
        names_[at] = hui::small_text(strip, wanted().cells[at][0]);
    }
}

std::optional<wire::Bytes> HuiSurface::next_picture(TimePoint now, Wake& wake)
{
    if (auto ring = next_ring()) return ring;
    if (auto name = next_small_text()) return name;
    if (auto text = next_main_text()) return text;
    if (auto time = next_time()) return time;
    return next_meter(now, wake);
}

std::optional<wire::Bytes> HuiSurface::next_ring()
{
    if (surface().rings.empty()) return std::nullopt;
    const auto strip = next_ring_strip(rings_);
    if (!strip) return std::nullopt;
    return hui::write(ring_of(surface(), *strip, wanted().rings[static_cast<std::size_t>(*strip)]));
}

std::optional<wire::Bytes> HuiSurface::next_small_text()
{
    if (surface().display.width == 0) return std::nullopt;
    names_[surface_strips] = hui::small_text(surface_strips, wanted().assignment);
    const auto display = shown_names_.next(names_);
    if (!display) return std::nullopt;
    return hui::write(names_[*display]);
}

std::optional<wire::Bytes> HuiSurface::next_main_text()
{
    const auto piece = main_.next_piece(main_piece);
    if (!piece) return std::nullopt;
    return hui::write(hui::main_text(*piece, main_.wanted_from(*piece * main_piece, main_piece)));
}

std::optional<wire::Bytes> HuiSurface::next_time()
{
    if (!surface().timecode) return std::nullopt;
    auto text = wanted().timecode;
    std::ranges::replace(text, ':', '.');
    auto time = hui::time_text(text);
    time.count = digits_to_send(time, time_);
    if (time.count == 0) return std::nullopt;
    time_ = time;
    return hui::write(time);
}

/// 1 … 11, and 12 for the clip light.
int HuiSurface::level_wanted(int strip, bool right) const
{
    const auto at = static_cast<std::size_t>(strip);
    const auto& meter = wanted().meters[at];
    if (wanted().overloads[at]) return clip;
    if (surface().meters == studio::MeterKind::mono) return level_of(ladder, right ? no_signal : louder(meter));
    return level_of(ladder, meter[right ? 1 : 0]);
}

std::optional<wire::Bytes> HuiSurface::next_meter(TimePoint now, Wake& wake)
{
    if (surface().meters == studio::MeterKind::none) return std::nullopt;
    for (int strip = 0; strip < std::min<int>(surface().strips, surface_strips); ++strip)
        for (const auto right : {false, true}) {
            const auto level = level_wanted(strip, right);
            auto& meter = meters_[static_cast<std::size_t>(strip)][right ? 1 : 0];
            if (meter.takes(level, now, wake)) return hui::write(hui::Meter{strip, right, level});
        }
    return std::nullopt;
}

}  // namespace recalld::driver
