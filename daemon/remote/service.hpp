#pragma once

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

inline constexpr std::size_t largest_request = 256u << 20;   ///< bytes; an archive of many versions of a full desk, and of photographs of a rack, in JSON

/// One verb over HTTP, `POST /v1/VERB`, for this caller. The room must outlive it.
task<HttpAnswer> serve_verb(Room& room, HttpRequest request, LineWriter write, Caller caller);

/// Serves the verbs on the Unix socket: who asks is known by his user. The room must outlive the server.
HttpHandler serve_verbs(Room& room);

}  // namespace recalld::remote
