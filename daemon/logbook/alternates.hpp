#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recalld::logbook {

/// Which mix of a song a print is, in the words of labels. Any thread.
struct Alternate {
    std::string_view code;      ///< `INST`
    std::string_view in_name;   ///< `Inst`, as it stands in the name of a file
    std::string_view words;     ///< `instrumental`
    std::string_view also;      ///< other spellings, divided by blanks
};
std::span<const Alternate> alternates();

/// The one that a word means, whatever its capitals, blanks and dashes; nothing when none is meant.
const Alternate* alternate_named(std::string_view word);

/// `MSTR, INST, …`
std::string alternate_codes();

}  // namespace recalld::logbook
