#include "remote/unsaved.hpp"

#include "recall/checklist.hpp"
#include "remote/patch_room.hpp"

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

/// What hands would have to take back, told as what they did.
std::string moved_words(const studio::Finding& finding)
{
    if (finding.parameter == recall::preset_line) return finding.unit + ": preset " + finding.wanted + " -> " + finding.found;
    if (finding.wanted == no_cord) return finding.unit + ": " + finding.found + " is plugged";
    if (finding.found == no_cord) return finding.unit + ": " + finding.wanted + " is pulled";
    return finding.unit + ": " + finding.found + " instead of " + finding.wanted;
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
    if (room.recaller.hands.besides) {
        const auto more = co_await room.recaller.hands.besides(unsaved.since, studio::Scope());
        for (const auto& finding : more.findings) unsaved.drift.by_hand.push_back(moved_words(finding));
    }
    co_return unsaved;
}

}  // namespace recalld::remote
