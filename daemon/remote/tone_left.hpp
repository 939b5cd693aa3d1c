#pragma once

#include <string>

#include "remote/verb.hpp"

namespace recalld::remote {

/// A note in the room that an oscillator of this unit may still sound; one a unit.
void note_tone_left(Room& room, const std::string& unit);

/// Oscillators that a daemon left on when it died, or that went away in the middle: noted in the room until they are known to be off, switched
/// off as soon as they answer, put back to where they stood, read, and told. What does not go back after a few tries is left, and told. Ends
/// when none is left. Core thread.
task<> finish_tones(Room& room);

}  // namespace recalld::remote
