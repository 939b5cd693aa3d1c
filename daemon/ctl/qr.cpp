#include "ctl/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace recalld::ctl {

namespace {

constexpr int quiet_zone = 2;   // squares; scanners want some white around

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

bool is_dark(const QRcode& code, int row, int column)
{
    const bool inside = row >= 0 && row < code.width && column >= 0 && column < code.width;
    return inside && (code.data[row * code.width + column] & 1) != 0;
}

/// Light squares are drawn: terminals are dark more often than not, and scanners read both ways round.
std::string_view pair_of(bool upper_dark, bool lower_dark)
{
    if (upper_dark) return lower_dark ? " " : "▄";
    return lower_dark ? "▀" : "█";
}

}  // namespace

std::string qr_code(std::string_view text)
{
    const Code code(QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) return {};
    std::string lines;
    for (int row = -quiet_zone; row < code->width + quiet_zone; row += 2) {
        for (int column = -quiet_zone; column < code->width + quiet_zone; ++column) lines += pair_of(is_dark(*code, row, column), is_dark(*code, row + 1, column));
        lines += '\n';
    }
    return lines;
}

}  // namespace recalld::ctl
