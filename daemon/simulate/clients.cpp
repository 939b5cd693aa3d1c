#include "simulate/clients.hpp"

namespace recalld::simulate {

Client Clients::number_of(const Endpoint& endpoint)
{
    if (!endpoints_.empty() && endpoints_[latest_] == endpoint) return latest_;
    const auto known = numbers_.find(endpoint);
    return latest_ = known == numbers_.end() ? enter(endpoint) : known->second;
}

Client Clients::enter(const Endpoint& endpoint)
{
    const auto number = next_;
    next_ = (next_ + 1) % most;
    if (number < endpoints_.size())
        numbers_.erase(std::exchange(endpoints_[number], endpoint));
    else
        endpoints_.push_back(endpoint);
    numbers_.emplace(endpoint, number);
    return number;
}

}  // namespace recalld::simulate
