#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "net.hpp"
#include "simulate/faults.hpp"
#include "simulate/midi_box.hpp"

namespace recalld::simulate {

/// Puts a MidiBox on a TCP port: raw MIDI bytes, no framing, as network MIDI boxes and consoles take them. Every client hears every
/// answer, as on a cable. Of the faults: loss and duplicate of whole messages, garble, delay, line, silent. Runs on the io_context given.
class MidiServer {
public:
    /// Listens at once; `port` 0 takes any free one. Throws boost::system::system_error, std::invalid_argument for an unknown node.
    MidiServer(net::io_context& io, MidiBox box, const std::string& address, std::uint16_t port, Faults faults = {});
    ~MidiServer();

    std::uint16_t port() const;
    MidiBox& box();
    /// A person starts this dump at the front panel.
    void start_dump(const std::string& name);
    /// Whole messages that came, answers that left, what the faults swallowed.
    struct Counts {
        std::uint64_t received = 0, sent = 0, lost = 0;
    };
    Counts counts() const;
    /// Every client is cut off; new ones may come.
    void hang_up();
    void stop();

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::simulate
