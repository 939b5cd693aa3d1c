#include <algorithm>

#include "remote/plan_json.hpp"
#include "remote/web/visit.hpp"
#include "store/names.hpp"
#include "studio/diff.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t entries_on_a_page = 50;

struct Newest {
    store::Version version;
    studio::Snapshot snapshot;
};

task<std::optional<Newest>> newest_version(Room& room)
{
    co_return co_await room.store.run([&](store::Store& store) -> std::optional<Newest> {
        const auto sessions = store.sessions();
        const auto versions = sessions.empty() ? std::vector<store::Version>() : store.versions(sessions.back().name);
        if (versions.empty()) return {};
        return Newest{versions.back(), store.load(versions.back().id, room.profiles)};
    });
}

struct Compared {
    std::size_t count = 0, compared = 0;
    Json not_compared = Json::array();
};

/// By what the studio knows now, without asking anybody: only what both sides know counts.
void compare(const Room& room, const studio::UnitState& kept, Compared& result)
{
    const auto unit = room.rig.find(kept.unit);
    const auto* now = room.studio.page(kept.unit);
    if (!unit || !unit->online() || !now) return result.not_compared.push_back(kept.unit + " is offline and was not compared.");
    if (now->profile != kept.profile) return result.not_compared.push_back(kept.unit + " has another profile now and was not compared.");
    const auto covered = studio::Scope().cover(kept.unit, *kept.profile);
    for (studio::ParameterId id = 0; id < kept.values.size(); ++id) {
        if (!covered[id] || !kept.has(id) || !now->has(id)) continue;
        ++result.compared;
        if (studio::differ(kept, *now, id)) ++result.count;
    }
}

task<Json> unsaved_changes(const Visit& visit)
{
    const auto newest = co_await newest_version(visit.room);
    if (!newest) co_return Json(nullptr);
    Compared result;
    for (const auto& unit : newest->snapshot.units) compare(visit.room, unit, result);
    const auto& version = newest->version;
    co_return Json{{"session", version.session}, {"version", version.name}, {"take", version.take}, {"time", iso_time(version.time)},
                   {"count", result.count}, {"compared", result.compared}, {"not_compared", std::move(result.not_compared)}};
}

std::vector<std::string> units_with_strips(const Room& room)
{
    std::vector<std::string> names;
    for (const auto& unit : room.rig.units())
        if (!unit->profile()->controls.empty()) names.push_back(unit->name());
    return names;
}

/// What was typed into the capture form and what is wrong with it; both null when it is fresh.
struct Capturing {
    Json given = nullptr, errors = Json::object();
    std::string problem = {};
    unsigned status = 200;
};

task<HttpAnswer> show_room(const Visit& visit, Capturing capturing)
{
    const Json status = co_await ask(visit, "status", Json::object());
    const Json sessions = co_await ask(visit, "sessions", Json::object());
    const Json unsaved = co_await unsaved_changes(visit);
    const auto checklist = co_await try_verb(visit, "checklist", Json::object());
    Json view = room_view(status, unsaved, units_with_strips(visit.room));
    view["checklist"] = open_checklist_view(checklist.answer);
    view.update(capture_view(sessions, capturing.given, capturing.errors));
    view["problem"] = capturing.problem;
    const Paper paper{"room.mustache", "Room", "/", capturing.status};
    co_return print(visit, paper, std::move(view));
}

std::string name_fault(const char* what, const std::string& name)
{
    if (name.empty()) return std::string("Give the ") + what + " a name.";
    try {
        store::check_name(what, name);
    } catch (const store::BadName& error) {
        return error.what();
    }
    return {};
}

Json name_faults(const Fields& form)
{
    Json errors = Json::object();
    for (const auto* what : {"session", "version"})
        if (const auto fault = name_fault(what, form.text(what)); !fault.empty()) errors[what] = fault;
    return errors;
}

Json given_in(const Fields& form)
{
    Json given = Json::object();
    for (const auto* name : {"session", "version", "scope", "note"})
        if (auto text = form.text(name); !text.empty()) given[name] = std::move(text);
    return given;
}

task<HttpAnswer> show_log(const Visit& visit, const std::string text, const std::string fault)
{
    const auto offset = number_of(visit.target.query.text("offset"), 0);
    const Json asked = {{"offset", offset}, {"count", entries_on_a_page}};
    const Json entries = co_await ask(visit, "entries", asked);
    Json view = log_view(entries);
    view["pager"] = pager_view(entries, view["entries"].size(), entries_on_a_page, "/log");
    view["text"] = text;
    view["text_error"] = fault;
    const Paper paper{"log.mustache", "Log", "/log", fault.empty() ? 200u : 400u};
    co_return print(visit, paper, std::move(view));
}

}  // namespace

task<HttpAnswer> room_page(Visit visit)
{
    Capturing fresh;
    co_return co_await show_room(visit, std::move(fresh));
}

task<HttpAnswer> do_capture(Visit visit)
{
    Capturing capturing;
    capturing.given = given_in(visit.form);
    capturing.errors = name_faults(visit.form);
    capturing.status = 400;
    if (!capturing.errors.empty()) co_return co_await show_room(visit, std::move(capturing));
    const auto told = co_await try_verb(visit, "capture", capturing.given);
    if (told.problem.empty()) {
        const auto version = pinned(text_in(told.answer, "version"), number_in(told.answer, "take"));
        co_return see(version_href(text_in(told.answer, "session"), version) + "?captured=1");
    }
    capturing.status = told.status;
    if (told.code == "scope") capturing.errors["scope"] = told.problem;
    else capturing.problem = told.problem;
    co_return co_await show_room(visit, std::move(capturing));
}

task<HttpAnswer> do_cancel(Visit visit)
{
    co_await ask(visit, "cancel", Json::object());
    co_return see("/");
}

task<HttpAnswer> log_page(Visit visit) { co_return co_await show_log(visit, {}, {}); }

task<HttpAnswer> do_log(Visit visit)
{
    const Json arguments = {{"text", visit.form.text("text")}};
    const auto told = co_await try_verb(visit, "log", arguments);
    if (told.problem.empty()) co_return see("/log");
    co_return co_await show_log(visit, visit.form.text("text"), told.problem);
}

}  // namespace recalld::remote::web
