#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::check {

/// A line of the input list, as somebody wrote it.
struct NamedLine {
    std::size_t line = 0;
    std::string name;         ///< `Kick In`
    std::string place;        ///< `desk ch/01`
    bool phantom = false;     ///< it needs 48 V
};

/// Lines such as `Kick In=desk ch/01` or `Vox=desk ch/17 48V`, one a row. Pure. Throws std::invalid_argument naming the row.
std::vector<NamedLine> parse_lines(std::string_view text);

/// The strip that people mean: by its path, whatever the padding of its numbers, or by its words. Pure.
std::optional<std::uint32_t> strip_named(const studio::Profile& profile, std::string_view words);

/// `ch/01` -> `ch/#`: strips of one kind differ in nothing else.
std::string kind_of(std::string_view path);

}  // namespace recalld::check
