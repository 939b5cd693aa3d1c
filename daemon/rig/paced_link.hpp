#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::rig {

/// What a line carries.
struct LinePace {
    std::uint32_t bytes_per_second = 3125;      ///< DIN MIDI
    std::chrono::milliseconds gap{0};           ///< after each message
    /// How long a message of this size is on the line, its gap included.
    std::chrono::microseconds time_of(std::size_t bytes) const;
};

/// A link of MIDI bytes as a link of messages: cuts what comes, in pieces of any size, into whole messages, and sends one message after
/// the other, none before the line is clear; links to the same port share its line. What came in part is forgotten when nothing
/// follows for two seconds. Core thread only.
class PacedLink : public link::Link {
public:
    using Clock = std::chrono::steady_clock;

    PacedLink(net::io_context& io, std::unique_ptr<link::Link> link, LinePace pace);
    ~PacedLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(link::View packet) override;   ///< one message or several; false when more than 8 MB wait
    std::string where() const override;

    bool is_clear() const;                    ///< nothing waits and the last message has left
    Clock::time_point clear_at() const;       ///< when the line is to be looked at again
    bool is_receiving() const;                ///< the beginning of a message came, its end is on the way

private:
    struct Line;
    std::shared_ptr<Line> line_;              ///< outlives this object while its timer runs
};

}  // namespace recalld::rig
