#include "remote/verb.hpp"

namespace recalld::remote {

std::span<const Verb> check_verbs() { return {}; }

}  // namespace recalld::remote
