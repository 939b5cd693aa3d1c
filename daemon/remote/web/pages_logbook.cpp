#include "remote/web/pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

using enum Permission;

constexpr std::size_t entries_on_a_page = 50;
constexpr std::array<const char*, 3> filters{"kind", "session", "subject"};

/// What was typed into the form at the top of a page, and why it was not taken.
struct Typed {
    std::string text = {}, subject = {}, fault = {};
    unsigned status = 200;
    bool is_quirk = false;
    std::string kind = {};
};

/// What people put down on this page.
Json written_view(const std::string& chosen)
{
    static constexpr std::array<std::pair<const char*, const char*>, 3> written{{{"note", "a note"}, {"take", "a take, counted by itself"}, {"track", "a track that is complete"}}};
    Json rows = Json::array();
    for (const auto& [kind, words] : written) rows.push_back({{"kind", kind}, {"words", words}, {"chosen", chosen == kind}});
    return rows;
}

Json entries_asked(const Fields& query)
{
    Json asked = {{"offset", number_of(query.text("offset"), 0)}, {"count", entries_on_a_page}};
    for (const auto* name : filters)
        if (auto text = query.text(name); !text.empty()) asked[name] = std::move(text);
    return asked;
}

std::string log_href(const Fields& query) { return "/log" + query_of({{"kind", query.text("kind")}, {"session", query.text("session")}, {"subject", query.text("subject")}}); }

task<Json> session_names(const Visit& visit)
{
    const Json sessions = co_await ask(visit, "sessions", Json::object());
    Json names = Json::array();
    for (const auto& session : list_in(sessions, "sessions")) names.push_back(text_in(session, "session"));
    co_return names;
}

task<HttpAnswer> show_log(const Visit& visit, const Typed typed)
{
    const auto& query = visit.target.query;
    Json asked = entries_asked(query);
    const Json entries = co_await ask(visit, "entries", std::move(asked));
    Json view = log_view(entries);
    view["pager"] = pager_view(entries, view["entries"].size(), entries_on_a_page, log_href(query));
    view["sessions"] = co_await session_names(visit);
    view["kinds"] = log_kinds_view(query.text("kind"));
    view["session"] = query.text("session");
    view["subject"] = query.text("subject");
    view["is_filtered"] = log_href(query) != "/log";
    view["written"] = written_view(typed.kind);
    view["text"] = typed.text;
    view["text_error"] = typed.fault;
    const Paper paper{"log.mustache", "Log", "/log", typed.status};
    co_return print(visit, paper, std::move(view));
}

std::string line_href(std::size_t entry) { return "/log/" + std::to_string(entry); }

/// One line with what can be done about it; `told` says why that was not taken.
task<HttpAnswer> show_line(const Visit& visit, const std::size_t number, const Told told)
{
    const Json asked = {{"entry", number}}, every = {{"all", true}};
    const Json entries = co_await ask(visit, "entries", asked);
    const Json faults = co_await ask(visit, "faults", every);
    const bool is_open_fault = std::ranges::any_of(list_in(faults, "faults"), [&](const Json& fault) { return number_in(fault, "entry") == number && flag_in(fault, "open"); });
    Json view = log_entry_view(entries, number > 0 && is_open_fault);
    if (view.is_null()) co_return error_page(visit, 404, "Not found", "The log has no line " + std::to_string(number) + ".");
    view["problem"] = told.problem;
    const Paper paper{"log_entry.mustache", "Line " + std::to_string(number), "/log", told.status};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> line_page(Visit visit)
{
    Told fresh;
    co_return co_await show_line(visit, number_of(visit.captured.front(), 0), fresh);
}

task<HttpAnswer> do_correct(Visit visit)
{
    const auto entry = number_of(visit.form.text("entry"), 0);
    const Json arguments = {{"entry", entry}, {"text", visit.form.text("text")}};
    const auto told = co_await try_verb(visit, "correct", arguments);
    if (told.problem.empty()) co_return see(line_href(entry));
    co_return co_await show_line(visit, entry, told);
}

task<HttpAnswer> show_faults(const Visit& visit, const Typed typed)
{
    const bool all = visit.target.query.text("all") == "1";
    Json asked = {{"all", all}};
    if (const auto subject = visit.target.query.text("subject"); !subject.empty()) asked["subject"] = subject;
    const Json faults = co_await ask(visit, "faults", std::move(asked));
    Json view = faults_view(faults);
    view["all"] = all;
    view["units"] = visit.room.rig.names();
    view["subject"] = typed.subject.empty() ? visit.target.query.text("subject") : typed.subject;
    view["text"] = typed.text;
    view["is_quirk"] = typed.is_quirk;
    view["fault_error"] = typed.fault;
    const Paper paper{"faults.mustache", "Faults", "/log", typed.status};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> faults_page(Visit visit)
{
    Typed fresh;
    co_return co_await show_faults(visit, std::move(fresh));
}

task<HttpAnswer> do_fault(Visit visit)
{
    const Json arguments = {{"subject", visit.form.text("subject")}, {"text", visit.form.text("text")}, {"quirk", visit.form.has("quirk")}};
    const auto told = co_await try_verb(visit, "fault", arguments);
    if (told.problem.empty()) co_return see("/faults");
    Typed typed{visit.form.text("text"), visit.form.text("subject"), told.problem, told.status, visit.form.has("quirk")};
    co_return co_await show_faults(visit, std::move(typed));
}

task<HttpAnswer> do_close_fault(Visit visit)
{
    const auto entry = number_of(visit.form.text("entry"), 0);
    Json arguments = {{"entry", entry}};
    if (auto text = visit.form.text("text"); !text.empty()) arguments["text"] = std::move(text);
    const auto told = co_await try_verb(visit, "fault_close", std::move(arguments));
    if (told.problem.empty()) co_return see("/faults");
    co_return co_await show_line(visit, entry, told);
}

constexpr std::array table{
    Route{"GET", "/log/*", Permission::view, line_page},
    Route{"POST", "/do/log/correct", operate, do_correct},
    Route{"GET", "/faults", Permission::view, faults_page},
    Route{"POST", "/do/faults", operate, do_fault},
    Route{"POST", "/do/faults/close", operate, do_close_fault},
};

}  // namespace

std::span<const Route> logbook_routes() { return table; }

task<HttpAnswer> log_page(Visit visit)
{
    Typed fresh;
    co_return co_await show_log(visit, std::move(fresh));
}

task<HttpAnswer> do_log(Visit visit)
{
    Json arguments = {{"text", visit.form.text("text")}};
    for (const auto* name : {"session", "kind"})
        if (auto words = visit.form.text(name); !words.empty()) arguments[name] = std::move(words);
    const auto told = co_await try_verb(visit, "log", std::move(arguments));
    if (told.problem.empty()) co_return see("/log");
    Typed typed{visit.form.text("text"), {}, told.problem, told.status, false, visit.form.text("kind")};
    co_return co_await show_log(visit, std::move(typed));
}

}  // namespace recalld::remote::web
