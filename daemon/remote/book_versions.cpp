#include "remote/book_versions.hpp"

#include <algorithm>

#include "check/patch_diff.hpp"
#include "paper/unit_facts.hpp"
#include "studio/diff.hpp"

namespace recalld::remote {

namespace {

void overlay(studio::UnitState& known, const studio::UnitState& now)
{
    known.identity = now.identity;
    for (studio::ParameterId id = 0; id < now.values.size(); ++id)
        if (now.standings[id] != studio::Standing::out_of_scope) known.set(id, now.values[id], now.standings[id]);
}

std::string joined(const studio::Cord& cord) { return cord.from + " to " + cord.to; }

std::string since_words(const std::string& last, const std::string& whole)
{
    return whole.empty() || whole == last ? last : last + " (and, beyond its scope, since " + whole + ")";
}

}  // namespace

bool is_whole(const store::Version& version) { return version.kind == store::VersionKind::capture && version.scope.empty(); }

std::string spoken(const store::Version& version) { return version.name + (version.take > 1 ? ", take " + std::to_string(version.take) : ""); }

Json LastKnown::cord_changes(const std::vector<studio::Cord>& cords) const
{
    const std::string before = cords_ ? "none" : "not noted";
    Json changes = Json::array();
    for (const auto& step : check::steps_between(patch_, cords_.value_or(std::vector<studio::Cord>()), cords))
        changes.push_back({{"unit", logbook::patch_subject}, {"chapter", "patch"}, {"parameter", step.line}, {"strip", ""}, {"words", "cord"},
                           {"from", step.pull ? joined(*step.pull) : before}, {"to", step.plug ? joined(*step.plug) : "none"}});
    return changes;
}

Json LastKnown::changes_in(const store::Version& version, const studio::Snapshot& now, std::optional<std::vector<studio::Cord>> cords)
{
    Json changes = nullptr;
    if (!last_.empty()) {
        auto diff = studio::diff(known_, now);
        if (!is_whole(version)) std::erase_if(diff.missing, [&](const std::string& unit) { return !now.unit(unit); });   // nobody asked for them
        changes = paper::change_facts(diff, known_, now);
        changes["first_noted"] = paper::first_noted(known_, now);
        if (cords)
            for (auto& change : cord_changes(*cords)) changes["differences"].push_back(std::move(change));
        changes["since"] = since_words(last_, whole_);
    }
    if (cords) cords_ = std::move(cords);
    overlay(now);
    last_ = spoken(version);
    if (is_whole(version)) whole_ = last_;
    return changes;
}

void LastKnown::overlay(const studio::Snapshot& now)
{
    for (const auto& unit : now.units) {
        const auto known = std::ranges::find(known_.units, unit.unit, &studio::UnitState::unit);
        if (known == known_.units.end()) known_.units.push_back(unit);
        else if (known->profile != unit.profile) *known = unit;
        else remote::overlay(*known, unit);
    }
}

}  // namespace recalld::remote
