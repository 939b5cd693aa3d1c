#pragma once

#include <string>
#include <string_view>

namespace recalld::ctl {

/// A text as a QR code of block characters, two rows of squares a line, to be read off a terminal or a page of paper. Empty when the text
/// is too long for one. The only door to libqrencode.
std::string qr_code(std::string_view text);

}  // namespace recalld::ctl
