#include "remote/prep_work.hpp"

#include <algorithm>

#include "logbook/prep_strips.hpp"
#include "logbook/text_encoding.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using logbook::HousePlace;

namespace {

constexpr std::size_t most_facts = 500;

template <typename Row, typename Make>
Json list_of(const std::vector<Row>& rows, Make make)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min(rows.size(), most_facts); ++i) list.push_back(make(rows[i]));
    return list;
}

Json facts_of(const logbook::SessionText& text)
{
    Json facts = {{"name", text.name}, {"start", text.start}, {"timecode", text.timecode}, {"tracks", text.tracks.size()}};
    if (text.rate_hz) facts["rate_hz"] = *text.rate_hz;
    if (text.bits) facts["bits"] = *text.bits;
    facts["plug_ins"] = list_of(text.plug_ins, [](const auto& plug) {
        return Json{{"maker", plug.maker}, {"name", plug.name}, {"version", plug.version}, {"format", plug.format}, {"instances", plug.instances}};
    });
    facts["markers"] = list_of(text.markers, [](const auto& marker) {
        return Json{{"number", marker.number}, {"location", marker.location}, {"name", marker.name}, {"comments", marker.comments}};
    });
    return facts;
}

PrepSource from_session(const std::string& utf8)
{
    auto session = logbook::read_session_text(utf8);
    PrepSource source;
    source.format = "pro_tools";
    source.how = "a session text of " + std::to_string(session.tracks.size()) + " tracks";
    source.tracks = logbook::tracks_of(session);
    source.facts = facts_of(session);
    source.messages = std::move(session.messages);
    return source;
}

std::vector<std::uint32_t> strips_in(const studio::Scope& scope, const rig::Unit& unit)
{
    const auto& profile = *unit.profile();
    std::vector<std::uint32_t> strips;
    for (std::uint32_t strip = 0; strip < profile.strips.size(); ++strip)
        if (const auto label = profile.strips[strip].label; label != studio::no_parameter && scope.covers(unit.name(), profile, label)) strips.push_back(strip);
    return strips;
}

bool is_on_any(const studio::Scope& scope, const rig::Rig& rig)
{
    return std::ranges::any_of(rig.units(), [&](const auto& unit) { return !strips_in(scope, *unit).empty(); });
}

Json row_json(const logbook::PrepRow& row, const std::string& unit, const studio::Profile& profile)
{
    const auto strip = row.strip ? Json(unit + " " + profile.strips[*row.strip].path) : Json(nullptr);
    return {{"line", row.line}, {"track", row.track}, {"role", row.role}, {"strip", strip}, {"strip_words", row.strip ? profile.strips[*row.strip].words : ""}, {"name", row.name},
            {"colour", row.colour}, {"source", row.source}, {"preset", row.preset}, {"why", row.why}};
}

[[noreturn]] void no_strip(const std::string& units, const std::string& words)
{
    throw VerbError("unknown_strip", "there is no strip " + studio::in_quotes(words) + " on " + units + "; a strip is said as ch/17", 404, exit_usage);
}

/// Named by itself, or before the strip (`desk ch/17`), or else the only one that has such a strip.
const studio::UnitState& unit_with_strip(const studio::Snapshot& snapshot, const std::string& unit, const std::string& words)
{
    if (!unit.empty()) return unit_of(snapshot, unit);
    if (const auto* named = snapshot.unit(words.substr(0, words.find(' ')))) return *named;
    const FitsUnit is_wired = [](const studio::UnitState& state) { return !state.profile->is_by_hand(); };
    const FitsUnit has_strip = [&](const studio::UnitState& state) { return is_wired(state) && logbook::strip_meant(*state.profile, state.unit, words); };
    if (std::ranges::none_of(snapshot.units, has_strip)) no_strip(unit_names(snapshot, is_wired), words);
    return only_unit(snapshot, has_strip, "a strip " + studio::in_quotes(words));
}

}  // namespace

