#pragma once

#include "paper/blocks.hpp"

namespace recalld::paper {

/// Console pages, routing and outboard from `units` of the facts, as blocks. Strips alike stand as rows of one table, a strip of many
/// settings gets a block of its own, and a strip that nobody used is folded to a line with its values behind it. Pure.
Json console_blocks(const Json& facts);
Json routing_blocks(const Json& facts);
Json outboard_blocks(const Json& facts);

}  // namespace recalld::paper
