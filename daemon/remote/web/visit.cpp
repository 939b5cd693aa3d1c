#include "remote/web/visit.hpp"

#include <array>
#include <charconv>

#include "paper/template.hpp"
#include "remote/web/files.hpp"

namespace recalld::remote::web {

namespace {

constexpr const char* policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, const char*>, 8> navigation{
    {{"/", "Room"}, {"/sessions", "Sessions"}, {"/strips", "Strips"}, {"/sheets", "Sheets"}, {"/patch", "Patch"}, {"/checks", "Checks"}, {"/reports", "Reports"}, {"/log", "Log"}}};

std::string_view partial(std::string_view name) { return web_file(std::string(name) + ".mustache"); }

Json navigation_view(std::string_view here)
{
    Json all = Json::array();
    for (const auto& [href, name] : navigation) all.push_back({{"href", href}, {"name", name}, {"here", href == here}});
    return all;
}

Json work_of(const Room& room)
{
    const auto& work = room.news.work();
    return {{"verb", work.verb}, {"caller", work.caller}, {"phase", work.phase}, {"unit", work.unit}, {"done", work.done}, {"total", work.total}};
}

void add_roles(const Visit& visit, Json& view)
{
    view["may_operate"] = visit.may(Permission::operate);
    view["may_edit"] = visit.may(Permission::edit);
}

/// Referrers go to this page alone; without any, a browser would say of our own forms that they come from nowhere.
HttpAnswer html(unsigned status, std::string body)
{
    HttpAnswer answer{status, std::move(body), "text/html; charset=utf-8"};
    answer.headers = {{"Content-Security-Policy", policy}, {"Referrer-Policy", "same-origin"}, {"Cache-Control", "no-store"}};
    return answer;
}

/// Verbs that a page asked, as long as they are under way: what they use must outlive them.
class Performing {
public:
    explicit Performing(Room& room) : room_(room) { ++room_.performing; }
    ~Performing() { --room_.performing; }
    Performing(const Performing&) = delete;
    Performing& operator=(const Performing&) = delete;

private:
    Room& room_;
};

}  // namespace

task<Json> ask(const Visit& visit, std::string verb, Json arguments)
{
    const Performing performing(visit.room);
    Call call{visit.room, std::move(arguments), [](Json) {}, std::make_shared<const bool>(false), visit.caller};
    co_return co_await perform(std::move(verb), std::move(call));
}

task<Told> try_verb(const Visit& visit, std::string verb, Json arguments)
{
    Told told;
    try {
        told.answer = co_await ask(visit, std::move(verb), std::move(arguments));
    } catch (const VerbError& error) {
        told.problem = error.what();
        told.code = error.code;
        told.status = error.status;
        told.details = error.details;
    }
    co_return told;
}

HttpAnswer print(const Visit& visit, const Paper& paper, Json view)
{
    add_roles(visit, view);
    view.emplace("problem", "");
    view.emplace("advice", "");
    const std::string content = paper::fill(web_file(paper.file), view, partial);
    Json frame = {{"title", paper.title}, {"content", content}, {"live", visit.may(Permission::view)}, {"nav", navigation_view(paper.here)}, {"version", RECALLD_VERSION},
                  {"who", visit.caller.name}, {"role", name_of(visit.caller.role)}, {"work", work_view(work_of(visit.room))}};
    add_roles(visit, frame);
    return html(paper.status, paper::fill(web_file("layout.mustache"), frame, partial));
}

HttpAnswer see(const std::string& location)
{
    auto answer = html(303, "<!doctype html><title>See there</title>\n");
    answer.headers.emplace_back("Location", location);
    return answer;
}

HttpAnswer error_page(const Visit& visit, unsigned status, const std::string& title, const std::string& problem, const std::string& advice)
{
    Json view = {{"title", title}, {"problem", problem}, {"advice", advice}, {"back", "/"}, {"back_words", "To the room"}};
    return print(visit, {"error.mustache", title, "", status}, std::move(view));
}

std::size_t number_of(const std::string& text, std::size_t otherwise)
{
    std::size_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return text.empty() || fault != std::errc() || end != text.data() + text.size() || number > 1'000'000'000 ? otherwise : number;
}

}  // namespace recalld::remote::web
