#include <algorithm>
#include <set>

#include "logbook/cords.hpp"
#include "remote/web/pages.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_points_offered = 2'000, most_moments_offered = 30;

/// SESSION/VERSION, at its last slash; the empty text is now.
std::optional<Json> version_in(const std::string& text)
{
    const auto slash = text.rfind('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == text.size()) return {};
    return Json{{"session", text.substr(0, slash)}, {"version", text.substr(slash + 1)}};
}

/// What somebody asked the page for, or typed and was refused.
struct Asked {
    std::string at, trace, against;
    std::string from = {}, to = {}, note = {};
    std::string problem = {};
    unsigned status = 200;
};

std::string trace_href(const std::string& point, const std::string& at)
{
    return "/patch?trace=" + percent_encode(point) + (at.empty() ? "" : "&at=" + percent_encode(at));
}

std::string fault_of(const Json& faults, const std::string& jack)
{
    std::string words;
    for (const auto& fault : faults)
        if (fault["jack"] == jack) words += (words.empty() ? "" : "; ") + jack + ": " + fault["text"].get<std::string>();
    return words;
}

Json cords_view(const Json& patch, const std::string& at)
{
    Json rows = Json::array();
    for (auto cord : patch["cords"]) {
        const auto from = cord["from"].get<std::string>(), to = cord["to"].get<std::string>();
        const auto first = fault_of(patch["faults"], from), second = fault_of(patch["faults"], to);
        cord["fault"] = first + (first.empty() || second.empty() ? "" : "; ") + second;
        cord["from_href"] = trace_href(from, at);
        cord["to_href"] = trace_href(to, at);
        rows.push_back(std::move(cord));
    }
    return rows;
}

std::string headline_of(const Json& patch)
{
    const auto count = patch["cords"].size(), jacks = patch["jacks"].size();
    if (jacks == 0) return "This rig has no patch; its jacks are written under patch: in the rig";
    if (!patch["noted"].get<bool>()) return "Nobody noted any cords";
    return std::to_string(count) + (count == 1 ? " cord in " : " cords in ") + std::to_string(jacks) + " jacks";
}

/// Jacks into which a plug may go here, for a list to choose from.
Json jacks_of(const Json& patch, const std::string& side)
{
    Json jacks = Json::array();
    for (const auto& jack : patch["jacks"])
        if (jack["side"] == side || jack["side"] == "either") jacks.push_back(jack);
    return jacks;
}

Json points_of(const Json& patch)
{
    std::set<std::string> points;
    for (const auto& jack : patch["jacks"]) {
        if (points.size() >= most_points_offered) break;
        points.insert(jack["jack"].get<std::string>());
        if (const auto wired = jack["wired"].get<std::string>(); !wired.empty()) points.insert(wired);
    }
    return Json(points);
}

Json patch_view(const Json& patch, const std::string& at, bool may_pull)
{
    Json view = {{"headline", headline_of(patch)}, {"cords", cords_view(patch, at)}, {"problems", patch["problems"]}, {"faults", patch["faults"]}};
    for (const auto* list : {"cords", "problems", "faults"}) view[std::string("any_") + list] = !view[list].empty();
    view["may_pull"] = may_pull;
    view["outputs"] = jacks_of(patch, "output");
    view["inputs"] = jacks_of(patch, "input");
    view["points"] = points_of(patch);
    return view;
}

task<Json> known_moments(const Visit& visit)
{
    co_return co_await visit.room.store.run([](store::Store& store) {
        Json names = Json::array();
        const auto sessions = store.sessions();
        for (auto session = sessions.rbegin(); session != sessions.rend() && names.size() < most_moments_offered; ++session) {
            const auto versions = store.versions(session->name);
            for (auto version = versions.rbegin(); version != versions.rend() && names.size() < most_moments_offered; ++version) names.push_back(session->name + "/" + version->name);
        }
        return names;
    });
}

/// A verb's answer, or null and the problem on the page.
task<Json> asked_of(const Visit& visit, std::string verb, Json arguments, Asked& asked)
{
    const auto told = co_await try_verb(visit, std::move(verb), std::move(arguments));
    if (told.problem.empty()) co_return told.answer;
    asked.problem = told.problem;
    asked.status = told.status;
    co_return Json(nullptr);
}

task<Json> compared_view(const Visit& visit, Asked& asked)
{
    const auto version = version_in(asked.against);
    if (!version) {
        asked.problem = "A version is written SESSION/VERSION, such as Night Train/Mix 3.";
        asked.status = 400;
        co_return Json(nullptr);
    }
    const Json arguments = {{"from", "live"}, {"to", *version}};
    Json found = co_await asked_of(visit, "patch_diff", arguments, asked);
    if (found.is_null()) co_return found;
    const auto count = found["lines"].size();
    found["any"] = count > 0;
    const bool is_same = count == 0 && found["left_out"] == 0;
    found["headline"] = is_same ? "The same cords as " + asked.against : std::to_string(count) + (count == 1 ? " thing" : " things") + " to do for " + asked.against;
    found["against"] = asked.against;
    found["may_operate"] = visit.may(Permission::operate);
    co_return found;
}

task<HttpAnswer> show_patch(const Visit& visit, Asked asked)
{
    const auto then = version_in(asked.at);
    if (!asked.at.empty() && !then) asked.problem = "A version is written SESSION/VERSION, such as Night Train/Mix 3.", asked.status = 400, asked.at.clear();
    Json moment = then.value_or(Json::object());
    Json patch = co_await asked_of(visit, "patch", moment, asked);
    if (patch.is_null()) patch = co_await ask(visit, "patch", Json::object());
    Json view = patch_view(patch, asked.at, visit.may(Permission::operate) && asked.at.empty());
    view["traced"] = view["compared"] = nullptr;
    if (!asked.trace.empty()) {
        moment["point"] = asked.trace;
        view["traced"] = co_await asked_of(visit, "trace", moment, asked);
    }
    if (!asked.against.empty()) view["compared"] = co_await compared_view(visit, asked);
    view["moments"] = co_await known_moments(visit);
    view["at"] = asked.at;
    view["trace"] = asked.trace;
    view["against"] = asked.against;
    view["given"] = {{"from", asked.from}, {"to", asked.to}, {"note", asked.note}};
    view["problem"] = asked.problem;
    const Paper paper{"patch.mustache", "Patch", "/patch", asked.status};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> patch_page(Visit visit)
{
    const auto& query = visit.target.query;
    if (query.text("do") == "show") co_return see("/patch?at=" + percent_encode(query.text("against")));
    Asked asked{query.text("at"), query.text("trace"), query.text("against")};
    co_return co_await show_patch(visit, std::move(asked));
}

/// What was typed, or ticked, as patch_set wants it.
Json order_in(const Fields& form)
{
    std::string pull, plug;
    for (const auto& line : form.all("pull")) pull += line + "\n";
    if (form.has("from") || form.has("to")) plug += studio::written({form.text("from"), form.text("to")}) + "\n";
    for (const auto& step : form.all("step"))
        if (const auto work = logbook::read_cord_work(step)) {
            if (work->pull) pull += work->pull->from + " " + work->pull->to + "\n";
            if (work->plug) plug += work->plug->from + " " + work->plug->to + "\n";
        }
    Json order = Json::object();
    if (!pull.empty()) order["pull"] = pull;
    if (!plug.empty()) order["plug"] = plug;
    if (!form.text("note").empty()) order["note"] = form.text("note");
    return order;
}

task<HttpAnswer> do_patch(Visit visit)
{
    const auto& form = visit.form;
    const auto against = form.text("against");
    const Json order = order_in(form);
    const auto told = co_await try_verb(visit, "patch_set", order);
    if (told.problem.empty()) co_return see(against.empty() ? "/patch" : "/patch?against=" + percent_encode(against));
    Asked asked{{}, {}, against, form.text("from"), form.text("to"), form.text("note"), told.problem, told.status};
    co_return co_await show_patch(visit, std::move(asked));
}

constexpr std::array lines{
    Route{"GET", "/patch", Permission::view, patch_page},
    Route{"POST", "/do/patch", Permission::operate, do_patch},
};

}  // namespace

std::span<const Route> patch_routes() { return lines; }

}  // namespace recalld::remote::web
