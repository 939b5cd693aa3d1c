#pragma once

#include "wire/outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The lines in which some consoles put a whole group of settings into one text, over the wire and in their files:
///
///     /ch/01/mix ON  +4.6 ON +6 OFF   -oo
///     /ch/01/config "Lead Vox" 41 BL 1
namespace recalld::osc {

using wire::Fault;
using wire::Result;

inline constexpr std::size_t max_tokens = 256;  ///< of one line; the longest known node has 64

/// One word of a line, a view into it. `"12"` is a text, `12` is a number, `""` is a text of no length.
struct Token {
    std::string_view text;
    bool quoted = false;
    bool operator==(const Token&) const = default;
};

/// A line taken apart; lives as long as the line.
struct NodeLine {
    std::string_view path;
    std::vector<Token> tokens;
};

/// Takes one line apart at its spaces (columns may be padded by any number of them) and drops the line end.
/// A quote inside a word, an open quote and control characters are faults.
Result<NodeLine> read_line(std::string_view line);

/// A value and what one more in its last printed digit would mean: `+4.6` is 4.6 in steps of 0.1.
struct Number {
    double value = 0;
    double resolution = 0;
    bool operator==(const Number&) const = default;
};

/// `-12`, `+4.6`, `151`; `4k37` is 4370 in steps of 10; `-oo` is minus infinity without steps.
Result<Number> read_number(std::string_view token);

/// Switches in a row, bit 0 rightmost: `%0101` is 5, four wide.
struct Bitmap {
    std::uint64_t bits = 0;
    std::size_t width = 0;
    bool operator==(const Bitmap&) const = default;
};
Result<Bitmap> read_bitmap(std::string_view token);

/// Which numbers are written with a plus.
enum class Plus { never, above_zero, from_zero };

/// Rounded to 0 … 15 decimals, halves away from zero: `+4.6`, `-2.3`, `0.0`.
///
/// All writers of numbers first add a thousandth of the last digit they print, so that 2.2499999 and 9.9999999 from a
/// law in floats count as 2.25 and 10. Minus infinity is `-oo`, what is not a number is zero, a trillion is the end.
std::string write_number(double value, int decimals, Plus plus = Plus::never);

/// So many digits, the zero before the point counted, and the rest cut off, not rounded: with three digits `-10.7`
/// for -10.75, `+0.00`, `0.63`, `502`. Digits before the point are never lost: `2000`.
std::string write_significant(double value, int digits, Plus plus = Plus::never);

/// Hertz: rounded below 1000 (`990.9`), above with a k for the point and the rest cut off (`4k37`, `10k02`).
std::string write_frequency(double hertz, int decimals_below = 1, int decimals_above = 2);

/// `%0101`; bits above the width, 64 at most, are not written.
std::string write_bitmap(std::uint64_t bits, std::size_t width);

/// A text token. Quotes inside become apostrophes and control characters spaces, for a line has no escapes.
std::string quote(std::string_view text);

/// Spaces in front up to the width of the column.
std::string right_aligned(std::string_view text, std::size_t width);

}  // namespace recalld::osc
