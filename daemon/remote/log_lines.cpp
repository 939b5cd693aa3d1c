#include "remote/log_lines.hpp"

#include <algorithm>
#include <array>

#include "logbook/drift.hpp"
#include "remote/origin.hpp"
#include "remote/unsaved.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

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

/// What people write of a session before anything of it is captured. Orders that were refused stand in the log, too, with whatever name was typed.
const std::vector<std::string> begun_with{"note", "take", "track", "credit", "song", "fault", "inputs", "print", "line_check"};

}  // namespace

bool is_known_session(const store::Store& store, const std::string& session)
{
    store::EntryFilter lines;
    lines.kinds = begun_with;
    lines.session = session;
    return store.version_count(session) > 0 || !store.entries(lines, 0, 1).empty();
}

namespace {

std::vector<std::string> sessions_known(const store::Store& store)
{
    auto names = store.sessions_in_log(begun_with);
    for (auto& session : store.sessions()) names.push_back(std::move(session.name));
    return names;
}

/// `Night Train` of `Night Train 2`
std::string without_number(std::string name)
{
    std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
    const auto last = name.find_last_not_of(" -_.#");
    return name.substr(0, last == name.npos ? 0 : last + 1);
}

/// `; did you mean …`, or nothing. Days and numbers tell sessions apart, and so does every letter of a short name: nobody mistook one for the other.
std::string session_meant(const store::Store& store, const std::string& session)
{
    constexpr std::size_t shortest = 4;
    if (session.size() < shortest) return {};
    auto names = sessions_known(store);
    std::erase_if(names, [&](const std::string& name) { return without_number(name) == without_number(session); });
    return studio::did_you_mean(session, names);
}

/// Whoever prepares works on a session, before anything of it is captured; what an archive brought nobody has touched.
std::string worked_on(store::Store& store)
{
    if (const auto base = base_version(store)) return base->session;
    const auto sessions = store.sessions();
    for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
        const auto versions = store.versions(session->name);
        if (std::ranges::any_of(versions, [&](const store::Version& version) { return !is_brought(store, version); })) return session->name;
    }
    return {};
}

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

Json clock_now(const Room& room)
{
    Json clock = Json::object();
    add_clock(room, clock);
    return clock;
}

std::string with_clock(const std::string& facts, const Json& clock)
{
    if (clock.empty()) return facts;
    Json data = Json::parse(facts);
    data.update(clock);
    return logbook::facts(data);
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
    co_return co_await room.store.run([](store::Store& store) { return worked_on(store); });
}

task<std::string> session_of(Call call)
{
    auto session = call.text("session");
    if (session.empty()) co_return co_await session_here(call.room);
    store::check_name("session", session);
    co_return session;
}

void want_version(const store::Store& store, const std::string& session, const std::string& version)
{
    try {
        if (!version.empty()) store.find(session, version);
    } catch (const store::NotFound& error) {
        std::vector<std::string> names;
        for (const auto& known : store.versions(session)) names.push_back(known.name);
        throw VerbError("not_found", error.what() + studio::did_you_mean(version, names), 404, exit_usage);
    }
}

namespace {

struct SessionLooked {
    bool is_new = false;
    std::string meant;   ///< `; did you mean …?`
};

task<SessionLooked> look_for_session(Room& room, std::string session)
{
    SessionLooked looked;
    co_await room.store.run([&](store::Store& store) {
        looked.is_new = !is_known_session(store, session);
        if (looked.is_new) looked.meant = session_meant(store, session);
    });
    co_return looked;
}

std::string is_new_words(const std::string& session) { return "session " + studio::in_quotes(session) + " is new"; }

}  // namespace

task<bool> is_new_session(Room& room, std::string session, bool is_meant)
{
    if (session.empty()) co_return false;
    const auto looked = co_await look_for_session(room, session);
    const auto& near = looked.meant;
    if (is_meant || near.empty()) co_return looked.is_new;
    throw VerbError("unknown_session", "nobody has captured or noted anything of a session " + studio::in_quotes(session) + near + " If it is a new one, say so: --new on the command line, \"new\": true in a request, a tick on the page", 404, exit_usage);
}

task<Json> notes_of_new(Room& room, std::string session)
{
    const auto looked = co_await look_for_session(room, session);
    Json notes = Json::array();
    if (looked.is_new) notes.push_back(is_new_words(session) + looked.meant);
    co_return notes;
}

Json with_session(Json answer, const std::string& session, bool is_new)
{
    if (!is_new) return answer;
    answer["new_session"] = true;
    answer["notes"].push_back(is_new_words(session));
    return answer;
}

}  // namespace recalld::remote
