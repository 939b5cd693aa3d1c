#pragma once

#include <array>
#include <string_view>

namespace recalld::studio {

/// The chapters of the mix book as a rig names them (`studio: internal:`), in the order of the trade.
inline constexpr std::array<std::string_view, 13> chapter_names{"credits", "inputs", "map", "console", "routing", "outboard", "sheets", "patch", "versions", "prints", "line_check", "faults", "log"};

/// Another word for a chapter.
struct ChapterAlias {
    std::string_view word, name;
};
inline constexpr std::array<ChapterAlias, 3> chapter_aliases{{{"recording", "map"}, {"analog", "sheets"}, {"checks", "line_check"}}};

}  // namespace recalld::studio
