#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "osc/packet.hpp"
#include "remote/osc/osc_clients.hpp"

namespace recalld::remote {

struct Room;

/// Under which of its two addresses a value is told.
enum class OscForm : std::uint8_t { both, unit, position };
std::optional<OscForm> osc_form_named(std::string_view name);

/// Everybody who follows something over OSC: the whole present state once, then what changed, at most every 30 ms and the latest value only.
/// A lease ends by itself, so whoever vanished costs nothing for long. What several want is put into words once. Core thread only.
class OscSubscribers {
public:
    static constexpr std::chrono::milliseconds every{30};
    static constexpr std::size_t most_clients = 256, most_of_one = 16, most_at_once = 64 * 1024;   ///< the last: bytes
    static constexpr std::size_t usual_seconds = 60, longest_seconds = 3600;

    struct Door {
        std::function<void(const OscPlace&, const osc::Bytes&)> send;
        std::function<bool(const OscPlace&)> takes_more;   ///< false: what it was sent last still waits; it gets the latest later
    };
    OscSubscribers(Room& room, Door door);
    ~OscSubscribers();
    OscSubscribers(const OscSubscribers&) = delete;
    OscSubscribers& operator=(const OscSubscribers&) = delete;

    /// An area or a scope; what is leased already is only leased for longer. Throws VerbError when there are too many, ScopeError.
    void subscribe(const std::shared_ptr<OscClient>& client, const std::string& what, std::size_t seconds, std::optional<OscForm> form, OscTime now);
    void unsubscribe(const OscPlace& place, const std::string& what);   ///< empty: everything
    void forget(const OscPlace& place);
    /// Ends what is over; `may_still` says whose role is gone.
    void end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still);
    void stop();
    std::size_t size() const;

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::remote
