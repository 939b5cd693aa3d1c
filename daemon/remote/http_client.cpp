#include "remote/http.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <utility>

// The request that command line tools make; the server is in http.cpp.

namespace recalld::remote {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Socket = net::local::stream_protocol::socket;

constexpr std::size_t read_size = 64 * 1024;

std::string why_not(const std::string& path, const error_code& failed)
{
    const std::string start = "cannot reach recalld on " + path + ": ";
    if (failed == net::error::access_denied)
        return start + "permission denied; your user must belong to the socket's group";
    return start + failed.message() + "; is it running, and is this its socket?";
}

/// Hands out complete lines and keeps the rest. False when the listener has had enough.
bool hand_out(std::string& text, const std::function<bool(std::string_view)>& line)
{
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1)
        if (!line(std::string_view(text).substr(start, end - start))) return false;
    text.erase(0, start);
    return true;
}

/// An answer as it comes in.
struct Incoming {
    http::response_parser<http::string_body> parser;
    std::string unparsed;
    std::string text;  ///< body, not yet handed out

    Incoming() { parser.body_limit(boost::none), parser.eager(true); }
    /// Reads once; throws NoDaemon when the answer breaks off.
    void read(Socket& socket)
    {
        std::array<char, read_size> bytes{};
        error_code failed;
        unparsed.append(bytes.data(), socket.read_some(net::buffer(bytes), failed));
        if (failed == net::error::eof && parser.got_some()) parser.put_eof(failed);
        while (!failed && !unparsed.empty() && !parser.is_done())
            unparsed.erase(0, parser.put(net::buffer(unparsed), failed));
        if (failed && failed != http::error::need_more) throw NoDaemon("recalld went away in the middle of its answer");
        text += std::exchange(parser.get().body(), {});
    }
};

}  // namespace

unsigned http_request(const std::string& socket_path, const std::string& target, const std::string& body,
                      const std::function<bool(std::string_view line)>& line)
{
    net::io_context io;
    Socket socket(io);
    error_code failed;
    if (socket_path.size() >= sizeof(sockaddr_un::sun_path))
        failed = net::error::name_too_long;
    else
        socket.connect(net::local::stream_protocol::endpoint(socket_path), failed);
    if (failed) throw NoDaemon(why_not(socket_path, failed));
    const std::string head = "POST " + target + " HTTP/1.1\r\nHost: recalld\r\nContent-Type: application/json\r\n"
                             "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    // A daemon that refuses a long body closes its ear first; what it says is still worth reading.
    net::write(socket, std::array{net::buffer(head), net::buffer(body)}, failed);
    Incoming answer;
    while (!answer.parser.is_done()) {
        answer.read(socket);
        if (!hand_out(answer.text, line)) return answer.parser.get().result_int();
    }
    if (!answer.text.empty()) line(answer.text);
    return answer.parser.get().result_int();
}

}  // namespace recalld::remote
