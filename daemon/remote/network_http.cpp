#include "remote/network_http.hpp"

#include <algorithm>

#include "remote/access.hpp"
#include "remote/http_text.hpp"
#include "remote/osc_query.hpp"
#include "remote/own_addresses.hpp"
#include "remote/rate.hpp"
#include "remote/service.hpp"
#include "remote/web/live.hpp"
#include "remote/web/pages.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_target = 4096;
constexpr Rate::Limits requests{50, 200};   // a second, and at once

HttpAnswer refusal(unsigned status, std::string_view code, std::string_view words) { return {status, error_line(code, words, exit_refused)}; }

/// `[::1]:8766` -> `::1`, `studio:8766` -> `studio`
std::string without_port(std::string_view host)
{
    if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
    return std::string(host.substr(0, host.find(':')));
}

bool is_address(const std::string& host)
{
    boost::system::error_code fault;
    net::ip::make_address(host, fault);
    return !fault;
}

bool wants_page(const HttpRequest& request) { return request.header("accept").find("text/html") != std::string_view::npos; }

/// OSC tools ask for addresses, and for `/` without wanting HTML.
bool is_osc_query(const HttpRequest& request)
{
    const std::string_view target = request.target;
    const bool is_root = target == "/" || target.starts_with("/?");
    return target.starts_with("/recalld") || target.ends_with("?HOST_INFO") || (is_root && (request.wants_web_socket || !wants_page(request)));
}

/// What no page of ours and no tool sends; empty when all is well.
std::string_view why_foreign(const HttpRequest& request)
{
    const auto site = request.header("sec-fetch-site");
    const bool is_navigation = request.method == "GET" && request.header("sec-fetch-mode") == "navigate";
    if (site == "cross-site" && !is_navigation) return "a page of another site asks";
    const bool only_looks = request.method == "GET" || request.method == "HEAD";
    if ((!only_looks || request.wants_web_socket) && !is_same_origin(request)) return "a page of another origin asks";
    return {};
}

struct Network {
    Room& room;
    rig::RemoteConfig config;
    Rate rate{requests};

    HttpAnswer refuse(const HttpRequest& request);
};

/// What nobody may ask, whoever he is; status 200 when he may go on.
HttpAnswer Network::refuse(const HttpRequest& request)
{
    if (!rate.admits(request.peer.address, std::chrono::steady_clock::now())) return refusal(429, "too_many_requests", "more than 50 requests a second come from this address; wait a moment");
    if (request.target.size() > longest_target) return refusal(400, "usage", "the address is longer than 4,096 bytes");
    if (!is_our_host(request.header("host"), config))
        return refusal(421, "wrong_host", "recalld does not answer under this name; ask by address, or name it under remote: hosts: in the rig");
    if (const auto why = why_foreign(request); !why.empty()) return refusal(403, "wrong_origin", why);
    return {};
}

HttpAnswer live(Room& room, Caller caller)
{
    if (caller.role < Permission::view) return refusal(403, "forbidden", "pair this device first");
    HttpAnswer answer;
    answer.conversation = live_conversation(room, std::move(caller));
    return answer;
}

task<HttpAnswer> serve(std::shared_ptr<Network> network, HttpRequest request, LineWriter write)
{
    Room& room = network->room;
    auto refused = network->refuse(request);
    if (refused.status != 200) co_return refused;
    auto caller = room.access ? room.access->of_token(token_in(request), request.peer.address, std::chrono::system_clock::now()) : Caller{};
    if (request.target.starts_with("/v1/")) co_return co_await serve_verb(room, std::move(request), std::move(write), std::move(caller));
    if (is_osc_query(request)) co_return co_await serve_osc_query(room, std::move(request), std::move(write), std::move(caller));
    if (request.target == "/live" && request.wants_web_socket) co_return live(room, std::move(caller));
    co_return co_await serve_page(room, std::move(request), std::move(caller));
}

}  // namespace

bool is_our_host(std::string_view host, const rig::RemoteConfig& config)
{
    const auto name = in_small_letters(without_port(host));
    const auto own = in_small_letters(own_host_name());
    if (is_address(name) || name == "localhost" || (!own.empty() && (name == own || name == own + ".local"))) return true;
    return std::ranges::any_of(config.hosts, [&](const std::string& known) { return in_small_letters(known) == name; });
}

bool is_same_origin(const HttpRequest& request)
{
    const auto origin = request.header("origin");
    if (origin.empty()) return request.header("sec-fetch-site").empty() || request.header("sec-fetch-site") == "same-origin" || request.header("sec-fetch-site") == "none";
    return origin == "http://" + std::string(request.header("host"));
}

std::string token_in(const HttpRequest& request)
{
    constexpr std::string_view bearer = "Bearer ", ours = "recalld=";
    const auto authorization = request.header("authorization");
    if (authorization.starts_with(bearer)) return std::string(authorization.substr(bearer.size()));
    std::string_view cookies = request.header("cookie");
    while (!cookies.empty()) {
        const auto end = std::min(cookies.find(';'), cookies.size());
        auto cookie = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (cookie.starts_with(' ')) cookie.remove_prefix(1);
        if (cookie.starts_with(ours)) return std::string(cookie.substr(ours.size()));
    }
    return {};
}

HttpHandler serve_network(Room& room, rig::RemoteConfig config)
{
    auto network = std::make_shared<Network>(Network{room, std::move(config)});
    return [network](HttpRequest request, LineWriter write) { return serve(network, std::move(request), std::move(write)); };
}

}  // namespace recalld::remote
