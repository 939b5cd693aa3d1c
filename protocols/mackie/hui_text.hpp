#pragma once

#include "mackie/hui.hpp"

namespace recalld::mackie::hui {

/// The part of Decoder::read() and write() that is SysEx: `F0 00 00 66 05 00 <display> … F7`.
Result<void> read_display(View message, const Decoder::Sink& sink);
Bytes display(const SmallText& text);
Bytes display(const MainText& text);
Bytes display(const TimeText& text);

}  // namespace recalld::mackie::hui
