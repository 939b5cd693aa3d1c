#pragma once

#include <string>

#include "net.hpp"
#include "remote/http.hpp"

namespace recalld::remote {

/// Turns a connection into a WebSocket (RFC 6455) and holds the conversation over it until one side ends it. `received` is the request as it came, and what
/// came behind it. Messages are taken up to 64 KiB; a silent client is pinged, and dropped when it does not answer. Core thread only.
task<> converse(net::generic::stream_protocol::socket stream, std::string received, Conversation conversation);

}  // namespace recalld::remote
