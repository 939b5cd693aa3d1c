#include "remote/discovery.hpp"

#include <avahi-client/client.h>
#include <avahi-client/publish.h>
#include <avahi-common/alternative.h>
#include <avahi-common/error.h>
#include <avahi-common/malloc.h>
#include <avahi-common/strlst.h>
#include <avahi-common/thread-watch.h>

#include <utility>

#include "log.hpp"

namespace recalld::remote {

namespace {

using TextList = std::unique_ptr<AvahiStringList, decltype(&avahi_string_list_free)>;

TextList text_list(const std::vector<std::string>& facts)
{
    AvahiStringList* list = nullptr;
    for (const auto& fact : facts) list = avahi_string_list_add(list, fact.c_str());
    return {list, avahi_string_list_free};
}

}  // namespace

/// All but the start and the end runs on Avahi's thread.
struct Discovery::Inner {
    Inner(std::string its_name, std::vector<Service> its_services) : name(std::move(its_name)), services(std::move(its_services)) {}

    void start();
    void stop();
    void publish(AvahiClient* on);
    void rename();
    static void client_changed(AvahiClient* client, AvahiClientState state, void* self);
    static void group_changed(AvahiEntryGroup* group, AvahiEntryGroupState state, void* self);
    void complain(const char* what, int error) { log::remote().warn("mDNS: {}: {}; this room is not announced on the network", what, avahi_strerror(error)); }

    std::string name;
    std::vector<Service> services;
    AvahiThreadedPoll* poll = nullptr;
    AvahiClient* client = nullptr;
    AvahiEntryGroup* group = nullptr;
};

void Discovery::Inner::start()
{
    int error = 0;
    poll = avahi_threaded_poll_new();
    if (!poll) return;
    client = avahi_client_new(avahi_threaded_poll_get(poll), AVAHI_CLIENT_NO_FAIL, client_changed, this, &error);
    if (!client) return complain("no avahi-daemon to ask", error);
    avahi_threaded_poll_start(poll);
}

void Discovery::Inner::stop()
{
    if (poll && client) avahi_threaded_poll_stop(poll);
    if (client) avahi_client_free(client);
    if (poll) avahi_threaded_poll_free(poll);
}

void Discovery::Inner::publish(AvahiClient* on)
{
    if (!group) group = avahi_entry_group_new(on, group_changed, this);
    if (!group || !avahi_entry_group_is_empty(group)) return;
    int error = 0;
    for (const auto& service : services) {
        const auto facts = text_list(service.facts);
        error = avahi_entry_group_add_service_strlst(group, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, AvahiPublishFlags{}, name.c_str(), service.type.c_str(), nullptr, nullptr, service.port, facts.get());
        if (error != 0) break;
    }
    if (error == 0) error = avahi_entry_group_commit(group);
    if (error == AVAHI_ERR_COLLISION) return rename();
    if (error != 0) complain("cannot announce", error);
}

void Discovery::Inner::rename()
{
    char* other = avahi_alternative_service_name(name.c_str());
    log::remote().info("mDNS: another machine is called \"{}\"; this room is announced as \"{}\"", name, other);
    name = other;
    avahi_free(other);
    avahi_entry_group_reset(group);
    publish(avahi_entry_group_get_client(group));
}

void Discovery::Inner::client_changed(AvahiClient* client, AvahiClientState state, void* self)
{
    auto& inner = *static_cast<Inner*>(self);
    switch (state) {
        case AVAHI_CLIENT_S_RUNNING: return inner.publish(client);
        case AVAHI_CLIENT_FAILURE: return inner.complain("avahi-daemon went away", avahi_client_errno(client));
        case AVAHI_CLIENT_CONNECTING: return log::remote().info("mDNS: no avahi-daemon runs; this room is announced when one does");
        case AVAHI_CLIENT_S_COLLISION:
        case AVAHI_CLIENT_S_REGISTERING:
            if (inner.group) avahi_entry_group_reset(inner.group);
    }
}

void Discovery::Inner::group_changed(AvahiEntryGroup* group, AvahiEntryGroupState state, void* self)
{
    auto& inner = *static_cast<Inner*>(self);
    inner.group = group;
    switch (state) {
        case AVAHI_ENTRY_GROUP_COLLISION: return inner.rename();
        case AVAHI_ENTRY_GROUP_FAILURE: return inner.complain("cannot announce", avahi_client_errno(avahi_entry_group_get_client(group)));
        case AVAHI_ENTRY_GROUP_ESTABLISHED: return log::remote().info("mDNS: announced as \"{}\"", inner.name);
        case AVAHI_ENTRY_GROUP_UNCOMMITED:
        case AVAHI_ENTRY_GROUP_REGISTERING: return;
    }
}

Discovery::Discovery(std::string name, std::vector<Service> services) : inner_(std::make_unique<Inner>(std::move(name), std::move(services))) { inner_->start(); }

Discovery::~Discovery() { inner_->stop(); }

}  // namespace recalld::remote
