#pragma once

#include <vector>

#include "simulate/console.hpp"

namespace recalld::simulate {

/// Who hears of changes: four clients at most, ten seconds after each asked last. A fifth is turned away without a
/// word.
class Subscribers {
public:
    void renew(Client client, Clock::time_point now);
    void drop(Client client);
    void forget() { leases_.clear(); }
    std::size_t count(Clock::time_point now) const;

    /// Calls `tell` with every client whose lease runs.
    void each(Clock::time_point now, const auto& tell) const
    {
        for (const auto& lease : leases_)
            if (now < lease.until) tell(lease.client);
    }

private:
    struct Lease {
        Client client = 0;
        Clock::time_point until;
    };
    std::vector<Lease> leases_;
};

}  // namespace recalld::simulate
