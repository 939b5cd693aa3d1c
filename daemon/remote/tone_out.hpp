#pragma once

#include "remote/verb.hpp"

namespace recalld::remote {

/// The desk's oscillator to one output after the other, its return listened to. What it does is put down in the log before it sounds, so
/// that a daemon that died in the middle is followed by one that switches it off. Throws VerbError, recall::Refused. Core thread.
task<Json> play_tones(Call call);

/// Oscillators that a daemon left on when it died, or that went away in the middle: switched off as soon as they answer, put back to where
/// they stood, read, and told. Ends when none is left.
task<> finish_tones(Room& room);

}  // namespace recalld::remote
