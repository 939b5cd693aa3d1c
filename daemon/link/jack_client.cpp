#include "link/jack_client.hpp"

#include "log.hpp"

#include <jack/jack.h>
#include <jack/midiport.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <span>
#include <utility>

namespace recalld::link {

namespace {

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

}  // namespace

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

void JackClient::ring() const { eventfd_write(bell_.native_handle(), 1); }

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

std::string JackClient::name() const { return jack_get_client_name(client_); }

}  // namespace recalld::link
