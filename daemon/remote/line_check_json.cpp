#include <algorithm>
#include <cmath>

#include "remote/fault_hints.hpp"
#include "remote/line_check.hpp"

namespace recalld::remote {

using check::CheckedLine;
using check::LineVerdict;
using check::StripPlace;
using studio::no_parameter;
using studio::ParameterId;

namespace {

/// Of a tenth of a dB nobody hears.
Json level_json(const std::optional<double>& level) { return level ? Json(std::round(*level * 10) / 10) : Json(nullptr); }

/// The unit, while its profile has such a strip: the rig may be read again with another one.
std::shared_ptr<rig::Unit> unit_with(const Room& room, const StripPlace& place)
{
    const auto unit = room.rig.find(place.unit);
    return unit && place.strip < unit->profile()->strips.size() ? unit : nullptr;
}

std::string strip_words(const Room& room, const StripPlace& place)
{
    const auto unit = unit_with(room, place);
    return unit ? unit->page().strip_words(place.strip) : place.unit;
}

std::string strip_path(const Room& room, const StripPlace& place)
{
    const auto unit = unit_with(room, place);
    return unit ? unit->profile()->strips[place.strip].path : std::string();
}

/// Of the strip and of everything in front of it, each once.
Json faults_json(const Room& room, const logbook::Faults& faults, const LineWanted& line)
{
    Json list = Json::array();
    auto places = line.way;
    places.insert(places.begin(), line.place);
    for (const auto& place : places)
        for (const auto& fault : faults_on_way(room, faults, place)) {
            Json told = {{"entry", fault.entry}, {"subject", fault.subject}, {"text", fault.text}, {"who", fault.who}};
            if (std::ranges::find(list, told) == list.end()) list.push_back(std::move(told));
        }
    return list;
}

Json elsewhere_json(const Room& room, const CheckedLine& line)
{
    if (!line.elsewhere) return nullptr;
    return {{"unit", line.elsewhere->unit}, {"strip", strip_path(room, *line.elsewhere)}, {"words", strip_words(room, *line.elsewhere)}, {"level_dbfs", level_json(line.elsewhere_peak)}};
}

Json line_json(const Room& room, const LineCheckWanted& wanted, std::size_t index, const CheckedLine& line)
{
    const auto& asked = wanted.lines[index];
    const auto phantom = asked.phantom ? phantom_of(room, line.place) : LinePhantom{true};
    return {{"line", line.line},
            {"name", line.name},
            {"unit", line.place.unit},
            {"strip", strip_path(room, line.place)},
            {"words", strip_words(room, line.place)},
            {"verdict", name_of(line.verdict)},
            {"peak_dbfs", level_json(line.peak)},
            {"floor_dbfs", level_json(line.floor)},
            {"elsewhere", elsewhere_json(room, line)},
            {"phantom", phantom.missing},
            {"phantom_known", phantom.is_known},
            {"by", line.by},
            {"note", line.note},
            {"faults", faults_json(room, wanted.faults, asked)}};
}

bool passes(const Json& line) { return line["verdict"] == "pass" && line["phantom"] == ""; }

bool is_phantom_unknown(const Json& line) { return line["phantom_known"] == false; }
bool is_phantom_off(const Json& line) { return line["phantom"] != "" && !is_phantom_unknown(line); }

/// By verdict; a line that needs 48 V passes with it only. Those without are counted besides, whatever was heard of them.
Json counts_json(const check::LineCheck& walk, const Json& lines)
{
    Json counts = Json::object();
    for (const auto verdict : {LineVerdict::pass, LineVerdict::silent, LineVerdict::wrong_channel, LineVerdict::hot, LineVerdict::noisy, LineVerdict::skipped, LineVerdict::open})
        counts[std::string(name_of(verdict))] = std::ranges::count(walk.lines(), verdict, &CheckedLine::verdict);
    counts["pass"] = std::ranges::count_if(lines, passes);
    counts["phantom_missing"] = std::ranges::count_if(lines, is_phantom_off);
    counts["phantom_unknown"] = std::ranges::count_if(lines, is_phantom_unknown);
    return counts;
}

/// The unit that tells nothing of the current line; empty: none.
std::string waits_for(const check::LineCheck& walk)
{
    return walk.is_deaf(std::chrono::steady_clock::now()) ? walk.lines()[walk.current()].place.unit : std::string();
}

/// Why lines cannot be heard now; what the check waits for comes first.
Json problems_json(const Room& room, const LineCheckWanted& wanted, const std::string& waits_for)
{
    Json problems = Json::array();
    std::set<std::string> seen;
    for (const auto& line : wanted.lines) {
        const auto unit = room.rig.find(line.checked.place.unit);
        if (!seen.insert(line.checked.place.unit).second || (unit && unit->online())) continue;
        const bool is_awaited = line.checked.place.unit == waits_for;
        auto words = line.checked.place.unit + " is offline" + (unit && !unit->note().empty() ? ": " + unit->note() : "") + "; its lines cannot be heard" + (is_awaited ? ", and the check waits" : "");
        problems.insert(is_awaited ? problems.begin() : problems.end(), std::move(words));
    }
    const auto awaited = room.rig.find(waits_for);
    if (awaited && awaited->online()) problems.insert(problems.begin(), waits_for + " tells no levels; the check waits");
    return problems;
}

/// What lies under the strip's gain knob now: the head amp that feeds it.
ParameterId gain_of(const studio::UnitState& page, std::uint32_t strip)
{
    const auto* controls = page.profile->controls_of(strip);
    if (!controls) return no_parameter;
    for (const auto& set : controls->knobs)
        for (const auto& knob : set.knobs) {
            const auto* index = knob.picked_by == no_parameter ? nullptr : page.value(knob.picked_by);
            const auto* number = index ? std::get_if<std::int32_t>(index) : nullptr;
            if (number && *number >= 0 && static_cast<std::size_t>(*number) < knob.among.size()) return knob.among[static_cast<std::size_t>(*number)];
        }
    return no_parameter;
}

ParameterId phantom_on(const studio::Profile& profile, std::uint32_t strip)
{
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (profile[id].strip == strip && profile[id].hazard == studio::Hazard::phantom) return id;
    return no_parameter;
}

std::string said_of(const Json& line)
{
    const std::string verdict = line["verdict"], name = line["name"];
    std::string words = "line " + std::to_string(line["line"].get<std::size_t>()) + " " + name + " ";
    if (verdict == "wrong_channel") words += "arrives on " + (line["elsewhere"].is_object() ? line["elsewhere"]["words"].get<std::string>() : "another channel");
    else if (verdict != "pass") words += "is " + (verdict == "open" ? "not checked" : verdict);
    else words += line["phantom"] == "" ? "passes" : is_phantom_unknown(line) ? "is heard, 48 V not known" : "is heard, 48 V missing";
    const std::string phantom = line["phantom"], note = line["note"];
    return words + (phantom.empty() ? "" : " (" + phantom + ")") + (note.empty() ? "" : " (" + note + ")");
}

/// Lines that nobody listened to.
std::string skipped_words(const Json& skipped)
{
    constexpr std::size_t most = 8;
    std::string words;
    for (std::size_t i = 0; i < std::min(skipped.size(), most); ++i) words += (i > 0 ? ", " : "") + skipped[i].get<std::string>();
    if (words.empty()) return words;
    return "; without a strip, not listened to: " + words + (skipped.size() > most ? " and " + std::to_string(skipped.size() - most) + " more" : "");
}

}  // namespace

LinePhantom phantom_of(const Room& room, const StripPlace& place)
{
    const auto unit = unit_with(room, place);
    if (!unit) return {false, "48 V is needed; nobody knows whether it is on"};
    const auto& page = unit->page();
    const auto gain = gain_of(page, place.strip);
    auto id = phantom_on(*page.profile, place.strip);
    if (gain != no_parameter) id = phantom_on(*page.profile, (*page.profile)[gain].strip);
    if (id == no_parameter || !page.has(id)) return {false, "48 V is needed; nobody knows which head amp feeds it, or whether it is on"};
    if (page.values[id] == studio::Value{1}) return {true};
    return {true, "48 V is needed and off at " + page.strip_words((*page.profile)[id].strip) + ": " + unit->name() + " " + (*page.profile)[id].name};
}

Json line_check_json(const Room& room, const LineCheckWanted& wanted, const check::LineCheck& walk)
{
    Json lines = Json::array();
    for (std::size_t i = 0; i < walk.lines().size(); ++i) lines.push_back(line_json(room, wanted, i, walk.lines()[i]));
    Json counts = counts_json(walk, lines);
    const auto waiting = waits_for(walk);
    Json problems = problems_json(room, wanted, waiting);
    const auto& thresholds = walk.thresholds();
    return {{"session", wanted.session},
            {"version", wanted.version},
            {"who", wanted.who},
            {"state", walk.is_done() ? "done" : "running"},
            {"current", walk.is_done() ? Json(nullptr) : Json(walk.lines()[walk.current()].line)},
            {"index", walk.current()},
            {"level_dbfs", waiting.empty() ? level_json(walk.level()) : Json(nullptr)},
            {"waits", !waiting.empty()},
            {"counts", std::move(counts)},
            {"problems", std::move(problems)},
            {"skipped", wanted.skipped},
            {"thresholds", {{"above_floor_db", thresholds.above_floor}, {"heard_dbfs", thresholds.heard}, {"hot_dbfs", thresholds.hot}, {"noisy_dbfs", thresholds.noisy}, {"patience_s", thresholds.patience.count() / 1000}}},
            {"lines", std::move(lines)}};
}

bool is_whole(const Json& json)
{
    return json["skipped"].empty() && std::ranges::all_of(json["lines"], passes);
}

std::string line_check_words(const Json& json)
{
    constexpr std::size_t most = 8;
    const auto& lines = json["lines"];
    std::string words = std::to_string(json["counts"]["pass"].get<std::size_t>()) + " of " + std::to_string(lines.size()) + " lines pass";
    std::size_t told = 0;
    for (const auto& line : lines)
        if (!passes(line) && told++ < most) words += "; " + said_of(line);
    return words + (told > most ? "; and " + std::to_string(told - most) + " more" : "") + skipped_words(json["skipped"]);
}

}  // namespace recalld::remote
