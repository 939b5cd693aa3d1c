#pragma once

#include <string>

#include "remote/layouts/layout.hpp"

namespace recalld::remote {

/// The layout as a session file of Open Stage Control, version 1: JSON. Places are shares of the window, so it fits every screen. Pure; the
/// same layout gives the same bytes. Source: its documentation, "Widgets: properties reference" and "Scripting".
std::string stage_control_session(const Layout& layout);

}  // namespace recalld::remote
