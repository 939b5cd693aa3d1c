#pragma once

#include "ctl/render.hpp"

// What the verbs of the logbook answer, as people read it. Pure.

namespace recalld::ctl {

std::string render_take(const Json& result, const Paint& paint);
std::string render_corrected(const Json& result, const Paint& paint);
std::string render_drift(const Json& result, const Paint& paint);
std::string render_faults(const Json& result, const Paint& paint);
std::string render_fault(const Json& result, const Paint& paint);
std::string render_credits(const Json& result, const Paint& paint);
std::string render_credit(const Json& result, const Paint& paint);
std::string render_song(const Json& result, const Paint& paint);

/// What people noted about the gear that a plan touches; empty when they noted nothing.
std::string render_known_faults(const Json& plan, const Paint& paint);

}  // namespace recalld::ctl
