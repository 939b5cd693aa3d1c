#include "simulate/surface_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace recalld::simulate {

namespace {

constexpr std::size_t head = 9;

/// A ring and a blank.
std::size_t column_of(const SurfaceBox& box) { return box.surface().protocol == "xctl" ? 14 : 12; }

std::string wide(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size() + 1), ' ');
    return text;
}

std::string ended(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

/// A line with an entry for each strip, and one for the master where it has something to say.
std::string row(const SurfaceBox& box, const std::string& name, const std::function<std::string(int)>& entry)
{
    std::string line = wide(name, head);
    for (int strip = 0; strip < box.surface().strips; ++strip) line += wide(entry(strip), column_of(box));
    if (box.surface().master) line += entry(mackie::master_strip);
    return ended(line);
}

std::string percent(const SurfaceFader& fader)
{
    return std::to_string(std::lround(fader.way() * 100)) + "%" + (fader.is_held() ? " held" : "") + (fader.is_moving() ? " >" : "");
}

std::string lights_of(unsigned bits, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) text += bits >> i & 1u ? '*' : '.';
    return text;
}

std::string ring(const SurfaceBox& box, int strip)
{
    const int count = box.surface().protocol == "xctl" ? mackie::xctl::ring_lights_count : mackie::most_ring_value;
    return strip < box.surface().strips ? lights_of(box.face().ring_lights(strip), count) : "";
}

std::string colour(const SurfaceBox& box, int strip)
{
    constexpr std::array<const char*, 8> names{"off", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
    if (strip >= box.surface().strips) return {};
    if (box.surface().colours == studio::ColourKind::palette) return names[static_cast<std::size_t>(box.face().colour(strip))];
    const auto [red, green, blue] = box.face().rgb(strip);
    return std::to_string(red) + "," + std::to_string(green) + "," + std::to_string(blue);
}

std::string meter(const SurfaceBox& box, int strip, TimePoint now)
{
    if (strip >= box.surface().strips) return {};
    std::string text = std::to_string(box.face().meter(strip, now));
    if (box.surface().meters == studio::MeterKind::stereo) text += "/" + std::to_string(box.face().meter(strip, now, true));
    return text + (box.face().overload(strip) ? " over" : "");
}

std::string letters(const SurfaceBox& box)
{
    std::string text;
    for (int line = 0; line < 2; ++line) {
        const auto first = [&](int strip) { return strip < box.surface().strips ? box.face().cell(strip, line) : std::string(); };
        if (box.surface().display.width > 0) text += row(box, line == 0 ? "letters" : "", first);
    }
    for (int line = 0; line < 2; ++line) {
        const auto second = [&](int strip) { return box.face().second_cell(strip, line); };
        if (box.surface().second_display.width > 0) text += row(box, line == 0 ? "second" : "", second);
    }
    return text;
}

std::string lights(const SurfaceBox& box)
{
    std::string line = wide("lights", head);
    for (const auto& [number, light] : box.face().lights())
        line += box.button_name(number) + (light == mackie::Light::flash ? " (flashes)  " : "  ");
    return ended(line);
}

std::string digits(const SurfaceBox& box)
{
    std::string line = wide("digits", head);
    if (box.surface().assignment) line += "[" + box.face().assignment() + "] ";
    if (box.surface().timecode) line += "[" + box.face().timecode() + "]";
    return box.surface().assignment || box.surface().timecode ? ended(line) : "";
}

std::string state(const SurfaceBox& box)
{
    if (box.door().is_locked()) return "locked: the wrong answer; switch it off and on";
    if (!box.door().is_open()) return "shut: waits for a host";
    return box.door().has_link() ? "open" : "No Link";
}

std::string faults(const SurfaceBox& box)
{
    const auto counts = box.counts();
    std::string text = "host     " + std::to_string(counts.fights) + " fights, " + std::to_string(counts.jumps) + " jumps, "
                       + std::to_string(counts.creeps) + " creeps, " + std::to_string(counts.late_echoes) + " late echoes, "
                       + std::to_string(box.lost()) + " lost, " + std::to_string(box.faults()) + " faults\n";
    for (const auto& complaint : box.complaints()) text += "         " + complaint + '\n';
    return text;
}

}  // namespace

std::string picture(const SurfaceBox& box, TimePoint now)
{
    const auto& surface = box.surface();
    std::string text = surface.model + ": " + state(box) + '\n';
    text += row(box, "", [](int strip) { return strip == mackie::master_strip ? std::string("master") : std::to_string(strip + 1); });
    text += letters(box);
    if (surface.colours != studio::ColourKind::none) text += row(box, "colour", [&](int strip) { return colour(box, strip); });
    if (!surface.rings.empty()) text += row(box, "ring", [&](int strip) { return ring(box, strip); });
    if (surface.meters != studio::MeterKind::none) text += row(box, "meter", [&](int strip) { return meter(box, strip, now); });
    text += row(box, "fader", [&](int strip) { return percent(box.fader(strip)); });
    return text + lights(box) + digits(box) + faults(box);
}

}  // namespace recalld::simulate
