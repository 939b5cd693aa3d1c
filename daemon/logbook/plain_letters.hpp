#pragma once

#include <string>
#include <string_view>

namespace recalld::logbook {

/// UTF-8 in ASCII as far as letters of European languages go: accents and joined accents fall, `ß` is `ss`, `æ` is `ae`; every other sign
/// becomes a blank. Pure.
std::string plain_letters(std::string_view text);

/// The signs of a UTF-8 text that file names should not have, each once: not A-Z, a-z, 0-9, `_`. Pure.
std::string foreign_signs(std::string_view text);

}  // namespace recalld::logbook
