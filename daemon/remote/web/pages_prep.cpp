#include <algorithm>
#include <array>

#include "remote/web/pages.hpp"
#include "remote/web/visit.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_tracks = 500;

struct KindWords {
    std::string_view kind, said;
};
constexpr std::array<KindWords, 10> kinds{{{"strip", "Two for one strip:"}, {"no_strip", "No strip:"}, {"unknown_role", "Unknown:"}, {"role", "Several roles:"}, {"name", "Name:"},
                                           {"presets", "Two presets:"}, {"stereo", "Stereo:"}, {"colour", "Colour:"}, {"source", "Source:"}, {"gain", "Gain and 48 V:"}}};

std::string_view said_of(const std::string& kind)
{
    const auto found = std::ranges::find(kinds, kind, &KindWords::kind);
    return found == kinds.end() ? std::string_view("To look at:") : found->said;
}

/// What was typed, and what came of it.
struct Preparing {
    Json given = Json::object();
    Json worked = nullptr;
    std::string problem = {};
    unsigned status = 200;
    bool asks_new = false;   ///< the session is nearly called as another
};

Json tracks_view(const Json& worked)
{
    Json rows = Json::array();
    for (const auto& track : list_in(worked, "tracks")) {
        if (rows.size() == most_tracks) break;
        Json row = track;
        if (text_in(track, "strip_words").empty()) row["strip_words"] = "none";
        rows.push_back(std::move(row));
    }
    return rows;
}

Json messages_view(const Json& worked)
{
    Json rows = Json::array();
    for (const auto& message : list_in(worked, "messages")) {
        const auto line = number_in(message, "line");
        rows.push_back({{"line", line > 0 ? Json(std::to_string(line)) : Json(false)}, {"text", text_in(message, "text")}});
    }
    return rows;
}

Json hazards_view(const Json& plan)
{
    Json rows = Json::array();
    for (const auto& hazard : list_in(plan, "hazards"))
        for (const auto& words : list_in(hazard, "words"))
            if (words.is_string()) rows.push_back({{"said", hazard_words(text_in(hazard, "hazard"))}, {"words", words}});
    return rows;
}

Json worked_view(const Json& worked)
{
    const Json plan = worked.value("plan", Json::object());
    Json conflicts = Json::array();
    for (const auto& conflict : list_in(worked, "conflicts")) conflicts.push_back({{"said", said_of(text_in(conflict, "kind"))}, {"words", text_in(conflict, "words")}});
    Json view = {{"headline", text_in(worked, "unit") + ": " + count_of(number_in(plan, "writes"), "parameter") + " to write, " + std::to_string(number_in(plan, "unchanged")) + " stand already"},
                 {"how", text_in(worked, "how")}, {"tracks", tracks_view(worked)}, {"messages", messages_view(worked)}, {"hazards", hazards_view(plan)}};
    view["any_conflicts"] = !conflicts.empty();
    view["conflicts"] = std::move(conflicts);
    view["any_messages"] = !view["messages"].empty();
    view["any_hazards"] = !view["hazards"].empty();
    return view;
}

Json units_view(const Room& room, const std::string& chosen)
{
    Json units = Json::array();
    for (const auto& unit : room.rig.units())
        if (!unit->profile()->controls.empty()) units.push_back({{"name", unit->name()}, {"chosen", unit->name() == chosen}});
    return units;
}

task<Json> engineers(const Visit& visit)
{
    const auto told = co_await try_verb(visit, "presets", Json::object());
    Json names = Json::array();
    for (const auto& preset : list_in(told.answer, "presets")) {
        const Json name = text_in(preset, "engineer");
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    co_return names;
}

task<HttpAnswer> show_prep(const Visit& visit, Preparing preparing)
{
    const auto given = [&](const char* key) { return text_in(preparing.given, key); };
    Json view = {{"session", given("session")}, {"text", given("text")}, {"engineer", given("engineer")}, {"keep", given("keep").empty() ? "Prep" : given("keep")}};
    view["session_href"] = given("session").empty() ? Json(false) : Json(path_to({"sessions", given("session")}));
    view["units"] = units_view(visit.room, given("unit"));
    view["many_units"] = view["units"].size() > 1;
    view["engineers"] = co_await engineers(visit);
    view["worked"] = preparing.worked.is_object() ? worked_view(preparing.worked) : Json(false);
    if (preparing.worked.is_object()) view["worked"]["keep"] = view["keep"], view["worked"]["asks_new"] = preparing.asks_new;
    view["problem"] = preparing.problem;
    const Paper paper{"prep.mustache", "Prepare", "/sessions", preparing.status};
    co_return print(visit, paper, std::move(view));
}

Json given_in(const Visit& visit)
{
    Json given = Json::object();
    for (const auto* name : {"session", "text", "engineer", "unit"})
        if (auto text = visit.form.text(name); text.find_first_not_of(" \t\r\n") != std::string::npos) given[name] = std::move(text);
    if (visit.form.text("go") == "keep") given["keep"] = visit.form.text("keep");
    if (visit.form.text("new") == "yes") given["new"] = true;
    return given;
}

task<HttpAnswer> prep_page(Visit visit)
{
    Preparing fresh;
    fresh.given["session"] = visit.target.query.text("session");
    co_return co_await show_prep(visit, std::move(fresh));
}

/// The proposal stays on the page while somebody is asked whether he means to keep it.
task<Json> proposed_again(Visit visit, Json given)
{
    given.erase("keep");
    const auto shown = co_await try_verb(visit, "prep", given);
    co_return shown.answer;
}

task<HttpAnswer> do_prep(Visit visit)
{
    Preparing preparing;
    preparing.given = given_in(visit);
    const auto told = co_await try_verb(visit, "prep", preparing.given);
    preparing.problem = told.problem;
    preparing.status = told.status;
    preparing.worked = told.answer;
    preparing.asks_new = told.code == "unknown_session";
    if (preparing.asks_new) preparing.worked = co_await proposed_again(visit, preparing.given);
    const Json kept = told.answer.is_object() ? told.answer.value("kept", Json()) : Json();
    if (!kept.is_object()) co_return co_await show_prep(visit, std::move(preparing));
    const auto version = pinned(text_in(kept, "version"), number_in(kept, "take"));
    co_return see("/plan" + query_of({{"session", text_in(told.answer, "session")}, {"version", version}, {"scope", text_in(told.answer, "scope")}}));
}

constexpr std::array table{
    Route{"GET", "/prep", Permission::view, prep_page},
    Route{"POST", "/do/prep", Permission::operate, do_prep},
};

}  // namespace

std::span<const Route> prep_routes() { return table; }

}  // namespace recalld::remote::web
