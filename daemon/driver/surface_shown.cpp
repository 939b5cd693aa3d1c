#include "driver/surface_shown.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::driver {

namespace {

constexpr double room = 0.75;   // of a code: half of one is rounding, the rest keeps a motor from ticking between two

constexpr auto dark = static_cast<std::uint8_t>(Light::off);
constexpr auto steady = static_cast<std::uint8_t>(Light::on);
constexpr auto flashing = static_cast<std::uint8_t>(Light::flash);

}  // namespace

ShownFaders::ShownFaders(const studio::Surface& surface)
    : way_(surface), strips_(surface.strips), master_(surface.master), motors_(surface.motors)
{
}

bool ShownFaders::has(int fader) const { return fader == master_strip ? master_ : fader >= 0 && fader < std::min(strips_, surface_strips); }

bool ShownFaders::must_go(const Fader& fader, int wanted) const
{
    return fader.unsure || std::fabs(way_.code_at(wanted) - fader.code) > room;
}

std::optional<mackie::FaderMoved> ShownFaders::next(const std::array<int, surface_strips + 1>& wanted, TimePoint now, Wake& wake)
{
    for (int strip = 0; motors_ && strip <= master_strip; ++strip) {
        const auto at = static_cast<std::size_t>(strip);
        auto& fader = faders_[at];
        if (wanted[at] < 0 || !has(strip) || !must_go(fader, wanted[at])) continue;
        if (now < fader.free) {
            wake.by(fader.free);
            continue;
        }
        fader.code = static_cast<int>(std::lround(way_.code_at(wanted[at])));
        fader.unsure = false;
        fader.free = now + fader_pause;
        return mackie::FaderMoved{strip, said(fader, wanted[at])};
    }
    return std::nullopt;
}

/// Boxes divide their way differently: only what they said themselves is surely where they stand.
int ShownFaders::said(const Fader& fader, int wanted) const
{
    return fader.heard && way_.position_heard(*fader.heard) == wanted ? *fader.heard : way_.said(fader.code);
}

void ShownFaders::moved(int fader, int said)
{
    auto& one = faders_[static_cast<std::size_t>(fader)];
    one.heard = said;
    if (way_.code_heard(said) != one.code) one.unsure = true;
}

void ShownFaders::forget()
{
    for (auto& fader : faders_) fader.unsure = true;
}

void ShownLights::want(const std::map<std::string, Light, std::less<>>& lights)
{
    wanted_.fill(dark);
    flashing_ = false;
    for (const auto& [name, light] : lights) {
        const auto number = buttons_.number(name);
        if (!number) continue;
        wanted_[static_cast<std::size_t>(*number)] = static_cast<std::uint8_t>(light);
        flashing_ = flashing_ || light == Light::flash;
    }
}

ShownLights::Lights ShownLights::lit(TimePoint now, Wake& wake) const
{
    auto lights = wanted_;
    const auto since = now.time_since_epoch() % (2 * flash_time);
    const auto phase = since < flash_time ? steady : dark;
    std::ranges::replace(lights, flashing, phase);
    wake.by(now + flash_time - since % flash_time);
    return lights;
}

std::optional<mackie::Led> ShownLights::next(TimePoint now, Wake& wake)
{
    const auto lights = flashing_ && !box_flashes_ ? lit(now, wake) : wanted_;
    if (lights == shown_) return std::nullopt;
    int found = -1;
    for (int number = most_buttons - 1; number >= 0; --number) {
        const auto at = static_cast<std::size_t>(number);
        const auto is_first = found < 0 || lights[at] != dark || lights[static_cast<std::size_t>(found)] == dark;
        if (lights[at] != shown_[at] && is_first) found = number;
    }
    const auto at = static_cast<std::size_t>(found);
    shown_[at] = lights[at];
    return mackie::Led{found, static_cast<Light>(lights[at])};
}

void ShownLights::forget()
{
    shown_.fill(dark);
    for (const auto number : buttons_.lights()) shown_[number] = unknown;
    for (std::size_t number = 0; number < wanted_.size(); ++number)
        if (wanted_[number] != dark) shown_[number] = unknown;
}

bool MeterPace::may_send(bool differs, bool lit, TimePoint now, Wake& wake)
{
    if (!differs && !lit) return false;
    const auto due = differs ? free_ : repeat_;
    if (now < due) {
        wake.by(due);
        return false;
    }
    free_ = now + meter_pause;
    repeat_ = now + meter_repeat;
    return true;
}

bool ShownMeter::takes(int wanted, TimePoint now, Wake& wake)
{
    if (!pace.may_send(wanted != level, wanted > 0, now, wake)) return false;
    level = wanted;
    return true;
}

ShownLetters::ShownLetters(const studio::Cells& cells, int columns)
    : layout_{cells.first, std::max<int>(cells.pitch, 1), cells.width}, wanted_(columns), shown_(mackie::Display::unknown(columns))
{
}

void ShownLetters::want(const CellTexts& cells)
{
    if (!is_there()) return;
    for (int strip = 0; strip < static_cast<int>(cells.size()); ++strip)
        for (int line = 0; line < mackie::lcd_lines; ++line)
            wanted_.put_cell(layout_, line, strip, cells[static_cast<std::size_t>(strip)][static_cast<std::size_t>(line)]);
}

std::string_view ShownLetters::wanted_from(int offset, int count) const
{
    return wanted_.letters().substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(count));
}

mackie::Run ShownLetters::whole_cells(const mackie::Run& run) const
{
    const auto columns = wanted_.columns();
    const auto line = run.offset / columns * columns;
    const auto first_cell = [&](int column) { return column < layout_.first ? 0 : column - (column - layout_.first) % layout_.pitch; };
    const auto begin = first_cell(run.offset - line);
    const auto last = std::min(run.offset - line + static_cast<int>(run.text.size()), columns) - 1;
    const auto end = last < layout_.first ? layout_.first : std::min(first_cell(last) + layout_.pitch, columns);
    return {line + begin, std::string(wanted_from(line + begin, end - begin))};
}

std::optional<mackie::Run> ShownLetters::next()
{
    if (!is_there() || shown_ == wanted_) return std::nullopt;
    auto run = whole_cells(mackie::changes(shown_, wanted_, 2 * layout_.pitch).front());
    shown_.apply(run.offset, run.text);
    return run;
}

std::optional<int> ShownLetters::next_piece(int width)
{
    if (!is_there() || shown_ == wanted_) return std::nullopt;
    const auto piece = mackie::changed_cells(shown_, wanted_, width).front();
    shown_.apply(piece * width, wanted_from(piece * width, width));
    return piece;
}

void ShownLetters::forget() { shown_ = mackie::Display::unknown(wanted_.columns()); }

}  // namespace recalld::driver
