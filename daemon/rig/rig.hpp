#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net.hpp"
#include "rig/rig_config.hpp"
#include "rig/unit.hpp"
#include "studio/studio.hpp"

namespace recalld::rig {

/// Makes a link from its configuration; `default_port` is the profile's. Throws std::runtime_error for an unknown kind.
std::unique_ptr<link::Link> make_link(net::io_context& io, const LinkConfig& config, std::uint16_t default_port);

/// The live room: all units, the standing safes, the named scopes. Owned by the daemon; core thread only.
class Rig {
public:
    /// One unit's profile, read before anything is opened: a rig that does not load never replaces one that does.
    struct Loaded {
        RigConfig config;
        std::vector<std::shared_ptr<const studio::Profile>> profiles;   ///< one per unit, in order
        studio::Scope safes;
    };
    /// Checks names and parses the safes. Throws std::runtime_error with the place in words.
    static Loaded check(RigConfig config, std::vector<std::shared_ptr<const studio::Profile>> profiles);

    Rig(net::io_context& io, studio::Studio& studio) : io_(io), studio_(studio) {}

    /// Opens these units in place of the present ones; returns when the old ones have ended.
    task<> become(Loaded loaded, std::function<std::unique_ptr<link::Link>(std::unique_ptr<link::Link>, const std::string&)> wrap = {});
    task<> stop();   ///< they stay to be found, offline

    const std::vector<std::shared_ptr<Unit>>& units() const { return units_; }
    std::shared_ptr<Unit> find(std::string_view name) const;
    std::vector<std::string> names() const;
    const RigConfig& config() const { return loaded_.config; }
    const studio::Scope& safes() const { return loaded_.safes; }
    /// A scope in this rig's words. Throws ScopeError.
    studio::Scope scope(std::string_view text) const;

private:
    net::io_context& io_;
    studio::Studio& studio_;
    Loaded loaded_;
    std::vector<std::shared_ptr<Unit>> units_;
};

}  // namespace recalld::rig
