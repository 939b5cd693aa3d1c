#pragma once

#include "load/placed_pattern.hpp"
#include "studio/message.hpp"

namespace recalld::load {

/// Reads the bytes of one kind of message:
///
///     F0 43                  bytes, two hexadecimal digits each
///     'LM  8D11'             letters
///     {value}  {value:7}     a number in one byte of seven bits; {value:14} in two, {value:28} in four …
///     {value:14l} {pan:28s}  lowest bits first; two's complement
///     {value:4x4}            in four bytes of four bits
///     {device:2n}            one byte: upper half 2, lower half the number
///     {n-1:7}                a number that the path counts
///     {data}                 all bytes from here up to what follows
///     ( … ) {sum:twos}       the checksum of what stands in the brackets: twos, ones, sum, xor, sum14; {sum:sum+A5} starts from A5
///
/// `device`, `channel`, `value`, `block` and `total` mean what they say; any other name is taken as it comes and goes back as it was.
/// Throws ConfigError with the place of what is wrong.
studio::MessageTemplate read_message(const Cursor& at, const Bindings& bindings);

/// The same from text alone. Throws RangeError.
studio::MessageTemplate parse_message(std::string_view text, const Bindings& bindings);

}  // namespace recalld::load
