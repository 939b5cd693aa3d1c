#include "remote/http.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>
#include <vector>

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, gone afterwards.
struct Folder {
    fs::path path;
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "recalld-http-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    std::string socket() const { return (path / "s").string(); }
};

bool eventually(const std::function<bool()>& holds)
{
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!holds())
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        else
            std::this_thread::yield();
    return true;
}

/// What handlers of these tests leave behind.
struct Seen {
    std::atomic<int> lines{0};
    std::atomic<bool> listener_left{false};
    std::atomic<bool> go{false};
};

task<HttpAnswer> count_to_three(LineWriter write)
{
    for (int i = 1; i <= 3; ++i) co_await write("{\"progress\": " + std::to_string(i) + "}");
    co_return HttpAnswer{200, R"({"result": {}})"};
}

task<HttpAnswer> talk_until_nobody_listens(LineWriter write, Seen* seen)
{
    while (!seen->listener_left) {
        const bool heard = co_await write(std::string(1000, 'x'));
        seen->listener_left = !heard;
    }
    co_return HttpAnswer{200, "ignored"};
}

task<HttpAnswer> wait_then_write(LineWriter write, Seen* seen)
{
    net::steady_timer pause(co_await net::this_coro::executor);
    ++seen->lines;
    while (!seen->go) {
        pause.expires_after(1ms);
        co_await pause.async_wait(net::use_awaitable);
    }
    const bool heard = co_await write("anybody there?");
    seen->listener_left = !heard;
    co_return HttpAnswer{};
}

task<HttpAnswer> break_down(LineWriter write, bool begin)
{
    if (begin) co_await write(R"({"progress": 1})");
    throw std::runtime_error("a \"bad\" day");
}

task<HttpAnswer> answer_at_once(HttpAnswer answer) { co_return answer; }

task<HttpAnswer> handle(HttpRequest request, LineWriter write, Seen* seen)
{
    if (request.target == "/count") return count_to_three(std::move(write));
    if (request.target == "/endless") return talk_until_nobody_listens(std::move(write), seen);
    if (request.target == "/wait") return wait_then_write(std::move(write), seen);
    if (request.target == "/throw") return break_down(std::move(write), false);
    if (request.target == "/throw-late") return break_down(std::move(write), true);
    if (request.target == "/size") return answer_at_once({200, std::to_string(request.body.size())});
    if (request.target == "/echo") return answer_at_once({200, request.body});
    if (request.method != "POST") return answer_at_once({405, R"({"error": {"code": "method"}})"});
    return answer_at_once({404, R"({"error": {"code": "unknown_verb"}})"});
}

