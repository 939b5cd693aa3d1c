#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::rig {

/// What a caller may do. Each includes those before it.
enum class Permission : std::uint8_t { nothing, view, operate, edit };

inline constexpr std::array<std::string_view, 4> permission_names{"nothing", "view", "operate", "edit"};

constexpr std::string_view name_of(Permission permission) { return permission_names[static_cast<std::size_t>(permission)]; }

constexpr std::optional<Permission> permission_named(std::string_view name)
{
    for (std::size_t i = 0; i < permission_names.size(); ++i)
        if (permission_names[i] == name) return static_cast<Permission>(i);
    return {};
}

/// Where one kind of remote comes in.
struct DoorConfig {
    bool open = true;
    std::string listen = "127.0.0.1";   ///< an address of this machine, or 0.0.0.0
    std::uint16_t port = 0;             ///< 0 = any that is free
};

/// Who may do what, before anybody has paired. From `access:` in the rig.
struct AccessConfig {
    Permission unpaired = Permission::nothing;   ///< from other machines: nothing or view
    /// Address ranges (`192.168.1.0/24`) that the rig vouches for; over OSC they need no pairing.
    std::map<std::string, Permission> addresses = {{"127.0.0.0/8", Permission::operate}, {"::1/128", Permission::operate}};
    std::map<std::string, Permission> groups = {};   ///< Unix groups; none: whoever may open the socket may edit
};

/// How phones, tablets and DAWs reach the daemon. From `remote:` in the rig.
struct RemoteConfig {
    DoorConfig osc{true, "127.0.0.1", 8765};
    DoorConfig http{true, "127.0.0.1", 8766};
    bool announce = true;                ///< over mDNS, what others can reach
    std::string name = {};               ///< of this room, for people; the host's unless said
    std::vector<std::string> hosts = {}; ///< further names under which the page is asked for
};

}  // namespace recalld::rig
