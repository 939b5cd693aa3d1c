#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

// What only one side may know. The only door to libsodium: secrets.cpp.

namespace recalld::remote {

/// A token of 32 random bytes, in letters that fit a cookie and a header.
std::string new_token();

/// `K7PQ-2MXR`: 40 random bits for people to type, without look-alikes.
std::string new_code();

/// What a person typed: small letters, blanks and dashes make no difference; O is 0, I and L are 1.
std::string code_as_meant(std::string_view typed);

/// BLAKE2b-256, hexadecimal. Tokens and codes are random: no salt is needed.
std::string hash_of(std::string_view secret);

/// Takes as long wherever they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace recalld::remote
