#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "studio/message.hpp"
#include "wire/bytes.hpp"

namespace recalld::simulate {

// How a box takes its messages apart and puts them together: byte by byte from the profile's table, with arithmetic of its own, so that
// a mistake of the driver's is not made twice.

/// A message seen as the table says: where each piece stands.
struct Seen {
    std::vector<std::size_t> from;      ///< by piece; one more at the end
    std::optional<std::int64_t> number(const studio::MessageTemplate& form, studio::Role role, wire::View message) const;
};

/// Nothing when a fixed byte, a number's unused bits, the size or the checksum is not as the table says. Strict, as small boxes are.
std::optional<Seen> see(const studio::MessageTemplate& form, wire::View message);

/// A message of this form: fixed bytes, zeros for numbers, `data_size` zeros for data. seal() comes last.
wire::Bytes blank(const studio::MessageTemplate& form, std::size_t data_size);

/// Writes a number to each place of this role.
void put(const studio::MessageTemplate& form, studio::Role role, std::int64_t value, wire::Bytes& message);
/// Writes the checksum.
void seal(const studio::MessageTemplate& form, wire::Bytes& message);

}  // namespace recalld::simulate
