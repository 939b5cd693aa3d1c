#pragma once

#include "link/byte_ring.hpp"
#include "link/jack_link.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <jack/types.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

// The door to libjack: this and jack_client.cpp. For jack_link.cpp alone.

namespace recalld::link {

/// One pair of ports. JACK's thread is in process(), everything else belongs to the core.
struct JackLink::Inner {
    static constexpr std::size_t ring_bytes = 1 << 21;

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
    static constexpr std::size_t most_links = 128;

    /// The one that is there, or a new one; null with a fault.
    static std::shared_ptr<JackClient> get(net::io_context& io, const std::string& server, std::string& fault);
    JackClient(net::io_context& io, jack_client_t* client);
    ~JackClient();

    std::vector<MidiPortNames> ports(unsigned long direction) const;
    std::string add(const std::shared_ptr<Inner>& inner, const std::string& name);
    std::string join(Inner& inner);
    void remove(const std::shared_ptr<Inner>& inner);
    std::string name() const;   ///< as the server has it

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

    void ring() const;
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

}  // namespace recalld::link
