#include "paper/unit_facts.hpp"

namespace recalld::paper {

namespace {

using studio::ParameterId;
using studio::Standing;
using studio::UnitState;

std::string_view words_of(Standing standing)
{
    switch (standing) {
        case Standing::unknown: return "silent";
        case Standing::assumed: return "as sent or imported";
        case Standing::not_exposed: return "not exposed";
        case Standing::by_hand: return "by hand";
        case Standing::confirmed:
        case Standing::out_of_scope: return "";
    }
    return "";
}

std::string_view kind_of(const studio::Profile& profile)
{
    if (profile.is_by_hand()) return "by hand";
    return !profile.controls.empty() || profile.profile_id.starts_with("consoles/") ? "console" : "outboard";
}

std::string name_of_strip(const UnitState& state, const studio::Strip& strip)
{
    const auto* label = strip.label == studio::no_parameter ? nullptr : state.value(strip.label);
    const auto* name = label ? std::get_if<std::string>(label) : nullptr;
    return name ? *name : std::string();
}

bool is_down(const UnitState& state, ParameterId fader)
{
    const auto* value = fader == studio::no_parameter ? nullptr : state.value(fader);
    const auto* step = value ? std::get_if<std::int32_t>(value) : nullptr;
    const auto& law = state.profile->law_of(fader == studio::no_parameter ? 0 : fader);
    return step && law.is_number() && *step == law.lowest();
}

bool is_muted(const UnitState& state, const studio::SwitchControl& mute)
{
    const auto* value = mute.exists() ? state.value(mute.parameter) : nullptr;
    return value && *value == studio::Value(mute.on);
}

/// A strip without a name whose fader is down or which is muted passes nothing that anybody meant to hear.
bool is_used(const UnitState& state, std::uint32_t index)
{
    const auto& strip = state.profile->strips[index];
    const auto* controls = state.profile->controls_of(index);
    if (!controls || !name_of_strip(state, strip).empty()) return true;
    return !is_down(state, controls->fader) && !is_muted(state, controls->mute);
}

Json value_facts(const UnitState& state, ParameterId id)
{
    const auto& parameter = (*state.profile)[id];
    Json facts = {{"parameter", parameter.name}, {"section", studio::name_of(parameter.section)}, {"words", state.profile->words_of(id, state.selector(id))}, {"value", state.spoken(id)}};
    if (const auto standing = words_of(state.standings[id]); !standing.empty()) facts["standing"] = standing;
    if (state.profile->is_unused(id, state.selector(id))) facts["unused"] = true;
    return facts;
}

Json coverage_facts(const UnitState& state)
{
    const auto coverage = studio::coverage_of(state);
    return {{"captured", coverage.captured}, {"silent", coverage.silent.size()}, {"not_exposed", coverage.not_exposed}, {"by_hand", coverage.by_hand}};
}

}  // namespace

Json unit_facts(const UnitState& state)
{
    const auto& profile = *state.profile;
    std::vector<Json> values(profile.strips.size(), Json::array());
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if (state.standings[id] != Standing::out_of_scope && !profile[id].live) values[profile[id].strip].push_back(value_facts(state, id));
    Json strips = Json::array();
    for (std::uint32_t i = 0; i < values.size(); ++i)
        if (!values[i].empty())
            strips.push_back({{"strip", profile.strips[i].path}, {"words", state.strip_words(i)}, {"used", is_used(state, i)}, {"values", std::move(values[i])}});
    return {{"unit", state.unit},         {"kind", kind_of(profile)},          {"model", profile.model}, {"profile", profile.profile_id},
            {"identity", state.identity}, {"coverage", coverage_facts(state)}, {"strips", std::move(strips)}};
}

std::string_view chapter_of(std::string_view kind, std::string_view section)
{
    if (kind == "by hand") return "sheets";
    if (kind != "console") return "outboard";
    return section == "routing" || section == "outputs" || section == "links" ? "routing" : "console";
}

Json change_facts(const studio::SnapshotDiff& diff, const studio::Snapshot& from, const studio::Snapshot& to)
{
    Json differences = Json::array(), missing = Json::array();
    for (const auto& one : diff.differences) {
        const auto& profile = *to.unit(one.unit)->profile;
        const auto chapter = chapter_of(kind_of(profile), studio::name_of(profile[one.parameter].section));
        differences.push_back({{"unit", one.unit}, {"chapter", chapter}, {"parameter", one.name}, {"strip", one.strip}, {"words", one.words}, {"from", one.from}, {"to", one.to}});
    }
    for (const auto& name : diff.missing) {
        const auto* unit = to.unit(name) ? to.unit(name) : from.unit(name);
        missing.push_back({{"words", name}, {"kind", kind_of(*unit->profile)}});
    }
    return {{"compared", diff.compared}, {"differences", std::move(differences)}, {"missing", std::move(missing)}};
}

Json first_noted(const studio::Snapshot& known, const studio::Snapshot& now)
{
    Json list = Json::array();
    for (const auto& unit : now.units) {
        if (!unit.profile->is_by_hand()) continue;
        const auto* before = known.unit(unit.unit);
        if (!before || before->profile != unit.profile) continue;   // that could not be compared at all
        std::size_t count = 0;
        for (studio::ParameterId id = 0; id < unit.values.size(); ++id) count += unit.has(id) && before->standings[id] == studio::Standing::out_of_scope ? 1u : 0u;   // a blank sheet: others differ
        if (count > 0) list.push_back({{"words", unit.unit + ": " + count_of(count, "control")}, {"kind", kind_of(*unit.profile)}});
    }
    return list;
}

}  // namespace recalld::paper
