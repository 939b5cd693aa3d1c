#include "remote/log_lines.hpp"

#include <array>

#include "logbook/drift.hpp"
#include "remote/unsaved.hpp"
#include "store/names.hpp"

namespace recalld::remote {

namespace {

struct Way {
    const char* parameter;
    const char* words;
};
/// What is on tells how it runs; the first that is on counts, since a machine that records plays, too.
constexpr std::array<Way, 5> ways{
    {{"transport/record", "recording"}, {"transport/play", "playing"}, {"transport/rewind", "winding"}, {"transport/fast_forward", "winding"}, {"transport/stop", "stopped"}}};

bool is_on(const studio::UnitState& page, const char* name)
{
    const auto id = page.profile->find(name);
    const auto* value = id ? page.value(*id) : nullptr;
    return value && *value == studio::Value{1};
}

/// A fader box's record lamp is lit as soon as a DAW is ready to record.
bool is_running(const studio::UnitState& page, const Way& way)
{
    if (!is_on(page, way.parameter)) return false;
    const bool is_lamp_of_daw = page.profile->surface != nullptr;
    return way.parameter != ways.front().parameter || !is_lamp_of_daw || is_on(page, "transport/play");
}

std::string transport_of(const studio::UnitState& page)
{
    for (const auto& way : ways)
        if (is_running(page, way)) return way.words;
    return page.profile->find("transport/play") ? "stopped" : "";
}

std::string time_of(const studio::UnitState& page)
{
    const auto id = page.profile->find("timecode");
    const auto* value = id ? page.value(*id) : nullptr;
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    if (!text) return {};
    const auto first = text->find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text->substr(first, text->find_last_not_of(' ') + 1 - first);
}

int rank(const RoomClock& clock) { return clock.transport == "recording" ? 3 : clock.transport == "playing" ? 2 : clock.at.empty() ? 0 : 1; }

bool has_clock(const studio::Profile& profile) { return profile.find("timecode") || profile.find("transport/play"); }

}  // namespace

RoomClock clock_in(const studio::UnitState& page) { return {page.unit, time_of(page), transport_of(page)}; }

std::optional<RoomClock> clock_of(const Room& room)
{
    std::optional<RoomClock> best;
    for (const auto& unit : room.rig.units()) {
        const auto* page = unit->online() && has_clock(*unit->profile()) ? room.studio.page(unit->name()) : nullptr;
        if (!page) continue;
        auto clock = clock_in(*page);
        if (!best || rank(clock) > rank(*best)) best = std::move(clock);
    }
    return best;
}

void add_clock(const Room& room, Json& data)
{
    const auto clock = clock_of(room);
    if (!clock) return;
    if (!clock->at.empty()) data["at"] = clock->at;
    if (!clock->transport.empty()) data["transport"] = clock->transport;
}

task<store::EntryId> put_down(Room& room, store::NewEntry line, Json data, LastLook look)
{
    add_clock(room, data);
    line.data = logbook::facts(data);
    const auto id = co_await room.store.run([&](store::Store& store) {
        if (look) look(store);
        return store.add_entry(line);
    });
    room.news.tell(Area::log);
    co_return id;
}

task<store::EntryId> put_down(Room& room, store::NewEntry line, Json data) { return put_down(room, std::move(line), std::move(data), LastLook()); }

task<std::string> session_here(Room& room)
{
    const auto base = co_await room.store.run([](store::Store& store) { return base_version(store); });
    co_return base ? base->session : std::string();
}

task<std::string> session_of(Call call)
{
    auto session = call.text("session");
    if (session.empty()) co_return co_await session_here(call.room);
    store::check_name("session", session);
    co_return session;
}

}  // namespace recalld::remote
