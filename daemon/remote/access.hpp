#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remote/caller.hpp"

namespace recalld::remote {

/// A device that was paired: over HTTP it holds a token, of which only the hash is kept; over OSC a lease of its address.
struct Pairing {
    std::uint32_t id = 0;
    std::string name;                ///< `Anna's phone`
    Permission role = Permission::view;
    std::string token_hash;          ///< hexadecimal; empty for OSC
    std::string address;             ///< of an OSC lease, without port; empty for HTTP
    std::chrono::system_clock::time_point made, last_used, ends;
};

/// What `recallctl pair` prints: good for one device, for a short time.
struct PairingCode {
    std::string code;                ///< 8 letters and digits without look-alikes
    std::chrono::system_clock::time_point ends;
};

/// Who may do what: by Unix group, by address, by token and by lease. Keeps its pairings in one file, readable by the daemon alone.
/// Owned by the daemon; core thread only. Secrets are compared in constant time and never logged.
class Access {
public:
    using Time = std::chrono::system_clock::time_point;

    /// Reads the pairings that are there. Throws std::runtime_error naming the file when it cannot be understood.
    Access(rig::AccessConfig config, std::filesystem::path file);

    /// Takes over another configuration; pairings stay. Throws std::invalid_argument naming a range or group that is none.
    void become(rig::AccessConfig config);
    static void check(const rig::AccessConfig& config);   ///< … the same check alone

    /// Somebody on the Unix socket.
    Caller of_user(std::uint32_t user) const;
    /// A datagram or a stream of OSC from this address: the best of the rig's ranges and its lease.
    Caller of_osc(std::string_view address, Time now);
    /// A request over HTTP; `token` is what it brought, empty when it brought none.
    Caller of_token(std::string_view token, std::string_view address, Time now);
    /// The rig vouches for this address, or it is paired: what it is sent cannot be used against somebody else unasked.
    bool is_known(std::string_view address, Time now) const;

    PairingCode offer(Permission role, std::string name, Time now);
    /// A code for a token: the token itself, told once; nothing when the code is wrong, late, used, or was tried too often.
    std::optional<std::string> token_for(std::string_view code, std::string_view address, Time now);
    /// A code for a lease of this address. The role that it now has; nothing as above.
    std::optional<Permission> lease_for(std::string_view code, std::string_view address, Time now);

    const std::vector<Pairing>& pairings() const { return pairings_; }
    bool revoke(std::uint32_t id);   ///< false when there is no such pairing
    std::function<void()> on_revoked;   ///< whoever is in the middle of something has to show his token again

private:
    struct Offer {
        std::string code_hash;
        Permission role = Permission::view;
        std::string name;
        Time ends;
    };
    std::optional<Offer> redeem(std::string_view code, std::string_view address, Time now);
    bool may_try(std::string_view address, Time now);
    Pairing& add(const Offer& offer, Time now);
    void touch(Pairing& pairing, Time now);
    void forget_old(Time now);
    void save();
    void load();

    rig::AccessConfig config_;
    std::filesystem::path file_;
    std::vector<Pairing> pairings_;
    std::vector<Offer> offers_;
    std::map<std::string, std::deque<Time>, std::less<>> failures_;   ///< by address, within the last minute
    std::uint32_t newest_ = 0;
    Time saved_{};
};

}  // namespace recalld::remote
