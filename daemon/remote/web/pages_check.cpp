#include <array>

#include "remote/plan_json.hpp"
#include "remote/web/pages.hpp"
#include "remote/web/views_check.hpp"
#include "remote/web/visit.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

using enum Permission;

/// The newest lines of a kind; what came of each stands in its text.
task<std::vector<store::Entry>> newest_of(const Visit& visit, std::string kind, std::size_t count)
{
    store::EntryFilter filter;
    filter.kinds = {kind};
    co_return co_await visit.room.store.run([&](store::Store& store) { return store.entries(filter, 0, count); });
}

Json told(const std::vector<store::Entry>& entries)
{
    Json rows = Json::array();
    for (const auto& entry : entries) {
        const auto time = iso_time(entry.time);
        rows.push_back({{"time_iso", time}, {"time", local_time(time)}, {"who", entry.said.who}, {"session", entry.said.session}, {"text", entry.said.text}});
    }
    return rows;
}

/// What was typed into a form that could not be done, and why.
struct Trouble {
    std::string problem = {};
    unsigned status = 200;
};

task<HttpAnswer> show_checks(const Visit& visit, Trouble trouble)
{
    constexpr std::size_t shown = 5;
    const Json sessions = co_await ask(visit, "sessions", Json::object());
    const Json check = co_await ask(visit, "linecheck", Json::object());
    const auto preflights = co_await newest_of(visit, "preflight", 1), checks = co_await newest_of(visit, "line_check", shown), tones = co_await newest_of(visit, "tone_out", shown);
    Json view = {{"check", line_check_view(check)}, {"signed", told(checks)}, {"tones", told(tones)}, {"any_signed", !checks.empty()}, {"any_tones", !tones.empty()}, {"preflight", nullptr}, {"sessions", Json::array()}};
    for (const auto& session : list_in(sessions, "sessions")) view["sessions"].push_back({{"name", text_in(session, "session")}});
    if (!preflights.empty()) {
        const Json data = Json::parse(preflights.front().said.data, nullptr, false);
        view["preflight"] = preflight_view(data.is_object() ? data : Json::object());
        view["preflight"].update({{"who", preflights.front().said.who}, {"time", local_time(iso_time(preflights.front().time))}});
    }
    view["problem"] = trouble.problem;
    view["values"] = {{"session", visit.form.text("session")}, {"version", visit.form.text("version")}, {"lines", visit.form.text("lines")}, {"expect", visit.form.text("expect")}};
    const Paper paper{"checks.mustache", "Checks", "/checks", trouble.status};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> checks_page(Visit visit)
{
    Trouble none;
    co_return co_await show_checks(visit, std::move(none));
}

task<HttpAnswer> show_trouble(const Visit& visit, Told what)
{
    Trouble trouble{what.problem, what.status};
    co_return co_await show_checks(visit, std::move(trouble));
}

/// Against what was pasted, or what a trusted version says.
task<HttpAnswer> do_preflight(Visit visit)
{
    Json asked = {{"expect", visit.form.text("expect")}, {"name", "what was pasted"}};
    if (visit.form.text("expect").empty()) {
        const Json of = {{"session", visit.form.text("session")}, {"version", visit.form.text("version")}};
        const auto made = co_await try_verb(visit, "preflight_make", of);
        if (!made.problem.empty()) co_return co_await show_trouble(visit, made);
        asked = {{"expect", text_in(made.answer, "text")}, {"name", visit.form.text("version")}};
    }
    const auto told = co_await try_verb(visit, "preflight", std::move(asked));
    if (!told.problem.empty()) co_return co_await show_trouble(visit, told);
    co_return see("/checks");
}

task<HttpAnswer> line_page(Visit visit)
{
    const Json check = co_await ask(visit, "linecheck", Json::object());
    if (list_in(check, "lines").empty()) co_return see("/checks");
    const Paper paper{"line.mustache", "Line check", "/checks"};
    co_return print(visit, paper, line_check_view(check));
}

task<HttpAnswer> do_line_start(Visit visit)
{
    Json asked = {{"session", visit.form.text("session")}, {"patience_s", number_of(visit.form.text("patience"), 10)}};
    if (!visit.form.text("force").empty()) asked["force"] = true;
    if (const auto lines = visit.form.text("lines"); lines.find_first_not_of(" \t\r\n") != std::string::npos) asked["lines"] = lines;
    const auto told = co_await try_verb(visit, "linecheck_start", std::move(asked));
    if (!told.problem.empty()) co_return co_await show_trouble(visit, told);
    co_return see("/checks/line");
}

/// Back to the line, or to what went wrong.
task<HttpAnswer> do_on_line(const Visit& visit, std::string verb, Json asked, std::string next)
{
    const auto told = co_await try_verb(visit, std::move(verb), std::move(asked));
    if (!told.problem.empty()) co_return error_page(visit, told.status, "Line check", told.problem);
    co_return see(next);
}

task<HttpAnswer> do_line_mark(Visit visit)
{
    Json asked = {{"verdict", visit.form.text("verdict")}, {"line", number_of(visit.form.text("line"), 0)}, {"note", visit.form.text("note")}};
    co_return co_await do_on_line(visit, "linecheck_mark", std::move(asked), "/checks/line");
}

task<HttpAnswer> do_line_next(Visit visit)
{
    Json asked = {{"go", visit.form.text("go")}};
    co_return co_await do_on_line(visit, "linecheck_next", std::move(asked), "/checks/line");
}

task<HttpAnswer> do_line_sign(Visit visit)
{
    Json asked = {{"name", visit.form.text("name")}};
    co_return co_await do_on_line(visit, "linecheck_sign", std::move(asked), "/checks");
}

task<HttpAnswer> do_line_cancel(Visit visit) { co_return co_await do_on_line(visit, "linecheck_cancel", Json::object(), "/checks"); }

constexpr std::array table{
    Route{"GET", "/checks", view, checks_page},
    Route{"GET", "/checks/line", view, line_page},
    Route{"POST", "/do/preflight", operate, do_preflight},
    Route{"POST", "/do/linecheck", operate, do_line_start},
    Route{"POST", "/do/linecheck/mark", operate, do_line_mark},
    Route{"POST", "/do/linecheck/next", operate, do_line_next},
    Route{"POST", "/do/linecheck/sign", operate, do_line_sign},
    Route{"POST", "/do/linecheck/cancel", operate, do_line_cancel},
};

}  // namespace

std::span<const Route> check_routes() { return table; }

}  // namespace recalld::remote::web
