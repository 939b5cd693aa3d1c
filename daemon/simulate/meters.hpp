#pragma once

#include <vector>

#include "simulate/console.hpp"
#include "simulate/settings.hpp"
#include "simulate/signals.hpp"

namespace recalld::simulate {

/// Who gets which block of levels: for ten seconds after each asked last.
class MeterLeases {
public:
    void renew(Client client, std::size_t block, Clock::time_point now);
    void forget() { leases_.clear(); }

    /// Calls `tell` with every client and block whose lease runs.
    void each(Clock::time_point now, const auto& tell)
    {
        std::erase_if(leases_, [&](const Lease& lease) { return now >= lease.until; });
        for (const auto& lease : leases_) tell(lease.client, lease.block);
    }

private:
    struct Lease {
        Client client = 0;
        std::size_t block = 0;
        Clock::time_point until;
    };
    std::vector<Lease> leases_;
};

/// A block as the desk sends it: what is plugged in, where its routing takes it; where nobody plugged anything, a tone is on every strip
/// at half of full scale, and its fader and switch shape it.
wire::Bytes meter_packet(const studio::Profile& profile, const Settings& settings, const Signals& signals, const studio::MeterBlock& block);

}  // namespace recalld::simulate
