#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What an open page follows and moves: GET /live, upgraded. Room outlives it. Core thread only.
Conversation live_conversation(Room& room, Caller caller);

namespace web {

// What a page may say; the forms stand in README.md of this folder.
struct FollowAreas {
    std::vector<Area> areas;
};
struct FollowScope {
    std::string scope;      ///< in place of the one before; empty for none
};
struct MoveFader {
    std::string unit, parameter;
    double position = 0;    ///< 0 … 1
};
struct Ping {
    Json number;
};
struct NotUnderstood {
    std::string why;
};
using LiveMessage = std::variant<FollowAreas, FollowScope, MoveFader, Ping, NotUnderstood>;

inline constexpr std::size_t longest_live_message = 64u << 10;   ///< bytes

/// Pure.
LiveMessage read_live(std::string_view text);

/// Which moves of a hand on a screen may go ahead. A finger that comes down beside the fader would throw it, so the first move after a
/// rest must begin near where the parameter stands: a rise of more than the policy's gain jump is refused, but what ends below -40 dB
/// hurts nobody. What needs consent for another reason is never moved. Pure, but for what the unit's page holds.
class ScreenHand {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds rest{1000};   ///< the hand went away

    /// Why not; empty when it may.
    std::string objection(const studio::UnitState& page, studio::ParameterId id, const studio::Value& value, const rig::RecallPolicy& policy, Time now);

private:
    std::map<std::string, Time, std::less<>> moved_;   ///< when each parameter was moved last
};

/// `["desk", "ch/03/mix/fader", "-6.8 dB", 0.62]`; the last is null where there is no way from low to high.
Json live_value(const studio::UnitState& page, studio::ParameterId id);

}  // namespace web

}  // namespace recalld::remote
