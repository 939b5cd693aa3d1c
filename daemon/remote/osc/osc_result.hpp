#pragma once

#include <cstdint>
#include <string>

#include "remote/json.hpp"

/// The results of verbs as OSC tells them: whatever is not there is empty, whatever is too long is cut. Pure; any thread.
namespace recalld::remote::osc_result {

inline constexpr std::size_t longest_text = 300;   // of a note, of a sentence about a hazard

const Json& part(const Json& json, const char* name);   ///< null where there is none
const Json& list(const Json& json, const char* name);
std::string text(const Json& json, const char* name);   ///< numbers become words
std::int32_t whole(const Json& found);                  ///< flags are 0 and 1; what is too big for OSC is as big as OSC can say
std::int32_t count(const Json& json, const char* name);
std::int32_t sum(const Json& items, const char* name);  ///< of numbers, and of the lengths of lists

}  // namespace recalld::remote::osc_result
