#pragma once

#include <unordered_map>
#include <vector>

#include "net.hpp"
#include "simulate/console.hpp"

namespace recalld::simulate {

/// A number for every address and port that was heard of. After `most` of them the oldest number is given again, so
/// that forged senders cannot fill the memory.
class Clients {
public:
    using Endpoint = net::ip::udp::endpoint;
    static constexpr std::size_t most = 16'384;

    Client number_of(const Endpoint& endpoint);
    const Endpoint& endpoint_of(Client client) const { return endpoints_[client]; }

private:
    Client enter(const Endpoint& endpoint);

    std::unordered_map<Endpoint, Client> numbers_;
    std::vector<Endpoint> endpoints_;
    Client next_ = 0;
    Client latest_ = 0;
};

}  // namespace recalld::simulate
