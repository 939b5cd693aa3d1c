#pragma once

#include "remote/verb.hpp"

namespace recalld::remote {

/// The desk's oscillator to one output after the other, its return listened to. What it does is put down in the log before it sounds, so
/// that a daemon that died in the middle is followed by one that switches it off. Throws VerbError, recall::Refused. Core thread.
task<Json> play_tones(Call call);

/// A tone is under way, or its end is not proven yet. Core thread.
bool is_tone_open(const Room& room);

}  // namespace recalld::remote
