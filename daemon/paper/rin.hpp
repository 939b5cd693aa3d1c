#pragma once

#include <string>

#include "paper/read.hpp"

namespace recalld::paper {

/// A draft of a DDEX RIN 2.1 message out of the book's facts: people and roles, the recording, prints as components with files, one
/// session for each day on which versions were captured. A TestMessage, never validated: it says so in itself. Roles that are none of
/// DDEX's stand as UserDefined; what is not known is left out. Well-formed XML whatever the names hold. Pure.
std::string rin_draft(const Json& facts);

}  // namespace recalld::paper
