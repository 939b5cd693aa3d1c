#pragma once

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What comes in over the network: the page, its live socket, OSCQuery, the layouts and the verbs. Finds out who asks, refuses what other
/// sites send, foreign hosts and floods. The room must outlive the server. Core thread only.
HttpHandler serve_network(Room& room, rig::RemoteConfig config);

/// The host that a browser named is this machine: an address, localhost, our own name or one of the rig's. Names that others point at
/// us (DNS rebinding) are not.
bool is_our_host(std::string_view host, const rig::RemoteConfig& config);

/// A browser says that the request was made by a page of this very door, or that no page made it.
bool is_same_origin(const HttpRequest& request);

/// The token that a request brought: `Authorization: Bearer …`, or the cookie `recalld`. Empty when there is none.
std::string token_in(const HttpRequest& request);

}  // namespace recalld::remote
