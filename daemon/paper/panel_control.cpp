#include "paper/panel_control.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "paper/panel_shapes.hpp"
#include "paper/text_size.hpp"

namespace recalld::paper {

namespace {

using studio::Control;
using studio::ControlKind;
using studio::UnitState;

constexpr std::string_view not_noted = "–";
constexpr double diamond = 9;

constexpr std::string_view kind_names[] = {"knob", "stepped", "slider", "toggle", "button", "radio", "cycle", "trim", "jack", "note", "meter"};

const studio::Value* value_in(const UnitState* state, const Control& control)
{
    return state && control.parameter != studio::no_parameter ? state->value(control.parameter) : nullptr;
}

/// `30 dB`, `20+12`, `blue cable to B3`.
std::string words_for(const studio::Law& law, const studio::Value* value)
{
    if (!value) return std::string(not_noted);
    if (const auto* text = std::get_if<std::string>(value)) return *text;
    const auto words = law.spoken(*value);
    return law.kind == studio::LawKind::choice ? with_unit(words, law) : words;
}

/// All about one control of a cell.
struct Subject {
    const Caption& caption;
    const Control& control;
    const studio::Law& law;
    const studio::Value* now;
    const studio::Value* before;
    bool is_changed;
};

Subject subject_of(const studio::Profile& profile, const Caption& caption, const PanelDrawing& drawing)
{
    static const studio::Law none;
    const Control& control = *caption.control;
    const bool has_parameter = control.parameter != studio::no_parameter;
    const auto *now = value_in(drawing.values, control), *before = value_in(drawing.earlier, control);
    const bool is_changed = now && before && !profile.same(control.parameter, *now, *before);
    return {caption, control, has_parameter ? profile.law_of(control.parameter) : none, now, is_changed ? before : nullptr, is_changed};
}

std::string opening(const studio::Profile& profile, const Subject& subject, Point middle)
{
    const auto& control = subject.control;
    std::string attributes = "class=\"control";
    if (!subject.now && control.parameter != studio::no_parameter) attributes += " unset";
    if (subject.is_changed) attributes += " changed";
    attributes += "\"";
    if (control.parameter != studio::no_parameter) attributes += attribute("data-parameter", profile[control.parameter].name);
    attributes += attribute("data-kind", kind_names[static_cast<std::size_t>(control.kind)]);
    if (control.is_outer) attributes += " data-ring=\"outer\"";
    return attributes + " transform=\"translate(" + digits(middle.x) + " " + digits(middle.y) + ")\"";
}

void draw_label(Svg& svg, const Subject& subject, const Cell& cell, double& y)
{
    const bool needs_marker = cell.captions.size() > 1;
    for (const auto& line : subject.caption.lines) {
        const double height = label_size * line_share;
        svg.text({0, y + height / 2 + baseline_share * label_size}, label_size, line, "class=\"label\" fill=\"#1b1c1e\"");
        const bool is_first = &line == &subject.caption.lines.front();
        if (needs_marker && is_first)   // a dot is the knob, a circle the ring around it
            svg.circle({-text_width(line, label_size) / 2 - 10, y + height / 2}, 5, subject.control.is_outer ? "class=\"which\" fill=\"none\" stroke=\"#1b1c1e\" stroke-width=\"2\"" : "class=\"which\" fill=\"#1b1c1e\"");
        y += height;
    }
}

void draw_value(Svg& svg, const Subject& subject, double width, double& y)
{
    const double height = value_size * line_share;
    const auto words = fitted(words_for(subject.law, subject.now), value_size, width);
    svg.text({0, y + height / 2 + baseline_share * value_size}, value_size, words, "class=\"value\" font-weight=\"bold\" fill=\"#0b3f66\"");
    y += height;
    if (!subject.is_changed) return;
    const auto was = fitted("was " + words_for(subject.law, subject.before), was_size, width);
    svg.text({0, y + was_size * line_share / 2 + baseline_share * was_size}, was_size, was, "class=\"was\" font-style=\"italic\" fill=\"#8c1d18\"");
}

/// A ring around all of it and a diamond on its corner: seen in black and white, too.
void draw_change(Svg& svg, const PlacedCell& placed)
{
    const Box ring{placed.box.x - placed.middle.x + 3, placed.box.y - placed.middle.y + 3, placed.box.width - 6, placed.box.height - 6};
    svg.rectangle(ring, 8, "class=\"change\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2.5\"");
    const Point at{ring.x + diamond - 2, ring.y + diamond - 2};
    svg.polygon({{at.x, at.y - diamond}, {at.x + diamond, at.y}, {at.x, at.y + diamond}, {at.x - diamond, at.y}},
                "class=\"change\" fill=\"#b3261e\" stroke=\"#ffffff\" stroke-width=\"1.5\"");
}

void draw_picture(Svg& svg, const Subject& subject, const Cell& cell, std::size_t ring)
{
    const Shown shown{subject.control, subject.law, subject.now, subject.before};
    switch (subject.control.kind) {
        case ControlKind::knob:
        case ControlKind::stepped:
        case ControlKind::trim: return draw_round(svg, shown, cell.faces[ring], cap_size(cell, ring));
        case ControlKind::slider: return draw_slider(svg, shown);
        case ControlKind::toggle:
        case ControlKind::radio:
        case ControlKind::cycle: return draw_list(svg, shown);
        case ControlKind::button: return draw_button(svg, shown);
        case ControlKind::jack: return draw_jack(svg);
        case ControlKind::note: return draw_note(svg, shown);
        case ControlKind::meter: return draw_meter(svg, shown);
    }
}

void draw_one(Svg& svg, const studio::Profile& profile, const PlacedCell& placed, const Subject& subject, double& y)
{
    const auto ring = static_cast<std::size_t>(&subject.caption - placed.cell.captions.data());
    svg.open("g", opening(profile, subject, placed.middle));
    const double next = y + subject.caption.height;
    y += 4;
    if (subject.control.kind != ControlKind::meter) svg.title(subject.control.label + ": " + words_for(subject.law, subject.now));
    if (subject.is_changed) draw_change(svg, placed);
    draw_picture(svg, subject, placed.cell, ring);
    draw_label(svg, subject, placed.cell, y);
    if (subject.control.kind != ControlKind::meter) draw_value(svg, subject, placed.box.width - 2 * cell_pad, y);
    svg.close("g");
    y = next;
}

}  // namespace

void draw_cell(Svg& svg, const studio::Profile& profile, const PlacedCell& placed, const PanelDrawing& drawing)
{
    double y = placed.caption_top - placed.middle.y;
    for (const auto& caption : placed.cell.captions) draw_one(svg, profile, placed, subject_of(profile, caption, drawing), y);
}

}  // namespace recalld::paper
