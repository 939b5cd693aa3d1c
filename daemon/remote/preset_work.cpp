#include "remote/preset_work.hpp"

#include <algorithm>

#include "logbook/sheets.hpp"
#include "recall/checklist.hpp"
#include "remote/sheets.hpp"
#include "store/version_kind.hpp"

namespace recalld::remote {

namespace {

using logbook::Sheet;
using studio::Scope;

/// Something deviates from the preset that did not then: only loading it again brings that back.
bool deviates_since(const Sheet& then, const Sheet& now)
{
    return std::ranges::any_of(now.values, [&](const auto& noted) { return !then.values.contains(noted.first) && !then.any.contains(noted.first); });
}

std::string named(const std::string& preset) { return preset.empty() ? std::string(recall::no_preset) : preset; }

bool is_to_load(const Sheet& then, const Sheet& now)
{
    if (then.entry == 0) return false;   // nobody had a sheet of it: it was not in use
    return then.preset != now.preset || (!then.preset.empty() && deviates_since(then, now));
}

studio::Finding finding_of(const std::string& unit, const Sheet& then, const Sheet& now)
{
    const bool is_again = then.preset == now.preset;
    const bool is_load = !then.preset.empty();
    return {unit, std::string(recall::preset_line), studio::Verdict::by_hand, is_load ? "load preset" : "preset", named(then.preset),
            is_again ? now.preset + ", with changes" : named(now.preset), is_load ? "load it before anything else of this unit is set: it takes the other controls along" : ""};
}

/// A preset moves the whole front: that has to be in scope, and nothing of it safe.
enum class Reach : std::uint8_t { none, part, safe, whole };

Reach reach_of(const rig::Unit& unit, const Scope& scope, const Scope& safes)
{
    const auto& profile = *unit.profile();
    const auto covered = scope.cover(unit.name(), profile), all = Scope().cover(unit.name(), profile);
    const auto safe = safes.text().empty() ? std::vector<bool>() : safes.cover(unit.name(), profile);
    if (std::ranges::find(covered, true) == covered.end()) return Reach::none;
    if (covered != all) return Reach::part;
    return std::ranges::find(safe, true) == safe.end() ? Reach::whole : Reach::safe;
}

void add(recall::Besides& work, studio::Finding finding, Reach reach, bool is_load)
{
    if (reach == Reach::part) work.notes.push_back(finding.unit + ": preset " + finding.found + " now, " + finding.wanted + " in the version; left alone, for the scope holds a part of the unit only");
    if (reach == Reach::safe) finding.verdict = studio::Verdict::safe, finding.why = "something of this unit is safe, and a preset moves all of it: left as it is";
    if (reach == Reach::whole && is_load) work.loads.push_back(finding.unit);
    if (reach == Reach::whole || reach == Reach::safe) work.findings.push_back(std::move(finding));
}

}  // namespace

bool holds(const store::Version& version, const rig::Unit& unit)
{
    return std::ranges::any_of(version.units, [&](const store::UnitSummary& each) { return each.unit == unit.name() && each.profile == unit.profile()->profile_id; });
}

task<recall::Besides> presets_to_load(Room& room, store::Version version, Scope scope)
{
    recall::Besides work;
    if (!room.sheets || version.kind == store::VersionKind::import) co_return work;
    const auto sheets = co_await room.sheets->then(version);
    for (const auto& unit : room.rig.units()) {
        const auto then = sheets->find(unit->name());
        const auto& now = room.sheets->of(unit->name());
        if (!unit->profile()->is_by_hand() || !holds(version, *unit) || then == sheets->end() || !is_to_load(then->second, now)) continue;
        add(work, finding_of(unit->name(), then->second, now), reach_of(*unit, scope, room.rig.safes()), !then->second.preset.empty());
    }
    co_return work;
}

}  // namespace recalld::remote
