#pragma once

#include <string>

#include "remote/layouts/layout.hpp"

namespace recalld::remote {

/// The layout as TouchOSC keeps it: the XML of its nodes, and the same packed with zlib as a .tosc file holds it. Pure; the same layout gives
/// the same bytes. Source: files that its editor wrote (lexml version 3), and its manual, "Scripting API".
std::string touch_osc_xml(const Layout& layout);
/// Throws std::runtime_error when zlib does.
std::string touch_osc_file(const Layout& layout);

}  // namespace recalld::remote
