#include "simulate/surface_server.hpp"

#include <charconv>
#include <stdexcept>

#include "simulate/surface_hand.hpp"
#include "simulate/surface_wires.hpp"

namespace recalld::simulate {

namespace {

constexpr std::uint16_t ipmidi_ports = 64;

[[noreturn]] void fail_listen(std::string_view text)
{
    throw std::invalid_argument("--listen " + std::string(text) + ": not of the form 127.0.0.1:7000 or ipmidi:1 or ipmidi:1@192.168.1.5");
}

std::uint16_t port_in(std::string_view digits, std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size()) fail_listen(text);
    return port;
}

void check_address(const SurfaceListen& listen, std::string_view text)
{
    boost::system::error_code error;
    const auto address = net::ip::make_address(listen.address, error);
    if (error || (listen.is_ipmidi && (!address.is_v4() || listen.port < 1 || listen.port > ipmidi_ports))) fail_listen(text);
}

}  // namespace

SurfaceListen parse_surface_listen(std::string_view text)
{
    constexpr std::string_view ipmidi = "ipmidi:";
    SurfaceListen listen;
    listen.is_ipmidi = text.starts_with(ipmidi);
    if (listen.is_ipmidi) {
        const auto rest = text.substr(ipmidi.size());
        const auto at = rest.find('@');
        listen.port = port_in(rest.substr(0, at), text);
        if (at != std::string_view::npos) listen.address = rest.substr(at + 1);
    } else {
        const auto colon = text.rfind(':');
        if (colon != std::string_view::npos) listen.port = port_in(text.substr(colon + 1), text);
        listen.address = text.substr(0, colon);
    }
    check_address(listen, text);
    return listen;
}

/// Kept alive by its own timer and wire until stop().
struct SurfaceServer::Inner : std::enable_shared_from_this<Inner> {
    Inner(net::io_context& io, SurfaceBox made, const SurfaceListen& listen)
        : box(std::move(made)), wire(make_surface_wire(io, listen)), timer(io), port(wire->port())
    {
    }

    static TimePoint now() { return TimePoint::clock::now(); }

    void start()
    {
        box.forgive_gaps();
        wire->open([self = shared_from_this()](wire::View bytes) { self->say(self->box.receive(bytes, now())); });
        say(box.power_on(now()));
    }

    void say(const Said& said)
    {
        for (const auto& message : said) wire->send(message);
        arm();
    }

    void arm()
    {
        const auto wake = box.wake();
        if (!wake || is_stopped) return;
        timer.expires_at(*wake);
        timer.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error && !self->is_stopped) self->say(self->box.run(now()));
        });
    }

    void stop()
    {
        is_stopped = true;
        timer.cancel();
        wire->close();
    }

    SurfaceBox box;
    std::shared_ptr<SurfaceWire> wire;
    net::steady_timer timer;
    std::uint16_t port;
    bool is_stopped = false;
};

SurfaceServer::SurfaceServer(net::io_context& io, SurfaceBox box, const SurfaceListen& listen)
    : inner_(std::make_shared<Inner>(io, std::move(box), listen))
{
    inner_->start();
}

SurfaceServer::~SurfaceServer() { stop(); }

std::uint16_t SurfaceServer::port() const { return inner_->port; }
SurfaceBox& SurfaceServer::box() { return inner_->box; }

std::string SurfaceServer::obey(std::string_view line)
{
    const auto done = simulate::obey(inner_->box, line, Inner::now());
    inner_->say(done.said);
    return done.words;
}

void SurfaceServer::stop() { inner_->stop(); }

}  // namespace recalld::simulate
