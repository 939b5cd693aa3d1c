#include "link/jack_link.hpp"

#include "link/jack_client.hpp"
#include "link/midi_cut.hpp"
#include "log.hpp"

#include <string_view>
#include <utility>

namespace recalld::link {

namespace {

constexpr int packets_a_turn = 256;   // then others on the core have their turn

bool is_port_of(std::string_view name, std::string_view client) { return name.size() > client.size() && name.starts_with(client) && name[client.size()] == ':'; }

}  // namespace

/// True when more waits.
bool JackLink::Inner::drain()
{
    const auto listener = on_packet;   // it may close the link while it is told
    for (int i = 0; i < packets_a_turn && on_packet && !heard.empty(); ++i) {
        packet.resize(heard.begin());
        heard.take(packet);
        listener(packet);
    }
    tell_lost();
    return on_packet && !heard.empty();
}

void JackLink::Inner::tell_lost()
{
    const auto now_lost = lost.load(std::memory_order_relaxed);
    if (now_lost < 2 * told_lost + 1) return;   // a flood is told some twenty times, not a thousand
    log::link().warn("{}: messages came faster than they could be taken; {} are lost so far", place, now_lost);
    told_lost = now_lost;
}

void JackLink::Inner::down(const std::string& why)
{
    const auto listener = std::exchange(on_down, nullptr);
    on_packet = nullptr;
    if (listener) listener(why);
}

JackLink::JackLink(net::io_context& io, MidiAddress address, std::string server) : io_(io), address_(std::move(address)), server_(std::move(server)) {}

JackLink::~JackLink() { close(); }

std::string JackLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    std::string fault;
    const auto client = JackClient::get(io_, server_, fault);
    if (!client) return fault;
    auto inner = std::make_shared<Inner>();
    inner->place = where();
    if (!address_.is_virtual) {
        const auto heard = client->ports(JackPortIsOutput), sent_to = client->ports(JackPortIsInput);
        const auto found = find_pair(heard, sent_to, address_);
        if (!found.fault.empty()) return "JACK: " + found.fault;
        if (found.hear) inner->heard_from = heard[*found.hear].names.front();
        if (found.send) inner->sent_to = sent_to[*found.send].names.front();
    }
    if (fault = client->add(inner, address_.is_virtual ? address_.name : ""); !fault.empty()) return client->remove(inner), fault;
    inner->client = client;
    inner_ = inner;
    if (fault = client->join(*inner); !fault.empty()) return close(), fault;
    inner->on_packet = std::move(on_packet);
    inner->on_down = std::move(on_down);
    return {};
}

void JackLink::close()
{
    if (!inner_) return;
    const auto inner = std::exchange(inner_, nullptr);
    inner->on_packet = nullptr;
    inner->on_down = nullptr;
    if (const auto client = inner->client) client->remove(inner);
}

bool JackLink::send(View packet)
{
    if (!inner_ || !inner_->client || (inner_->sent_to.empty() && !address_.is_virtual)) return false;
    std::size_t messages = 0, bytes = 0;
    for_each_midi_message(packet, [&](View message) { ++messages, bytes += message.size(); });
    if (bytes > Inner::ring_bytes - JackClient::most_links) log::link().warn("{}: a packet of {} bytes is too large to be sent; at most 2 MB are", where(), packet.size());
    if (!inner_->leaving.fits(bytes, messages)) return false;
    for_each_midi_message(packet, [&](View message) { inner_->leaving.push(message); });
    return true;
}

std::string JackLink::where() const { return "jack " + address_.name; }

std::vector<JackPort> jack_midi_ports(net::io_context& io, std::string& why, const std::string& server)
{
    std::vector<JackPort> ports;
    const auto client = JackClient::get(io, server, why);
    if (!client) return ports;
    const auto us = client->name();
    for (const auto direction : {JackPortIsOutput, JackPortIsInput})
        for (const auto& port : client->ports(direction)) ports.push_back({port.names.front(), direction == JackPortIsOutput, is_port_of(port.names.front(), us)});
    return ports;
}

}  // namespace recalld::link
