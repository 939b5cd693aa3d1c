#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

// The words that a macro leaves open until something sets it off. Pure.

namespace recalld::remote {

/// What whoever fires a macro brings, by name without the $: `1` … `9`, `program`, `bank`, `value`, `note`, `address`, `version`.
using Placeholders = std::map<std::string, std::string, std::less<>>;

/// The text with everything filled in; $$ is one $. What is filled in is not read again. Throws std::invalid_argument naming what is missing.
std::string fill(std::string_view text, const Placeholders& values);

/// Why the placeholders of this text can never be filled in; empty when they can.
std::string placeholder_fault(std::string_view text);
bool has_placeholders(std::string_view text);

/// `1`, `2` … for a list of arguments; those after the ninth have no name.
Placeholders numbered(const std::vector<std::string>& arguments);

}  // namespace recalld::remote
