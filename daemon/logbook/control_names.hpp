#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::logbook {

// How people name a control of a panel: by its parameter, or by what is printed beside it, in any case, `_`, `-` and blanks alike, with its
// group before it where two are printed alike: `INPUT`, `peak reduction`, `LEFT THRESHOLD`, `left/threshold`. Pure; any thread.

/// All controls that the words may mean: one, when they are clear.
std::vector<studio::ParameterId> controls_named(const studio::Profile& profile, std::string_view words);

/// As it is printed, its group before it: `LEFT THRESHOLD`; the parameter's name when it is of no panel.
std::string control_words(const studio::Profile& profile, studio::ParameterId id);

/// What is wrong with these words: `THRESHOLD may be LEFT THRESHOLD or RIGHT THRESHOLD; say which`, `there is no control "INPT"; did you mean …`.
std::string why_not_one(const studio::Profile& profile, std::string_view words, const std::vector<studio::ParameterId>& found);

}  // namespace recalld::logbook
