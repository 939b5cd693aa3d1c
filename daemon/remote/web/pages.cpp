#include "remote/web/pages.hpp"

#include <algorithm>
#include <array>

#include "log.hpp"
#include "remote/web/files.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote {

namespace web {

namespace {

using enum Permission;

constexpr std::array table{
    Route{"GET", "/", view, room_page},
    Route{"GET", "/sessions", view, sessions_page},
    Route{"GET", "/sessions/*", view, session_page},
    Route{"GET", "/sessions/*/*", view, version_page},
    Route{"GET", "/diff", view, diff_page},
    Route{"GET", "/plan", view, plan_page},
    Route{"GET", "/undo", operate, undo_page},
    Route{"GET", "/reports", view, reports_page},
    Route{"GET", "/reports/*", view, report_page},
    Route{"GET", "/strips", view, strips_page},
    Route{"GET", "/log", view, log_page},
    Route{"GET", "/pair", nothing, pair_page},
    Route{"GET", "/pair/*", nothing, pair_page},
    Route{"GET", "/pairings", edit, pairings_page},
    Route{"POST", "/pair", nothing, do_pair},
    Route{"POST", "/do/capture", operate, do_capture},
    Route{"POST", "/do/recall", operate, do_recall},
    Route{"POST", "/do/undo", operate, do_undo},
    Route{"POST", "/do/cancel", operate, do_cancel},
    Route{"POST", "/do/set", operate, do_set},
    Route{"POST", "/do/log", operate, do_log},
    Route{"POST", "/do/revoke", edit, do_revoke},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> assets{
    {{"page.css", "text/css; charset=utf-8"}, {"page.js", "text/javascript; charset=utf-8"}, {"sheet.js", "text/javascript; charset=utf-8"}, {"icon.svg", "image/svg+xml"}}};

/// Nothing when the pattern is another; else what its stars stand for.
std::optional<std::vector<std::string>> captured_by(std::string_view pattern, const std::vector<std::string>& segments)
{
    std::vector<std::string> captured;
    auto segment = segments.begin();
    for (pattern.remove_prefix(1); !pattern.empty(); ++segment) {
        const auto end = std::min(pattern.find('/'), pattern.size());
        if (segment == segments.end() || (pattern.substr(0, end) != "*" && pattern.substr(0, end) != *segment)) return {};
        if (pattern.substr(0, end) == "*") captured.push_back(*segment);
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    if (segment != segments.end()) return {};
    return captured;
}

/// CSS, JavaScript and the icon, for everybody.
std::optional<HttpAnswer> asset(const HttpRequest& request, const Target& target)
{
    if (target.segments.size() != 1) return {};
    const auto known = std::ranges::find(assets, target.segments.front(), &std::pair<std::string_view, std::string_view>::first);
    if (known == assets.end()) return {};
    const auto text = web_file(known->first);
    const auto etag = etag_of(text);
    HttpAnswer answer{200, std::string(text), std::string(known->second)};
    if (request.header("if-none-match").find(etag) != std::string_view::npos) answer.status = 304, answer.body.clear();
    answer.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
    return answer;
}

bool is_form(const HttpRequest& request)
{
    const auto type = request.header("content-type");
    return request.body.empty() || type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

/// Why this visit ends here; nothing: it goes on.
std::optional<HttpAnswer> refusal(const Visit& visit, const Routed& routed)
{
    const auto needs = routed.route ? routed.route->needs : view;
    if (!visit.may(view) && needs > nothing) return stranger_page(visit);
    if (routed.has_other_method) return error_page(visit, 405, "Not so", "This address cannot be asked with " + visit.request.method + ".");
    if (!routed.route) return error_page(visit, 404, "No such page", "There is no page " + visit.request.target.substr(0, 200) + ".");
    if (!visit.may(needs))
        return error_page(visit, 403, "Not with this device", "This needs the role " + std::string(name_of(needs)) + ", and " + visit.caller.name + " has " + std::string(name_of(visit.caller.role)) + ".",
                          "Pair this device anew: recallctl pair --role " + std::string(name_of(needs)) + " on the studio’s machine prints a link.");
    if (!is_form(visit.request)) return error_page(visit, 415, "No form", "Only forms are taken here: application/x-www-form-urlencoded.");
    return {};
}

task<HttpAnswer> answer(Visit visit, const Route* route)
{
    unsigned status = 500;
    std::string problem;
    try {
        co_return co_await route->page(visit);
    } catch (const VerbError& error) {
        status = error.status;
        problem = error.what();
    } catch (const std::exception& error) {
        log::remote().error("the page {}: {} (fault: recalld)", visit.request.target.substr(0, 200), error.what());
        problem = std::string(error.what()) + " (a mistake of recalld; please report it)";
    }
    const std::string title = status == 404 ? "Not found" : status == 503 ? "Not reachable" : status >= 500 ? "That went wrong" : "Not so";
    co_return error_page(visit, status, title, problem);
}

}  // namespace

std::span<const Route> routes()
{
    static const auto all = [] {
        std::vector<Route> rows(table.begin(), table.end());
        for (const auto more : {sheet_routes(), patch_routes(), logbook_routes(), print_routes(), prep_routes(), check_routes(), book_routes()}) rows.insert(rows.end(), more.begin(), more.end());
        return rows;
    }();
    return all;
}

Routed find_route(std::string_view method, const std::vector<std::string>& segments)
{
    Routed found;
    for (const auto& route : routes()) {
        auto captured = captured_by(route.pattern, segments);
        if (!captured) continue;
        found.has_other_method = true;
        if (route.method != (method == "HEAD" ? "GET" : method)) continue;
        return {&route, false, std::move(*captured)};
    }
    return found;
}

}  // namespace web

task<HttpAnswer> serve_page(Room& room, HttpRequest request, Caller caller)
{
    web::Visit visit{room, std::move(caller), std::move(request), {}, {}, {}};
    auto target = web::read_target(visit.request.target);
    auto form = web::read_form(visit.request.method == "POST" && web::is_form(visit.request) ? visit.request.body : std::string());
    if (!target || !form) co_return web::error_page(visit, 400, "Not understood", !target ? "This address is none of ours." : "This form is broken, or too long.");
    visit.target = std::move(*target);
    visit.form = std::move(*form);
    if (auto file = web::asset(visit.request, visit.target)) co_return std::move(*file);
    auto routed = web::find_route(visit.request.method, visit.target.segments);
    if (auto refused = web::refusal(visit, routed)) co_return std::move(*refused);
    visit.captured = std::move(routed.captured);
    co_return co_await web::answer(std::move(visit), routed.route);
}

}  // namespace recalld::remote