/// A server on a thread of its own.
struct Running {
    explicit Running(HttpPatience patience = {}, std::size_t body_limit = 100'000)
    {
        Seen* marks = &seen;
        server.emplace(
            io, folder.socket(), body_limit,
            [marks](HttpRequest request, LineWriter write) {
                return handle(std::move(request), std::move(write), marks);
            },
            patience);
        thread = std::thread([this] { io.run(); });
    }
    ~Running()
    {
        seen.go = true;
        stop();
        thread.join();
    }
    void stop()
    {
        net::post(io, [this] { server.reset(); });
    }

    Folder folder;
    Seen seen;
    net::io_context io;
    std::optional<HttpServer> server;
    std::thread thread;
};

struct Reply {
    unsigned status = 0;
    std::vector<std::string> lines;
};

Reply ask(const Running& running, const std::string& target, const std::string& body = "{}")
{
    Reply reply;
    reply.status = http_request(running.folder.socket(), target, body, [&](std::string_view line) {
        reply.lines.emplace_back(line);
        return true;
    });
    return reply;
}

/// A client that says exactly what it is told to.
class Raw {
public:
    explicit Raw(const std::string& path) : descriptor_(::socket(AF_UNIX, SOCK_STREAM, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        REQUIRE(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        const timeval patience{10, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    explicit Raw(const Running& running) : Raw(running.folder.socket()) {}
    ~Raw() { ::close(descriptor_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    Raw& say(const std::string& text)
    {
        for (std::size_t sent = 0; sent < text.size();) {
            const auto count = ::send(descriptor_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) break;
            sent += static_cast<std::size_t>(count);
        }
        return *this;
    }
    /// Until `what` has come, or the end.
    std::string hear(const std::string& what)
    {
        std::string heard;
        char bytes[4096];
        while (heard.find(what) == std::string::npos) {
            const auto count = ::recv(descriptor_, bytes, sizeof bytes, 0);
            if (count <= 0) break;
            heard.append(bytes, static_cast<std::size_t>(count));
        }
        return heard;
    }
    std::string hear_all() { return hear("\x01 never sent"); }
    void end_sending() { ::shutdown(descriptor_, SHUT_WR); }

private:
    int descriptor_;
};

std::string post(const std::string& target, const std::string& body, const std::string& more = "")
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: " + std::to_string(body.size())
           + "\r\n\r\n" + body;
}

}  // namespace

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
    std::this_thread::sleep_for(100ms);  // five times every patience: what must not happen has no condition to wait for
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

TEST_CASE("the socket is for owner and group only")
{
    const Running running;
    struct stat found {};
    REQUIRE(::stat(running.folder.socket().c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0660);
}

TEST_CASE("a stale socket is replaced")
{
    const Folder folder;
    {
        const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, folder.socket().data(), folder.socket().size());
        REQUIRE(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::close(dead);
    }
    REQUIRE(fs::exists(folder.socket()));
    net::io_context io;
    CHECK_NOTHROW(HttpServer(io, folder.socket(), 1000, nullptr));
}

TEST_CASE("a live socket is refused by name and left alone")
{
    const Running running;
    net::io_context io;
    CHECK_THROWS_WITH(HttpServer(io, running.folder.socket(), 1000, nullptr),
                      Contains(running.folder.socket()) && Contains("another recalld answers there"));
    CHECK(ask(running, "/echo", "unharmed").lines.front() == "unharmed");
}

TEST_CASE("what cannot be a socket is refused in words")
{
    const Folder folder;
    net::io_context io;
    const auto start = [&](const std::string& path) { HttpServer(io, path, 1000, nullptr); };
    CHECK_THROWS_WITH(start((folder.path / "no/s").string()),
                      Contains("the folder " + (folder.path / "no").string() + " does not exist"));
    CHECK_THROWS_WITH(start(folder.path.string() + "/" + std::string(120, 'x')), Contains("longer than 107 bytes"));
    CHECK_THROWS_WITH(start(""), Contains("no socket path"));
    std::ofstream(folder.path / "file") << "precious";
    CHECK_THROWS_WITH(start((folder.path / "file").string()), Contains("not a socket") && Contains("left alone"));
    CHECK(fs::file_size(folder.path / "file") == 8);
}

TEST_CASE("a server takes its socket file along, but not another server's")
{
    const Folder folder;
    net::io_context io;
    std::optional<HttpServer> first(std::in_place, io, folder.socket(), 1000, nullptr);
    CHECK(fs::exists(folder.socket()));
    fs::remove(folder.socket());
    const HttpServer second(io, folder.socket(), 1000, nullptr);
    first.reset();
    CHECK(fs::exists(folder.socket()));
    std::optional<HttpServer> third;
    CHECK_THROWS(third.emplace(io, folder.socket(), 1000, nullptr));
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

TEST_CASE("no daemon is an error that names the socket")
{
    const Folder folder;
    const auto nobody = [](std::string_view) { return true; };
    CHECK_THROWS_WITH(http_request(folder.socket(), "/", "", nobody),
                      Contains(folder.socket()) && Contains("is it running"));
    CHECK_THROWS_AS(http_request("/" + std::string(200, 'x'), "/", "", nobody), NoDaemon);
}
