#include "link/midi_link.hpp"

#include <rtmidi/RtMidi.h>

#include <atomic>
#include <optional>

#include "link/byte_ring.hpp"
#include "link/midi_cut.hpp"
#include "link/sequencer.hpp"
#include "log.hpp"

namespace recalld::link {

namespace {

using namespace std::chrono_literals;

constexpr const char* client_name = "recalld";
constexpr std::size_t ring_bytes = 1 << 21;
constexpr int packets_a_turn = 256;   // then others on the core have their turn
constexpr auto look_at_ports = 1s;
// The encoder behind RtMidi is as large as the largest packet yet and lets a SysEx go when it is full or ends. Packets of at most one size
// keep it at that size, so that a long SysEx leaves in events that the sequencer has room for.
constexpr std::size_t largest_piece = 256;

RtMidi::Api api_of(RtMidiSystem system) { return system == RtMidiSystem::alsa ? RtMidi::LINUX_ALSA : RtMidi::UNIX_JACK; }

/// Asked without RtMidi, which would print it.
std::string trouble_with(RtMidiSystem system)
{
    return system == RtMidiSystem::alsa ? trouble_with_sequencer() : "";
}

/// RtMidi tells mistakes here in place of throwing or printing them.
void on_error(RtMidiError::Type, const std::string& words, void* last) { *static_cast<std::string*>(last) = words; }

std::vector<MidiPortNames> ports_of(RtMidi& side)
{
    std::vector<MidiPortNames> ports;
    const auto count = side.getPortCount();
    for (unsigned i = 0; i < count; ++i) ports.push_back({{side.getPortName(i)}});
    return ports;
}

bool is_among(const std::vector<MidiPortNames>& ports, const std::string& name)
{
    return std::ranges::any_of(ports, [&](const MidiPortNames& port) { return port.names.front() == name; });
}

}  // namespace

/// RtMidi's thread is in hear(), everything else belongs to the core.
struct MidiLink::Inner : std::enable_shared_from_this<Inner> {
    Inner(net::io_context& its_io, RtMidi::Api api) : io(its_io), in(std::in_place, api, client_name), out(std::in_place, api, client_name), bell(its_io)
    {
        in->setErrorCallback(on_error, &last_error);
        out->setErrorCallback(on_error, &last_error);
        in->ignoreTypes(false, false, true);   // SysEx and timecode are for us; active sensing says nothing to the deaf
        in->setCallback(hear, this);
    }

    static void hear(double, std::vector<unsigned char>* message, void* self);
    std::string open(const MidiAddress& address);
    std::string join(const MidiAddress& address);
    void end();
    void drain();
    void watch();
    bool send_piece(View piece);
    void down(const std::string& why);

    net::io_context& io;
    std::string last_error;
    std::optional<RtMidiIn> in;
    std::optional<RtMidiOut> out;
    net::steady_timer bell;
    std::string heard_from, sent_to;   // the other ends; empty when there is none
    ByteRing heard{ring_bytes};
    std::atomic<bool> is_woken{false};
    std::atomic<bool> has_lost{false};
    std::vector<std::byte> packet;
    PacketListener on_packet;
    DownListener on_down;
};

void MidiLink::Inner::hear(double, std::vector<unsigned char>* message, void* self)
{
    auto& inner = *static_cast<Inner*>(self);
    if (message->empty()) return;
    if (!inner.heard.push(std::as_bytes(std::span(*message)))) inner.has_lost = true;
    const auto shared = inner.weak_from_this().lock();
    if (shared && !inner.is_woken.exchange(true)) net::post(inner.io, [shared] { shared->drain(); });
}

void MidiLink::Inner::drain()
{
    is_woken = false;   // first: what comes from now on wakes again
    const auto listener = on_packet;   // it may close the link while it is told
    for (int i = 0; i < packets_a_turn && on_packet && !heard.empty(); ++i) {
        packet.resize(heard.begin());
        heard.take(packet);
        listener(packet);
    }
    if (has_lost.exchange(false)) log::link().warn("midi: messages came faster than they could be taken and are lost");
    if (on_packet && !heard.empty() && !is_woken.exchange(true)) net::post(io, [self = shared_from_this()] { self->drain(); });
}

std::string MidiLink::Inner::open(const MidiAddress& address)
{
    if (!address.is_virtual) return join(address);
    in->openVirtualPort(address.name + " in");
    if (!address.only_hears) out->openVirtualPort(address.name + " out");
    return last_error;
}

std::string MidiLink::Inner::join(const MidiAddress& address)
{
    const auto heard_ports = ports_of(*in), sent_ports = ports_of(*out);
    const auto found = find_pair(heard_ports, sent_ports, address);
    if (!found.fault.empty()) return found.fault;
    if (found.hear) {
        heard_from = heard_ports[*found.hear].names.front();
        in->openPort(static_cast<unsigned>(*found.hear), "in");
    }
    if (found.send) {
        sent_to = sent_ports[*found.send].names.front();
        out->openPort(static_cast<unsigned>(*found.send), "out");
    }
    return last_error;
}

/// Joins RtMidi's thread: nothing is heard from now on. Ports go now, not when the last wake-up has let go of this: who opens a port of the
/// same name next must not meet them.
void MidiLink::Inner::end()
{
    on_packet = nullptr;
    on_down = nullptr;
    bell.cancel();
    in.reset();
    out.reset();
}

void MidiLink::Inner::watch()
{
    bell.expires_after(look_at_ports);
    bell.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (error || !self->on_packet) return;
        const bool hears = self->heard_from.empty() || is_among(ports_of(*self->in), self->heard_from);
        const bool sends = self->sent_to.empty() || is_among(ports_of(*self->out), self->sent_to);
        if (!hears || !sends) return self->down("port \"" + (hears ? self->sent_to : self->heard_from) + "\" is gone");
        self->watch();
    });
}

