#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "midi/message.hpp"
#include "rig/trigger_config.hpp"

// What whoever set off something is told of it. Pure.

namespace recalld::remote {

enum class TriggerState : std::uint8_t {
    idle,      ///< never fired
    accepted,  ///< heard, and about to begin
    running,
    done,
    differs,   ///< done, but something is not as it should be
    refused,   ///< nothing more was done
};
std::string_view name_of(TriggerState state);

/// The message that a button's port gets.
midi::Bytes feedback_message(const rig::FeedbackConfig& feedback, TriggerState state);

/// `/recalld/trigger/daw%20recall`: a name as part of an OSC address.
std::string feedback_address(std::string_view trigger);
/// `,ss state words` at that address; the words are cut at 1,000 bytes.
midi::Bytes feedback_text(std::string_view trigger, TriggerState state, std::string_view words);

}  // namespace recalld::remote
