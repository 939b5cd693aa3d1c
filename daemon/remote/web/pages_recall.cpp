#include <algorithm>

#include "remote/web/consent.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t reports_on_a_page = 50;
constexpr std::size_t longest_scope = 1000;   // as verbs take it
constexpr const char* moved_meanwhile = "The plan is another one by now: something dangerous was added or went away since it was shown. Nothing was written. Look again, and tick anew.";

/// What is asked for: a version of a session, its take fixed, in a scope.
struct Wanted {
    std::string session, version, scope;
    Json arguments() const
    {
        Json json = {{"session", session}, {"version", version}};
        if (!scope.empty()) json["scope"] = scope;
        return json;
    }
};

Wanted wanted_in(const Fields& fields) { return {fields.text("session"), fields.text("version"), fields.text("scope")}; }

/// The newest take of the name, so that a capture in between does not change what was planned.
task<std::string> with_take(const Visit& visit, Wanted wanted)
{
    const Json asked = {{"session", wanted.session}, {"safety", true}};
    const auto told = co_await try_verb(visit, "versions", asked);
    std::size_t take = 0;
    for (const auto& version : list_in(told.answer, "versions"))
        if (text_in(version, "version") == wanted.version) take = std::max(take, number_in(version, "take"));
    co_return pinned(wanted.version, take);
}

/// The plan page again, or for the first time; `problem` says why again.
HttpAnswer show_plan(const Visit& visit, const Wanted& wanted, const Told& told)
{
    Json plan = told.answer;
    Json view;
    if (plan.is_object()) {
        plan.update(wanted.arguments());
        view = plan_view(plan, visit.form.all("tick"));
        view["plan"]["mute_first"] = visit.form.has("mute_first");
    } else {
        view = {{"session", wanted.session}, {"session_href", path_to({"sessions", wanted.session})}, {"version", wanted.version},
                {"version_href", version_href(wanted.session, wanted.version)}, {"scope", wanted.scope}, {"headline", moment_words(wanted.session, wanted.version)}, {"plan", nullptr}};
    }
    view["problem"] = told.problem;
    return print(visit, {"plan.mustache", "Plan: " + moment_words(wanted.session, wanted.version), "/sessions", told.status}, std::move(view));
}

Told changed_plan(Json plan)
{
    Told told;
    told.answer = std::move(plan);
    told.problem = moved_meanwhile;
    told.status = 409;
    return told;
}

/// What a refusal brought: the plan that would have needed more consent.
Told refused_plan(Told told)
{
    told.answer = told.details.is_object() && told.details.contains("plan") ? told.details["plan"] : Json(nullptr);
    return told;
}

std::string report_href(const Json& answer) { return "/reports/" + std::to_string(number_in(answer, "recall")); }

Json undo_arguments(const Visit& visit, bool dry_run, const std::string& allow)
{
    Json arguments = {{"dry_run", dry_run}, {"mute_first", visit.form.has("mute_first")}};
    if (!allow.empty()) arguments["allow"] = allow;
    return arguments;
}

HttpAnswer show_undo(const Visit& visit, const Told& told)
{
    Json view = {{"headline", ""}, {"plan", nullptr}};
    if (told.answer.is_object()) {
        view = undo_view(told.answer, visit.form.all("tick"));
        view["plan"]["mute_first"] = visit.form.has("mute_first");
    }
    view["problem"] = told.problem;
    return print(visit, {"undo.mustache", "Undo", "/reports", told.status}, std::move(view));
}

bool all_ticked(const Json& plan, const std::vector<std::string>& ticks)
{
    return std::ranges::all_of(hazard_lines(plan), [&](const HazardLine& line) { return line.allowed || std::ranges::find(ticks, line.key()) != ticks.end(); });
}

