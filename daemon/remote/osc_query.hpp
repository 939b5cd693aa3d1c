#pragma once

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// OSCQuery over HTTP: the tree of verbs and live parameters as JSON, streamed node by node, one attribute of a node, HOST_INFO, and
/// the WebSocket with LISTEN, IGNORE and PATH_CHANGED. Source: the OSCQuery proposal of Vidvox. The room must outlive it; core thread only.
task<HttpAnswer> serve_osc_query(Room& room, HttpRequest request, LineWriter write, Caller caller);

}  // namespace recalld::remote
