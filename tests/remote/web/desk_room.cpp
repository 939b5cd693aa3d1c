#include "remote/web/desk_room.hpp"

#include "remote/web/form.hpp"

namespace recalld::remote::testing {

DeskRoom::DeskRoom() { REQUIRE(desk.comes_online()); }

HttpAnswer DeskRoom::ask(HttpRequest request, Permission role) { return finish(desk.io, serve_page(room, std::move(request), {role, "anna"})); }

HttpAnswer DeskRoom::post(const std::string& target, const Form& form, Permission role)
{
    std::string body;
    for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + web::percent_encode(name) + "=" + web::percent_encode(value);
    return ask({"POST", target, body, {"127.0.0.1", {}}, {{"content-type", "application/x-www-form-urlencoded"}}}, role);
}

std::string DeskRoom::location(const HttpAnswer& answer)
{
    CHECK(answer.status == 303);
    for (const auto& [name, value] : answer.headers)
        if (name == "Location") return value;
    return "nowhere";
}

std::string field(const std::string& html, const std::string& name)
{
    const std::string start = "name=\"" + name + "\" value=\"";
    const auto at = html.find(start);
    if (at == std::string::npos) return "missing";
    return html.substr(at + start.size(), html.find('"', at + start.size()) - at - start.size());
}

}  // namespace recalld::remote::testing
