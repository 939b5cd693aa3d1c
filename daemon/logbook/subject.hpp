#pragma once

#include <string>
#include <string_view>

namespace recalld::logbook {

/// What a line is about, in words that compare: `Desk CH/07` and `desk ch/7` are the same. Pure.
std::string plain_subject(std::string_view subject);

/// Both name the same thing.
bool is_same_subject(std::string_view a, std::string_view b);

/// The first is the second, or a part of it: `desk ch/12` is part of `desk`, and `desk ch/12/eq` of `desk ch/12`.
bool is_part_of(std::string_view part, std::string_view whole);

}  // namespace recalld::logbook
