#include "simulation.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "load/config_error.hpp"
#include "log.hpp"
#include "simulate/midi_server.hpp"
#include "simulate/server.hpp"
#include "simulate/surface_server.hpp"
#include "simulate/typed_lines.hpp"

namespace recalld {

namespace {

std::string read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw load::ConfigError(path + ": cannot be read");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

net::ip::udp::endpoint endpoint_of(const std::string& text, std::uint16_t default_port)
{
    const auto colon = text.rfind(':');
    boost::system::error_code error;
    const auto address = net::ip::make_address(text.substr(0, colon), error);
    const auto port = colon == std::string::npos ? default_port : std::strtoul(text.c_str() + colon + 1, nullptr, 10);
    if (error || port > 65'535) throw load::ConfigError("--listen " + text + ": not of the form 127.0.0.1:10023");
    return {address, static_cast<std::uint16_t>(port)};
}

/// Runs until somebody ends it.
void run_simulation(net::io_context& io, const std::string& what)
{
    net::signal_set signals(io, SIGTERM, SIGINT);
    signals.async_wait([&](boost::system::error_code, int) { io.stop(); });
    fmt::print("{}\n", what);
    std::fflush(stdout);
    io.run();
}

/// Raw MIDI over TCP.
int simulate_midi(const std::shared_ptr<const studio::Profile>& profile, const SimulationOptions& options)
{
    const auto at = endpoint_of(options.listen, profile->default_port);
    net::io_context io{1};
    simulate::MidiServer server(io, simulate::MidiBox(profile), at.address().to_string(), at.port(), simulate::parse_faults(options.faults));
    run_simulation(io, fmt::format("{} simulated on {}:{}", profile->model, at.address().to_string(), server.port()));
    const auto counts = server.counts();
    fmt::print("{} messages received, {} sent, {} lost\n", counts.received, counts.sent, counts.lost);
    return 0;
}

int simulate_it(std::shared_ptr<const studio::Profile> profile, const SimulationOptions& options)
{
    if (profile->is_by_hand()) throw std::invalid_argument(profile->profile_id + " is set by hand and has no line: there is nothing to simulate; --draw-panels shows its front");
    if (profile->protocol == "midi") return simulate_midi(profile, options);
    if (profile->protocol != "osc_nodes") throw load::ConfigError("profile " + profile->profile_id + ": protocol \"" + profile->protocol + "\" has no simulation");
    const auto endpoint = endpoint_of(options.listen, profile->default_port);
    simulate::Console console(profile);
    if (!options.load.empty())
        for (const auto& line : console.load_scene(read_file(options.load))) log::daemon().warn("{}: not understood: {}", options.load, line);
    if (!options.signal.empty()) console.plug(options.signal);
    net::io_context io{1};
    simulate::Server server(io, std::move(console), endpoint, simulate::parse_faults(options.faults));
    run_simulation(io, fmt::format("{} simulated on {}:{}", profile->model, endpoint.address().to_string(), server.port()));
    const auto counts = server.counts();
    fmt::print("{} packets received, {} served, {} dropped from the full queue, {} lost\n", counts.received, counts.served, counts.overflowed, counts.lost);
    return 0;
}

/// Lines of standard input are the hand; it goes on without one.
int simulate_it(std::shared_ptr<const studio::Surface> surface, const SimulationOptions& options)
{
    if (!options.load.empty() || !options.faults.empty() || !options.signal.empty()) throw std::invalid_argument("--load, --faults and --signal are for consoles, not for surfaces");
    net::io_context io{1};
    const auto listen = simulate::parse_surface_listen(options.listen);
    simulate::SurfaceServer server(io, simulate::SurfaceBox(surface), listen);
    const simulate::TypedLines hand(io, STDIN_FILENO, [&](std::string_view line) {
        fmt::print("{}", server.obey(line));
        std::fflush(stdout);
    });
    run_simulation(io, fmt::format("{} simulated on {}{}:{}", surface->model, listen.is_ipmidi ? "ipmidi " : "", listen.address, server.port()));
    fmt::print("{}", server.obey("show"));
    return 0;
}

}  // namespace

int simulate_gear(const load::AnyProfile& profile, const SimulationOptions& options)
{
    return std::visit([&](const auto& gear) { return simulate_it(gear, options); }, profile);
}

}  // namespace recalld
