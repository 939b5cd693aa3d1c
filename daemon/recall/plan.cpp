#include "recall/plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <tuple>

#include "recall/hazards.hpp"
#include "studio/dial.hpp"
#include "studio/panel.hpp"

namespace recalld::recall {

using studio::Hazard;
using studio::Parameter;
using studio::ParameterId;
using studio::Section;
using studio::Stage;
using studio::Standing;
using studio::UnitState;
using studio::Value;

namespace {

constexpr auto repatch = static_cast<std::size_t>(Hazard::repatch);

/// Makes the plan of one unit; every member function is one rule of it.
class Planner {
public:
    Planner(UnitPlan& plan, const studio::Scope& scope, const studio::Scope& safes, const rig::RecallPolicy& policy)
        : plan_(plan), profile_(*plan.from.profile), in_scope_(scope.cover(plan.from.unit, profile_)),
          is_safe_(safes.text().empty() ? std::vector<bool>(profile_.parameters.size(), false) : safes.cover(plan.from.unit, profile_)),
          policy_(policy), planned_(profile_.parameters.size(), false)
    {
        std::ranges::copy_if(profile_.mute_first, std::back_inserter(plan_.mute_first),
                             [&](ParameterId id) { return !is_safe_[id] && !scope.excludes(plan_.from.unit, profile_, id); });
    }

    void make()
    {
        for (ParameterId id = 0; id < profile_.parameters.size(); ++id) consider(id);
        follow_types();
        follow_links();
        head_amps_belong_to_jacks();
        put_in_order();
        std::erase_if(plan_.unchanged, [this](ParameterId id) { return planned_[id]; });   // they are written all the same
    }

private:
    void consider(ParameterId id);
    void consider_hand(ParameterId id);
    void write(ParameterId id, bool forced);
    void follow_types();
    void follow_links();
    void follow_partner(ParameterId id);
    void follow_new_link(ParameterId link_switch);
    void drag_along(ParameterId id, ParameterId partner);
    void head_amps_belong_to_jacks();
    void put_in_order();
    void comes_along(std::string words) { plan_.hazards_besides.push_back({Hazard::link, std::move(words)}); }
    bool may_write(ParameterId id) const;
    bool fits(ParameterId id) const { return profile_.law_of(id).holds(plan_.to.values[id]); }
    bool will_be_on(ParameterId id) const;
    bool is_linked(const Parameter& parameter) const;

