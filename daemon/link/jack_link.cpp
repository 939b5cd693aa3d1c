#include "link/jack_link.hpp"

#include <jack/jack.h>
#include <jack/midiport.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "link/byte_ring.hpp"
#include "link/midi_cut.hpp"
#include "log.hpp"

namespace recalld::link {

namespace {

constexpr std::size_t ring_bytes = 1 << 21;
constexpr std::size_t most_links = 128;
constexpr int packets_a_turn = 256;   // then others on the core have their turn
constexpr std::size_t rounds_to_settle = 8;   // a new connection is seen only when JACK has gone round

void silence_jack()
{
    static std::once_flag once;
    std::call_once(once, [] {
        jack_set_error_function([](const char* words) { log::link().debug("jack: {}", words); });
        jack_set_info_function([](const char* words) { log::link().debug("jack: {}", words); });
    });
}

jack_client_t* open_client(const std::string& server, std::string& fault)
{
    silence_jack();
    jack_status_t status{};
    const auto options = static_cast<jack_options_t>(JackNoStartServer | (server.empty() ? 0 : JackServerName));
    auto* client = jack_client_open("recalld", options, &status, server.c_str());
    if (client) return client;
    const bool is_absent = (status & JackServerFailed) != 0;
    fault = is_absent ? "no JACK server is running" + (server.empty() ? "" : " under the name \"" + server + "\"")
                      : "the JACK server refuses us (status " + std::to_string(status) + ")";
    return nullptr;
}

std::vector<std::string> port_names(jack_client_t* client, unsigned long direction)
{
    std::vector<std::string> names;
    const char** found = jack_get_ports(client, nullptr, JACK_DEFAULT_MIDI_TYPE, direction);
    for (const char** name = found; name && *name; ++name) names.emplace_back(*name);
    jack_free(found);
    return names;
}

/// What `system:midi_capture_3` is called otherwise.
std::vector<std::string> aliases_of(jack_port_t* port)
{
    std::vector<char> first(static_cast<std::size_t>(jack_port_name_size())), second(first);
    char* both[] = {first.data(), second.data()};
    const int count = jack_port_get_aliases(port, both);
    return {both, both + std::clamp(count, 0, 2)};
}

bool is_port_of(std::string_view name, std::string_view client) { return name.size() > client.size() && name.starts_with(client) && name[client.size()] == ':'; }

}  // namespace

/// One pair of ports. JACK's thread is in process(), everything else belongs to the core.
struct JackLink::Inner {
    void process(jack_nframes_t frames, std::size_t round, bool& heard_something);
    void hear(jack_nframes_t frames, bool& heard_something);
    void speak(jack_nframes_t frames, std::size_t round);
    bool drain();
    void tell_lost();
    void down(const std::string& why);

    std::string place;
    jack_port_t *in = nullptr, *out = nullptr;
    std::string heard_from, sent_to;   // the other ends; empty when there is none
    std::atomic<std::size_t> settled_at{0};   // round; what leaves before would be lost
    ByteRing heard{ring_bytes}, leaving{ring_bytes};
    std::size_t rest = 0;              // bytes of the message that leaves in pieces; JACK's thread
    std::atomic<std::size_t> lost{0};
    std::size_t told_lost = 0;
    std::vector<std::byte> packet;
    PacketListener on_packet;
    DownListener on_down;
    std::shared_ptr<JackClient> client;
};

/// The process's one client of a JACK server, as long as a link is open. Core thread, but for the callbacks.
class JackClient : public std::enable_shared_from_this<JackClient> {
public:
    using Inner = JackLink::Inner;

    /// The one that is there, or a new one; null with a fault.
    static std::shared_ptr<JackClient> get(net::io_context& io, const std::string& server, std::string& fault);
    JackClient(net::io_context& io, jack_client_t* client);
    ~JackClient();

    std::vector<MidiPortNames> ports(unsigned long direction) const;
    std::string add(const std::shared_ptr<Inner>& inner, const std::string& name);
    std::string join(Inner& inner);
    void remove(const std::shared_ptr<Inner>& inner);
    jack_client_t* handle() const { return client_; }

private:
    /// Out of the way, but JACK's thread may still be in it: kept until that has gone round.
    struct Leaving {
        std::shared_ptr<Inner> inner;
        std::size_t round;
    };

    static std::weak_ptr<JackClient>& the_one();
    static int on_process(jack_nframes_t frames, void* self);
    static void on_shutdown(jack_status_t, const char* reason, void* self);
    static void on_registration(jack_port_id_t, int, void* self);

    void ring() const { eventfd_write(bell_.native_handle(), 1); }
    void wait();
    void look();
    void die();
    void check_peers();
    std::string missing_of(const Inner& inner) const;
    jack_port_t* register_port(const std::string& name, unsigned long direction) const;
    void forget_left();

