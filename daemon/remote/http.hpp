#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "net.hpp"

// The only door to Boost.Beast: http.cpp. Server and client stand together because they share it.

namespace recalld::remote {

/// Writes one line of an answer; false when nobody listens any more. One at a time: await each before the next.
using LineWriter = std::function<task<bool>(std::string line)>;

struct HttpRequest {
    std::string method;  ///< `POST`
    std::string target;  ///< `/v1/capture`
    std::string body;
};

/// Answers a request: either returns the status and writes the whole body with `write` (status 200 was sent with the
/// first line), or returns another status with its JSON body. Runs on the core.
struct HttpAnswer {
    unsigned status = 200;
    std::string body;  ///< last line; empty when everything was written
};
using HttpHandler = std::function<task<HttpAnswer>(HttpRequest request, LineWriter write)>;

/// How long a client may take.
struct HttpPatience {
    std::chrono::milliseconds idle{60'000};     ///< between two requests
    std::chrono::milliseconds request{15'000};  ///< from the first byte of a request to its last
    std::chrono::milliseconds write{10'000};    ///< for one line; a client that does not read is gone
};

/// HTTP/1.1 on a Unix socket. Bounded: 64 connections, headers 16 KiB, bodies as told, time as in HttpPatience.
/// What is not HTTP is answered with an HTTP error here; methods and paths are the handler's to judge.
/// Core thread only.
class HttpServer {
public:
    /// Replaces a stale socket file, refuses one that another daemon answers on; mode 0660. Throws std::runtime_error.
    HttpServer(net::io_context& io, std::string socket_path, std::size_t body_limit, HttpHandler handler,
               HttpPatience patience = {});
    ~HttpServer();  ///< closes all and removes the socket file
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    /// A handler under way is not torn down: its next write returns false.
    void stop();

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

/// No daemon behind the socket, or it went away in the middle.
struct NoDaemon : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A blocking request for command line tools: calls `line` for each line of the answer as it comes. Returns the HTTP
/// status. `line` may return false to stop listening. Throws NoDaemon.
unsigned http_request(const std::string& socket_path, const std::string& target, const std::string& body,
                      const std::function<bool(std::string_view line)>& line);

}  // namespace recalld::remote
