#include "simulate/subscribers.hpp"

#include <algorithm>

namespace recalld::simulate {

namespace {
constexpr std::size_t most = 4;
constexpr std::chrono::seconds lease_time{10};
}  // namespace

void Subscribers::renew(Client client, Clock::time_point now)
{
    std::erase_if(leases_, [now](const Lease& lease) { return lease.until <= now; });
    const auto known = std::ranges::find(leases_, client, &Lease::client);
    if (known != leases_.end())
        known->until = now + lease_time;
    else if (leases_.size() < most)
        leases_.push_back({client, now + lease_time});
}

void Subscribers::drop(Client client)
{
    std::erase_if(leases_, [client](const Lease& lease) { return lease.client == client; });
}

std::size_t Subscribers::count(Clock::time_point now) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(leases_, [now](const Lease& lease) { return now < lease.until; }));
}

}  // namespace recalld::simulate
