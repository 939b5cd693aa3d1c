#pragma once

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "osc/packet.hpp"
#include "profile_here.hpp"
#include "run_until.hpp"
#include "simulate/server.hpp"

/// Desks on loopback that are not there, for the floors above.
namespace recalld::testing {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Value;

inline Value any_value(const Law& law, std::mt19937& dice)
{
    static const std::string letters = "abc XYZ 0189 \"%#/-.";
    if (law.kind == LawKind::text) {
        std::string text(dice() % (static_cast<std::uint32_t>(law.steps) + 1), ' ');
        for (auto& letter : text) letter = letters[dice() % letters.size()];
        return text;
    }
    if (law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0)) return static_cast<float>(dice() % 1001) / 1000;
    const auto span = static_cast<std::uint32_t>(law.highest() - law.lowest()) + 1;
    return law.lowest() + static_cast<std::int32_t>(dice() % span);
}

inline bool is_on(const simulate::Console& console, ParameterId id)
{
    return id == studio::no_parameter || console.value(console.profile()[id].name) == Value(1);
}

/// Every parameter gets some value that it can have; what a link keeps equal is equal, as on a desk.
inline void disturb(simulate::Console& console, std::uint32_t seed)
{
    const auto& profile = console.profile();
    std::mt19937 dice(seed);
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        console.poke(profile[id].name, any_value(profile.law_of(id), dice));
    for (ParameterId id = 0; id < profile.parameters.size(); ++id) {
        const auto& one = profile[id];
        if (one.partner == studio::no_parameter || one.partner < id || !is_on(console, one.linked_by) || !is_on(console, one.linked_if)) continue;
        console.poke(profile[one.partner].name, console.value(one.name));
    }
}

inline std::vector<Value> values_of(const simulate::Console& console)
{
    std::vector<Value> values;
    for (const auto& parameter : console.profile().parameters) values.push_back(console.value(parameter.name));
    return values;
}

/// The names of parameters whose values are not the same, but for what nobody writes and what is of the moment.
inline std::vector<std::string> differences(const studio::Profile& profile, const std::vector<Value>& a, const std::vector<Value>& b)
{
    std::vector<std::string> names;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (profile[id].is_recalled() && !studio::same(a[id], b[id])) names.push_back(profile[id].name);
    return names;
}

/// A desk on a free port of this host; it may be switched off and on again, and then keeps its port.
class SimulatedDesk {
public:
    SimulatedDesk(net::io_context& io, ProfilePtr profile, const std::string& faults = "") : io_(io), profile_(std::move(profile))
    {
        switch_on(simulate::Console(profile_), faults);
    }

    std::uint16_t port() const { return port_; }
    simulate::Server& server() { return *server_; }
    simulate::Console& console() { return server_->console(); }
    void switch_off() { server_.reset(); }
    void switch_on(simulate::Console console, const std::string& faults = "")
    {
        server_.reset();
        const net::ip::udp::endpoint place(net::ip::address_v4::loopback(), port_);
        server_ = std::make_unique<simulate::Server>(io_, std::move(console), place, simulate::parse_faults(faults));
        port_ = server_->port();
    }
    /// The same desk with other faults.
    void change(const std::string& faults)
    {
        auto console = std::move(server_->console());
        switch_on(std::move(console), faults);
    }

private:
    net::io_context& io_;
    ProfilePtr profile_;
    std::uint16_t port_ = 0;
    std::unique_ptr<simulate::Server> server_;
};

/// Somebody else at the same desk, with a tablet.
class Tablet {
public:
    Tablet(net::io_context& io, const SimulatedDesk& desk)
        : socket_(io, net::ip::udp::endpoint(net::ip::address_v4::loopback(), 0)), desk_(net::ip::address_v4::loopback(), desk.port())
    {
    }
    void set(const std::string& address, const osc::Arg& value) { socket_.send_to(net::buffer(osc::message("/" + address, {value})), desk_); }

private:
    net::ip::udp::socket socket_;
    net::ip::udp::endpoint desk_;
};

}  // namespace recalld::testing
