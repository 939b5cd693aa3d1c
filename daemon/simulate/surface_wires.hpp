#pragma once

#include <functional>
#include <memory>

#include "simulate/surface_server.hpp"

namespace recalld::simulate {

/// What carries the bytes of a simulated surface. One thread; keeps itself alive until close().
class SurfaceWire {
public:
    using Heard = std::function<void(wire::View)>;

    virtual ~SurfaceWire() = default;
    virtual void open(Heard heard) = 0;
    virtual void send(const wire::Bytes& message) = 0;
    virtual void close() = 0;
    virtual std::uint16_t port() const = 0;
};

/// Binds at once. Throws boost::system::system_error.
std::shared_ptr<SurfaceWire> make_surface_wire(net::io_context& io, const SurfaceListen& listen);

}  // namespace recalld::simulate
