#include "remote/http.hpp"

#include "remote/http_entrance.hpp"
#include "remote/http_text.hpp"
#include "remote/patient_socket.hpp"
#include "remote/web_socket.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cassert>
#include <algorithm>
#include <map>
#include <utility>

// Beast parses; the few bytes we send are written out here. Its composed operations would triple the time to compile
// this.

namespace recalld::remote {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;
using std::chrono::milliseconds;

constexpr std::size_t most_connections = 64;
constexpr std::size_t most_of_one_address = 16;
constexpr std::uint32_t header_limit = 16 * 1024;
constexpr milliseconds linger{1'000};      // for a client that is still sending what we refused
constexpr milliseconds accept_pause{100};  // when the system is out of descriptors

using Client = std::shared_ptr<PatientSocket>;

/// Feeds the parser what has arrived; `need_more` until the request is complete.
error_code parse(Parser& parser, std::string& pending)
{
    error_code failed;
    while (!failed && !pending.empty() && !parser.is_done()) pending.erase(0, parser.put(net::buffer(pending), failed));
    if (!failed && !parser.is_done()) failed = http::error::need_more;
    // Beast bounds headers and bodies, but not the extension of a chunk.
    if (failed == http::error::need_more && pending.size() > header_limit) failed = http::error::header_limit;
    return failed;
}

/// The answer to one request while it is being written.
struct Answer {
    Client client;
    milliseconds patience;
    AnswerShape shape;
    std::string type = {};  ///< of a stream; set before its first line
    bool begun = false;
    bool writing = false;
    bool over = false;  ///< complete, or nobody listens

    /// The next bytes to send for a line; the first line brings the head along.
    std::string bytes_of(std::string line);
};

std::string Answer::bytes_of(std::string line)
{
    const std::string head = std::exchange(begun, true) ? "" : stream_head(shape, type);
    if (line.empty() || shape.without_body) return head;
    line = with_newline(std::move(line));
    return head + (shape.chunked ? chunk(line) : line);
}

task<bool> write_line(std::shared_ptr<Answer> answer, std::string line)
{
    assert(!answer->writing && "await each line before the next");
    if (answer->over) co_return false;
    answer->writing = true;
    const bool sent = co_await PatientSocket::send(answer->client, answer->bytes_of(std::move(line)), answer->patience);
    answer->writing = false;
    if (!sent) answer->over = true;
    co_return sent;
}

/// Writes what the handler returned and ends the answer. False when the connection ends with it.
task<bool> finish(std::shared_ptr<Answer> answer, HttpAnswer last)
{
    std::string bytes;
    if (!answer->begun)
        bytes = whole_answer(last.status, last.type.empty() ? with_newline(std::move(last.body)) : std::move(last.body), answer->shape, last.type, last.headers);
    else
        bytes = answer->bytes_of(std::move(last.body));
    if (answer->begun && answer->shape.chunked && !answer->shape.without_body) bytes += last_chunk;
    if (std::exchange(answer->over, true)) co_return false;
    const bool sent = co_await PatientSocket::send(answer->client, std::move(bytes), answer->patience);
    co_return sent && answer->shape.keep_alive;
}

/// The verbs answer for their own errors; what escapes them is our mistake and said so.
task<HttpAnswer> ask(HttpHandler handler, HttpRequest request, LineWriter write)
{
    std::string why;
    try {
        co_return co_await handler(std::move(request), std::move(write));
    } catch (const std::exception& mistake) {
        why = mistake.what();
    }
    co_return HttpAnswer{500, error_line("internal", "recalld made a mistake while answering: " + why, 70)};
}

std::shared_ptr<Answer> answer_for(const Client& client, const Parser& parser, milliseconds patience)
{
    const auto& message = parser.get();
    const bool chunked = message.version() >= 11;
    const AnswerShape shape{chunked, chunked && message.keep_alive(), message.method() == http::verb::head};
    return std::make_shared<Answer>(Answer{client, patience, shape});
}

HttpRequest request_in(Parser& parser, const Peer& peer)
{
    auto& message = parser.get();
    HttpRequest request{std::string(message.method_string()), std::string(message.target()), {}, peer, {}};
    for (const auto& field : message) request.headers.try_emplace(in_small_letters(field.name_string()), field.value());
    request.wants_web_socket = message.method() == http::verb::get && in_small_letters(request.header("upgrade")) == "websocket";
    request.body = std::move(message.body());
    return request;
}

/// The request once more, as Beast's WebSocket wants to read it.
std::string head_of(const HttpRequest& request)
{
    std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

std::string refusal(error_code failed, std::size_t body_limit)
{
    if (failed == http::error::header_limit)
        return error_answer(431, "headers_too_large", "the headers are larger than 16 KiB", 64);
    if (failed == http::error::body_limit)
        return error_answer(413, "too_large", "the request is larger than " + std::to_string(body_limit) + " bytes",
                            64);
    if (failed == net::error::timed_out) return error_answer(408, "too_slow", "the request did not arrive in time", 64);
    return error_answer(400, "bad_request", "this is not HTTP/1.1: " + failed.message(), 64);
}

/// Says no, then lets the client finish sending so that it gets to read why.
task<> turn_away(Client client, std::string refusal_bytes, milliseconds patience)
{
    const bool sent = co_await PatientSocket::send(client, std::move(refusal_bytes), patience);
    if (!sent) co_return;
    client->end_sending();
    client->read_within(linger);
    for (bool more = true; more; client->pending().clear()) more = co_await PatientSocket::read_some(client);
}

bool wants_a_go_ahead(const Parser& parser)
{
    return parser.is_header_done() && boost::beast::iequals(parser.get()[http::field::expect], "100-continue");
}

/// Reads and parses until the request is complete, wrong, late or broken off (`need_more`).
task<error_code> read_request(Client client, std::shared_ptr<Parser> parser, HttpPatience patience)
{
    bool told = false;
    client->read_within(client->pending().empty() ? patience.idle : patience.request);
    bool begun = !client->pending().empty();
    error_code parsed = parse(*parser, client->pending());
    while (parsed == http::error::need_more) {
        const bool more = co_await PatientSocket::read_some(client);
        if (!more) break;
        if (!std::exchange(begun, true)) client->read_within(patience.request);
        parsed = parse(*parser, client->pending());
        if (parsed != http::error::need_more || told || !wants_a_go_ahead(*parser)) continue;
        told = true;
        co_await PatientSocket::send(client, "HTTP/1.1 100 Continue\r\n\r\n", patience.write);
        client->read_within(patience.request);
    }
    if (begun && client->expired()) parsed = net::error::timed_out;
    client->take_your_time();
    co_return parsed;
}

/// A complete request, or nothing: the client left, was too slow or was turned away.
task<std::shared_ptr<Parser>> receive(Client client, std::size_t body_limit, HttpPatience patience)
{
    auto parser = std::make_shared<Parser>();
    parser->header_limit(header_limit);
    parser->body_limit(body_limit);
    parser->eager(true);
    const error_code failed = co_await read_request(client, parser, patience);
    if (!failed) co_return parser;
    if (failed != http::error::need_more) co_await turn_away(client, refusal(failed, body_limit), patience.write);
    co_return nullptr;
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

/// What connections share; they keep it alive while a handler of theirs runs.
struct HttpServer::Inner {
    Inner(net::io_context& io, const HttpDoor& door, std::size_t limit, HttpHandler handle, HttpPatience time)
        : entrance(std::make_shared<HttpEntrance>(io, door)), body_limit(limit), handler(std::move(handle)), patience(time)
    {
    }
    static task<> accept(std::shared_ptr<Inner> self, net::steady_timer pause);
    static task<> serve(std::shared_ptr<Inner> self, Client client, Peer peer);
    static task<bool> answer(std::shared_ptr<Inner> self, Client client, std::shared_ptr<Parser> parser, Peer peer);
    static task<> overfull(Client client, std::string why, milliseconds patience);
    void welcome(const std::shared_ptr<Inner>& self, HttpEntrance::Guest guest);
    std::string why_full(const Peer& peer) const;
    Conversation noted(const std::shared_ptr<Inner>& self, Conversation conversation);
    void end_conversations();

    std::shared_ptr<HttpEntrance> entrance;
    std::size_t body_limit;
    HttpHandler handler;
    HttpPatience patience;
    std::map<Client, std::string> clients;   ///< and their addresses
    std::vector<std::weak_ptr<WebSocket>> sockets;
    bool stopped = false;
};

/// … so that it can be ended from here.
Conversation HttpServer::Inner::noted(const std::shared_ptr<Inner>& self, Conversation conversation)
{
    return [self, conversation = std::move(conversation)](std::shared_ptr<WebSocket> socket) {
        std::erase_if(self->sockets, [](const auto& other) { return other.expired(); });
        self->sockets.push_back(socket);
        return conversation(std::move(socket));
    };
}

void HttpServer::Inner::end_conversations()
{
    for (const auto& socket : std::exchange(sockets, {}))
        if (const auto open = socket.lock()) open->close();
}

/// One request and its answer. False when the connection ends with it.
task<bool> HttpServer::Inner::answer(std::shared_ptr<Inner> self, Client client, std::shared_ptr<Parser> parser, Peer peer)
{
    const auto answer = answer_for(client, *parser, self->patience.write);
    LineWriter write;
    write.line = [answer](std::string line) { return write_line(answer, std::move(line)); };
    write.type = [answer](std::string_view type) { answer->type = type; };
    HttpRequest request = request_in(*parser, peer);
    const std::string head = request.wants_web_socket ? head_of(request) : std::string();
    HttpAnswer last = co_await ask(self->handler, std::move(request), std::move(write));
    if (last.conversation && !head.empty()) {
        const auto received = head + client->pending();
        co_await converse(client->release(), received, self->noted(self, std::move(last.conversation)));
        co_return false;
    }
    co_return co_await finish(answer, std::move(last));
}

task<> HttpServer::Inner::serve(std::shared_ptr<Inner> self, Client client, Peer peer)
{
    bool more = true;
    while (more && !self->stopped) {
        const auto parser = co_await receive(client, self->body_limit, self->patience);
        if (!parser) break;
        more = co_await answer(self, client, parser, peer);
    }
    client->close();
    self->clients.erase(client);
}

task<> HttpServer::Inner::overfull(Client client, std::string why, milliseconds patience)
{
    co_await turn_away(client, error_answer(503, "too_many_connections", why, 69), patience);
    client->close();
}

/// Why nobody else comes in from there; empty when he may.
std::string HttpServer::Inner::why_full(const Peer& peer) const
{
    if (clients.size() >= most_connections) return "recalld serves 64 connections already; close one and try again";
    const auto same = std::ranges::count_if(clients, [&](const auto& client) { return client.second == peer.address; });
    const bool is_too_many = !peer.address.empty() && static_cast<std::size_t>(same) >= most_of_one_address;
    return is_too_many ? "recalld serves 16 connections from " + peer.address + " already; close one and try again" : std::string();
}

void HttpServer::Inner::welcome(const std::shared_ptr<Inner>& self, HttpEntrance::Guest guest)
{
    auto client = std::make_shared<PatientSocket>(std::move(*guest.stream));
    const auto executor = client->executor();
    if (auto why = why_full(guest.peer); !why.empty())
        return net::co_spawn(executor, overfull(client, std::move(why), patience.write), net::detached);
    clients.emplace(client, guest.peer.address);
    net::co_spawn(executor, serve(self, client, std::move(guest.peer)), net::detached);
}

task<> HttpServer::Inner::accept(std::shared_ptr<Inner> self, net::steady_timer pause)
{
    while (!self->stopped) {
        auto guest = co_await HttpEntrance::admit(self->entrance);
        if (self->stopped) co_return;
        if (guest.stream) {
            self->welcome(self, std::move(guest));
            continue;
        }
        error_code ignored;
        pause.expires_after(accept_pause);
        co_await pause.async_wait(net::redirect_error(net::use_awaitable, ignored));
    }
}

HttpServer::HttpServer(net::io_context& io, HttpDoor door, std::size_t body_limit, HttpHandler handler,
                       HttpPatience patience)
    : inner_(std::make_shared<Inner>(io, door, body_limit, std::move(handler), patience))
{
    net::co_spawn(io, Inner::accept(inner_, net::steady_timer(io)), net::detached);
}

HttpServer::~HttpServer() { stop(); }

void HttpServer::stop()
{
    inner_->stopped = true;
    inner_->entrance->close();
    inner_->end_conversations();
    for (const auto& [client, address] : inner_->clients) client->close();
}

void HttpServer::end_conversations() { inner_->end_conversations(); }

std::uint16_t HttpServer::port() const { return inner_->entrance->port(); }

}  // namespace recalld::remote
