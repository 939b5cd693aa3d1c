#include "remote/unsaved.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_moments = 30;

/// `Night Train/Mix 3` or `live`, as the verb diff takes it; null when it is neither.
Json moment_of(const std::string& text)
{
    if (text == "live") return "live";
    const auto slash = text.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == text.size()) return nullptr;
    return {{"session", text.substr(0, slash)}, {"version", text.substr(slash + 1)}};
}

/// What the newest session holds, newest first: to choose from.
task<Json> moments(const Visit& visit)
{
    Json names = Json::array({"live"});
    const Json found = co_await ask(visit, "sessions", Json::object());
    const auto& sessions = list_in(found, "sessions");
    if (sessions.empty()) co_return names;
    const auto session = text_in(sessions.back(), "session");
    const Json asked = {{"session", session}};
    const Json answer = co_await ask(visit, "versions", asked);
    const auto& versions = list_in(answer, "versions");
    for (auto version = versions.rbegin(); version != versions.rend() && names.size() < most_moments; ++version)
        names.push_back(session + "/" + pinned(text_in(*version, "version"), number_in(*version, "take")));
    co_return names;
}

struct Looked {
    Json answer = nullptr;
    std::string problem = {};
};

/// The values of one scope of a version; nothing when none was asked for.
task<Looked> look_at(const Visit& visit, const std::string scope)
{
    Looked looked;
    if (scope.empty()) co_return looked;
    const Json asked = {{"session", visit.captured[0]}, {"version", visit.captured[1]}, {"scope", scope}};
    auto told = co_await try_verb(visit, "show", asked);
    looked.answer = std::move(told.answer);
    looked.problem = told.problem;
    co_return looked;
}

/// What the room has besides: cords, presets, and controls that nobody had noted then. Null unless it is asked what was moved since the version that the
/// room stands as.
task<Json> besides_of(const Visit& visit, const Json asked)
{
    if (asked["to"] != "live" || !asked["from"].is_object() || asked.contains("scope")) co_return Json(nullptr);
    const auto session = text_in(asked["from"], "session"), version = text_in(asked["from"], "version");
    const auto from = co_await visit.room.store.run([&](store::Store& store) { return store.find(session, version).id; });
    const auto unsaved = co_await unsaved_changes(visit.room);
    if (!unsaved || unsaved->since.id != from) co_return Json(nullptr);
    const auto is_by_hand = [&](const studio::Difference& change) {
        const auto unit = visit.room.rig.find(change.unit);
        return unit && unit->profile()->is_by_hand();
    };
    Json noted = Json::array();
    for (const auto& change : unsaved->drift.changes)
        if (is_by_hand(change)) noted.push_back({{"unit", change.unit}, {"parameter", change.name}, {"strip", change.strip}, {"words", change.words}, {"from", change.from}, {"to", change.to}});
    co_return Json{{"noted", std::move(noted)}, {"words", unsaved->drift.besides}, {"not_compared", unsaved->drift.not_compared}};
}

std::string captured_words(const Json& view)
{
    std::string words;
    for (const auto& unit : list_in(view, "units")) words += (words.empty() ? "" : "; ") + text_in(unit, "unit") + ": " + text_in(unit, "captured_words");
    return words + ".";
}

}  // namespace

task<HttpAnswer> sessions_page(Visit visit)
{
    const Json sessions = co_await ask(visit, "sessions", Json::object());
    Json view = sessions_view(sessions);
    view["pager"] = nullptr;
    const Paper paper{"sessions.mustache", "Sessions", "/sessions"};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> session_page(Visit visit)
{
    const bool with_safety = visit.target.query.text("safety") == "1";
    const Json asked = {{"session", visit.captured[0]}, {"safety", with_safety}};
    const Json versions = co_await ask(visit, "versions", asked);
    Json view = session_view(versions, with_safety);
    view["pager"] = nullptr;
    const Paper paper{"session.mustache", visit.captured[0], "/sessions"};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> version_page(Visit visit)
{
    const Json asked = {{"session", visit.captured[0]}, {"version", visit.captured[1]}};
    const Json shown = co_await ask(visit, "show", asked);
    const auto scope = visit.target.query.text("scope");
    const auto looked = co_await look_at(visit, scope);
    Json view = version_view(shown, looked.answer, scope, visit.captured[1]);
    view["scope_error"] = looked.problem;
    view["captured"] = visit.target.query.has("captured") ? captured_words(view) : std::string();
    view["is_new"] = visit.target.query.has("new");
    const Paper paper{"version.mustache", visit.captured[1] + ", " + visit.captured[0], "/sessions", looked.problem.empty() ? 200u : 400u};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> diff_page(Visit visit)
{
    const auto& query = visit.target.query;
    const bool is_asked = query.has("from") || query.has("to");
    const Json known = co_await moments(visit);
    const std::string newest = known.size() > 1 ? known[1].get<std::string>() : std::string();
    Json view = {{"from", is_asked ? query.text("from") : newest}, {"to", is_asked ? query.text("to") : "live"}, {"scope", query.text("scope")}, {"moments", known}, {"result", nullptr}};
    Paper paper{"diff.mustache", "Compare", "/sessions"};
    if (!is_asked) co_return print(visit, paper, std::move(view));
    Json asked = {{"from", moment_of(query.text("from"))}, {"to", moment_of(query.text("to"))}};
    if (const auto scope = query.text("scope"); !scope.empty()) asked["scope"] = scope;
    Told told;
    if (asked["from"].is_null() || asked["to"].is_null()) told.problem = "Both sides are written as SESSION/VERSION, or live for what stands there now.", told.status = 400;
    else told = co_await try_verb(visit, "diff", asked);
    view["problem"] = told.problem;
    paper.status = told.status;
    Json besides;
    if (told.problem.empty()) besides = co_await besides_of(visit, asked);
    if (told.problem.empty()) view["result"] = diff_view(told.answer, besides);
    co_return print(visit, paper, std::move(view));
}

}  // namespace recalld::remote::web
