#include "link/midi_ports.hpp"

#include "link/jack_link.hpp"
#include "link/midi_link.hpp"

namespace recalld::link {

MidiPorts midi_ports(net::io_context& io, const std::string& jack_server)
{
    MidiPorts all;
    const auto add = [&](const std::string& system, auto&& found, const std::string& why) {
        for (auto& port : found) all.ports.push_back({system, std::move(port.name), port.sends, port.ours});
        if (!why.empty()) all.missing.push_back({system, why});
    };
    std::string no_alsa, no_jack;
    auto alsa = alsa_midi_ports(no_alsa);
    add("alsa", std::move(alsa), no_alsa);
    auto jack = jack_midi_ports(io, no_jack, jack_server);
    add("jack", std::move(jack), no_jack);
    return all;
}

}  // namespace recalld::link
