#include <array>

#include "remote/layouts/base64.hpp"
#include "remote/web/pages.hpp"
#include "remote/web/target.hpp"
#include "remote/web/views_sheet.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::string_view here = "/sheets";

std::string sheet_href(const std::string& unit) { return path_to({"sheets", unit}); }
std::string checklist_href(std::size_t recall) { return "/checklist/" + std::to_string(recall); }

task<Json> sheet_of(const Visit& visit, std::string unit, bool brief)
{
    const Json asked = {{"unit", unit}, {"brief", brief}};
    co_return co_await ask(visit, "sheet", asked);
}

/// The sheet, with what was typed and is wrong when it comes back.
task<HttpAnswer> show_sheet(const Visit& visit, std::string unit, Told told)
{
    const Json sheet = co_await sheet_of(visit, unit, true);
    Json view = sheet_view(sheet, visit.form);
    view["problem"] = told.problem;
    view["saved"] = visit.target.query.has("saved");
    const Paper paper{"sheet.mustache", unit, here, told.status};
    co_return print(visit, paper, std::move(view));
}

task<HttpAnswer> sheets_page(Visit visit)
{
    const Json answer = co_await ask(visit, "sheets", Json::object());
    Json drawings = Json::object();
    for (const auto& sheet : list_in(answer, "sheets")) {
        const Json one = co_await sheet_of(visit, text_in(sheet, "unit"), true);
        drawings[text_in(sheet, "unit")] = text_in(one, "svg");
    }
    const Paper paper{"sheets.mustache", "Sheets", here};
    co_return print(visit, paper, sheets_view(answer, drawings));
}

task<HttpAnswer> sheet_page(Visit visit)
{
    const Told fresh;
    co_return co_await show_sheet(visit, visit.captured[0], fresh);
}

/// The picture itself; small when asked for.
task<HttpAnswer> photo_page(Visit visit)
{
    const Json sheet = co_await sheet_of(visit, visit.captured[0], false);
    const auto photo = sheet.value("photo", Json());
    const auto bytes = photo.is_object() ? from_base64(text_in(photo, visit.target.query.has("small") ? "thumbnail" : "base64")) : std::nullopt;
    if (!bytes || bytes->empty()) co_return error_page(visit, 404, "No photo", "There is no photo of " + visit.captured[0] + " yet.");
    HttpAnswer answer{200, *bytes, "image/jpeg"};
    answer.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
    co_return answer;
}

task<HttpAnswer> do_sheet(Visit visit)
{
    const auto unit = visit.form.text("unit");
    const auto lines = changed_lines(visit.form) + (visit.form.has("rest") ? "*=-\n" : "");
    Json arguments = {{"unit", unit}};
    if (!lines.empty()) arguments["values"] = lines;
    if (visit.form.has("preset") && visit.form.text("preset") != visit.form.text("preset-was")) arguments["preset"] = visit.form.text("preset");
    if (arguments.size() == 1) co_return see(sheet_href(unit));
    const auto told = co_await try_verb(visit, "sheet_set", arguments);
    if (told.problem.empty()) co_return see(sheet_href(unit) + "?saved=1");
    if (told.status == 404) co_return error_page(visit, 404, "Not found", told.problem);
    co_return co_await show_sheet(visit, unit, told);
}

task<HttpAnswer> do_copy(Visit visit)
{
    const auto unit = visit.form.text("unit");
    Json arguments = {{"unit", unit}};
    for (const auto* name : {"from_channel", "to_channel", "from_unit", "session", "version"})
        if (const auto value = visit.form.text(name); !value.empty()) arguments[name] = value;
    const auto told = co_await try_verb(visit, "sheet_copy", arguments);
    if (told.problem.empty()) co_return see(sheet_href(unit) + "?saved=1");
    co_return error_page(visit, told.status, "Not copied", told.problem);
}

task<HttpAnswer> checklist_page(Visit visit)
{
    Json asked = Json::object();
    if (!visit.captured.empty()) asked["recall"] = number_of(visit.captured[0], 0);
    const Json list = co_await ask(visit, "checklist", asked);
    if (visit.captured.empty()) co_return see(checklist_href(number_in(list, "recall")));
    const Paper paper{"checklist.mustache", "Checklist", "/reports"};
    co_return print(visit, paper, checklist_view(list));
}

/// What a tick needs besides a thumb: words, or how it stands.
HttpAnswer ask_why(const Visit& visit, std::size_t recall)
{
    Json view = {{"line", visit.form.text("line")}, {"words", visit.form.text("words")}, {"recall", recall}, {"back", checklist_href(recall)}};
    return print(visit, {"cannot.mustache", "Cannot match", "/reports"}, std::move(view));
}

task<HttpAnswer> do_tick(Visit visit)
{
    const auto recall = number_of(visit.form.text("recall"), 0);
    if (visit.form.text("verdict") == "ask") co_return ask_why(visit, recall);
    Json arguments = {{"recall", recall}, {"line", visit.form.text("line")}, {"verdict", visit.form.text("verdict")}};
    for (const auto* name : {"found", "note"})
        if (const auto value = visit.form.text(name); !value.empty()) arguments[name] = value;
    const auto told = co_await try_verb(visit, "tick", arguments);
    if (told.problem.empty()) co_return see(checklist_href(recall));
    co_return error_page(visit, told.status, "Not ticked", told.problem);
}

using enum Permission;
constexpr std::array table{
    Route{"GET", "/sheets", view, sheets_page},         Route{"GET", "/sheets/*", view, sheet_page},          Route{"GET", "/sheets/*/photo", view, photo_page},
    Route{"GET", "/checklist", view, checklist_page},   Route{"GET", "/checklist/*", view, checklist_page},   Route{"POST", "/do/sheet", operate, do_sheet},
    Route{"POST", "/do/sheet-copy", operate, do_copy},  Route{"POST", "/do/tick", operate, do_tick},
};

}  // namespace

std::span<const Route> sheet_routes() { return table; }

}  // namespace recalld::remote::web
