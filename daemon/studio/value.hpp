#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>

namespace recalld::studio {

/// A native value: what the wire carried, never a decibel.
/// - integer: a step of a law (0 … steps-1), a choice, a switch (0/1), a bitmap;
/// - float: a number whose grid nobody has published (raw laws), as it was carried;
/// - string: a name or any other text.
using Value = std::variant<std::int32_t, float, std::string>;

/// Two native values stand for the same setting. Integers and text compare exactly; raw floats within 0.0005
/// (half a step of the finest published grid, 1024 steps).
bool same(const Value& a, const Value& b);

/// A value nobody interpreted, for logs and for laws without words: `12`, `0.4312`, `Lead Vox`.
std::string plain(const Value& value);

}  // namespace recalld::studio
