#pragma once

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

inline constexpr std::size_t largest_request = 20u << 20;   ///< bytes; a scene file of 16 MB in JSON

/// Serves the verbs over HTTP: `POST /v1/VERB`. The room must outlive the server.
HttpHandler serve_verbs(Room& room);

}  // namespace recalld::remote
