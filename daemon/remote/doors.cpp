#include "remote/doors.hpp"

#include <optional>

#include "log.hpp"
#include "remote/access.hpp"
#include "remote/discovery.hpp"
#include "remote/drift_watch.hpp"
#include "remote/http.hpp"
#include "remote/network_http.hpp"
#include "remote/osc/osc_remote.hpp"
#include "remote/own_addresses.hpp"
#include "remote/room_watch.hpp"
#include "remote/take_watch.hpp"
#include "remote/trigger/triggers.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t largest_body = 1u << 20;   // bytes; a stranger must not fill the memory. A scene file has some 100,000

bool is_this_machine_only(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

bool same(const rig::DoorConfig& a, const rig::DoorConfig& b) { return a.open == b.open && a.listen == b.listen && a.port == b.port; }

bool same(const rig::RemoteConfig& a, const rig::RemoteConfig& b)
{
    return same(a.osc, b.osc) && same(a.http, b.http) && a.announce == b.announce && a.name == b.name && a.hosts == b.hosts;
}

}  // namespace

struct Doors::Inner {
    explicit Inner(Room& its_room) : room(its_room), watch(its_room), drift(its_room), takes(its_room) {}

    void open_http(const rig::RemoteConfig& config)
    {
        http = std::make_unique<HttpServer>(room.io, NetworkDoor{config.http.listen, config.http.port}, largest_body, serve_network(room, config));
        announce("http", config.http.listen, http->port());
        if (room.access) room.access->on_revoked = [this] { if (http) http->end_conversations(); };
    }

    void open_osc(const rig::RemoteConfig& config)
    {
        osc = std::make_unique<OscRemote>(room, config.osc, [this](const osc::Message& message, const Caller& caller, Triggers::Reply reply) { return triggers && triggers->hear(message, caller, std::move(reply)); });
        announce("osc", config.osc.listen, osc->port());
    }

    void announce(const std::string& door, const std::string& address, std::uint16_t port)
    {
        room.doors.push_back({{"door", door}, {"address", address}, {"port", port}});
        log::remote().info("{} on {}:{}", door, address, port);
    }

    /// What cannot be opened leaves the rest as it is.
    template <class Opening>
    void attempt(Opening opening)
    {
        try {
            opening();
        } catch (const std::exception& fault) {
            log::remote().error("{}", fault.what());
            notes.emplace_back(fault.what());
            room.notes.emplace_back(fault.what());
        }
    }

    void close_triggers()
    {
        room.triggers = nullptr;
        triggers.reset();
    }

    void open_triggers(const rig::RigConfig& rig)
    {
        close_triggers();
        triggers = std::make_unique<Triggers>(room, rig);
        room.triggers = triggers.get();
        triggers->open();
    }

    /// Only what other machines can reach is told to them.
    void tell_the_network(const rig::RemoteConfig& config)
    {
        std::vector<Service> services;
        for (const auto& door : room.doors) {
            const auto port = door["port"].get<std::uint16_t>();
            if (is_this_machine_only(door["address"].get<std::string>())) continue;
            if (door["door"] == "osc") services.push_back({"_osc._udp", port});
            if (door["door"] == "http") services.insert(services.end(), {{"_http._tcp", port, {"path=/"}}, {"_oscjson._tcp", port}});
        }
        if (config.announce && !services.empty()) discovery = std::make_unique<Discovery>(config.name.empty() ? "recalld on " + own_host_name() : config.name, std::move(services));
    }

    void close()
    {
        opened.reset();
        discovery.reset();
        if (room.access) room.access->on_revoked = nullptr;
        if (http) http->stop();
        http.reset();
        osc.reset();
        room.doors = Json::array();
        for (const auto& note : notes) std::erase(room.notes, note);
        notes.clear();
    }

    bool is_open_as(const rig::RemoteConfig& wanted) const { return opened && same(*opened, wanted) && notes.empty(); }

    Room& room;
    RoomWatch watch;
    DriftWatch drift;
    TakeWatch takes;
    std::optional<rig::RemoteConfig> opened;   ///< as the rig wanted them
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<OscRemote> osc;
    std::unique_ptr<Triggers> triggers;
    std::unique_ptr<Discovery> discovery;
    std::vector<std::string> notes;   ///< ours among the room's
};

Doors::Doors(Room& room) : inner_(std::make_unique<Inner>(room)) {}

Doors::~Doors() { close(); }

void Doors::open(const rig::RigConfig& rig)
{
    inner_->open_triggers(rig);
    if (inner_->is_open_as(rig.remote)) return;   // who is inside stays
    inner_->close();
    inner_->opened = rig.remote;
    if (rig.remote.osc.open) inner_->attempt([&] { inner_->open_osc(rig.remote); });
    if (rig.remote.http.open) inner_->attempt([&] { inner_->open_http(rig.remote); });
    inner_->tell_the_network(rig.remote);
}

void Doors::close()
{
    inner_->close_triggers();
    inner_->close();
}

}  // namespace recalld::remote
