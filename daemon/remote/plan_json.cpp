#include "remote/plan_json.hpp"

#include <fmt/chrono.h>

#include <array>
#include <map>

#include "logbook/cords.hpp"
#include "recall/left_out.hpp"

namespace recalld::remote {

using studio::ParameterId;

namespace {

std::string first_hazard(recall::Hazards hazards)
{
    for (std::size_t i = 1; i < hazards.size(); ++i)
        if (hazards[i]) return std::string(studio::name_of(static_cast<studio::Hazard>(i)));
    return {};
}

Json change_json(const recall::UnitPlan& plan, const recall::Write& write)
{
    const auto& parameter = (*plan.from.profile)[write.parameter];
    const auto& named = plan.to.selector(write.parameter) ? plan.to : plan.from;
    return {{"unit", plan.from.unit},
            {"parameter", parameter.name},
            {"strip", plan.from.strip_words(parameter.strip)},
            {"words", plan.from.profile->words_of(write.parameter, named.selector(write.parameter))},
            {"from", plan.from.spoken(write.parameter)},
            {"to", plan.to.spoken(write.parameter)},
            {"stage", studio::name_of(write.stage)},
            {"hazard", first_hazard(write.hazards)},
            {"partner", write.forced}};
}

/// What a person has to do, and from where.
Json hand_json(const recall::UnitPlan& plan, ParameterId id)
{
    return {{"unit", plan.from.unit}, {"parameter", (*plan.from.profile)[id].name}, {"words", plan.place(id)}, {"from", plan.from.spoken(id)}, {"to", plan.to.spoken(id)}};
}

Json hand_json(const studio::Finding& finding)
{
    return {{"unit", finding.unit}, {"parameter", finding.parameter}, {"words", finding.words}, {"from", finding.found}, {"to", finding.wanted}};
}

/// What else this unit wants of hands; safe ones are only named.
void add_besides(const recall::Plan& plan, const std::string& unit, Json& by_hand, Json& hands, Json& safe)
{
    for (const auto& finding : plan.besides) {
        if (finding.unit != unit) continue;
        const bool is_safe = finding.verdict == studio::Verdict::safe;
        (is_safe ? safe : by_hand).push_back(finding.unit + " " + finding.parameter);
        if (!is_safe) hands.push_back(hand_json(finding));
    }
}

void add_stages(const recall::UnitPlan& plan, Json& stages)
{
    std::array<std::size_t, studio::stage_count> counts{};
    for (const auto& write : plan.writes) ++counts[static_cast<std::size_t>(write.stage)];
    for (std::size_t stage = 0; stage < counts.size(); ++stage)
        if (counts[stage] > 0)
            stages.push_back({{"unit", plan.from.unit}, {"stage", studio::name_of(static_cast<studio::Stage>(stage))}, {"count", counts[stage]}});
}

void add_names(const recall::UnitPlan& plan, const std::vector<ParameterId>& ids, Json& names)
{
    for (const ParameterId id : ids) names.push_back(plan.from.unit + " " + (*plan.from.profile)[id].name);
}

Json hazards_json(const recall::Plan& plan, recall::Hazards allowed)
{
    std::map<studio::Hazard, Json> words, parameters;
    for (auto& note : recall::hazard_notes(plan)) {
        words[note.hazard].push_back(std::move(note.words));
        parameters[note.hazard].push_back(std::move(note.of));
    }
    Json hazards = Json::array();
    for (auto& [hazard, sentences] : words) {
        const bool is_allowed = allowed[static_cast<std::size_t>(hazard)];
        hazards.push_back({{"hazard", studio::name_of(hazard)}, {"count", sentences.size()}, {"words", sentences}, {"of", std::move(parameters[hazard])}, {"allowed", is_allowed}});
    }
    return hazards;
}

}  // namespace

Json plan_json(const recall::Plan& plan, recall::Hazards allowed)
{
    Json stages = Json::array(), changes = Json::array(), safe = Json::array(), by_hand = Json::array(), hands = Json::array(), not_exposed = Json::array();
    std::size_t unchanged = 0, noted = 0;
    auto notes = plan.notes;
    for (const auto& unit : plan.units) {
        unchanged += unit.unchanged.size();
        add_stages(unit, stages);
        for (const auto& write : unit.writes) changes.push_back(change_json(unit, write));
        add_names(unit, unit.safe, safe);
        add_besides(plan, unit.from.unit, by_hand, hands, safe);
        add_names(unit, unit.by_hand, by_hand);
        for (const ParameterId id : unit.by_hand) hands.push_back(hand_json(unit, id));
        noted += unit.noted.size();
        add_names(unit, unit.not_exposed, not_exposed);
        for (const ParameterId id : recall::left_alone(unit)) notes.push_back(unit.from.unit + ": " + unit.place(id) + ": " + unit.why_left(id));
        if (auto words = recall::name_not_noted(unit); !words.empty()) notes.push_back(std::move(words));
    }
    add_besides(plan, std::string(logbook::patch_subject), by_hand, hands, safe);
    return {{"writes", plan.writes()},
            {"unchanged", unchanged},
            {"noted", noted},
            {"stages", std::move(stages)},
            {"changes", std::move(changes)},
            {"hazards", hazards_json(plan, allowed)},
            {"safe", std::move(safe)},
            {"by_hand", std::move(by_hand)},
            {"hands", std::move(hands)},
            {"not_exposed", std::move(not_exposed)},
            {"notes", notes},
            {"refused", plan.refused(allowed).any()}};
}

Json native_json(const studio::Value& value)
{
    return std::visit([](const auto& native) { return Json(native); }, value);
}

std::string iso_time(std::chrono::system_clock::time_point time)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string_view name_of(studio::Standing standing)
{
    static constexpr std::array<std::string_view, 6> names{"silent", "confirmed", "assumed", "not_exposed", "by_hand", "out_of_scope"};
    return names[static_cast<std::size_t>(standing)];
}

std::string_view name_of(const studio::UnitState& state, studio::ParameterId id)
{
    const auto standing = state.standings[id];
    if (state.profile->is_by_hand() && standing == studio::Standing::assumed) return "noted";
    if (state.profile->is_by_hand() && standing == studio::Standing::unknown) return "not_noted";
    return name_of(standing);
}

}  // namespace recalld::remote
