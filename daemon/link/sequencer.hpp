#pragma once

#include <string>

namespace recalld::link {

/// Why the sequencer of this machine's ALSA cannot be opened, in words for people; empty when it can. Any thread.
std::string trouble_with_sequencer();

/// Gives every sequencer client of this process as much room as the kernel allows for what it has not read yet: 46 kB of SysEx in place of
/// 4.6 kB. What does not fit is lost, all that waits with it, and nobody is told. Any thread.
void widen_sequencer_inputs();

}  // namespace recalld::link
