#include "paper/panel_shapes.hpp"

#include <algorithm>
#include <optional>

#include "paper/text_size.hpp"

namespace recalld::paper {

namespace {

using studio::ControlKind;
using studio::Value;

constexpr double bare_tick = 5, tick_gap = 3;
constexpr std::string_view ink = "stroke=\"#1b1c1e\"";
constexpr std::string_view lit = "#f5b800";

studio::CapColour colours_of(const studio::Control& control, std::string_view otherwise = "black")
{
    const auto all = studio::cap_colours();
    auto found = std::ranges::find(all, control.colour, &studio::CapColour::name);
    if (found == all.end()) found = std::ranges::find(all, otherwise, &studio::CapColour::name);
    return *found;
}

std::string filled(std::string_view name, std::string_view colour) { return "class=\"" + std::string(name) + "\" fill=\"" + std::string(colour) + "\""; }

/// 0 … 1 of the way; a choice clicks from one to the next.
std::optional<double> position_of(const studio::Law& law, const Value* value)
{
    if (!value) return std::nullopt;
    if (const auto* turned = std::get_if<float>(value)) return static_cast<double>(*turned);
    const auto* click = std::get_if<std::int32_t>(value);
    if (!click || law.steps < 2) return std::nullopt;
    return static_cast<double>(*click) / (law.steps - 1);
}

std::optional<std::int32_t> choice_in(const Value* value)
{
    const auto* choice = value ? std::get_if<std::int32_t>(value) : nullptr;
    return choice ? std::optional(*choice) : std::nullopt;
}

void middle_text(Svg& svg, const Box& box, std::string_view words, std::string_view attributes)
{
    svg.text({box.middle().x, box.middle().y + baseline_share * mark_size}, mark_size, words, attributes);
}

Point along(Point way, double length) { return {way.x * length, way.y * length}; }

void draw_scale(Svg& svg, const ScaleFace& face)
{
    for (const auto& mark : face.marks) {
        const auto way = direction_of(mark.position);
        const bool is_bare = mark.label.empty();
        svg.line(along(way, face.from), along(way, is_bare ? face.from + bare_tick : mark.reach - tick_gap), std::string("class=\"tick\" ") + std::string(ink) + " stroke-width=\"1.5\"");
        if (!is_bare) middle_text(svg, mark.box, mark.label, "class=\"mark\"");
    }
    if (!face.unit.empty()) middle_text(svg, face.unit_box, face.unit, "class=\"unit\" font-style=\"italic\"");
}

/// Turned by the page while a finger drags it: an empty one is there, and not to be seen.
void draw_pointer(Svg& svg, std::string_view name, std::optional<double> position, CapSize cap, const std::string& look)
{
    std::string attributes = "class=\"" + std::string(name) + "\"";
    attributes += position ? " transform=\"rotate(" + digits(degrees_of(*position)) + ")\"" : " display=\"none\"";
    svg.open("g", attributes);
    svg.line({0, -cap.outer + 1}, {0, -std::max(cap.inner, cap.outer * 0.25)}, look);
    svg.close("g");
}

void draw_cap(Svg& svg, const Shown& shown, CapSize cap)
{
    const auto colours = colours_of(shown.control, shown.control.kind == ControlKind::trim ? "silver" : cap.inner > 0 ? "grey" : "black");
    if (cap.inner > 0) {
        const double width = cap.outer - cap.inner;
        svg.circle({}, cap.inner + width / 2, "class=\"cap\" fill=\"none\" stroke=\"#1b1c1e\" stroke-width=\"" + digits(width) + "\"");
        return svg.circle({}, cap.inner + width / 2, "class=\"cap\" fill=\"none\" stroke=\"" + std::string(colours.cap) + "\" stroke-width=\"" + digits(width - 2) + "\"");
    }
    svg.circle({}, cap.outer, filled("cap", colours.cap) + " " + std::string(ink) + " stroke-width=\"1.5\"");
    if (shown.control.kind != ControlKind::trim) svg.circle({}, cap.outer * 0.72, "class=\"top\" fill=\"#ffffff\" fill-opacity=\"0.1\" stroke=\"#ffffff\" stroke-opacity=\"0.25\"");
}

Box light_box(Point left_middle) { return {left_middle.x, left_middle.y - list_light / 2, list_light, list_light}; }

void draw_light(Svg& svg, const Box& box, bool is_lamp, bool is_lit, bool was_lit)
{
    const std::string look = std::string(is_lit ? "class=\"light lit\" fill=\"" : "class=\"light\" fill=\"") + std::string(is_lit ? lit : std::string_view("#ffffff")) + "\" "
                             + std::string(ink) + " stroke-width=\"" + (is_lit ? "3" : "1.5") + "\"";
    if (is_lamp) svg.circle(box.middle(), list_light / 2 - 1, look);
    else svg.rectangle(box, 3, look);
    if (is_lit) svg.circle(box.middle(), 2.5, "class=\"lit\" fill=\"#1b1c1e\"");
    if (was_lit && !is_lit) svg.circle(box.middle(), 3, "class=\"was\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2\"");
}

/// Is the n-th word of the list, from above, what the value says?
bool is_in(const Shown& shown, const ListShape& list, const Value* value, std::size_t row)
{
    const auto choice = choice_in(value);
    if (!choice) return false;
    const bool are_several = shown.control.kind == ControlKind::radio && shown.law.words.size() > list.words.size();
    if (are_several) return (*choice >> row & 1) != 0;
    const auto last = static_cast<std::int32_t>(list.words.size()) - 1;
    return *choice == (shown.control.kind == ControlKind::toggle ? last - static_cast<std::int32_t>(row) : static_cast<std::int32_t>(row));
}

/// A slot behind the positions, and the lever in it.
void draw_slot(Svg& svg, const ListShape& list)
{
    const Box box = list.box();
    svg.rectangle({box.x + 2, box.y + 2, list_light - 4, box.height - 4}, (list_light - 4) / 2, "class=\"slot\" fill=\"#d5d6d8\" stroke=\"#1b1c1e\"");
}

void draw_lever(Svg& svg, Point middle, bool is_now)
{
    const std::string look = is_now ? filled("lever", "#1b1c1e") : "class=\"was\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2\"";
    svg.circle(middle, is_now ? 9 : 5, look);
    if (is_now) svg.circle(middle, 3, filled("lever-top", "#ffffff"));
}

void draw_row(Svg& svg, const Shown& shown, const ListShape& list, std::size_t row)
{
    const Box box = list.box();
    const auto column = static_cast<double>(row / list.rows), line = static_cast<double>(row % list.rows);
    const Point start{box.x + column * list.column_width, box.y + (line + 0.5) * list_line};
    const bool is_now = is_in(shown, list, shown.now, row), was = is_in(shown, list, shown.before, row);
    const Box light = light_box(start);
    if (shown.control.kind != ControlKind::toggle) draw_light(svg, light, shown.control.kind == ControlKind::cycle, is_now, was);
    else if (is_now || was) draw_lever(svg, light.middle(), is_now);
    const Point words{start.x + list_light + 7, start.y + baseline_share * mark_size};
    svg.text(words, mark_size, list.words[row], is_now ? "class=\"mark in\" text-anchor=\"start\" font-weight=\"bold\"" : "class=\"mark\" text-anchor=\"start\"");
}

void draw_slide(Svg& svg, const Box& track, std::optional<double> position, const Shown& shown, bool is_now)
{
    const double y = track.bottom() - position.value_or(0) * track.height;
    std::string attributes = is_now ? "class=\"pointer\"" : "class=\"was\"";
    attributes += position ? " transform=\"translate(0 " + digits(y) + ")\"" : " display=\"none\"";
    svg.open("g", attributes);
    const auto colours = colours_of(shown.control);
    if (is_now) svg.rectangle({-14, -8, 28, 16}, 3, filled("cap", colours.cap) + " " + std::string(ink));
    else svg.rectangle({-16, -10, 32, 20}, 3, "fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2\" stroke-dasharray=\"4 3\"");
    if (is_now) svg.line({-13, 0}, {13, 0}, "stroke=\"" + std::string(colours.pointer) + "\" stroke-width=\"2.5\"");
    svg.close("g");
}

}  // namespace

void draw_round(Svg& svg, const Shown& shown, const ScaleFace& face, CapSize cap)
{
    const bool is_ring = cap.inner > 0;
    draw_scale(svg, face);
    draw_cap(svg, shown, cap);
    if (shown.control.has_detent) svg.polygon({{0, -cap.outer - 1}, {-4, -cap.outer - 8}, {4, -cap.outer - 8}}, filled("detent", "#1b1c1e"));
    const auto colours = colours_of(shown.control, shown.control.kind == ControlKind::trim ? "silver" : is_ring ? "grey" : "black");
    if (shown.before) draw_pointer(svg, "was", position_of(shown.law, shown.before), cap, "stroke=\"" + std::string(colours.pointer) + "\" stroke-width=\"2\" stroke-dasharray=\"3 2.5\"");
    draw_pointer(svg, "pointer", position_of(shown.law, shown.now), cap, "stroke=\"" + std::string(colours.pointer) + "\" stroke-width=\"" + (is_ring ? "4" : "3.5") + "\" stroke-linecap=\"round\"");
}

void draw_slider(Svg& svg, const Shown& shown)
{
    const Box track = slider_track(shown.law);
    svg.rectangle({track.x, track.y - 6, track.width, track.height + 12}, 4, "class=\"track\" fill=\"#d5d6d8\" stroke=\"#1b1c1e\"");
    double last = track.bottom() + mark_size * 2;
    for (const auto& mark : shown.law.marks) {
        const double y = track.bottom() - mark.position * track.height;
        const bool is_free = !mark.label.empty() && last - y >= mark_size * line_share - 0.5;
        svg.line({-track.width / 2 - 8, y}, {-track.width / 2 - 2, y}, std::string("class=\"tick\" ") + std::string(ink));
        svg.line({track.width / 2 + 2, y}, {track.width / 2 + (is_free ? 10 : 6), y}, std::string("class=\"tick\" ") + std::string(ink));
        if (!is_free) continue;
        svg.text({20, y + baseline_share * mark_size}, mark_size, mark.label, "class=\"mark\" text-anchor=\"start\"");
        last = y;
    }
    if (shown.control.has_detent) svg.polygon({{-6, 0}, {-14, -4}, {-14, 4}}, filled("detent", "#1b1c1e"));
    if (shown.before) draw_slide(svg, track, position_of(shown.law, shown.before), shown, false);
    draw_slide(svg, track, position_of(shown.law, shown.now), shown, true);
}

void draw_list(Svg& svg, const Shown& shown)
{
    const auto list = list_of(shown.control, shown.law);
    if (shown.control.kind == ControlKind::toggle) draw_slot(svg, list);
    for (std::size_t row = 0; row < list.words.size(); ++row) draw_row(svg, shown, list, row);
}

void draw_button(Svg& svg, const Shown& shown)
{
    const Box box{-button_side / 2, -button_side / 2, button_side, button_side};
    const bool is_in = choice_in(shown.now) == 1, was_in = choice_in(shown.before) == 1;
    const auto colours = colours_of(shown.control, "grey");
    svg.rectangle(box, 5, filled("cap", colours.cap) + " " + std::string(ink) + " stroke-width=\"" + (is_in ? "3.5" : "1.5") + "\"");
    draw_light(svg, light_box({-list_light / 2, 0}), true, is_in, was_in);
}

void draw_jack(Svg& svg)
{
    svg.circle({}, jack_radius, std::string("class=\"jack\" fill=\"#c9cdd2\" ") + std::string(ink) + " stroke-width=\"1.5\"");
    svg.circle({}, jack_radius * 0.45, filled("hole", "#1b1c1e"));
}

void draw_note(Svg& svg, const Shown& shown)
{
    const Box box{-note_width / 2, -note_height / 2, note_width, note_height};
    svg.rectangle(box, 2, "class=\"tape\" fill=\"#fffbe6\" stroke=\"#8a8468\" stroke-dasharray=\"6 2\"");
    const auto* words = shown.now ? std::get_if<std::string>(shown.now) : nullptr;
    if (!words) return;
    auto lines = wrapped(*words, mark_size, note_width - 12);
    if (lines.size() > 2) lines = {lines[0], lines[1] + " …"};
    double y = -static_cast<double>(lines.size()) * mark_size * line_share / 2;
    for (const auto& line : lines) {
        middle_text(svg, {0, y, 0, mark_size * line_share}, fitted(line, mark_size, note_width - 12), "class=\"written\"");
        y += mark_size * line_share;
    }
}

void draw_meter(Svg& svg, const Shown& shown)
{
    const Box box = meter_box(shown.control);
    svg.rectangle(box, 4, "class=\"meter\" fill=\"#f6efd6\" stroke=\"#1b1c1e\" stroke-width=\"1.5\"");
    const double reach = box.width * 0.36, low = box.bottom() - box.height * 0.3;
    svg.path("M " + digits(-reach) + " " + digits(low) + " Q 0 " + digits(box.y - box.height * 0.02) + " " + digits(reach) + " " + digits(low), "class=\"arc\" fill=\"none\" stroke=\"#1b1c1e\" stroke-width=\"2\"");
    svg.line({0, box.bottom() - 4}, {-reach * 0.7, low - box.height * 0.2}, "class=\"needle\" stroke=\"#1b1c1e\" stroke-width=\"1.5\"");
}

}  // namespace recalld::paper
