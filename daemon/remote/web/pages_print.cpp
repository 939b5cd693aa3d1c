#include "remote/web/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "logbook/alternates.hpp"
#include "logbook/print_file.hpp"
#include "remote/web/visit.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

std::string prints_href(const std::string& session) { return "/prints" + query_of({{"session", session}}); }

double decimal_in(const Json& json, const char* name) { return json.contains(name) && json[name].is_number() ? json[name].get<double>() : 0; }

std::string sound_words(const Json& print)
{
    return fmt::format("{}, {}, {:g} kHz, {}, {}, {}", logbook::length_words(decimal_in(print, "seconds")), text_in(print, "format"), decimal_in(print, "rate_hz") / 1000, text_in(print, "coding"),
                       logbook::channel_words(static_cast<int>(number_in(print, "channels"))), logbook::bytes_words(number_in(print, "bytes")));
}

std::string bext_words(const Json& print)
{
    const Json bext = print.value("bext", Json());
    std::string words;
    for (const auto* key : {"originator", "description", "date", "time"})
        if (const auto text = text_in(bext, key); !text.empty()) words += (words.empty() ? "" : ", ") + text;
    if (bext.is_object() && decimal_in(bext, "loudness_lufs") != 0) words += fmt::format("{}{:.1f} LUFS", words.empty() ? "" : ", ", decimal_in(bext, "loudness_lufs"));
    return words;
}

Json copies_view(const Json& print)
{
    Json rows = Json::array();
    for (const auto& copy : list_in(print, "copies")) {
        const auto time = text_in(copy, "time");
        const bool is_own = flag_in(copy, "own_drive");
        rows.push_back({{"path", text_in(copy, "path")}, {"drive", text_in(copy, "drive")}, {"proven", flag_in(copy, "proven")}, {"own_drive", is_own}, {"why", text_in(copy, "why")}, {"time_iso", time}, {"time", local_time(time)}});
    }
    return rows;
}

Json print_view(const Json& print)
{
    Json view;
    for (const auto* key : {"file", "version", "who", "sha256", "proposed", "path", "drive"}) view[key] = text_in(print, key);
    const auto time = text_in(print, "time");
    view["time_iso"] = time;
    view["time"] = local_time(time);
    view["entry"] = number_in(print, "entry");
    view["replaced"] = number_in(print, "replaced") > 0 ? Json(number_in(print, "replaced")) : Json(nullptr);
    view["open"] = !text_in(print, "warning").empty();
    view["same_as"] = number_in(print, "same_as") > 0 ? Json(number_in(print, "same_as")) : Json(nullptr);
    view["mix"] = text_in(print, "alternate_words");
    view["sound"] = sound_words(print);
    view["bext"] = bext_words(print);
    view["naming"] = list_in(print, "naming");
    view["naming_any"] = !view["naming"].empty();
    view["copies"] = copies_view(print);
    return view;
}

Json prints_view(const Json& answer)
{
    Json prints = Json::array();
    for (const auto& print : list_in(answer, "prints")) prints.insert(prints.begin(), print_view(print));
    const auto& warnings = list_in(answer, "warnings");
    return {{"any", !prints.empty()}, {"prints", std::move(prints)}, {"warnings", warnings}, {"warnings_any", !warnings.empty()}, {"wanted_drives", number_in(answer, "wanted_drives")}};
}

/// Newest first; of each name its newest take.
Json versions_view(const Json& answer, const std::string& chosen)
{
    Json names = Json::array(), rows = Json::array();
    const auto& versions = list_in(answer, "versions");
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        const auto name = text_in(*version, "version");
        if (std::ranges::find(names, Json(name)) != names.end()) continue;
        names.push_back(name);
        rows.push_back({{"value", name}, {"words", name}, {"chosen", name == chosen}});
    }
    return rows;
}

Json alternates_view(const std::string& chosen)
{
    Json rows = Json::array();
    for (const auto& one : logbook::alternates()) rows.push_back({{"code", one.code}, {"words", one.words}, {"chosen", one.code == chosen}});
    return rows;
}

std::string folders_of(const Room& room)
{
    std::string words;
    for (const auto& folder : room.rig.config().prints) words += (words.empty() ? "" : " or ") + folder;
    return words;
}

/// What was typed stays when it was not taken.
void add_given(const Visit& visit, bool is_copy, Json& view)
{
    view["copy_path"] = is_copy ? visit.form.text("path") : "";
    view["paths"] = visit.form.text("paths");
    view["alternates"] = alternates_view(visit.form.text("alternate"));
    view["choices"] = Json::array();
    for (const auto& print : view["prints"])
        view["choices"].push_back({{"entry", print["entry"]}, {"file", print["file"]}, {"chosen", std::to_string(number_in(print, "entry")) == visit.form.text("print")}});
}

/// Why the page is shown, beside the prints themselves.
struct Said {
    std::string problem;
    unsigned status = 200;
    bool is_copy = false;
};

task<HttpAnswer> show_prints(const Visit& visit, const std::string session, const Said said)
{
    const Json asked = {{"session", session}};
    const Json prints = co_await ask(visit, "prints", asked);
    const Json versions = co_await ask(visit, "versions", asked);
    Json view = prints_view(prints);
    view["session"] = session;
    view["session_href"] = path_to({"sessions", session});
    view["versions"] = versions_view(versions, visit.form.text("version"));
    view["folders"] = folders_of(visit.room);
    view["problem"] = said.problem;
    add_given(visit, said.is_copy, view);
    const Paper paper{"prints.mustache", "Prints of " + session, "/sessions", said.status};
    co_return print(visit, paper, std::move(view));
}

std::string refused_words(const Json& answer)
{
    std::string words;
    for (const auto& one : list_in(answer, "refused")) words += (words.empty() ? "" : "\n") + text_in(one, "why");
    return words;
}

/// A browser ends lines with CR LF.
std::string without_returns(std::string text)
{
    std::erase(text, '\r');
    return text;
}

}  // namespace

task<HttpAnswer> prints_page(Visit visit)
{
    const Said nothing;
    co_return co_await show_prints(visit, visit.target.query.text("session"), nothing);
}

task<HttpAnswer> do_print(Visit visit)
{
    const auto session = visit.form.text("session");
    Json asked = {{"session", session}, {"version", visit.form.text("version")}, {"paths", without_returns(visit.form.text("paths"))}};
    if (const auto alternate = visit.form.text("alternate"); !alternate.empty()) asked["alternate"] = alternate;
    const auto told = co_await try_verb(visit, "print", std::move(asked));
    Said said{told.problem, told.status};
    if (told.problem.empty()) said.problem = refused_words(told.answer);
    if (told.problem.empty() && said.problem.empty()) co_return see(prints_href(session));
    co_return co_await show_prints(visit, session, said);
}

task<HttpAnswer> do_copy(Visit visit)
{
    const auto session = visit.form.text("session");
    const Json asked = {{"print", number_of(visit.form.text("print"), 0)}, {"path", visit.form.text("path")}};
    const auto told = co_await try_verb(visit, "copy", asked);
    if (told.problem.empty()) co_return see(prints_href(session) + "#print-" + std::to_string(number_in(told.answer, "print")));
    const Said said{told.problem, told.status, true};
    co_return co_await show_prints(visit, session, said);
}

std::span<const Route> print_routes()
{
    static constexpr std::array rows{
        Route{"GET", "/prints", Permission::view, prints_page},
        Route{"POST", "/do/print", Permission::edit, do_print},
        Route{"POST", "/do/copy", Permission::edit, do_copy},
    };
    return rows;
}

}  // namespace recalld::remote::web
