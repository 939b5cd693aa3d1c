#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::logbook {

/// The words of a track's name as they are compared: small, parted at blanks, signs, capitals and where letters meet numbers.
/// `KickIn_2 (L)` is kick, in, 2, l.
std::vector<std::string> tokens_of(std::string_view name);

/// Makes names fit for scribble strips, each only once.
class NameFitter {
public:
    /// `longest`: characters that a strip takes.
    explicit NameFitter(std::size_t longest) : longest_(longest) {}
    /// Blanks go first, then vowels within words, then the ends of the longest words; numbers and sides stay. Plain ASCII.
    std::string fit(std::string_view name);

private:
    std::string unique(std::string name);
    std::size_t longest_;
    std::set<std::string> taken_;
};

}  // namespace recalld::logbook
