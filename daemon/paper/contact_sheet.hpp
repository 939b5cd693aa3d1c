#pragma once

#include <memory>
#include <string>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::paper {

/// The fronts of these, none of them set, as one HTML page without anything outside of it; each in a `<figure>` with its id. Pure; any thread.
std::string contact_sheet(const std::vector<std::shared_ptr<const studio::Profile>>& profiles);
/// `ua-1176` of `analog/ua-1176`.
std::string panel_name(const studio::Profile& profile);

}  // namespace recalld::paper
