#pragma once

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// OSCQuery's WebSocket: `{"COMMAND": "LISTEN", "DATA": "/recalld/unit/desk/ch/03/mix/fader"}` brings the value now and whenever it changes, as an OSC
/// message in a binary frame; IGNORE ends that; `{"COMMAND": "PATH_CHANGED", …}` comes when the rig was read again. At most 4,096 addresses and
/// 200 commands a second. Source: the OSCQuery proposal of Vidvox. The room outlives it; core thread only.
Conversation query_conversation(Room& room);

}  // namespace recalld::remote
