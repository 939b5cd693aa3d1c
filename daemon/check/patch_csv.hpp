#pragma once

#include <span>
#include <string>

#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

/// The cords in bay order as CSV (RFC 4180): from, to, normal, note, with a line of headings. Pure.
std::string patch_csv(const rig::PatchConfig& patch, std::span<const studio::Cord> cords);

}  // namespace recalld::check
