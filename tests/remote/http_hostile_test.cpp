#include "remote/http_fixture.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("a body as large as allowed passes, one byte more is refused")
{
    const Running running;
    CHECK(ask(running, "/size", std::string(100'000, 'x')).lines.front() == "100000");
    const Reply refused = ask(running, "/size", std::string(100'001, 'x'));
    CHECK(refused.status == 413);
    CHECK_THAT(refused.lines.front(), Contains("larger than 100000 bytes") && Contains("\"exit\": 64"));
}

TEST_CASE("a client that goes on sending a refused body still reads why")
{
    const Running running;
    CHECK(ask(running, "/size", std::string(5'000'000, 'x')).status == 413);
}

TEST_CASE("what is not HTTP gets an HTTP error")
{
    const Running running;
    const auto [request, status] = GENERATE(table<std::string, std::string>({
        {"\x16\x03\x01\x02garbage\r\n\r\n", "400"},
        {"GET\r\n\r\n", "400"},
        {"GET / HTTP/9.9\r\n\r\n", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: minus\r\n\r\n", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "413"},
        {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
        {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n", "413"},
        {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(40'000, 'e'), "431"},
        {"GET / HTTP/1.1\r\nA: " + std::string(17'000, 'a') + "\r\n\r\n", "431"},
        {"GET /" + std::string(1'000'000, 'a'), "431"},
    }));
    const std::string heard = Raw(running).say(request).hear_all();
    CHECK_THAT(heard, StartsWith("HTTP/1.1 " + status + " ") && Contains("\"error\""));
    CHECK(ask(running, "/echo", "still here").lines.front() == "still here");
}

TEST_CASE("random bytes never bring it down")
{
    const Running running;
    unsigned random = 12345;
    for (int round = 0; round < 200; ++round) {
        std::string noise = round % 2 ? post("/count", "{}") : "";
        for (int i = 0; i < 300; ++i) {
            random = random * 1664525u + 1013904223u;
            const char byte = static_cast<char>(random >> 24);
            if (noise.size() > 20 && round % 2)
                noise[(random >> 8) % noise.size()] = byte;
            else
                noise += byte;
        }
        Raw client(running);
        client.say(noise).end_sending();
        client.hear_all();
    }
    CHECK(ask(running, "/echo", "still here").lines.front() == "still here");
}

TEST_CASE("a request that trickles in is ended with 408")
{
    const Running running({.idle = 10s, .request = 50ms, .write = 10s});
    Raw client(running);
    CHECK_THAT(client.say("POST /echo HTT").hear_all(), StartsWith("HTTP/1.1 408 "));
}

TEST_CASE("an idle connection is closed without a word")
{
    const Running running({.idle = 50ms, .request = 10s, .write = 10s});
    Raw client(running);
    CHECK(client.hear_all().empty());
}

TEST_CASE("a handler may take longer than a request")
{
    Running running({.idle = 20ms, .request = 20ms, .write = 20ms});
    Raw client(running);
    client.say(post("/wait", ""));
    CHECK(eventually([&] { return running.seen.lines == 1; }));
    CHECK_FALSE(within(100ms, [&] { return running.seen.listener_left.load(); }));  // five times every patience
    running.seen.go = true;
    CHECK_THAT(client.hear("there?"), Contains("anybody there?"));
    CHECK(!running.seen.listener_left);
}

TEST_CASE("a client that leaves makes the writer say so")
{
    Running running;
    {
        Raw client(running);
        client.say(post("/endless", "{}"));
        client.hear("xxx");
    }
    CHECK(eventually([&] { return running.seen.listener_left.load(); }));
}

TEST_CASE("a client that leaves before the first line makes the writer say so")
{
    Running running;
    Raw(running).say(post("/wait", ""));
    CHECK(eventually([&] { return running.seen.lines == 1; }));
    running.seen.go = true;
    CHECK(eventually([&] { return running.seen.listener_left.load(); }));
}

TEST_CASE("a client that does not read is gone after a while")
{
    Running running({.idle = 10s, .request = 10s, .write = 50ms});
    Raw client(running);
    client.say(post("/endless", "{}"));
    CHECK(eventually([&] { return running.seen.listener_left.load(); }));
}

TEST_CASE("the connection after the sixty-fourth is told why it is refused")
{
    const Running running;
    std::vector<std::unique_ptr<Raw>> clients;
    for (int i = 0; i < 64; ++i) {
        clients.push_back(std::make_unique<Raw>(running));
        REQUIRE_THAT(clients.back()->say(post("/echo", "here")).hear("here"), Contains("here"));
    }
    CHECK_THAT(Raw(running).say(post("/echo", "")).hear_all(),
               StartsWith("HTTP/1.1 503 ") && Contains("64 connections"));
    clients.clear();
    CHECK(eventually([&] { return ask(running, "/echo", "room").status == 200; }));
}
