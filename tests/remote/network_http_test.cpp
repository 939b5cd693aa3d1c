#include "remote/network_http.hpp"

#include "remote/stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;

namespace {

rig::RemoteConfig with_hosts()
{
    rig::RemoteConfig config;
    config.hosts = {"Studio-A.lan"};
    return config;
}

/// A door without a socket: what a request is answered with.
struct Door {
    Door() : access({}, stage.folder.path / "pairings.json")
    {
        stage.room.access = &access;
        handler = serve_network(stage.room, with_hosts());
    }

    HttpAnswer ask(HttpRequest request)
    {
        LineWriter write{[this](std::string line) { return keep(std::move(line)); }, [](std::string_view) {}};
        auto asked = net::co_spawn(stage.io, handler(std::move(request), std::move(write)), net::use_future);
        REQUIRE(testing::run_until(stage.io, [&] { return asked.wait_for(0s) == std::future_status::ready; }));
        return asked.get();
    }
    task<bool> keep(std::string line)
    {
        written += line;
        co_return true;
    }

    test::Stage stage;
    Access access;
    HttpHandler handler;
    std::string written;
};

HttpRequest request(const std::string& method, const std::string& target, std::map<std::string, std::string, std::less<>> headers = {}, const std::string& address = "127.0.0.1")
{
    headers.emplace("host", "127.0.0.1:8766");
    return {method, target, "{}", {address, {}}, std::move(headers)};
}

}  // namespace

TEST_CASE("names that others could point at us are not ours")
{
    const auto [host, is_ours] = GENERATE(table<std::string, bool>({
        {"127.0.0.1:8766", true}, {"127.0.0.1", true}, {"[::1]:8766", true}, {"192.168.1.20:80", true}, {"localhost:8766", true}, {"LOCALHOST", true},
        {"studio-a.lan:8766", true}, {"STUDIO-A.LAN", true}, {"evil.example", false}, {"127.0.0.1.evil.example", false}, {"localhost.evil.example:8766", false},
        {"", false}, {"[", false}, {"[::1", true}, {":8766", false}, {"0x7f.1.evil", false},
    }));
    CAPTURE(host);
    CHECK(is_our_host(host, with_hosts()) == is_ours);
}

TEST_CASE("a token comes in a header or a cookie")
{
    const auto token = [](std::map<std::string, std::string, std::less<>> headers) { return token_in(request("GET", "/", std::move(headers))); };
    CHECK(token({{"authorization", "Bearer abc"}}) == "abc");
    CHECK(token({{"cookie", "recalld=abc"}}) == "abc");
    CHECK(token({{"cookie", "theme=dark; recalld=abc;other=1"}}) == "abc");
    CHECK(token({{"cookie", "xrecalld=abc"}}).empty());
    CHECK(token({{"authorization", "Basic abc"}}).empty());
    CHECK(token({}).empty());
}

TEST_CASE("what other sites send is refused before anything is looked at")
{
    const auto [headers, method, status] = GENERATE(table<std::map<std::string, std::string, std::less<>>, std::string, unsigned>({
        {{{"host", "evil.example"}}, "POST", 421},
        {{{"host", "evil.example"}}, "GET", 421},
        {{{"origin", "http://evil.example"}}, "POST", 403},
        {{{"origin", "null"}}, "POST", 403},
        {{{"origin", "https://127.0.0.1:8766"}}, "POST", 403},
        {{{"origin", "http://127.0.0.1:8767"}}, "POST", 403},
        {{{"sec-fetch-site", "cross-site"}}, "POST", 403},
        {{{"sec-fetch-site", "cross-site"}, {"sec-fetch-mode", "no-cors"}}, "GET", 403},
        {{{"sec-fetch-site", "same-site"}}, "POST", 403},
        {{{"origin", "http://127.0.0.1:8766"}}, "POST", 200},
        {{{"sec-fetch-site", "same-origin"}}, "POST", 200},
        {{}, "POST", 200},
    }));
    Door door;
    CAPTURE(headers, method);
    CHECK(door.ask(request(method, method == "GET" ? "/recalld/ping" : "/v1/ping", headers)).status == status);
}

TEST_CASE("who may do what over HTTP: a stranger nothing, this machine looks, a token its role")
{
    Door door;
    const auto now = std::chrono::system_clock::now();
    const auto token = door.access.token_for(door.access.offer(Permission::operate, "phone", now).code, "10.0.0.5", now).value();
    const auto status = [&](const std::string& verb, const std::string& address, const std::string& bearer) {
        return door.ask(request("POST", "/v1/" + verb, {{"authorization", bearer.empty() ? "" : "Bearer " + bearer}}, address)).status;
    };
    CHECK(status("ping", "10.0.0.5", "") == 403);
    CHECK(status("ping", "127.0.0.1", "") == 200);
    CHECK(status("undo", "127.0.0.1", "") == 403);
    CHECK(status("undo", "10.0.0.5", token) != 403);
    CHECK(status("pairings", "10.0.0.5", token) == 403);
    CHECK(status("undo", "10.0.0.5", token + "x") == 403);
    door.access.revoke(door.access.pairings().front().id);
    CHECK(status("undo", "10.0.0.5", token) == 403);
}

TEST_CASE("a flood from one address is told to wait; others are served")
{
    Door door;
    unsigned refused = 0;
    for (int i = 0; i < 300; ++i) refused += door.ask(request("POST", "/v1/ping")).status == 429 ? 1 : 0;
    CHECK(refused > 0);
    CHECK(door.ask(request("POST", "/v1/ping", {}, "10.0.0.6")).status == 403);
}

TEST_CASE("OSCQuery answers for what is there")
{
    Door door;
    const auto body = [&](const std::string& target) {
        door.written.clear();
        const auto answer = door.ask(request("GET", target));
        return std::pair(answer.status, answer.body + door.written);
    };
    CHECK(body("/?HOST_INFO").first == 200);
    const auto tree = Json::parse(body("/").second);
    CHECK(tree["FULL_PATH"] == "/");
    const auto& recall = tree["CONTENTS"]["recalld"]["CONTENTS"]["recall"];
    CHECK(recall["FULL_PATH"] == "/recalld/recall");
    CHECK(recall["TYPE"] == "ssssTT");
    CHECK(recall["ACCESS"] == 2);
    CHECK(Json::parse(body("/recalld/recall").second) == recall);
    CHECK(Json::parse(body("/recalld/recall?TYPE").second) == Json{{"TYPE", "ssssTT"}});
    CHECK(body("/recalld/recall?VALUE").first == 204);
    CHECK(body("/recalld/recall?NONSENSE").first == 400);
    CHECK(body("/recalld/nothing").first == 404);
    CHECK(body("/recalld/rec").first == 404);
    CHECK(body("/recalld/../../etc/passwd").first == 404);
    CHECK(door.ask(request("GET", "/recalld", {}, "10.0.0.5")).status == 403);
    CHECK(door.ask(request("POST", "/recalld", {})).status == 405);
}
