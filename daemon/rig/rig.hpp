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

namespace recalld::studio {
struct Surface;
}

namespace recalld::rig {

class Banks;
class DawBridges;
class SurfaceUnit;
struct BankLayout;
struct DawLayout;

/// Makes a link from its configuration; `default_port` is the profile's. Throws std::runtime_error for an unknown kind.
std::unique_ptr<link::Link> make_link(net::io_context& io, const LinkConfig& config, std::uint16_t default_port);

/// The live room: all units, the standing safes, the named scopes. Owned by the daemon; core thread only.
class Rig {
public:
    /// One unit's profile, read before anything is opened: a rig that does not load never replaces one that does.
    struct Loaded {
        RigConfig config;
        std::vector<std::shared_ptr<const studio::Profile>> profiles;   ///< one per unit, in order; none for a fader box that we drive
        std::vector<std::shared_ptr<const studio::Surface>> surfaces;   ///< … and the other way round
        studio::Scope safes;
        std::shared_ptr<const std::vector<BankLayout>> banks;
        std::shared_ptr<const std::vector<DawLayout>> daws;
    };
    /// Checks names and parses the safes; each safe and each named scope covers something. Throws std::runtime_error, whose
    /// words begin with the place in the rig's file when the configuration tells it.
    static Loaded check(RigConfig config, std::vector<std::shared_ptr<const studio::Profile>> profiles,
                        std::vector<std::shared_ptr<const studio::Surface>> surfaces = {});

    Rig(net::io_context& io, studio::Studio& studio);
    ~Rig();

    /// Opens these units in place of the present ones; returns when the old ones have ended.
    using Wrap = std::function<std::unique_ptr<link::Link>(std::unique_ptr<link::Link>, const std::string& unit)>;
    task<> become(Loaded loaded, Wrap wrap = {});
    task<> stop();   ///< they stay to be found, offline

    /// Consoles and outboard: what holds settings.
    const std::vector<std::shared_ptr<Unit>>& units() const { return units_; }
    const std::vector<std::shared_ptr<SurfaceUnit>>& surfaces() const { return surfaces_; }
    /// A hand holds this just now, on a fader of some bank.
    bool is_held(const std::string& unit, studio::ParameterId parameter) const;
    std::shared_ptr<Unit> find(std::string_view name) const;
    std::vector<std::string> names() const;
    const RigConfig& config() const { return loaded_.config; }
    const studio::Scope& safes() const { return loaded_.safes; }
    /// A scope in this rig's words. Throws ScopeError.
    studio::Scope scope(std::string_view text) const;

private:
    void open_unit(std::size_t index, const Wrap& wrap);
    void add_bank(const BankConfig& config, const BankLayout& layout);

    net::io_context& io_;
    studio::Studio& studio_;
    Loaded loaded_;
    std::vector<std::shared_ptr<Unit>> units_;
    std::vector<std::shared_ptr<SurfaceUnit>> surfaces_;
    std::unique_ptr<Banks> banks_;
    std::unique_ptr<DawBridges> daws_;
};

}  // namespace recalld::rig
