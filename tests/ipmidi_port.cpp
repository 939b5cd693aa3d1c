#include "ipmidi_port.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>

namespace recalld::testing {

namespace {

/// A name of the machine that only one may have, and that goes with its owner, however he ends; tests/process/room.py uses the same.
bool claims(int socket, std::uint16_t number)
{
    const std::string name = "recalld-test-ipmidi-" + std::to_string(number);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());   // the zero before it: no file
    const auto size = offsetof(sockaddr_un, sun_path) + 1 + name.size();
    return ::bind(socket, reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(size)) == 0;
}

}  // namespace

IpMidiPort::IpMidiPort() : number_(64), claim_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    while (number_ > 0 && !claims(claim_, number_)) --number_;
    if (number_ > 0) return;
    ::close(claim_);
    throw std::runtime_error("other tests have all 64 ports of ipMIDI");
}

IpMidiPort::~IpMidiPort() { ::close(claim_); }

}  // namespace recalld::testing
