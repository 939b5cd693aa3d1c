#pragma once

#include "paper/blocks.hpp"

// The chapters of the mix book as blocks, from its facts. An empty list: nothing was kept. Pure. Console, routing and outboard stand in
// book_console.hpp.

namespace recalld::paper {

/// The cover: {title, artist, rows: [{name, value}]}.
Json cover_of(const Json& facts);

// book_session.cpp: who, what and when
Json credit_blocks(const Json& facts);
Json input_blocks(const Json& facts);
Json map_blocks(const Json& facts);
Json fault_blocks(const Json& facts);
Json log_blocks(const Json& facts);
// book_check.cpp
Json check_blocks(const Json& facts);
// book_gear.cpp
Json sheet_blocks(const Json& facts);
Json patch_blocks(const Json& facts);
// book_versions.cpp
Json version_blocks(const Json& facts);
Json print_blocks(const Json& facts);

}  // namespace recalld::paper
