#include "remote/unsaved.hpp"

#include "remote/patch_room.hpp"
#include "remote/preset_work.hpp"

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

/// A dial that stands where a person's eye would leave it has not moved.
logbook::Same within_tolerance(const Room& room)
{
    return [&room](const studio::UnitState& kept, const studio::UnitState& now, studio::ParameterId id) {
        if (!kept.profile->is_by_hand()) return false;
        const auto& hands = room.recaller.hands;
        return recall::is_near(*kept.profile, id, now.values[id], kept.values[id], hands.tolerance ? hands.tolerance(kept.unit, id) : std::nullopt);
    };
}

std::string cord_words(const studio::Cord& cord) { return "cord " + cord.from + " -> " + cord.to; }

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
    if (cords.unknown > 0) drift.not_compared.push_back("Cords were not compared: none had been noted when " + since.session + "/" + since.name + " was kept.");
}

task<> add_presets(Room& room, store::Version since, logbook::Drift& drift)
{
    const auto presets = co_await presets_to_load(room, since, studio::Scope());
    for (const auto& finding : presets.findings) drift.besides.push_back(finding.unit + ": preset " + finding.wanted + " -> " + finding.found);
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
    const auto versions = sessions.empty() ? std::vector<store::Version>() : store.versions(sessions.back().name);
    return versions.empty() ? std::nullopt : std::optional(versions.back());
}

task<std::optional<Unsaved>> unsaved_changes(Room& room)
{
    auto base = co_await load_base(room);
    if (!base) co_return std::nullopt;
    Unsaved unsaved;
    unsaved.drift.since = {base->version.session, base->version.name + "@" + std::to_string(base->version.take)};
    unsaved.since = std::move(base->version);
    const auto same = within_tolerance(room);
    for (const auto& kept : base->snapshot.units) {
        const auto unit = room.rig.find(kept.unit);
        logbook::compare(kept, unit && unit->online() ? room.studio.page(kept.unit) : nullptr, unsaved.drift, same);
    }
    co_await add_presets(room, unsaved.since, unsaved.drift);
    co_await add_cords(room, unsaved.since, unsaved.drift);
    co_return unsaved;
}

}  // namespace recalld::remote
