#include "remote/take_watch.hpp"

#include "log.hpp"
#include "logbook/takes.hpp"
#include "remote/log_lines.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace {

/// A take as the verb puts it down, in the name of the machine; its number is found in the moment in which the line is written.
task<> log_take(Room& room, std::string unit, logbook::Rolled rolled)
{
    const auto session = co_await session_here(room);
    Json data = {{"take", 0}};
    if (!rolled.from.empty()) data["from"] = rolled.from;
    if (!rolled.to.empty()) data["to"] = rolled.to;
    add_clock(room, data);
    store::NewEntry line{unit, "take", session, {}};
    co_await room.store.run([&](store::Store& store) {
        const auto number = next_take_of(store, session);
        data["take"] = number;
        data["name"] = "Take " + std::to_string(number);
        line.text = take_words(data, {});
        line.data = logbook::facts(data);
        return store.add_entry(line);
    });
    room.news.tell(Area::log);
}

/// The room stays until this is over: whoever begins it counts it in.
task<> log_take_in(Room& room, std::string unit, logbook::Rolled rolled)
{
    try {
        co_await log_take(room, std::move(unit), std::move(rolled));
    } catch (const std::exception& error) {
        log::remote().error("the log misses a take: {}", error.what());
    }
    --room.performing;
}

}  // namespace

TakeWatch::TakeWatch(Room& room) : room_(room), heard_(room.studio.listen([this](const studio::Change& change) { hear(change); })) {}

void TakeWatch::hear(const studio::Change& change)
{
    if (!room_.rig.config().log.takes || room_.ending) return;
    const auto* page = room_.studio.page(change.unit);
    if (!page || !(*page->profile)[change.parameter].name.starts_with("transport/")) return;
    const auto clock = clock_in(*page);
    auto& machine = machines_[std::string(change.unit)];
    auto rolled = machine.hear(clock.transport == "recording", clock.at);
    if (!rolled) return;
    ++room_.performing;
    rig::spawn(room_.io, "take", log_take_in(room_, std::string(change.unit), std::move(*rolled)));
}

}  // namespace recalld::remote
