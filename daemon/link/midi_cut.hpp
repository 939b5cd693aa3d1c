#pragma once

#include <functional>

#include "link/link.hpp"

namespace recalld::link {

/// Cuts a packet into MIDI messages for transports that want them one by one and whole: running status is written out. Bytes in front of the
/// first status, as in the rest of a long SysEx, go as they are.
void for_each_midi_message(View packet, const std::function<void(View)>& each);

}  // namespace recalld::link
