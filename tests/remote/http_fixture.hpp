#pragma once

#include "remote/http.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "folder.hpp"

// A server with handlers of all tempers, and a client that says exactly what it is told to.

namespace recalld::remote::test {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

using recalld::testing::Folder;

/// … with the place of a socket in it.
struct SocketFolder : Folder {
    std::string socket() const { return (path / "s").string(); }
};

inline bool within(std::chrono::milliseconds patience, const std::function<bool()>& holds)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!holds())
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        else
            std::this_thread::yield();
    return true;
}

inline bool eventually(const std::function<bool()>& holds) { return within(10s, holds); }

/// What handlers of these tests leave behind.
struct Seen {
    std::atomic<int> lines{0};
    std::atomic<bool> listener_left{false};
    std::atomic<bool> go{false};
};

inline task<HttpAnswer> count_to_three(LineWriter write)
{
    for (int i = 1; i <= 3; ++i) co_await write("{\"progress\": " + std::to_string(i) + "}");
    co_return HttpAnswer{200, R"({"result": {}})"};
}

inline task<HttpAnswer> talk_until_nobody_listens(LineWriter write, Seen* seen)
{
    while (!seen->listener_left) {
        const bool heard = co_await write(std::string(1000, 'x'));
        seen->listener_left = !heard;
    }
    co_return HttpAnswer{200, "ignored"};
}

inline task<HttpAnswer> wait_then_write(LineWriter write, Seen* seen)
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

inline task<HttpAnswer> break_down(LineWriter write, bool begin)
{
    if (begin) co_await write(R"({"progress": 1})");
    throw std::runtime_error("a \"bad\" day");
}

inline task<HttpAnswer> answer_at_once(HttpAnswer answer) { co_return answer; }

inline task<HttpAnswer> handle(HttpRequest request, LineWriter write, Seen* seen)
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
            io, UnixDoor{folder.socket()}, body_limit,
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

    SocketFolder folder;
    Seen seen;
    net::io_context io;
    std::optional<HttpServer> server;
    std::thread thread;
};

struct Reply {
    unsigned status = 0;
    std::vector<std::string> lines;
};

inline Reply ask(const Running& running, const std::string& target, const std::string& body = "{}")
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

inline std::string post(const std::string& target, const std::string& body, const std::string& more = "")
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: " + std::to_string(body.size())
           + "\r\n\r\n" + body;
}

}  // namespace recalld::remote::test
