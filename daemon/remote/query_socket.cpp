#include "remote/query_socket.hpp"

#include <set>

#include "remote/feed.hpp"
#include "remote/osc/osc_live.hpp"
#include "remote/rate.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t most_addresses = 4096, most_values_at_once = 500;
constexpr std::chrono::milliseconds between_flushes{30};
constexpr Rate::Limits commands{200, 5000};   // who opens a desk's page listens to all of it at once

/// One conversation: what it listens to, and when it is told.
class Listening : public std::enable_shared_from_this<Listening> {
public:
    Listening(Room& room, std::shared_ptr<WebSocket> socket)
        : room_(room), socket_(std::move(socket)), units_(room.rig.units()), timer_(room.io), feed_(room, [this] { flush_later(); })
    {
    }

    void start() { feed_.follow(Area::room); }
    void stop() { timer_.cancel(); }
    /// False: whoever sends this does not know the protocol, or floods.
    bool take(const WebSocket::Message& message, Rate::Time now);

private:
    void listen(const std::string& address);
    void ignore(const std::string& address);
    void flush_later();
    void flush();
    void tell(const Feed::Value& value);
    void tell_paths();

    Room& room_;
    std::shared_ptr<WebSocket> socket_;
    std::vector<std::shared_ptr<rig::Unit>> units_;
    net::steady_timer timer_;
    Feed feed_;
    std::set<std::string> addresses_;
    Rate rate_{commands};
};

bool Listening::take(const WebSocket::Message& message, Rate::Time now)
{
    if (!rate_.admits("", now)) return false;
    if (!message.is_text) return true;   // OSC goes to the OSC door
    const auto json = Json::parse(message.bytes, nullptr, false);
    if (!json.is_object() || !json.contains("COMMAND") || !json["COMMAND"].is_string()) return false;
    const auto address = json.contains("DATA") && json["DATA"].is_string() ? json["DATA"].get<std::string>() : std::string();
    if (json["COMMAND"] == "LISTEN") listen(address);
    if (json["COMMAND"] == "IGNORE") ignore(address);
    return true;
}

void Listening::listen(const std::string& address)
try {
    if (!is_osc_live(address) || addresses_.size() >= most_addresses) return;
    const auto live = find_osc_live(room_.rig, address);
    addresses_.insert(address);
    feed_.follow(live.unit->name(), live.parameter);
} catch (const VerbError&) {   // a node that is none has no changes
}

void Listening::ignore(const std::string& address)
try {
    if (addresses_.erase(address) == 0) return;
    const auto live = find_osc_live(room_.rig, address);
    const auto other = osc_live_address(live.unit->name(), (*live.unit->profile())[live.parameter].name, !live.by_position);
    if (!addresses_.contains(other)) feed_.leave(live.unit->name(), live.parameter);
} catch (const VerbError&) {
}

void Listening::flush_later()
{
    timer_.expires_after(between_flushes);
    timer_.async_wait([self = weak_from_this()](boost::system::error_code error) {
        const auto listening = self.lock();
        if (!error && listening) listening->flush();
    });
}

void Listening::flush()
{
    if (socket_->waiting() > 0) return flush_later();   // it reads slowly: it gets the latest later
    const auto taken = feed_.take(most_values_at_once);
    if (!taken.areas.empty()) tell_paths();
    for (const auto& value : taken.values) tell(value);
    if (taken.more) flush_later();
}

void Listening::tell(const Feed::Value& value)
{
    const auto* page = room_.studio.page(value.unit);
    if (!page || value.parameter >= page->values.size()) return;
    for (const bool by_position : {false, true}) {
        if (!addresses_.contains(osc_live_address(value.unit, (*page->profile)[value.parameter].name, by_position))) continue;
        const auto message = osc_live_message(*page, value.parameter, by_position);
        if (message) socket_->send(std::string(reinterpret_cast<const char*>(message->data()), message->size()), false);
    }
}

void Listening::tell_paths()
{
    if (units_ == room_.rig.units()) return;
    units_ = room_.rig.units();
    for (const auto* path : {"/recalld/unit", "/recalld/position"}) socket_->send(Json{{"COMMAND", "PATH_CHANGED"}, {"DATA", path}}.dump(), true);
}

task<> hold(Room& room, std::shared_ptr<WebSocket> socket)
{
    const auto listening = std::make_shared<Listening>(room, socket);
    listening->start();
    for (bool goes_on = true; goes_on && !room.ending;) {
        const auto message = co_await socket->read();
        goes_on = message && listening->take(*message, std::chrono::steady_clock::now());
    }
    listening->stop();
}

}  // namespace

Conversation query_conversation(Room& room)
{
    return [&room](std::shared_ptr<WebSocket> socket) { return hold(room, std::move(socket)); };
}

}  // namespace recalld::remote
