#include "remote/drift_watch.hpp"

#include "log.hpp"
#include "remote/log_lines.hpp"
#include "remote/unsaved.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace {

constexpr std::chrono::seconds between_looks{5};

task<bool> is_said(Room& room, std::string text)
{
    store::EntryFilter drifts;
    drifts.kinds = {"drift"};
    const auto newest = co_await room.store.run([&](store::Store& store) { return store.entries(drifts, 0, 1); });
    co_return !newest.empty() && newest.front().said.text == text;
}

task<> say_drift(Room& room)
{
    const auto unsaved = co_await unsaved_changes(room);
    const auto text = unsaved ? logbook::drift_text(unsaved->drift) : std::string();
    if (text.empty()) co_return;
    const bool known = co_await is_said(room, text);
    if (known) co_return;
    store::NewEntry line{"recalld", "drift", unsaved->since.session, text};
    line.version = unsaved->since.name;
    Json data = {{"changes", unsaved->drift.count()}, {"compared", unsaved->drift.compared}};
    co_await put_down(room, std::move(line), std::move(data));
}

/// The room stays until this is over: whoever begins it counts it in.
task<> say_drift_in(Room& room)
{
    try {
        co_await say_drift(room);
    } catch (const std::exception& error) {
        log::remote().error("the log misses what was moved: {}", error.what());
    }
    --room.performing;
}

}  // namespace

DriftWatch::DriftWatch(Room& room)
    : room_(room), timer_(room.io), heard_(room.studio.listen([this](const studio::Change& change) { hear(change); })),
      told_(room.news.listen([this](Area area) { hear(area); }))
{
    look_later();
}

/// Timecode and lamps move all the time and are no part of any version.
void DriftWatch::hear(const studio::Change& change)
{
    const auto* page = room_.studio.page(change.unit);
    if (page && !(*page->profile)[change.parameter].live) rest_.moved(std::chrono::steady_clock::now());
}

/// Cords and sheets are no parameters of a unit that is listened to.
void DriftWatch::hear(Area area)
{
    if (area == Area::reports) rest_.moved(std::chrono::steady_clock::now());
}

void DriftWatch::look(logbook::Rest::Time now)
{
    if (room_.ending || room_.recaller.busy() || !rest_.is_over(now)) return;
    ++room_.performing;
    rig::spawn(room_.io, "drift", say_drift_in(room_));
}

void DriftWatch::look_later()
{
    timer_.expires_after(between_looks);
    timer_.async_wait([this](boost::system::error_code error) {
        if (error) return;
        look(std::chrono::steady_clock::now());
        look_later();
    });
}

}  // namespace recalld::remote
