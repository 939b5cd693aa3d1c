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
    co_return work;
}

}  // namespace

void attach_hands(Room& room)
{
    room.recaller.hands.besides = [&room](store::Version version, studio::Scope scope) { return besides(room, std::move(version), std::move(scope)); };
    room.recaller.hands.tolerance = [&room](const std::string& unit, studio::ParameterId id) { return room.sheets ? room.sheets->tolerance(unit, id) : std::nullopt; };
}

}  // namespace recalld::remote
