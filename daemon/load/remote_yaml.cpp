#include "load/remote_yaml.hpp"

#include <arpa/inet.h>

#include "studio/spelling.hpp"

namespace recalld::load {

namespace {

bool is_address(const std::string& text)
{
    in6_addr room{};
    return ::inet_pton(AF_INET, text.c_str(), &room) == 1 || ::inet_pton(AF_INET6, text.c_str(), &room) == 1;
}

/// `192.168.1.0/24`, or one address.
bool is_range(const std::string& text)
{
    const auto slash = text.find('/');
    const std::string address = text.substr(0, slash), width = slash == std::string::npos ? "0" : text.substr(slash + 1);
    if (!is_address(address) || width.empty() || width.size() > 3 || width.find_first_not_of("0123456789") != std::string::npos) return false;
    return std::stoi(width) <= (address.find(':') == std::string::npos ? 32 : 128);
}

void read_door(const Cursor& map, std::string_view key, rig::DoorConfig& door)
{
    const auto at = map.find(key);
    if (!at) return;
    read(*at, "open", door.open);
    read(*at, "listen", door.listen);
    read(*at, "port", door.port);
    if (const auto listen = at->find("listen"); listen && !is_address(door.listen))
        listen->fail(studio::in_quotes(door.listen) + " is no address; 127.0.0.1 is this machine alone, 0.0.0.0 every network card");
}

std::map<std::string, rig::Permission> read_roles(const Cursor& dictionary)
{
    std::map<std::string, rig::Permission> roles;
    for (const auto& [name, role] : dictionary.entries()) roles[name.text()] = rig::permission_named(role.text()).value_or(rig::Permission::nothing);
    return roles;
}

}  // namespace

rig::RemoteConfig read_remote(const Cursor& map)
{
    rig::RemoteConfig remote;
    read_door(map, "osc", remote.osc);
    read_door(map, "http", remote.http);
    read(map, "announce", remote.announce);
    read(map, "name", remote.name);
    if (const auto hosts = map.find("hosts"))
        for (const Cursor& host : hosts->items()) remote.hosts.push_back(host.text());
    return remote;
}

rig::AccessConfig read_access(const Cursor& map)
{
    rig::AccessConfig access;
    if (const auto unpaired = map.find("unpaired")) access.unpaired = rig::permission_named(unpaired->text()).value_or(rig::Permission::nothing);
    if (const auto addresses = map.find("addresses")) {
        for (const auto& [range, role] : addresses->entries())
            if (!is_range(range.text())) range.fail(studio::in_quotes(range.text()) + " is no address or range of addresses, such as 192.168.1.0/24");
        access.addresses = read_roles(*addresses);
    }
    if (const auto groups = map.find("groups")) access.groups = read_roles(*groups);
    return access;
}

}  // namespace recalld::load
