#pragma once

#include <optional>
#include <string>

#include "osc/node_text.hpp"
#include "simulate/settings.hpp"

namespace recalld::simulate {

/// One field of a text line as a desk prints it: `ON`, ` +4.6`, `4k37`, `%0101`, `"Lead Vox"`; columns padded.
std::string write_field(const studio::Profile& profile, const Settings& settings, studio::ParameterId id);

/// What a desk makes of a token; nothing when its format is wrong. `4` is not `4.0`, `4370.0` not `4k37`, `on` not
/// `ON`. Numbers between the steps snap and numbers out of range clamp.
std::optional<studio::Value> read_field(const studio::Profile& profile, const Settings& settings,
                                        studio::ParameterId id, const osc::Token& token);

}  // namespace recalld::simulate
