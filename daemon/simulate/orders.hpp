#pragma once

#include <optional>

#include "osc/message.hpp"
#include "simulate/desk_state.hpp"

namespace recalld::simulate {

/// One message, who sent it and when; what it makes the desk say goes to `answers`.
struct Request {
    Client from = 0;
    wire::View packet;
    const osc::Message& message;
    Clock::time_point now;
    std::vector<Outgoing>& answers;

    void reply(wire::Bytes bytes) const { answers.push_back({from, std::move(bytes)}); }
};

/// Does what a message asks. Nonsense and what the desk does not know change nothing and get no answer; so do
/// subscriptions to single addresses, which are not simulated.
void obey(DeskState& desk, const Request& request);

/// Tells every subscriber but one of the parameters that changed, a message each.
void tell(DeskState& desk, const Changes& changes, std::optional<Client> except, Clock::time_point now,
          std::vector<Outgoing>& answers);

}  // namespace recalld::simulate
