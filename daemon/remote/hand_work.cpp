#include "remote/hand_work.hpp"

#include <algorithm>
#include <iterator>

#include "remote/origin.hpp"
#include "remote/patch_room.hpp"
#include "remote/preset_work.hpp"
#include "remote/sheets.hpp"

namespace recalld::remote {

namespace {

/// The same knobs of another unit of a model may sound otherwise.
task<std::vector<std::string>> other_plates(Room& room, store::Version version, studio::Scope scope)
{
    const auto here = plates_of(room.rig.config());
    const auto then = co_await room.store.run([&](store::Store& store) { return plates_then(store, version, here); });
    std::vector<std::string> notes;
    for (const auto& unit : room.rig.units()) {
        const auto was = words_of(plate_in(then, unit->name())), is = words_of(plate_in(here, unit->name()));
        const auto covered = scope.cover(unit->name(), *unit->profile());
        if (was.empty() || is.empty() || was == is || !holds(version, *unit) || std::ranges::count(covered, true) == 0) continue;
        notes.push_back(unit->name() + ": " + version.session + "/" + version.name + " was made with " + was + ", and here is " + is + ": the same settings may sound otherwise");
    }
    co_return notes;
}

task<recall::Besides> besides(Room& room, store::Version version, studio::Scope scope)
{
    auto work = co_await presets_to_load(room, version, scope);
    auto cords = co_await cords_to_change(room, version, scope);
    std::ranges::move(cords.findings, std::back_inserter(work.findings));
    std::ranges::move(cords.notes, std::back_inserter(work.notes));
    work.left_out += cords.left_out;
    auto plates = co_await other_plates(room, version, scope);
    std::ranges::move(plates, std::back_inserter(work.notes));
    co_return work;
}

task<recall::UnitTolerances> tolerances(Room& room, store::Version version)
{
    recall::UnitTolerances all;
    if (!room.sheets) co_return all;
    const auto then = co_await room.sheets->then(std::move(version));
    for (const auto& [unit, sheet] : *then) all[unit] = sheet.tolerance;
    co_return all;
}

}  // namespace

void attach_hands(Room& room)
{
    room.recaller.hands.besides = [&room](store::Version version, studio::Scope scope) { return besides(room, std::move(version), std::move(scope)); };
    room.recaller.hands.tolerances = [&room](store::Version version) { return tolerances(room, std::move(version)); };
}

}  // namespace recalld::remote
