#include "remote/hand_work.hpp"

#include <algorithm>
#include <iterator>

#include "remote/patch_room.hpp"
#include "remote/preset_work.hpp"
#include "remote/sheets.hpp"

namespace recalld::remote {

namespace {

task<recall::Besides> besides(Room& room, store::Version version, studio::Scope scope)
{
    auto work = co_await presets_to_load(room, version, scope);
    auto cords = co_await cords_to_change(room, version, scope);
    std::ranges::move(cords.findings, std::back_inserter(work.findings));
    std::ranges::move(cords.notes, std::back_inserter(work.notes));
    work.left_out += cords.left_out;
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
