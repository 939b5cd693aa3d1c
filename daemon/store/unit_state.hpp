#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "studio/snapshot.hpp"

namespace recalld::store {

/// The names of a profile's parameters in its order, each ended by a newline: what stored values belong to.
std::string layout_of(const studio::Profile& profile);
/// Views into `layout`.
std::vector<std::string_view> names_in(std::string_view layout);

/// Values and standings in the order of a layout.
struct StateValues {
    std::vector<studio::Value> values;
    std::vector<studio::Standing> standings;
};

/// A state as bytes, exact to the bit: equal bytes are equal states. Only standings that carry a value have one
/// (confirmed, assumed, by hand); whatever stands behind the others is left out.
///
///     format 1 | varint count | count standings | count kinds | per value: zigzag varint, 4 bytes or varint length +
///     text
std::string write_state(const studio::UnitState& state);
/// The other way round. Throws StoreError when the bytes are not what write_state() made.
StateValues read_state(std::string_view bytes);

}  // namespace recalld::store
