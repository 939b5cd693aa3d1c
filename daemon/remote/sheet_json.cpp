#include "remote/sheet_json.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "logbook/cords.hpp"
#include "logbook/sheet_lines.hpp"
#include "paper/panel_svg.hpp"
#include "remote/fault_hints.hpp"
#include "remote/plan_json.hpp"
#include "studio/panel.hpp"

namespace recalld::remote {

using studio::Control;
using studio::ControlKind;
using studio::LawKind;
using studio::ParameterId;

namespace {

std::string_view name_of(ControlKind kind)
{
    static constexpr std::array<std::string_view, 11> names{"knob", "stepped", "slider", "toggle", "button", "radio", "cycle", "trim", "jack", "note", "meter"};
    return names[static_cast<std::size_t>(kind)];
}

Json marks_json(const studio::Law& law)
{
    Json marks = Json::array();
    for (const auto& mark : law.marks) marks.push_back({{"position", mark.position}, {"label", mark.label}});
    return marks;
}

Json choices_json(const studio::Law& law)
{
    Json choices = Json::array();
    if (law.kind == LawKind::choice)
        for (const auto& word : law.words) choices.push_back(word);
    return choices;
}

/// Where a dial or a slider points; null for everything that is in no such place.
Json position_json(const studio::Value* value)
{
    const auto* position = value ? std::get_if<float>(value) : nullptr;
    return position ? Json(static_cast<double>(*position)) : Json(nullptr);
}

Json tolerance_json(const SheetShown& shown, const Control& control)
{
    if (shown.state.profile->law_of(control.parameter).kind != LawKind::dial) return nullptr;
    const auto own = shown.sheet.tolerance.find((*shown.state.profile)[control.parameter].name);
    return own == shown.sheet.tolerance.end() ? control.tolerance : own->second;
}

std::string words_for(const SheetShown& shown, ParameterId id)
{
    if (shown.sheet.any.contains((*shown.state.profile)[id].name)) return std::string(logbook::does_not_matter);
    if (shown.state.has(id)) return shown.state.spoken(id);
    return shown.sheet.preset.empty() ? "not noted" : "as in the preset";
}

Json control_json(const SheetShown& shown, const Control& control)
{
    const auto& profile = *shown.state.profile;
    const auto id = control.parameter;
    const auto& law = profile.law_of(id);
    const auto* value = shown.state.value(id);
    const bool is_changed = shown.against && studio::differ(*shown.against, shown.state, id);
    return {{"parameter", profile[id].name},
            {"label", control.label},
            {"kind", name_of(control.kind)},
            {"value", value ? Json(logbook::kept_words(law, *value)) : Json(nullptr)},
            {"words", words_for(shown, id)},
            {"position", position_json(value)},
            {"any", shown.sheet.any.contains(profile[id].name)},
            {"tolerance", tolerance_json(shown, control)},
            {"own_tolerance", shown.sheet.tolerance.contains(profile[id].name)},
            {"unit", law.unit},
            {"marks", marks_json(law)},
            {"choices", choices_json(law)},
            {"changed", is_changed},
            {"from", is_changed ? shown.against->spoken(id) : std::string()}};
}

/// Of its unit; of a cord those of the jacks that it goes out of and into.
logbook::Faults faults_beside(const recall::ChecklistLine& line, const logbook::Faults& faults)
{
    const auto work = line.unit == logbook::patch_subject ? logbook::read_cord_work(line.parameter) : std::nullopt;
    if (!work) return logbook::faults_for(faults, line.unit);
    std::set<std::string> jacks;
    for (const auto& cord : {work->pull, work->plug})
        if (cord) jacks.insert({"jack " + cord->from, "jack " + cord->to});
    logbook::Faults found;
    for (const auto& jack : jacks) std::ranges::move(logbook::faults_about(faults, jack), std::back_inserter(found));
    return found;
}

Json line_json(const recall::ChecklistLine& line, const logbook::Faults& faults)
{
    const auto& tick = line.tick;
    const bool is_ticked = tick.entry > 0;
    return {{"line", line.line},
            {"unit", line.unit},
            {"parameter", line.parameter},
            {"words", line.words},
            {"from", line.from},
            {"wanted", line.wanted},
            {"state", logbook::name_of(tick.verdict)},
            {"who", tick.who},
            {"time", is_ticked ? Json(iso_time(tick.time)) : Json(nullptr)},
            {"found", tick.found},
            {"note", tick.note},
            {"hazard", line.hazard},
            {"faults", faults_json(faults_beside(line, faults))}};
}

}  // namespace

Json panel_json(const SheetShown& shown)
{
    Json groups = Json::array();
    const auto& panel = shown.state.profile->panel;
    if (!panel) return groups;
    for (const auto& group : panel->groups) {
        Json controls = Json::array();
        for (const auto& control : group.controls)
            if (control.parameter != studio::no_parameter && shown.state.standings[control.parameter] != studio::Standing::not_exposed) controls.push_back(control_json(shown, control));
        groups.push_back({{"name", group.name}, {"copies", group.copies}, {"controls", std::move(controls)}});
    }
    return groups;
}

Json noted_json(const studio::UnitState& state, const logbook::Sheet& sheet)
{
    std::size_t noted = 0, fitted = 0;
    for (ParameterId id = 0; id < state.values.size(); ++id) {
        noted += state.has(id) || sheet.any.contains((*state.profile)[id].name) ? 1u : 0u;
        fitted += state.standings[id] != studio::Standing::not_exposed ? 1u : 0u;
    }
    return {{"noted", noted}, {"of", fitted}};
}

std::string panel_drawing(const SheetShown& shown, const std::string& title, const std::string& plate)
{
    return paper::draw_panel(*shown.state.profile, {&shown.state, shown.against, title, plate, true});
}

Json checklist_json(const recall::Checklist& checklist, const logbook::Faults& faults)
{
    static constexpr std::array<const char*, recall::handwork_count> names{"switches by hand", "knobs by hand", "cords"};
    Json groups = Json::array({{{"name", "by recalld"}, {"count", checklist.by_recalld}, {"lines", Json::array()}}});
    for (std::size_t work = 0; work < names.size(); ++work) {
        Json lines = Json::array();
        for (const auto& line : checklist.lines)
            if (static_cast<std::size_t>(line.work) == work) lines.push_back(line_json(line, faults));
        if (!lines.empty()) groups.push_back({{"name", names[work]}, {"count", lines.size()}, {"lines", std::move(lines)}});
    }
    return {{"remaining", checklist.remaining()}, {"done", checklist.count(logbook::TickVerdict::done)}, {"cannot", checklist.count(logbook::TickVerdict::cannot)},
            {"of", checklist.lines.size()}, {"groups", std::move(groups)}};
}

}  // namespace recalld::remote
