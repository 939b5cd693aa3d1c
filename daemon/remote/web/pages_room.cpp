#include <algorithm>

#include "remote/plan_json.hpp"
#include "remote/unsaved.hpp"
#include "remote/web/visit.hpp"
#include "store/names.hpp"

namespace recalld::remote::web {

namespace {

task<Json> unsaved_json(const Visit& visit)
{
    const auto unsaved = co_await unsaved_changes(visit.room);
    if (!unsaved) co_return Json(nullptr);
    const auto& version = unsaved->since;
    co_return Json{{"session", version.session}, {"version", version.name}, {"take", version.take}, {"time", iso_time(version.time)},
                   {"count", unsaved->drift.count()}, {"compared", unsaved->drift.compared}, {"besides", unsaved->drift.besides}, {"not_compared", unsaved->drift.not_compared}};
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
    const Json unsaved = co_await unsaved_json(visit);
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
        co_return see(version_href(text_in(told.answer, "session"), version) + "?captured=1" + (list_in(told.answer, "notes").empty() ? "" : "&new=1"));
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

}  // namespace recalld::remote::web
