#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "net.hpp"
#include "simulate/surface_box.hpp"

namespace recalld::simulate {

/// Where a simulated surface is found: raw MIDI on a TCP port, or an ipMIDI port.
struct SurfaceListen {
    bool is_ipmidi = false;
    std::string address = "127.0.0.1";   ///< of this machine; with ipMIDI the network card
    std::uint16_t port = 0;              ///< TCP: 0 takes any free one. ipMIDI: 1 … 64
};

/// `127.0.0.1:7000`, `ipmidi:3`, `ipmidi:3@192.168.1.5`. Throws std::invalid_argument.
SurfaceListen parse_surface_listen(std::string_view text);

/// Puts a SurfaceBox on the network and switches it on. Over TCP it has one host: who connects takes the place of who was there.
/// Runs on the io_context given; one thread.
class SurfaceServer {
public:
    /// Opens at once. Throws boost::system::system_error.
    SurfaceServer(net::io_context& io, SurfaceBox box, const SurfaceListen& listen);
    ~SurfaceServer();

    std::uint16_t port() const;   ///< that of TCP, or the number of the ipMIDI port
    SurfaceBox& box();
    /// What a hand does, see obey(); the words to print.
    std::string obey(std::string_view line);
    void stop();

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::simulate
