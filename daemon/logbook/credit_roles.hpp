#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recalld::logbook {

/// Whose credit it is, for the order of the cover sheet. Names as data has them: `artist`, `producer`, `engineer`, `musician`, `studio`.
enum class CreditGroup : std::uint8_t { artist, producer, engineer, musician, studio };
std::string_view name_of(CreditGroup group);

/// What somebody does on a record, as studios say it.
struct Role {
    std::string_view name;
    CreditGroup group;
};

/// The common ones. Others may be written all the same.
std::span<const Role> roles();

/// The role that these words mean, however they are written: `mixing engineer`, `mixing-engineer`; short forms as `mix`, `2nd`, `prod`. Nothing:
/// none that is common. Pure.
const Role* role_named(std::string_view words);

/// The common role that is nearly written so, when none is written so. Nothing: none is near. Pure.
const Role* role_near(std::string_view words);

/// `; did you mean "Mixing Engineer"?` for a role that is nearly a common one; empty otherwise.
std::string role_suggestion(std::string_view words);

}  // namespace recalld::logbook
