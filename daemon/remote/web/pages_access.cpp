#include "remote/access.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

constexpr const char* cookie_lasts = "; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000";

HttpAnswer show_pair(const Visit& visit, const std::string& code, const std::string& problem, unsigned status)
{
    const Json view = {{"code", code}, {"problem", problem}};
    return print(visit, {"pair.mustache", "Pair this device", "", status}, view);
}

}  // namespace

HttpAnswer stranger_page(const Visit& visit) { return print(visit, {"stranger.mustache", "Not paired", "", 403}, Json::object()); }

task<HttpAnswer> pair_page(Visit visit)
{
    co_return show_pair(visit, visit.captured.empty() ? std::string() : visit.captured[0], {}, 200);
}

task<HttpAnswer> do_pair(Visit visit)
{
    const auto code = visit.form.text("code");
    if (!visit.room.access) co_return show_pair(visit, code, "This daemon has no doors to the network, so there is nothing to pair.", 409);
    const auto token = visit.room.access->token_for(code, visit.request.peer.address, std::chrono::system_clock::now());
    if (!token) co_return show_pair(visit, code, "This code is wrong, too old, was used already, or was tried too often. `recallctl pair` prints a new one.", 400);
    auto answer = see("/");
    answer.headers.emplace_back("Set-Cookie", "recalld=" + *token + cookie_lasts);
    co_return answer;
}

task<HttpAnswer> pairings_page(Visit visit)
{
    const Json pairings = co_await ask(visit, "pairings", Json::object());
    const Paper paper{"pairings.mustache", "Paired devices", "/"};
    co_return print(visit, paper, pairings_view(pairings));
}

task<HttpAnswer> do_revoke(Visit visit)
{
    const Json arguments = {{"id", number_of(visit.form.text("id"), 0)}};
    co_await ask(visit, "revoke", arguments);
    co_return see("/pairings");
}

}  // namespace recalld::remote::web