    UnitPlan& plan_;
    const studio::Profile& profile_;
    std::vector<bool> in_scope_, is_safe_;
    const rig::RecallPolicy& policy_;
    std::vector<bool> planned_;
};

bool Planner::may_write(ParameterId id) const
{
    return in_scope_[id] && !is_safe_[id] && !profile_[id].read_only && plan_.to.has(id) && fits(id) && plan_.from.standings[id] != Standing::not_exposed;
}

void Planner::write(ParameterId id, bool forced)
{
    if (planned_[id]) return;
    planned_[id] = true;
    const Value& target = plan_.to.values[id];
    const Hazards hazards = forced ? Hazards{} : hazards_of(plan_.from, id, target, policy_);
    plan_.writes.push_back({id, target, profile_[id].stage, hazards, forced});
}

void Planner::consider(ParameterId id)
{
    if (!in_scope_[id] || profile_[id].read_only) return;
    if (plan_.to.standings[id] == Standing::by_hand) return plan_.by_hand.push_back(id);
    if (!plan_.to.has(id)) {
        if (plan_.to.standings[id] == Standing::unknown) (profile_.is_by_hand() ? plan_.not_noted : plan_.unknown).push_back(id);
        return;
    }
    if (plan_.from.standings[id] == Standing::not_exposed) return plan_.not_exposed.push_back(id);
    if (!fits(id)) return plan_.unfit.push_back(id);
    if (profile_.is_by_hand()) return consider_hand(id);
    // what cannot be read may have been turned meanwhile: it is sent in any case
    if (studio::agree(plan_.from, plan_.to, id) && !profile_[id].blind) return plan_.unchanged.push_back(id);
    if (is_safe_[id]) return plan_.safe.push_back(id);
    write(id, false);
}

/// The daemon has no hands: what differs is for people, and what does not stands as somebody noted it.
void Planner::consider_hand(ParameterId id)
{
    if (plan_.from.has(id) && is_near(profile_, id, plan_.from.values[id], plan_.to.values[id], plan_.tolerance(id))) return plan_.noted.push_back(id);
    (is_safe_[id] ? plan_.safe : plan_.by_hand).push_back(id);
}

void Planner::follow_types()
{
    std::vector<ParameterId> resets;   // selectors whose parameters are lost
    for (ParameterId id = 0; id < profile_.parameters.size(); ++id) {
        const ParameterId selector = profile_[id].selector;
        if (selector == studio::no_parameter || !planned_[selector] || planned_[id]) continue;
        // a new type resets what belongs to it, so that even equal values must be sent again
        if (may_write(id)) write(id, true);
        else if (plan_.from.has(id) && (resets.empty() || resets.back() != selector)) resets.push_back(selector);
    }
    for (const ParameterId selector : resets) comes_along(plan_.place(selector) + " changes, which resets parameters that are not to be written");
}

bool Planner::will_be_on(ParameterId id) const
{
    const auto& state = planned_[id] ? plan_.to : plan_.from;
    const auto* value = state.value(id);
    return value && *value == Value{1};
}

bool Planner::is_linked(const Parameter& parameter) const
{
    return parameter.partner != studio::no_parameter && will_be_on(parameter.linked_by) &&
           (parameter.linked_if == studio::no_parameter || will_be_on(parameter.linked_if));
}

void Planner::drag_along(ParameterId id, ParameterId partner)
{
    const auto* now = plan_.from.value(partner);
    const auto* then = (planned_[id] ? plan_.to : plan_.from).value(id);
    if (!then || (now && studio::same(*now, *then))) return;
    comes_along(plan_.place(partner) + " is not to be written, but follows " + plan_.from.strip_words(profile_[id].strip) + " through their link");
}

void Planner::follow_partner(ParameterId id)
{
    if (!is_linked(profile_[id])) return;
    const ParameterId partner = profile_[id].partner;
    if (planned_[partner]) return;
    if (may_write(partner)) write(partner, true);
    else drag_along(id, partner);
}

void Planner::follow_new_link(ParameterId link_switch)
{
    for (ParameterId id = 0; id < profile_.parameters.size(); ++id) {
        const auto& parameter = profile_[id];
        if (parameter.partner == studio::no_parameter || id > parameter.partner) continue;
        if ((parameter.linked_by != link_switch && parameter.linked_if != link_switch) || !is_linked(parameter)) continue;
        for (const ParameterId side : {id, parameter.partner}) {
            if (may_write(side)) write(side, true);
            else if (side == parameter.partner) drag_along(id, side);
        }
    }
}

void Planner::follow_links()
{
    for (std::size_t i = 0; i < plan_.writes.size(); ++i) follow_partner(plan_.writes[i].parameter);
    std::vector<ParameterId> switched;
    for (const auto& write : plan_.writes)
        if (write.stage == Stage::links && write.target == Value{1}) switched.push_back(write.parameter);
    for (const ParameterId id : switched) follow_new_link(id);
}

void Planner::head_amps_belong_to_jacks()
{
    if (!input_routing_differs(plan_.from, plan_.to)) return;
    for (auto& write : plan_.writes)
        if (profile_[write.parameter].section == Section::headamp && !write.forced) write.hazards.set(repatch);
}

void Planner::put_in_order()
{
    const auto key = [&](const Write& write) {
        // phantom power goes off before gains move, and on after they have; links open before others close: none joins for a moment
        const bool goes_off = write.target == Value{0};
        const bool off_first = write.stage == Stage::phantom && goes_off;
        const bool stays_behind = write.stage == Stage::links && !goes_off;
        return std::tuple(off_first ? Stage::preamp : write.stage, !off_first, stays_behind, write.parameter);
    };
    std::ranges::stable_sort(plan_.writes, {}, key);
    for (auto& write : plan_.writes) write.stage = std::get<Stage>(key(write));
}

std::string with_decimal(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string hazard_sentence(const UnitPlan& plan, const Write& write, Hazard hazard)
{
    const auto& law = plan.from.profile->law_of(write.parameter);
    std::string words = plan.place(write.parameter) + " " + plan.from.spoken(write.parameter) + " -> " + plan.to.spoken(write.parameter);
    if (hazard == Hazard::gain || hazard == Hazard::level)
        words += " (rises by " + with_decimal(rise(plan.from, write.parameter, write.target)) + " " + law.unit + ")";
    if (hazard == Hazard::repatch) words += " (the input routing differs from the version: this jack may feed another channel now)";
    return words;
}

}  // namespace

bool is_near(const studio::Profile& profile, ParameterId id, const Value& a, const Value& b, std::optional<double> tolerance)
{
    if (studio::same(a, b)) return true;
    const auto *one = std::get_if<float>(&a), *other = std::get_if<float>(&b);
    const auto& law = profile.law_of(id);
    if (!one || !other || law.kind != studio::LawKind::dial) return false;
    const auto allowed = tolerance.value_or(profile.panel ? studio::control_of(*profile.panel, id).tolerance : 0);
    return std::fabs(static_cast<double>(*one) - static_cast<double>(*other)) <= allowed * studio::dial_division(law, static_cast<double>(*other)) + 1e-6;
}

std::optional<double> UnitPlan::tolerance(ParameterId id) const
{
    const auto own = tolerances.find((*from.profile)[id].name);
    return own == tolerances.end() ? std::nullopt : std::optional(own->second);
}

std::string UnitPlan::why_left(ParameterId id) const
{
    if (!to.has(id)) return "silent when the version was captured; left alone";
    return "the version holds " + studio::plain(to.values[id]) + ", the profile takes " + from.profile->law_of(id).range() + "; left alone";
}

std::string UnitPlan::place(ParameterId id) const
{
    const auto& named = to.selector(id) ? to : from;
    return from.placed(id, from.profile->words_of(id, named.selector(id)));
}

void UnitPlan::begin_with_preset()
{
    by_hand.insert(by_hand.end(), noted.begin(), noted.end());
    std::ranges::sort(by_hand);
    noted.clear();
}

std::size_t Plan::writes() const
{
    std::size_t count = 0;
    for (const auto& unit : units) count += unit.writes.size();
    return count;
}

Hazards Plan::hazards() const
{
    Hazards all;
    for (const auto& unit : units) {
        for (const auto& note : unit.hazards_besides) all.set(static_cast<std::size_t>(note.hazard));
        for (const auto& write : unit.writes) all |= write.hazards;
    }
    return all;
}

std::vector<HazardNote> hazard_notes(const Plan& plan)
{
    std::vector<HazardNote> notes;
    for (const auto& unit : plan.units) {
        for (const auto& write : unit.writes)
            for (std::size_t i = 1; i < write.hazards.size(); ++i)
                if (write.hazards[i])
                    notes.push_back({static_cast<Hazard>(i), hazard_sentence(unit, write, static_cast<Hazard>(i)), unit.from.unit + " " + (*unit.from.profile)[write.parameter].name});
        std::ranges::copy(unit.hazards_besides, std::back_inserter(notes));
    }
    return notes;
}

UnitPlan plan_unit(UnitState from, UnitState to, const studio::Scope& scope, const studio::Scope& safes, const rig::RecallPolicy& policy, Tolerances tolerances)
{
    UnitPlan plan;
    plan.from = std::move(from);
    plan.to = std::move(to);
    plan.tolerances = std::move(tolerances);
    Planner(plan, scope, safes, policy).make();
    return plan;
}

std::vector<std::string> own_safes(const UnitState& state)
{
    std::vector<std::string> said;
    for (ParameterId id = 0; id < state.values.size(); ++id) {
        const auto& parameter = (*state.profile)[id];
        const auto* value = state.value(id);
        const auto* bits = value ? std::get_if<std::int32_t>(value) : nullptr;
        if (parameter.section != Section::safes || state.profile->law_of(id).kind != studio::LawKind::bits || !bits || *bits == 0) continue;
        said.push_back(state.unit + ": the desk's own safe is set: " + state.profile->words_of(id) + " (" + state.spoken(id) +
                       "). It holds back scenes recalled on the desk itself; it does not stop this recall");
    }
    return said;
}

}  // namespace recalld::recall
