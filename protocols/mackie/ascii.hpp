#pragma once

#include <string>
#include <string_view>

namespace recalld::mackie {

/// UTF-8 as displays can show it, 20…7E only: letters lose their accents (é is e, ß is ss, … is ...), accents that
/// stand alone vanish, everything else and broken UTF-8 is `_`.
std::string ascii(std::string_view utf8);

}  // namespace recalld::mackie