void MidiLink::Inner::down(const std::string& why)
{
    const auto listener = on_down;
    end();
    if (listener) listener(why);
}

bool MidiLink::Inner::send_piece(View piece)
{
    last_error.clear();
    out->sendMessage(reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
    if (!last_error.empty()) log::link().debug("midi: {}", last_error);
    return last_error.empty();
}

MidiLink::MidiLink(net::io_context& io, MidiAddress address, RtMidiSystem system) : io_(io), address_(std::move(address)), system_(system) {}

MidiLink::~MidiLink() { close(); }

std::string MidiLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    if (auto trouble = trouble_with(system_); !trouble.empty()) return trouble;
    try {
        auto inner = std::make_shared<Inner>(io_, api_of(system_));
        if (system_ == RtMidiSystem::alsa) widen_sequencer_inputs();
        if (auto fault = inner->open(address_); !fault.empty()) return inner->end(), "ALSA: " + fault;
        inner->on_packet = std::move(on_packet);
        inner->on_down = std::move(on_down);
        inner_ = std::move(inner);
    } catch (const RtMidiError& error) {
        return "ALSA: " + error.getMessage();
    }
    inner_->watch();
    return {};
}

void MidiLink::close()
{
    if (!inner_) return;
    inner_->end();
    inner_.reset();
}

bool MidiLink::send(View packet)
{
    if (!inner_ || !inner_->on_packet || (inner_->sent_to.empty() && !address_.is_virtual)) return false;
    bool is_sent = true;
    for_each_midi_message(packet, [&](View message) {
        const bool in_pieces = system_ == RtMidiSystem::alsa;
        for (; is_sent && !message.empty(); message = message.subspan(std::min(message.size(), in_pieces ? largest_piece : message.size())))
            is_sent = inner_->send_piece(in_pieces ? message.first(std::min(message.size(), largest_piece)) : message);
    });
    return is_sent;
}

std::string MidiLink::where() const { return "midi " + address_.name; }

std::vector<AlsaPort> alsa_midi_ports(std::string& why)
{
    std::vector<AlsaPort> ports;
    if (why = trouble_with(RtMidiSystem::alsa); !why.empty()) return ports;
    const auto add = [&](RtMidi& side, bool sends) {
        for (auto& port : ports_of(side)) {
            const bool ours = port.names.front().starts_with(std::string(client_name) + ":");
            ports.push_back({std::move(port.names.front()), sends, ours});
        }
    };
    try {
        RtMidiIn in(RtMidi::LINUX_ALSA, client_name);
        RtMidiOut out(RtMidi::LINUX_ALSA, client_name);
        add(in, true);
        add(out, false);
    } catch (const RtMidiError& error) {
        why = "ALSA: " + error.getMessage();
    }
    return ports;
}

}  // namespace recalld::link
