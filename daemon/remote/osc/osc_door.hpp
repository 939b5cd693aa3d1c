#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "osc/packet.hpp"
#include "remote/caller.hpp"
#include "remote/osc/osc_bundler.hpp"
#include "remote/osc/osc_clients.hpp"
#include "remote/osc/osc_layouts.hpp"
#include "remote/osc/osc_subscribers.hpp"

namespace recalld::remote {

using Json = nlohmann::ordered_json;

struct OscLive;
struct OscRequest;
struct Room;
struct VerbError;
class OscWord;

/// Who sent a packet, and how much he may be answered.
struct OscSender {
    OscPlace place;                          ///< where answers go
    Caller caller;
    bool is_known = false;                   ///< the rig vouches for the address, or it was paired
    std::size_t page = osc_datagram;         ///< bytes that one answer may have
    std::shared_ptr<std::size_t> left = {};  ///< bytes that may be answered to this packet in all; nothing: any number
    std::string address() const { return place.address.to_string(); }
    bool is_stream() const { return place.stream != 0; }
    std::size_t fits() const { return left ? std::min(*left, page) : page; }
};

/// Throws VerbError forbidden, with what to do about it.
void want_osc_role(const OscSender& sender, Permission wanted, std::string_view for_what);

/// Messages that are not ours go to somebody else: false when nobody wanted it.
using OscOther = std::function<bool(const osc::Message&, const Caller&, std::function<void(const osc::Bytes&)> reply)>;

/// What is done with a message once it is known who sent it: live parameters, requests, leases, buttons. No I/O of its own: answers go
/// through `send`. Core thread only; the room outlives it.
class OscDoor : public std::enable_shared_from_this<OscDoor> {
public:
    OscDoor(Room& room, OscOther other, OscSubscribers::Door door);

    void hear(const osc::Message& message, const OscSender& sender);
    /// A packet that is not OSC: told to those who are known.
    void refuse_packet(osc::View packet, const OscSender& sender);
    /// The sender of a datagram or of something in a stream. Roles can be taken away at any time: asked for each packet.
    OscSender sender_of(const OscPlace& place, std::size_t size, OscTime now);

    OscClients& clients() { return clients_; }
    OscSubscribers& subscribers() { return *subscribers_; }
    void forget(const OscPlace& place);
    void look_after(OscTime now);   ///< once a second: leases, and what is old
    void stop();

private:
    struct Recognised {
        net::ip::address address;
        OscTime at;
        Caller caller;
        bool is_known = false;
    };
    struct Order;
    void recognise(const net::ip::address& address, OscTime now);
    void answer(const OscSender& sender, const osc::Bytes& packet);
    void answer(const OscSender& sender, const std::vector<osc::Bytes>& packets);
    void fail(const OscSender& sender, std::string_view address, const VerbError& error);
    void act(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now);
    void pass_on(const osc::Message& message, const OscSender& sender);
    void press(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now);
    bool may_still(const OscPlace& place) const;

    void request(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now);
    bool answer_at_once(const OscRequest& request, const OscSender& sender);
    void begin(OscRequest request, const OscSender& sender, std::string_view address, const OscClient& client);
    task<> carry_out(std::shared_ptr<OscDoor> self, std::shared_ptr<Order> order);
    void conclude(const Order& order, const Json& result);
    std::vector<osc::Bytes> values_found(const Order& order, const Json& result) const;

    void serve_door(const OscRequest& request, const OscSender& sender, OscTime now);
    void pair(const Json& arguments, const OscSender& sender);
    void set_port(const Json& arguments, const OscSender& sender, OscTime now);
    void subscribe(const Json& arguments, const OscSender& sender, OscTime now);
    void unsubscribe(const Json& arguments, const OscSender& sender);

    void live(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now);
    void tell_value(const OscLive& live, const OscSender& sender);
    void move(const OscLive& live, const OscWord& word, OscClient& client, const OscSender& sender, OscTime now);

    Room& room_;
    OscOther other_;
    std::function<void(const OscPlace&, const osc::Bytes&)> send_;
    OscClients clients_;
    std::shared_ptr<OscSubscribers> subscribers_;
    OscLayouts layouts_;
    std::optional<Recognised> recognised_;
    std::size_t under_way_ = 0;
    OscTime told_dropped_{};
};

}  // namespace recalld::remote
