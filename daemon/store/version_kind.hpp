#pragma once

#include <array>
#include <string_view>

#include "store/store.hpp"

namespace recalld::store {

/// In the order of VersionKind; the schema stores no other word.
inline constexpr std::array<std::string_view, 3> version_kinds{"capture", "import", "safety"};

/// For people, files and the schema.
constexpr std::string_view name_of(VersionKind kind) { return version_kinds[static_cast<std::size_t>(kind)]; }

}  // namespace recalld::store
