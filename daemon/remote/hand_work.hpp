#pragma once

#include "remote/verb.hpp"

namespace recalld::remote {

/// From now on a recall knows what hands have to do beside parameters, cords and presets, and how exact sheets want to be. Room outlives its recaller's work.
void attach_hands(Room& room);

}  // namespace recalld::remote
