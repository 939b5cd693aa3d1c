#include "remote/book_versions.hpp"

#include <algorithm>

#include "check/patch_diff.hpp"
#include "logbook/line.hpp"
#include "paper/unit_facts.hpp"
#include "remote/origin.hpp"
#include "studio/diff.hpp"

namespace recalld::remote {

namespace {

void overlay(studio::UnitState& known, const studio::UnitState& now)
{
    known.identity = now.identity;
    for (studio::ParameterId id = 0; id < now.values.size(); ++id)
        if (now.standings[id] != studio::Standing::out_of_scope) known.set(id, now.values[id], now.standings[id]);
}

/// A bare name is the newest take that there was then.
bool is_meant(const store::Version& version, const store::Entry& recall)
{
    if (recall.said.version == version.name) return version.entry < recall.id;
    return recall.said.version == version.name + "@" + std::to_string(version.take);
}

std::string joined(const studio::Cord& cord) { return cord.from + " to " + cord.to; }

std::string since_words(const std::string& last, const std::string& whole)
{
    return whole.empty() || whole == last ? last : last + " (and, beyond its scope, since " + whole + ")";
}

}  // namespace

bool is_whole(const store::Version& version) { return version.kind == store::VersionKind::capture && version.scope.empty(); }

store::EntryFilter recall_lines(const std::string& session)
{
    store::EntryFilter filter;
    filter.kinds = {"recall", "prep_apply"};
    filter.session = session;
    return filter;
}

std::set<store::VersionId> never_applied(const std::vector<store::Version>& versions, const std::vector<store::Entry>& recalls)
{
    std::set<store::VersionId> waiting;
    for (const auto& version : versions)
        if (is_preparation(version)) waiting.insert(version.id);
    for (const auto& recall : recalls) {
        if (logbook::data_of(recall).contains("error")) continue;
        const auto meant = std::find_if(versions.rbegin(), versions.rend(), [&](const store::Version& version) { return is_meant(version, recall); });
        if (meant != versions.rend()) waiting.erase(meant->id);
    }
    return waiting;
}

std::string spoken(const store::Version& version) { return version.name + (version.take > 1 ? ", take " + std::to_string(version.take) : ""); }

/// First of all changes: a long list is cut at its end. Two rooms have two patches, which do not compare.
void LastKnown::add_cords(const CordsThen& then, Json& changes) const
{
    if (!then.cords || then.archive != cords_.archive) return;
    if (!cords_.cords) {
        if (!then.cords->empty()) changes["first_noted"].push_back({{"words", "patch: " + paper::count_of(then.cords->size(), "cord")}, {"kind", "patch"}});
        return;
    }
    Json all = Json::array();
    for (const auto& step : check::steps_between(patch_, *cords_.cords, *then.cords))
        all.push_back({{"unit", logbook::patch_subject}, {"chapter", "patch"}, {"parameter", step.line}, {"strip", ""}, {"words", "cord"},
                       {"from", step.pull ? joined(*step.pull) : "none"}, {"to", step.plug ? joined(*step.plug) : "none"}});
    for (auto& change : changes["differences"]) all.push_back(std::move(change));
    changes["differences"] = std::move(all);
}

Json LastKnown::changes_in(const store::Version& version, const studio::Snapshot& now, CordsThen then)
{
    Json changes = nullptr;
    if (!last_.empty()) {
        auto diff = studio::diff(known_, now);
        if (!is_whole(version)) std::erase_if(diff.missing, [&](const std::string& unit) { return !now.unit(unit); });   // nobody asked for them
        changes = paper::change_facts(diff, known_, now);
        changes["first_noted"] = paper::first_noted(known_, now);
        add_cords(then, changes);
        changes["since"] = since_words(last_, whole_);
    }
    if (then.cords) cords_ = std::move(then);
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
