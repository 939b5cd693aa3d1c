#include "remote/unsaved.hpp"

#include <algorithm>

#include "remote/origin.hpp"
#include "remote/patch_room.hpp"
#include "remote/preset_work.hpp"
#include "remote/sheets.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t far_enough_back = 200;   // lines of captures, recalls and undos

struct Base {
    store::Version version;
    studio::Snapshot snapshot;
};

task<std::optional<Base>> load_base(Room& room)
{
    co_return co_await room.store.run([&](store::Store& store) -> std::optional<Base> {
        auto version = base_version(store);
        if (!version) return {};
        auto snapshot = store.load(version->id, room.profiles);
        return Base{std::move(*version), std::move(snapshot)};
    });
}

task<std::shared_ptr<const logbook::Sheets>> sheets_when(Room& room, store::Version version)
{
    if (!room.sheets) co_return std::make_shared<const logbook::Sheets>();
    co_return co_await room.sheets->then(std::move(version));
}

/// A dial that stands where a person's eye would leave it has not moved.
logbook::Same within_tolerance(std::shared_ptr<const logbook::Sheets> sheets)
{
    return [sheets = std::move(sheets)](const studio::UnitState& kept, const studio::UnitState& now, studio::ParameterId id) {
        if (!kept.profile->is_by_hand()) return false;
        const auto sheet = sheets->find(kept.unit);
        const auto own = sheet == sheets->end() ? std::nullopt : sheet->second.tolerance_of((*kept.profile)[id].name);
        return recall::is_near(*kept.profile, id, now.values[id], kept.values[id], own);
    };
}

std::string cord_words(const studio::Cord& cord) { return "cord " + written(cord); }

/// How it stands, not who did it: after a recall a cord may still wait for hands.
std::string cord_words(const check::PatchStep& step)
{
    if (!step.plug) return "patch: " + cord_words(*step.pull) + " is plugged";
    if (!step.pull) return "patch: " + cord_words(*step.plug) + " is not plugged";
    return "patch: " + cord_words(*step.pull) + " instead of " + cord_words(*step.plug);
}

task<> add_cords(Room& room, store::Version since, logbook::Drift& drift)
{
    const auto cords = co_await cord_work(room, since);
    for (const auto& step : cords.steps) drift.besides.push_back(cord_words(step));
    std::ranges::copy(cords.left_out, std::back_inserter(drift.not_compared));
    if (cords.unknown > 0) drift.not_compared.push_back("Cords were not compared: none had been noted when " + since.session + "/" + since.name + " was kept.");
}

task<> add_presets(Room& room, store::Version since, logbook::Drift& drift)
{
    const auto presets = co_await presets_to_load(room, since, studio::Scope());
    for (const auto& finding : presets.findings) drift.besides.push_back(finding.unit + ": preset " + finding.wanted + " -> " + finding.found);
}

}  // namespace

namespace {

/// The room stood so once: what came out of a file or an archive, or was prepared, it did not.
bool is_capture_here(const store::Store& store, const store::Version& version)
{
    return version.kind == store::VersionKind::capture && version.scope.empty() && !is_brought(store, version);
}

}  // namespace

std::optional<store::Version> base_version(store::Store& store)
{
    if (const auto moment = logbook::stands_as(store.entries(logbook::story_lines(), 0, far_enough_back))) {
        try {
            return store.find(moment->session, moment->version);
        } catch (const store::NotFound&) {   // the log came from elsewhere: history knows better
        }
    }
    const auto sessions = store.sessions();
    for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
        const auto versions = store.versions(session->name);
        const auto newest = std::find_if(versions.rbegin(), versions.rend(), [&](const store::Version& version) { return is_capture_here(store, version); });
        if (newest != versions.rend()) return *newest;
    }
    return std::nullopt;
}

task<std::optional<Unsaved>> unsaved_changes(Room& room)
{
    auto base = co_await load_base(room);
    if (!base) co_return std::nullopt;
    Unsaved unsaved;
    unsaved.drift.since = {base->version.session, base->version.name + "@" + std::to_string(base->version.take)};
    unsaved.since = std::move(base->version);
    const auto sheets = co_await sheets_when(room, unsaved.since);
    const auto same = within_tolerance(sheets);
    for (const auto& kept : base->snapshot.units) {
        const auto unit = room.rig.find(kept.unit);
        logbook::compare(kept, unit && unit->online() ? room.studio.page(kept.unit) : nullptr, unsaved.drift, same);
    }
    co_await add_presets(room, unsaved.since, unsaved.drift);
    co_await add_cords(room, unsaved.since, unsaved.drift);
    co_return unsaved;
}

}  // namespace recalld::remote
