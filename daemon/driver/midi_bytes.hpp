#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "midi/sysex.hpp"
#include "studio/message.hpp"
#include "wire/bytes.hpp"

namespace recalld::driver {

/// What the open places of a template hold in one message: a number for each piece that is one, and the data.
struct Fields {
    std::vector<std::int64_t> numbers;   ///< by piece; 0 where it is no number
    wire::View data;                     ///< lives as long as the message

    std::optional<std::int64_t> number(const studio::MessageTemplate& form, studio::Role role) const;
};

/// The fields of a template whose numbers are all 0.
Fields no_fields(const studio::MessageTemplate& form);
/// Sets every number of a role.
void set(Fields& fields, const studio::MessageTemplate& form, studio::Role role, std::int64_t value);

/// The message, sealed with its checksum. Numbers are cut to their bits.
wire::Bytes write_message(const studio::MessageTemplate& form, const Fields& fields);

/// The way back. Fault::unknown when the message is of another form, Fault::malformed when only its checksum is wrong.
wire::Result<Fields> read_message(const studio::MessageTemplate& form, wire::View message);

}  // namespace recalld::driver
