#include "paper/panel_cell.hpp"

#include <algorithm>

#include "paper/text_size.hpp"
#include "studio/dial.hpp"

namespace recalld::paper {

namespace {

using studio::Control;
using studio::ControlKind;
using studio::Law;

constexpr double least_width = 78, widest_value = 150, widening = 10;
constexpr double tick_room = 13;                // from a cap to its labels
constexpr double between_scales = 10;
constexpr double ring_width = 12, ring_gap = 2;
constexpr double caption_gap = 6, marker_room = 18;
constexpr std::size_t most_label_lines = 2, most_rows = 6;
constexpr double track_least = 110, track_pitch = 20, track_most = 260;

bool is_round(ControlKind kind) { return kind == ControlKind::knob || kind == ControlKind::stepped || kind == ControlKind::trim; }

const Law& law_of(const studio::Profile& profile, const Control& control)
{
    static const Law none;
    return control.parameter == studio::no_parameter ? none : profile.law_of(control.parameter);
}

double knob_radius(const Control& control, bool has_ring)
{
    if (control.kind == ControlKind::trim) return 13;
    if (has_ring) return control.is_large ? 24 : 17;
    return control.is_large ? 36 : 25;
}

Box centred(double width, double height) { return {-width / 2, -height / 2, width, height}; }

double longest(const std::vector<std::string>& words, const Law& law)
{
    double width = 0;
    for (const auto& word : words) width = std::max(width, text_width(with_unit(word, law), value_size));
    return width;
}

/// What its values may need; longer ones are cut.
double value_width(const Control& control, const Law& law)
{
    if (control.parameter == studio::no_parameter) return 0;
    std::vector<std::string> words = law.words;
    for (const auto& mark : law.marks) words.push_back(mark.label);
    if (law.kind == studio::LawKind::dial) words.emplace_back("10:30");
    return std::min(longest(words, law), widest_value);
}

double slider_width(const Law& law)
{
    double label = 0;
    for (const auto& mark : law.marks) label = std::max(label, text_width(mark.label, mark_size));
    return 2 * (22 + label);   // its track stands in the middle
}

Box picture_of(const Control& control, const Law& law)
{
    switch (control.kind) {
        case ControlKind::slider: {
            const Box track = slider_track(law);
            return centred(slider_width(law), track.height + mark_size * line_share);
        }
        case ControlKind::button: return centred(button_side + 8, button_side + 8);
        case ControlKind::jack: return centred(2 * jack_radius, 2 * jack_radius);
        case ControlKind::note: return centred(note_width, note_height);
        case ControlKind::meter: return meter_box(control);
        case ControlKind::toggle:
        case ControlKind::radio:
        case ControlKind::cycle: return list_of(control, law).box();
        case ControlKind::knob:
        case ControlKind::stepped:
        case ControlKind::trim: break;   // by their faces
    }
    return {};
}

std::string only_words(const Control& control)
{
    std::string words;
    for (const auto& revision : control.revisions) words += (words.empty() ? "only " : ", ") + revision.substr(0, revision.find(" ("));
    return words;
}

double widest_line(const std::vector<std::string>& lines)
{
    double width = 0;
    for (const auto& line : lines) width = std::max(width, text_width(line, label_size));
    return width;
}

/// Widens the cell until the label stands in two lines.
void caption(Cell& cell, const Control& control, double most, bool is_one_of_several, bool shows_earlier)
{
    Caption caption{&control, {}, 0};
    const double marker = is_one_of_several ? 2 * marker_room : 0;
    for (;; cell.width += widening) {
        caption.lines = wrapped(control.label, label_size, cell.width - marker);
        const bool fits = caption.lines.size() <= most_label_lines && widest_line(caption.lines) <= cell.width - marker;
        if (fits || cell.width + widening > most) break;
    }
    for (auto& line : caption.lines) line = fitted(line, label_size, cell.width - marker);
    for (const auto& line : wrapped(only_words(control), label_size, cell.width)) {
        cell.width = std::max(cell.width, std::min(text_width(line, label_size), most));
        caption.lines.push_back(fitted(line, label_size, cell.width));
    }
    const auto lines = static_cast<double>(caption.lines.size());
    const bool has_value = control.kind != ControlKind::meter;
    caption.height = caption_gap + lines * label_size * line_share + (has_value ? value_size * line_share : 0) + (shows_earlier && has_value ? was_size * line_share : 0);
    cell.caption_height += caption.height;
    cell.captions.push_back(std::move(caption));
}

void put_faces(Cell& cell, const studio::Profile& profile, const std::vector<const Control*>& controls)
{
    const CapSize outermost = cap_size(cell, controls.size() - 1);
    double from = outermost.outer + tick_room;
    for (const auto* control : controls) {
        cell.faces.push_back(face_of(law_of(profile, *control), from));
        from = cell.faces.back().radius + between_scales;
        cell.picture = around(cell.picture, cell.faces.back().extent);
    }
    const double wide = std::max(-cell.picture.x, cell.picture.right());   // the cap stands in the middle of its cell
    cell.picture.x = -wide;
    cell.picture.width = 2 * wide;
}

Cell cell_of(const studio::Profile& profile, const std::vector<const Control*>& controls, bool shows_earlier, double widest)
{
    Cell cell;
    for (const auto* control : controls) cell.captions.push_back({control, {}, 0});   // so that the caps know their sizes
    if (is_round(controls.front()->kind)) put_faces(cell, profile, controls);
    else cell.picture = picture_of(*controls.front(), law_of(profile, *controls.front()));
    cell.captions.clear();
    cell.width = std::max(least_width, cell.picture.width);
    for (const auto* control : controls) cell.width = std::max(cell.width, value_width(*control, law_of(profile, *control)));
    for (const auto* control : controls) caption(cell, *control, widest - 2 * cell_pad, controls.size() > 1, shows_earlier);
    cell.width += 2 * cell_pad;
    return cell;
}

}  // namespace

std::string with_unit(const std::string& word, const Law& law)
{
    if (law.unit.empty() || !studio::printed_number(word)) return word;
    return word + (law.unit == "%" ? "" : " ") + law.unit;
}

CapSize cap_size(const Cell& cell, std::size_t ring)
{
    const bool has_ring = cell.captions.size() > 1;
    double outer = knob_radius(*cell.captions.front().control, has_ring), inner = 0;
    for (std::size_t i = 0; i < ring; ++i) {
        inner = outer + ring_gap;
        outer = inner + ring_width;
    }
    return {inner, outer};
}

Box ListShape::box() const { return centred(column_width * static_cast<double>(columns), list_line * static_cast<double>(rows)); }

ListShape list_of(const Control& control, const Law& law)
{
    ListShape list;
    list.words = control.kind == ControlKind::radio ? control.buttons : law.words;
    if (control.kind == ControlKind::toggle) std::ranges::reverse(list.words);   // the lowest position comes first
    list.columns = (list.words.size() + most_rows - 1) / most_rows;
    list.rows = list.columns == 0 ? 0 : (list.words.size() + list.columns - 1) / list.columns;
    double widest = 0;
    for (const auto& word : list.words) widest = std::max(widest, text_width(word, mark_size));
    list.column_width = list_light + 7 + widest + 8;
    return list;
}

Box slider_track(const Law& law)
{
    const auto labels = static_cast<double>(std::ranges::count_if(law.marks, [](const auto& mark) { return !mark.label.empty(); }));
    return centred(8, std::clamp((labels - 1) * track_pitch, track_least, track_most));
}

Box meter_box(const Control& control) { return control.is_large ? centred(150, 84) : centred(108, 62); }

std::vector<Cell> cells_of(const studio::Profile& profile, const studio::PanelGroup& group, bool shows_earlier, double widest)
{
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < group.controls.size();) {
        std::vector<const Control*> together{&group.controls[i++]};
        while (i < group.controls.size() && group.controls[i].is_outer) together.push_back(&group.controls[i++]);
        cells.push_back(cell_of(profile, together, shows_earlier, widest));
    }
    return cells;
}

}  // namespace recalld::paper
