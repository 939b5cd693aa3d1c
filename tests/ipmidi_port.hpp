#pragma once

#include <cstdint>

namespace recalld::testing {

/// A port of ipMIDI (1 … 64) that no other test of this machine has as long as this lives: everybody on a port hears everybody.
class IpMidiPort {
public:
    IpMidiPort();   ///< std::runtime_error when all are taken
    ~IpMidiPort();
    IpMidiPort(const IpMidiPort&) = delete;
    IpMidiPort& operator=(const IpMidiPort&) = delete;
    std::uint16_t number() const { return number_; }

private:
    std::uint16_t number_;
    int claim_;
};

}  // namespace recalld::testing