/// Carries out what was ticked, if it is still what was shown.
task<HttpAnswer> recall_ticked(const Visit& visit, Wanted wanted, Json plan)
{
    const auto consent = consent_of(plan, visit.form.all("tick"), wanted.scope);
    Told told;
    if (consent.scope.size() > longest_scope) {
        told = {std::move(plan), "So many single changes cannot be left out at once. Narrow the scope, or tick more of them. Nothing was written.", "usage", 400};
        co_return show_plan(visit, wanted, told);
    }
    Wanted narrowed = wanted;
    narrowed.scope = consent.scope;
    Json arguments = narrowed.arguments();
    arguments["mute_first"] = visit.form.has("mute_first");
    if (!consent.allow.empty()) arguments["allow"] = consent.allow;
    told = co_await try_verb(visit, "recall", std::move(arguments));
    if (told.problem.empty()) co_return see(report_href(told.answer));
    if (told.code == "refused") co_return show_plan(visit, narrowed, refused_plan(std::move(told)));
    told.answer = std::move(plan);
    co_return show_plan(visit, wanted, told);
}

}  // namespace

task<HttpAnswer> plan_page(Visit visit)
{
    auto wanted = wanted_in(visit.target.query);
    if (wanted.session.empty() || wanted.version.empty()) co_return see("/sessions");
    wanted.version = co_await with_take(visit, wanted);
    const auto told = co_await try_verb(visit, "plan", wanted.arguments());
    co_return show_plan(visit, wanted, told);
}

task<HttpAnswer> do_recall(Visit visit)
{
    const auto wanted = wanted_in(visit.form);
    auto told = co_await try_verb(visit, "plan", wanted.arguments());
    if (!told.problem.empty()) co_return show_plan(visit, wanted, told);
    if (seen_in(told.answer) != visit.form.text("seen")) co_return show_plan(visit, wanted, changed_plan(std::move(told.answer)));
    co_return co_await recall_ticked(visit, wanted, std::move(told.answer));
}

task<HttpAnswer> undo_page(Visit visit)
{
    const auto told = co_await try_verb(visit, "undo", undo_arguments(visit, true, {}));
    co_return show_undo(visit, told);
}

task<HttpAnswer> do_undo(Visit visit)
{
    auto told = co_await try_verb(visit, "undo", undo_arguments(visit, true, {}));
    if (!told.problem.empty()) co_return show_undo(visit, told);
    if (seen_in(told.answer) != visit.form.text("seen")) co_return show_undo(visit, changed_plan(std::move(told.answer)));
    if (!all_ticked(told.answer, visit.form.all("tick"))) {
        told.problem = "An undo goes back as a whole: tick all that is dangerous about it, or leave it. Nothing was written.";
        told.status = 400;
        co_return show_undo(visit, told);
    }
    const auto consent = consent_of(told.answer, visit.form.all("tick"), {});
    auto undone = co_await try_verb(visit, "undo", undo_arguments(visit, false, consent.allow));
    if (undone.problem.empty()) co_return see(report_href(undone.answer));
    undone.answer = std::move(told.answer);
    co_return show_undo(visit, undone);
}

task<HttpAnswer> reports_page(Visit visit)
{
    const auto offset = number_of(visit.target.query.text("offset"), 0);
    const Json asked = {{"offset", offset}, {"count", reports_on_a_page}};
    const Json reports = co_await ask(visit, "reports", asked);
    Json view = reports_view(reports);
    view["pager"] = pager_view(reports, view["reports"].size(), reports_on_a_page, "/reports");
    const Paper paper{"reports.mustache", "Reports", "/reports"};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> report_page(Visit visit)
{
    const auto number = number_of(visit.captured[0], 0);
    if (number == 0) co_return error_page(visit, 404, "Not found", "There is no report " + visit.captured[0] + ".");
    const Json asked = {{"recall", number}};
    const Json report = co_await ask(visit, "report", asked);
    const Paper paper{"report.mustache", "Report " + visit.captured[0], "/reports"};
    co_return print(visit, paper, report_view(report));
}

}  // namespace recalld::remote::web
