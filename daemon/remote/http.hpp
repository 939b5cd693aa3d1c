#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "net.hpp"

// The doors to Boost.Beast: http.cpp (the server), http_client.cpp and web_socket.cpp.

namespace recalld::remote {

/// Writes an answer piece by piece; false when nobody listens any more. One at a time: await each before the next.
struct LineWriter {
    std::function<task<bool>(std::string line)> line;                    ///< a newline is added when it has none
    std::function<void(std::string_view type)> type = {};                ///< before the first line: not application/x-ndjson but this
    task<bool> operator()(std::string text) const { return line(std::move(text)); }
};

/// Who is at the other end of a connection.
struct Peer {
    std::string address;                 ///< `192.168.1.7`; empty on the Unix socket
    std::optional<std::uint32_t> user;   ///< on the Unix socket: the Unix user
};

struct HttpRequest {
    std::string method;                  ///< `POST`
    std::string target;                  ///< `/v1/capture`, as it was sent: percent signs, question mark and all
    std::string body;
    Peer peer = {};
    std::map<std::string, std::string, std::less<>> headers = {};   ///< names in small letters; of several the first
    bool wants_web_socket = false;

    std::string_view header(std::string_view name) const;      ///< empty when it is not there
};

/// A conversation over a WebSocket. Core thread only; whoever holds it may outlive the connection.
class WebSocket {
public:
    struct Message {
        std::string bytes;
        bool is_text = true;
    };
    virtual ~WebSocket() = default;
    virtual task<std::optional<Message>> read() = 0;   ///< nothing: it is over
    /// Queues; a client that lets more than 1 MiB wait is dropped. False when the conversation is over.
    virtual bool send(std::string bytes, bool is_text) = 0;
    virtual std::size_t waiting() const = 0;           ///< bytes that are queued: who sends values may wait until it is 0
    virtual void close() = 0;
};
using Conversation = std::function<task<>(std::shared_ptr<WebSocket> socket)>;

/// Answers a request: either returns the status and writes the whole body with `write` (status 200 was sent with the
/// first line), or returns another status with its body, or a conversation. Runs on the core.
struct HttpAnswer {
    unsigned status = 200;
    std::string body;                    ///< last line; empty when everything was written
    std::string type = {};               ///< of the body; empty: JSON
    std::vector<std::pair<std::string, std::string>> headers = {};   ///< besides the usual ones
    Conversation conversation = {};      ///< instead: the connection becomes a WebSocket
};
using HttpHandler = std::function<task<HttpAnswer>(HttpRequest request, LineWriter write)>;

/// How long a client may take.
struct HttpPatience {
    std::chrono::milliseconds idle{60'000};     ///< between two requests
    std::chrono::milliseconds request{15'000};  ///< from the first byte of a request to its last
    std::chrono::milliseconds write{10'000};    ///< for one line; a client that does not read is gone
};

/// Where a server listens: on a Unix socket, or at an address and a port.
struct UnixDoor {
    std::string path;
};
struct NetworkDoor {
    std::string address;
    std::uint16_t port = 0;              ///< 0 = any that is free
};
using HttpDoor = std::variant<UnixDoor, NetworkDoor>;

/// HTTP/1.1. Bounded: 64 connections, of them 16 from one address, headers 16 KiB, bodies as told, time as in HttpPatience.
/// What is not HTTP is answered with an HTTP error here; methods, paths, hosts and origins are the handler's to judge.
/// Core thread only.
class HttpServer {
public:
    /// On a Unix socket replaces a stale file, refuses one that another daemon answers on; mode 0660. Throws std::runtime_error.
    HttpServer(net::io_context& io, HttpDoor door, std::size_t body_limit, HttpHandler handler,
               HttpPatience patience = {});
    ~HttpServer();  ///< closes all and removes the socket file
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    std::uint16_t port() const;          ///< of a network door: where it listens
    void end_conversations();            ///< WebSockets: whoever still may comes back
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
