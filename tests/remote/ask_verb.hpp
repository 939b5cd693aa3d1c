#pragma once

#include <string>
#include <vector>

#include "remote/verb.hpp"

namespace recalld::remote {

/// An order that somebody who stays gives; news of its progress goes nowhere.
Call call_of(Room& room, Json arguments, Permission role, const std::string& who);

/// A verb as somebody asks it, with the loop running until it is done: its result, or `{"error": …}`.
Json ask_verb(Room& room, const std::string& verb, Json arguments, Permission role, const std::string& who);

/// What came of several who asked in the same moment.
struct AtOnce {
    std::size_t well = 0;
    std::vector<std::string> refused = {};   ///< the codes that the others heard
};
AtOnce ask_at_once(Room& room, const std::string& verb, std::vector<Call> calls);

}  // namespace recalld::remote
