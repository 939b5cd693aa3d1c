#pragma once

#include "paper/blocks.hpp"

namespace recalld::paper {

/// Strips with their values (as unit_facts has them) as blocks: neighbours with few settings and all of the same kind become one table,
/// the others {"strip": {title, id, used, line, sections: [{name, values: [{words, value, note, key}], tables: [table]}]}}.
/// Within a section what is counted (`eq/1/f`, `mix/09/level`) becomes a table, a row for each number. Pure.
Json strip_pages(const std::string& unit, const Json& strips);

}  // namespace recalld::paper