    jack_client_t* client_;
    mutable net::posix::stream_descriptor bell_;
    std::array<std::atomic<Inner*>, most_links> slots_{};
    std::vector<std::shared_ptr<Inner>> inners_;
    std::vector<Leaving> leaving_;
    std::atomic<std::size_t> rounds_{0};
    std::atomic<bool> has_died_{false}, ports_changed_{false};
    unsigned joined_ = 0;
};

// --- JACK's thread

void JackLink::Inner::process(jack_nframes_t frames, std::size_t round, bool& heard_something)
{
    if (in) hear(frames, heard_something);
    if (out) speak(frames, round);
}

void JackLink::Inner::hear(jack_nframes_t frames, bool& heard_something)
{
    void* buffer = jack_port_get_buffer(in, frames);
    const auto count = jack_midi_get_event_count(buffer);
    std::size_t missed = jack_midi_get_lost_event_count(buffer);
    for (std::uint32_t i = 0; i < count; ++i) {
        jack_midi_event_t event{};
        if (jack_midi_event_get(&event, buffer, i) != 0 || event.size == 0) continue;
        if (!heard.push(std::as_bytes(std::span(event.buffer, event.size)))) ++missed;
        heard_something = true;
    }
    if (missed > 0) lost.fetch_add(missed, std::memory_order_relaxed);
}

void JackLink::Inner::speak(jack_nframes_t frames, std::size_t round)
{
    void* buffer = jack_port_get_buffer(out, frames);
    jack_midi_clear_buffer(buffer);
    if (round < settled_at.load(std::memory_order_acquire)) return;
    const std::size_t largest = jack_midi_max_event_size(buffer);   // of an empty buffer
    while (rest > 0 || !leaving.empty()) {
        if (rest == 0) rest = leaving.begin();
        const auto size = std::min(rest, largest);
        if (size > jack_midi_max_event_size(buffer)) return;   // next period; to try it would count as a loss
        auto* space = jack_midi_event_reserve(buffer, 0, size);
        if (!space) return;
        leaving.take(std::as_writable_bytes(std::span(space, size)));
        rest -= size;
    }
}

int JackClient::on_process(jack_nframes_t frames, void* self)
{
    auto& client = *static_cast<JackClient*>(self);
    bool heard_something = false;
    const auto round = client.rounds_.load(std::memory_order_relaxed);
    for (auto& slot : client.slots_)
        if (auto* inner = slot.load(std::memory_order_acquire)) inner->process(frames, round, heard_something);
    client.rounds_.fetch_add(1, std::memory_order_release);
    if (heard_something) client.ring();
    return 0;
}

void JackClient::on_shutdown(jack_status_t, const char*, void* self)
{
    auto& client = *static_cast<JackClient*>(self);
    client.has_died_ = true;
    client.ring();
}

void JackClient::on_registration(jack_port_id_t, int, void* self)
{
    auto& client = *static_cast<JackClient*>(self);
    client.ports_changed_ = true;
    client.ring();
}

// --- the core

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

std::weak_ptr<JackClient>& JackClient::the_one()
{
    static std::weak_ptr<JackClient> one;
    return one;
}

std::shared_ptr<JackClient> JackClient::get(net::io_context& io, const std::string& server, std::string& fault)
{
    if (auto known = the_one().lock()) {
        if (!known->has_died_) return known;
        known->die();   // before another one is opened
    }
    auto* handle = open_client(server, fault);
    if (!handle) return nullptr;
    auto client = std::make_shared<JackClient>(io, handle);
    if (jack_activate(handle) != 0) {
        fault = "the JACK server does not run us";
        return nullptr;
    }
    client->wait();
    the_one() = client;
    return client;
}

JackClient::JackClient(net::io_context& io, jack_client_t* client) : client_(client), bell_(io, ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    jack_set_process_callback(client_, on_process, this);
    jack_on_info_shutdown(client_, on_shutdown, this);
    jack_set_port_registration_callback(client_, on_registration, this);
}

JackClient::~JackClient()
{
    if (client_) jack_client_close(client_);
}

void JackClient::wait()
{
    bell_.async_wait(net::posix::stream_descriptor::wait_read, [weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (!error && self) self->look();
    });
}

void JackClient::look()
{
    if (!client_) return;
    eventfd_t ignored = 0;
    eventfd_read(bell_.native_handle(), &ignored);
    bool is_more = false;
    const auto present = inners_;   // a listener may open and close links
    for (const auto& inner : present) is_more = inner->drain() || is_more;
    if (is_more) ring();
    if (ports_changed_.exchange(false)) check_peers();
    if (has_died_) return die();
    wait();
}

/// Later, because nobody is told anything inside his own call.
void JackClient::die()
{
    if (the_one().lock().get() == this) the_one().reset();
    jack_client_close(std::exchange(client_, nullptr));   // nobody of JACK's is in here from now on
    const auto leaving = std::exchange(inners_, {});
    for (auto& slot : slots_) slot = nullptr;
    for (const auto& inner : leaving) {
        inner->client.reset();
        net::post(bell_.get_executor(), [inner] { inner->down("the JACK server has ended"); });
    }
}

std::string JackClient::missing_of(const Inner& inner) const
{
    const bool is_settled = rounds_.load(std::memory_order_acquire) > inner.settled_at;
    const auto is_cut = [&](jack_port_t* port, const std::string& peer) {
        return !peer.empty() && (!jack_port_by_name(client_, peer.c_str()) || (is_settled && !jack_port_connected_to(port, peer.c_str())));
    };
    if (is_cut(inner.in, inner.heard_from)) return inner.heard_from;
    return is_cut(inner.out, inner.sent_to) ? inner.sent_to : "";
}

void JackClient::check_peers()
{
    const auto present = inners_;
    for (const auto& inner : present) {
        const auto missing = missing_of(*inner);
        if (missing.empty()) continue;
        const bool is_there = jack_port_by_name(client_, missing.c_str()) != nullptr;
        remove(inner);
        inner->down(is_there ? "port \"" + missing + "\" went and came back" : "port \"" + missing + "\" is gone");
    }
}

std::vector<MidiPortNames> JackClient::ports(unsigned long direction) const
{
    std::vector<MidiPortNames> found;
    for (auto& name : port_names(client_, direction)) {
        auto* port = jack_port_by_name(client_, name.c_str());
        if (!port) continue;   // gone meanwhile
        MidiPortNames names{{std::move(name)}};
        for (auto& alias : aliases_of(port)) names.names.push_back(std::move(alias));
        found.push_back(std::move(names));
    }
    return found;
}

/// A name that is taken gets a number.
jack_port_t* JackClient::register_port(const std::string& name, unsigned long direction) const
{
    for (std::size_t i = 1; i <= most_links; ++i) {
        const auto numbered = i == 1 ? name : name + " " + std::to_string(i);
        if (auto* port = jack_port_register(client_, numbered.c_str(), JACK_DEFAULT_MIDI_TYPE, direction, 0)) return port;
        const auto taken = std::string(jack_get_client_name(client_)) + ":" + numbered;
        if (!jack_port_by_name(client_, taken.c_str())) return nullptr;
    }
    return nullptr;
}

/// An empty name: ports that are ours alone and that nobody looks for.
std::string JackClient::add(const std::shared_ptr<Inner>& inner, const std::string& name)
{
    forget_left();
    const auto slot = std::ranges::find(slots_, nullptr, [](const auto& one) { return one.load(); });
    const std::string called = name.empty() ? "joined " + std::to_string(++joined_) : name;
    if (slot != slots_.end()) {
        inner->in = register_port(called + " in", JackPortIsInput);
        inner->out = register_port(called + " out", JackPortIsOutput);
    }
    if (!inner->in || !inner->out) return "the JACK server gives us no ports";
    inners_.push_back(inner);
    slot->store(inner.get(), std::memory_order_release);
    return {};
}

std::string JackClient::join(Inner& inner)
{
    const auto connect = [&](const std::string& from, const std::string& to) {
        const int result = jack_connect(client_, from.c_str(), to.c_str());
        return result == 0 || result == EEXIST;
    };
    const bool hears = inner.heard_from.empty() || connect(inner.heard_from, jack_port_name(inner.in));
    const bool sends = inner.sent_to.empty() || connect(jack_port_name(inner.out), inner.sent_to);
    if (!inner.heard_from.empty() || !inner.sent_to.empty()) inner.settled_at = rounds_.load(std::memory_order_acquire) + rounds_to_settle;
    return hears && sends ? "" : "JACK does not join us to \"" + (hears ? inner.sent_to : inner.heard_from) + "\"";
}

void JackClient::remove(const std::shared_ptr<Inner>& inner)
{
    const auto slot = std::ranges::find(slots_, inner.get(), [](const auto& one) { return one.load(); });
    if (slot != slots_.end()) slot->store(nullptr, std::memory_order_release);
    for (auto* port : {inner->in, inner->out})
        if (port) jack_port_unregister(client_, port);
    std::erase(inners_, inner);
    forget_left();
    leaving_.push_back({inner, rounds_.load(std::memory_order_acquire)});
    const auto last = std::exchange(inner->client, nullptr);   // may be the end of this object: nothing below
}

void JackClient::forget_left()
{
    const auto now = rounds_.load(std::memory_order_acquire);
    std::erase_if(leaving_, [&](const Leaving& one) { return now > one.round + 1; });
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
    if (bytes > ring_bytes - most_links) log::link().warn("{}: a packet of {} bytes is too large to be sent; at most 2 MB are", where(), packet.size());
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
    const std::string us = jack_get_client_name(client->handle());
    for (const auto direction : {JackPortIsOutput, JackPortIsInput})
        for (const auto& port : client->ports(direction)) ports.push_back({port.names.front(), direction == JackPortIsOutput, is_port_of(port.names.front(), us)});
    return ports;
}

}  // namespace recalld::link
