#pragma once

#include <boost/system/result.hpp>

#include <cstdint>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace recalld::wire {

/// What can be wrong with bytes or text from outside.
enum class Fault : std::uint8_t {
    truncated,
    oversized,
    misaligned,
    unterminated,
    trailing,
    unknown_tag,
    unbalanced,
    too_deep,
    too_many,
    wrong_type,
    missing,
    out_of_range,
    malformed,
    unknown,
};

/// The fault in words, for logs and replies.
constexpr std::string_view describe(Fault fault)
{
    switch (fault) {
        case Fault::truncated:
            return "ends too early";
        case Fault::oversized:
            return "longer than allowed";
        case Fault::misaligned:
            return "length is not a multiple of four";
        case Fault::unterminated:
            return "text without its end";
        case Fault::trailing:
            return "something follows the end";
        case Fault::unknown_tag:
            return "unknown type tag";
        case Fault::unbalanced:
            return "brackets do not match";
        case Fault::too_deep:
            return "nested too deep";
        case Fault::too_many:
            return "too many elements";
        case Fault::wrong_type:
            return "value of another type";
        case Fault::missing:
            return "value is missing";
        case Fault::out_of_range:
            return "value is out of range";
        case Fault::malformed:
            return "malformed";
        case Fault::unknown:
            return "unknown";
    }
    return "unknown fault";
}

inline std::ostream& operator<<(std::ostream& out, Fault fault) { return out << describe(fault); }

/// A value, or what was wrong with the input: `return Fault::truncated;`. Never thrown by a codec.
template <class T>
using Result = boost::system::result<T, Fault>;

/// What `result.value()` does when there is none. For tests and for literals of our own.
[[noreturn]] inline void throw_exception_from_error(const Fault& fault, const boost::source_location& where)
{
    throw std::runtime_error(std::string(describe(fault)) + " (" + where.to_string() + ")");
}

}  // namespace recalld::wire