PrepSource read_prep_source(const std::string& text, const std::string& format)
{
    const auto decoded = logbook::decode_text(text);
    const bool is_session = format == "pro_tools" || (format == "auto" && logbook::looks_like_session_text(decoded.utf8));
    if (format != "auto" && format != "pro_tools" && format != "csv")
        throw VerbError("usage", "format " + studio::in_quotes(format) + " is unknown; known are auto, pro_tools and csv", 400, exit_usage);
    if (is_session) return from_session(decoded.utf8);
    auto source = prep_source_of(logbook::read_input_list(decoded.utf8));
    source.damage = logbook::find_damage(decoded.utf8);
    return source;
}

PrepSource prep_source_of(logbook::InputList inputs)
{
    PrepSource source;
    source.format = "csv";
    source.how = "an input list of " + std::to_string(inputs.inputs.size()) + " inputs: " + inputs.how;
    source.tracks = logbook::tracks_of(inputs.inputs);
    source.messages = std::move(inputs.messages);
    return source;
}

void refuse_damaged(const logbook::CsvDamage& damage, const std::string& what_stands)
{
    const Json place = {{"line", damage.line}, {"column", damage.column}};
    throw VerbError("input_list", "line " + std::to_string(damage.line) + ", column " + std::to_string(damage.column) + ": " + damage.text + "; nothing is kept" + what_stands + "; write the list again and give all of it",
                    400, exit_usage, place);
}

std::vector<HousePlace> house_on(const rig::Rig& rig, const rig::Unit& unit, logbook::LineMessages& messages)
{
    std::vector<HousePlace> house;
    for (const auto& strip : rig.config().house) {
        const auto scope = rig.scope(strip.strip);
        auto strips = strips_in(scope, unit);
        if (!strips.empty()) house.push_back({strip.role, strip.colour, strip.words, std::move(strips)});
        else if (!is_on_any(scope, rig)) messages.add(0, strip.place + ": house: " + studio::in_quotes(strip.strip) + " is no strip with a name; left out");
    }
    return house;
}

std::shared_ptr<rig::Unit> unit_to_prepare(const rig::Rig& rig)
{
    std::vector<std::shared_ptr<rig::Unit>> fit;
    for (const auto& unit : rig.units())
        if (!logbook::input_strips(*unit->profile()).empty()) fit.push_back(unit);
    for (const auto& strip : rig.config().house)
        for (const auto& unit : fit)
            if (!strips_in(rig.scope(strip.strip), *unit).empty()) return unit;
    if (fit.size() == 1) return fit.front();
    std::string names;
    for (const auto& unit : fit) names += (names.empty() ? "" : ", ") + unit->name();
    throw VerbError("unknown_unit", names.empty() ? "no unit of the rig has strips with names" : "several units have strips with names (" + names + "); choose one with --unit", 400, exit_usage);
}

recall::Plan plan_of(const rig::Rig& rig, const studio::UnitState& live, studio::UnitState target)
{
    recall::Plan plan;
    plan.units.push_back(recall::plan_unit(live, std::move(target), studio::Scope(), rig.safes(), rig.config().policy));
    plan.notes = recall::own_safes(live);
    return plan;
}

Json messages_json(const logbook::LineMessages& messages)
{
    Json list = Json::array();
    for (const auto& message : messages.kept) list.push_back({{"line", message.line}, {"text", message.text}});
    if (messages.more > 0) list.push_back({{"line", 0}, {"text", "… and " + std::to_string(messages.more) + " more such lines"}});
    return list;
}

Json prep_json(const logbook::Prep& prep, const std::string& unit, const studio::Profile& profile)
{
    Json tracks = Json::array(), conflicts = Json::array();
    for (const auto& row : prep.rows) tracks.push_back(row_json(row, unit, profile));
    for (const auto& conflict : prep.conflicts) conflicts.push_back({{"kind", conflict.kind}, {"words", conflict.words}, {"tracks", conflict.tracks}, {"strips", conflict.strips}});
    return {{"tracks", std::move(tracks)}, {"conflicts", std::move(conflicts)}};
}

HeldStrip strip_in(const studio::Snapshot& snapshot, const std::string& unit, const std::string& words)
{
    const auto& state = unit_with_strip(snapshot, unit, words);
    const auto strip = logbook::strip_meant(*state.profile, state.unit, words);
    if (!strip) no_strip(state.unit, words);
    return {state, *strip};
}

}  // namespace recalld::remote
