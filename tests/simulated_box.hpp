#pragma once

#include <memory>
#include <string>
#include <vector>

#include "profile_here.hpp"
#include "run_until.hpp"
#include "simulate/midi_server.hpp"

/// MIDI boxes on loopback that are not there, for the floors above.
namespace recalld::testing {

class SimulatedBox {
public:
    SimulatedBox(net::io_context& io, ProfilePtr its_profile, const std::string& faults = "", int device = -1, int channel = 1)
        : profile_(std::move(its_profile)),
          server_(std::make_unique<simulate::MidiServer>(io, simulate::MidiBox(profile_, device, channel), "127.0.0.1", std::uint16_t{0},
                                                         simulate::parse_faults(faults)))
    {
    }

    std::uint16_t port() const { return server_->port(); }
    simulate::MidiServer& server() { return *server_; }
    simulate::MidiBox& box() { return server_->box(); }
    void switch_off() { server_.reset(); }

    std::vector<studio::Value> values()
    {
        std::vector<studio::Value> values;
        for (const auto& parameter : profile_->parameters) values.push_back(box().value(parameter.name));
        return values;
    }

    /// The names of what is not so any more, but for bytes that change by themselves.
    std::vector<std::string> differing(const std::vector<studio::Value>& from)
    {
        std::vector<std::string> names;
        const auto now = values();
        for (studio::ParameterId id = 0; id < from.size(); ++id)
            if (!profile_->same(id, from[id], now[id])) names.push_back((*profile_)[id].name);
        return names;
    }

private:
    ProfilePtr profile_;
    std::unique_ptr<simulate::MidiServer> server_;
};

}  // namespace recalld::testing
