#include "recall/checklist.hpp"

#include <algorithm>
#include <ctime>
#include <tuple>

#include <nlohmann/json.hpp>

#include "studio/panel.hpp"

namespace recalld::recall {

using Json = nlohmann::ordered_json;
using logbook::TickVerdict;
using studio::ControlKind;

namespace {

std::string text_in(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t number_in(const Json& json, const char* key)
{
    const auto found = json.find(key);
    const bool is_count = found != json.end() && found->is_number_integer() && *found >= 0;
    return is_count ? found->get<std::size_t>() : 0;
}

const Json& part(const Json& json, const char* key)
{
    static const Json nothing = Json::object();
    const auto found = json.find(key);
    return found == json.end() ? nothing : *found;
}

bool is_by_hand(const Json& finding) { return finding.is_object() && text_in(finding, "verdict") == "by_hand"; }

Handwork work_of(ControlKind kind)
{
    switch (kind) {
        case ControlKind::knob:
        case ControlKind::slider:
        case ControlKind::trim: return Handwork::knobs;
        case ControlKind::jack: return Handwork::cords;
        case ControlKind::stepped:
        case ControlKind::toggle:
        case ControlKind::button:
        case ControlKind::radio:
        case ControlKind::cycle:
        case ControlKind::note:
        case ControlKind::meter: break;
    }
    return Handwork::switches;
}

/// Where a line stands in the room, for its order.
struct Place {
    Handwork work = Handwork::cords;
    std::size_t unit = 0, control = 0;
    auto key() const { return std::tuple(work, unit, control); }
};

/// From left to right as on the panel; what is of no panel in its profile's order.
std::size_t panel_place(const studio::Profile& profile, studio::ParameterId id)
{
    std::size_t place = 0;
    if (!profile.panel) return id;
    for (const auto& group : profile.panel->groups)
        for (const auto& control : group.controls) {
            if (control.parameter == id) return place;
            ++place;
        }
    return place + id;
}

/// What is in no unit of the rack is at the bay, and stays in the order of its list.
Place place_of(const ChecklistLine& line, const Rack& rack, std::size_t position)
{
    const auto unit = std::ranges::find(rack, line.unit, &RackUnit::name);
    const auto place = static_cast<std::size_t>(unit - rack.begin());
    if (unit != rack.end() && line.parameter == preset_line) return {Handwork::switches, place, 0};   // reports name it before the controls, and so it stays
    const auto id = unit == rack.end() || !unit->profile ? std::nullopt : unit->profile->find(line.parameter);
    if (!id) return {Handwork::cords, place, position};
    const auto& profile = *unit->profile;
    const bool is_dial = profile.law_of(*id).kind == studio::LawKind::dial;
    const auto work = profile.panel ? work_of(studio::control_of(*profile.panel, *id).kind) : is_dial ? Handwork::knobs : Handwork::switches;
    return {work, place, panel_place(profile, *id)};
}

std::string hazard_of(const ChecklistLine& line, const Rack& rack)
{
    const auto unit = std::ranges::find(rack, line.unit, &RackUnit::name);
    const auto id = unit == rack.end() || !unit->profile ? std::nullopt : unit->profile->find(line.parameter);
    if (!id || (*unit->profile)[*id].hazard == studio::Hazard::none) return {};
    return std::string(studio::name_of((*unit->profile)[*id].hazard));
}

ChecklistLine line_in(const Json& finding)
{
    ChecklistLine line;
    line.unit = text_in(finding, "unit");
    line.parameter = text_in(finding, "parameter");
    line.line = line_of(line.unit, line.parameter);
    line.words = text_in(finding, "words");
    line.from = text_in(finding, "found");
    line.wanted = text_in(finding, "wanted");
    if (const auto tolerance = finding.find("tolerance"); tolerance != finding.end() && tolerance->is_number()) line.tolerance = tolerance->get<double>();
    return line;
}

void count_instead(Json& counts, const char* verdict)
{
    counts["by_hand"] = number_in(counts, "by_hand") - std::min<std::size_t>(number_in(counts, "by_hand"), 1);
    counts[verdict] = number_in(counts, verdict) + 1;
}

void apply(const logbook::Tick& tick, Json& finding, Json& counts)
{
    const auto by = said_by(tick);
    const bool is_done = tick.verdict == TickVerdict::done;
    const char* verdict = is_done ? "matched" : "differs";
    count_instead(counts, verdict);
    finding["verdict"] = verdict;
    finding["found"] = !tick.found.empty() ? tick.found : is_done ? text_in(finding, "wanted") : text_in(finding, "found");
    finding["why"] = (is_done ? "by hand: " + by : "cannot match: " + (tick.found.empty() ? "" : "found " + tick.found + ", ") + "by " + by) + (tick.note.empty() ? "" : ": " + tick.note);
    finding["hands"] = logbook::name_of(tick.verdict);
}

}  // namespace

std::size_t Checklist::count(TickVerdict verdict) const
{
    return static_cast<std::size_t>(std::ranges::count(lines, verdict, [](const ChecklistLine& line) { return line.tick.verdict; }));
}

std::string line_of(const std::string& unit, const std::string& parameter) { return unit.empty() ? parameter : unit + " " + parameter; }

std::string said_by(const logbook::Tick& tick)
{
    const auto time = std::chrono::system_clock::to_time_t(tick.time);
    std::tm local{};
    ::localtime_r(&time, &local);
    char hour[8];
    std::strftime(hour, sizeof hour, "%H:%M", &local);
    return tick.who + " " + hour;
}

Checklist checklist_of(const Json& report, const Rack& rack, const logbook::Ticks& ticks)
{
    Checklist checklist;
    std::vector<std::pair<Place, ChecklistLine>> placed;
    const auto& counts = part(report, "report");
    checklist.by_recalld = number_in(counts, "matched") + number_in(counts, "corrected");
    for (const auto& finding : part(report, "details")) {
        if (!is_by_hand(finding)) continue;
        auto line = line_in(finding);
        const auto place = place_of(line, rack, placed.size());
        line.work = place.work;
        line.hazard = hazard_of(line, rack);
        if (const auto tick = ticks.find(line.line); tick != ticks.end()) line.tick = tick->second;
        placed.emplace_back(place, std::move(line));
    }
    std::ranges::stable_sort(placed, {}, [](const auto& each) { return each.first.key(); });
    for (auto& [place, line] : placed) checklist.lines.push_back(std::move(line));
    return checklist;
}

Json with_ticks(Json report, const logbook::Ticks& ticks)
{
    if (!report.is_object() || !part(report, "report").is_object() || !part(report, "details").is_array()) return report;
    std::size_t remaining = 0, done = 0, cannot = 0;
    for (auto& finding : report["details"]) {
        if (!is_by_hand(finding)) continue;
        const auto tick = ticks.find(line_of(text_in(finding, "unit"), text_in(finding, "parameter")));
        const bool is_open = tick == ticks.end() || tick->second.verdict == TickVerdict::open;
        if (is_open) ++remaining;
        else ++(tick->second.verdict == TickVerdict::done ? done : cannot);
        if (!is_open) apply(tick->second, finding, report["report"]);
    }
    if (remaining + done + cannot > 0) report["hands"] = {{"remaining", remaining}, {"done", done}, {"cannot", cannot}};
    return report;
}

}  // namespace recalld::recall
