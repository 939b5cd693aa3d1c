#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net.hpp"
#include "studio/parameter.hpp"
#include "studio/value.hpp"

// What the OSC door remembers of those who talk to it. Everything is bounded and goes by itself. The clock is the caller's.

namespace recalld::remote {

using OscTime = std::chrono::steady_clock::time_point;

/// Where answers go, and so who somebody is: a UDP port, or a stream.
struct OscPlace {
    net::ip::address address;
    std::uint16_t port = 0;
    std::uint64_t stream = 0;   ///< 0: UDP
    bool operator<(const OscPlace& other) const;
    bool operator==(const OscPlace&) const = default;
};

/// Buttons: pressed fires once, let go arms again. A press that is repeated without being let go fires again after a second of quiet.
class OscPresses {
public:
    static constexpr std::chrono::seconds quiet{1};
    bool fires(const std::string& what, bool is_down, OscTime now);

private:
    void forget(OscTime now);
    std::map<std::string, OscTime> down_;   ///< … and when it was last said
};

/// What a hand moves here just now.
class OscDrags {
public:
    static constexpr std::chrono::seconds lasts{1};
    void moved(const std::string& unit, studio::ParameterId parameter, bool by_position, studio::Value value, OscTime now);
    bool goes_on(const std::string& unit, studio::ParameterId parameter, OscTime now) const;
    /// This value at this kind of address is what the hand itself has just said. Any other value ends the drag's claim.
    bool is_echo(const std::string& unit, studio::ParameterId parameter, bool by_position, const studio::Value& value, OscTime now);

private:
    struct Drag {
        std::string unit;
        studio::ParameterId parameter = studio::no_parameter;
        bool by_position = false;
        std::optional<studio::Value> said;
        OscTime at;
    };
    std::vector<Drag> drags_;   ///< a handful: as many as there are fingers
};

struct OscClient {
    OscPlace place;
    OscPresses presses;
    OscDrags drags;
    std::size_t under_way = 0;   ///< requests that are not answered yet
    OscTime heard;
};

/// So many a second, and as many at once.
class OscBucket {
public:
    bool take(double cost, double rate, OscTime now);

private:
    std::optional<double> left_;
    OscTime at_{};
};

/// All of them: clients by place, and by address the port that answers go to and how much it asks.
class OscClients {
public:
    static constexpr std::chrono::hours remembered{1};
    static constexpr double rate_here = 1000, rate_elsewhere = 200;   ///< requests a second

    std::shared_ptr<OscClient> at(const OscPlace& place, OscTime now);
    void forget(const OscPlace& place) { clients_.erase(place); }

    /// Where answers to a datagram go: to the port that was registered for its address, or back to its sender.
    OscPlace place_of(const net::ip::address& address, std::uint16_t port, OscTime now);
    void register_port(const net::ip::address& address, std::uint16_t port, OscTime now);   ///< 0: none any more

    /// False: this address asks too much; counted. `cost` is a request's, a part of one where it is nearly nothing.
    bool may_ask(const net::ip::address& address, double cost, OscTime now);

    struct Dropped {
        std::string address;
        std::size_t requests = 0;
    };
    std::vector<Dropped> take_dropped();   ///< since it was last asked
    void forget_old(OscTime now);
    std::size_t size() const { return clients_.size(); }

private:
    struct Host {
        std::uint16_t port = 0;
        OscBucket bucket;
        std::size_t dropped = 0;
        OscTime heard;
    };
    Host& host(const net::ip::address& address, OscTime now);

    std::map<OscPlace, std::shared_ptr<OscClient>> clients_;
    std::map<net::ip::address, Host> hosts_;
};

}  // namespace recalld::remote
