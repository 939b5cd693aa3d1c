#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"
#include "wire/bytes.hpp"

namespace recalld::simulate {

using Clock = std::chrono::steady_clock;

/// Who sent a packet or is to get one: an opaque client number chosen by the server (address and port).
using Client = std::uint32_t;

struct Outgoing {
    Client to = 0;
    wire::Bytes packet;
};

/// A console made from its profile, for tests and the demo: stricter than a desk. Written from the published facts, it
/// shares codecs and profile with the driver but none of its code. Pure: packets and time in, packets out. Not
/// thread-safe.
///
/// Where the facts are silent it takes the side that a careless client notices:
/// - a set gets no answer, and the setter does not hear what else moved (a link, an effect's parameters);
/// - numbers clamp, but a choice, bit or type that does not exist is ignored, as are surplus arguments;
/// - bundles, meters and subscriptions to single addresses are ignored.
class Console {
public:
    explicit Console(std::shared_ptr<const studio::Profile> profile);
    ~Console();
    Console(Console&&) noexcept;

    /// What the desk answers, in order, to one packet.
    std::vector<Outgoing> receive(Client from, wire::View packet, Clock::time_point now);
    /// A person at the desk moves something: pushed to every subscriber.
    std::vector<Outgoing> touch(std::string_view parameter, const studio::Value& value, Clock::time_point now);
    /// Power cycle: settings stay (a desk keeps its last state), subscribers are forgotten.
    /// The levels that are due now, to whoever asked for them; call every 50 ms.
    std::vector<Outgoing> meters(Clock::time_point now);
    void reboot();

    /// Reads a scene file into the console (as from its own memory: no pushes). Returns lines that it did not
    /// understand.
    std::vector<std::string> load_scene(std::string_view text);

    /// What is plugged in, in the language of signals.hpp; from now on `/-sim/signal ,s` plugs more. Throws std::invalid_argument.
    void plug(std::string_view text);

    /// From now on the desk lacks this node, as another firmware does: neither answered nor set. False when it has
    /// none.
    bool hide(std::string_view node_path);

    const studio::Profile& profile() const;
    /// For tests: the present native value; and setting it behind the console's back. Throw std::out_of_range for a
    /// name that the profile does not have.
    const studio::Value& value(std::string_view parameter) const;
    void poke(std::string_view parameter, studio::Value value);
    std::size_t subscribers(Clock::time_point now) const;

private:
    struct Desk;
    std::unique_ptr<Desk> desk_;
};

}  // namespace recalld::simulate
