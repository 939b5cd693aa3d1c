#pragma once

#include <optional>
#include <string>

#include "osc/node_text.hpp"
#include "studio/law.hpp"

namespace recalld::driver {

/// What a token of a text line says: a native value, and whether it can be no other.
struct Reading {
    studio::Value value;
    bool certain = true;   ///< false: neighbouring steps print the same, or the value is off the grid
};

/// Reads a token by its law; nothing when it is no value of this law. Words match in any case. A number stands for every step
/// that could be printed so, whether the device rounds or cuts off: one candidate is certain, of several the nearest is taken.
/// Text without its quotes may have lost more than those, and an apostrophe may have been a quote.
std::optional<Reading> read_token(const studio::Law& law, const osc::Token& token);

/// The token a device of this profile would print, without column padding.
std::string write_token(const studio::Law& law, const studio::Value& value);

/// An effect's parameter is kept as the wire carries it: a position 0 … 1, or an integer for choices.
studio::Value to_raw(const studio::Law& law, const studio::Value& native);
studio::Value from_raw(const studio::Law& law, const studio::Value& raw);

}  // namespace recalld::driver
