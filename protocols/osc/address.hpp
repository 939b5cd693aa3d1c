#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recalld::osc {

/// Nothing longer takes part in pattern matching.
inline constexpr std::size_t max_address = 255;

/// The address holds at least one of `? * [ {` and so may stand for many.
bool is_pattern(std::string_view address);

/// OSC 1.0 matching: `?` one character, `*` any number of them, `[a-z]` `[!x]` one of a set, `{in,out}` one of
/// some words. None of them crosses a `/`. A pattern with an open bracket matches nothing.
/// The time is at most pattern length x address length, whatever a stranger sends.
bool matches(std::string_view pattern, std::string_view address);

/// `/ch/01` and `mix` with exactly one slash between them. An empty side adds nothing.
std::string join(std::string_view front, std::string_view back);

/// The address without one leading slash, as node requests and profiles want it.
std::string_view without_slash(std::string_view address);

}  // namespace recalld::osc
