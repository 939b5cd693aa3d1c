#pragma once

#include "osc/message.hpp"

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace recalld::osc {

/// Sees the messages of a packet in order, each with the time tag of its innermost bundle.
using Visitor = std::function<void(const Message&, TimeTag)>;

/// Visits the message of a packet, or every message of a bundle and the bundles in it. A packet with a fault
/// anywhere is refused before anything is visited.
Result<void> for_each_message(View packet, const Visitor& visit);

/// One line for people: `/ch/01/mix ,sif "ON" 3 0.75`, `#bundle now {/a ,i 1; /b ,}`, or the fault and the bytes.
std::string describe(View packet);

struct Symbol {
    std::string text;
    bool operator==(const Symbol&) const = default;
};
struct Nothing {
    bool operator==(const Nothing&) const = default;
};
struct Impulse {
    bool operator==(const Impulse&) const = default;
};
struct ArrayBegin {
    bool operator==(const ArrayBegin&) const = default;
};
struct ArrayEnd {
    bool operator==(const ArrayEnd&) const = default;
};

/// An argument that owns its value. Mind `0.5f`: a plain 0.5 is sent as a double, which few devices take.
using Arg = std::variant<std::int32_t, float, std::string, Bytes, bool, std::int64_t, double, TimeTag, char, Colour,
                         Midi, Symbol, Nothing, Impulse, ArrayBegin, ArrayEnd>;

/// Takes the value out of the packet. The argument must be one (not Tag::none).
Arg owned(const Argument& argument);

/// A message. The address is sent as it is, with a leading slash or without; texts end at their first zero byte.
Bytes message(std::string_view address, std::span<const Arg> args);
Bytes message(std::string_view address, std::initializer_list<Arg> args = {});

/// A message without a tag string: the short form of a question, `/info`.
Bytes bare(std::string_view address);

/// Packets (messages or bundles) in one bundle.
Bytes bundle(TimeTag time, std::span<const Bytes> packets);
Bytes bundle(TimeTag time, std::initializer_list<Bytes> packets);

}  // namespace recalld::osc
