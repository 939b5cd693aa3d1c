#include "remote/http_fixture.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("an answer comes line by line, and the last line is the result")
{
    const Running running;
    const Reply reply = ask(running, "/count");
    CHECK(reply.status == 200);
    CHECK(reply.lines
          == std::vector<std::string>{R"({"progress": 1})", R"({"progress": 2})", R"({"progress": 3})",
                                      R"({"result": {}})"});
}

TEST_CASE("lines are chunks of ndjson on the wire")
{
    const Running running;
    const std::string heard = Raw(running).say(post("/count", "{}", "Connection: close\r\n")).hear_all();
    CHECK_THAT(heard, StartsWith("HTTP/1.1 200 OK\r\n"));
    CHECK_THAT(heard, Contains("Content-Type: application/x-ndjson\r\n") && Contains("Transfer-Encoding: chunked\r\n"));
    CHECK_THAT(heard, Contains("\r\n\r\n10\r\n{\"progress\": 1}\n\r\n") && Contains("0\r\n\r\n"));
}

TEST_CASE("the handler's status and body are passed on")
{
    const Running running;
    const Reply reply = ask(running, "/v1/nothing");
    CHECK(reply.status == 404);
    CHECK(reply.lines == std::vector<std::string>{R"({"error": {"code": "unknown_verb"}})"});
}

TEST_CASE("methods and paths are the handler's to judge")
{
    const Running running;
    CHECK_THAT(Raw(running).say("GET /x HTTP/1.1\r\nConnection: close\r\n\r\n").hear_all(),
               StartsWith("HTTP/1.1 405 "));
    CHECK_THAT(Raw(running).say("BREW /pot HTTP/1.1\r\nConnection: close\r\n\r\n").hear_all(),
               StartsWith("HTTP/1.1 405 "));
}

TEST_CASE("HEAD has no body")
{
    const Running running;
    const std::string heard = Raw(running).say("HEAD /x HTTP/1.1\r\nConnection: close\r\n\r\n").hear_all();
    CHECK_THAT(heard, StartsWith("HTTP/1.1 405 "));
    CHECK(heard.ends_with("\r\n\r\n"));
}

TEST_CASE("one connection carries many requests, even sent at once")
{
    const Running running;
    Raw client(running);
    client.say(post("/echo", "one") + post("/count", "") + post("/echo", "three"));
    const std::string heard = client.hear("three");
    CHECK_THAT(heard, Contains("one") && Contains("\"progress\": 2") && Contains("three"));
    CHECK_THAT(client.say(post("/echo", "four")).hear("four"), Contains("four"));
}

TEST_CASE("HTTP/1.0 gets plain lines and the end of the connection")
{
    const Running running;
    const std::string heard = Raw(running).say("POST /count HTTP/1.0\r\n\r\n").hear_all();
    CHECK_THAT(heard, !Contains("chunked") && Contains("Connection: close"));
    CHECK(heard.ends_with("\r\n\r\n{\"progress\": 1}\n{\"progress\": 2}\n{\"progress\": 3}\n{\"result\": {}}\n"));
}

TEST_CASE("a client that asks for leave to send its body gets it")
{
    const Running running;
    Raw client(running);
    client.say("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    CHECK(client.hear("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK_THAT(client.say("body").hear("body"), StartsWith("HTTP/1.1 200 "));
}

TEST_CASE("a chunked body arrives whole")
{
    const Running running;
    const std::string request =
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    for (const std::size_t piece : {request.size(), std::size_t{1}}) {
        Raw client(running);
        for (std::size_t i = 0; i < request.size(); i += piece) client.say(request.substr(i, piece));
        CHECK_THAT(client.hear("abcde"), Contains("abcde"));
    }
}

TEST_CASE("the asking side may stop listening")
{
    Running running;
    int heard = 0;
    CHECK(http_request(running.folder.socket(), "/endless", "{}", [&](std::string_view) { return ++heard < 5; })
          == 200);
    CHECK(heard == 5);
    CHECK(eventually([&] { return running.seen.listener_left.load(); }));
}

TEST_CASE("what escapes a handler is answered as our mistake")
{
    const Running running;
    const Reply reply = ask(running, "/throw");
    CHECK(reply.status == 500);
    CHECK_THAT(reply.lines.back(), Contains(R"("exit": 70)") && Contains(R"(a \"bad\" day)"));
    const Reply late = ask(running, "/throw-late");
    CHECK(late.status == 200);
    CHECK(late.lines.size() == 2);
    CHECK_THAT(late.lines.back(), Contains(R"("exit": 70)"));
}

TEST_CASE("stopping ends idle connections and removes the socket file")
{
    Running running;
    Raw client(running);
    client.say(post("/echo", "hello")).hear("hello");
    running.stop();
    CHECK(client.hear_all().empty());
    CHECK(!fs::exists(running.folder.socket()));
}

TEST_CASE("an answer that breaks off is not taken for an answer")
{
    Running running;
    const auto stop_at_first_line = [&](std::string_view) {
        running.stop();
        return true;
    };
    CHECK_THROWS_AS(http_request(running.folder.socket(), "/endless", "{}", stop_at_first_line), NoDaemon);
}

TEST_CASE("a daemon that goes before it answers has not answered")
{
    const SocketFolder folder;
    net::io_context io;
    net::local::stream_protocol::acceptor acceptor(io, net::local::stream_protocol::endpoint(folder.socket()));
    std::thread dying([&] { net::local::stream_protocol::socket caller(io); acceptor.accept(caller); });
    const auto nobody = [](std::string_view) { return true; };
    CHECK_THROWS_AS(http_request(folder.socket(), "/", "{}", nobody), NoDaemon);
    dying.join();
}

TEST_CASE("no daemon is an error that names the socket")
{
    const SocketFolder folder;
    const auto nobody = [](std::string_view) { return true; };
    CHECK_THROWS_WITH(http_request(folder.socket(), "/", "", nobody),
                      Contains(folder.socket()) && Contains("is it running"));
    CHECK_THROWS_AS(http_request("/" + std::string(200, 'x'), "/", "", nobody), NoDaemon);
}
