#pragma once

#include "wire/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace recalld::osc {

using wire::Bytes;
using wire::Fault;
using wire::Result;
using wire::View;

inline constexpr std::size_t max_packet = 65'507;  ///< the largest UDP datagram
inline constexpr std::size_t max_tags = 4'096;     ///< arguments and array brackets of one message
inline constexpr int max_depth = 8;                ///< arrays in arrays, bundles in bundles

inline constexpr std::string_view bundle_mark{"#bundle\0", 8};

/// Everything in a packet takes a multiple of four bytes.
constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

/// What an argument is. The value is the letter of the wire.
enum class Tag : char {
    none = 0,  ///< there is no such argument
    integer = 'i',
    real = 'f',
    text = 's',
    symbol = 'S',
    blob = 'b',
    large = 'h',
    precise = 'd',
    time = 't',
    character = 'c',
    colour = 'r',
    midi = 'm',
    yes = 'T',
    no = 'F',
    nothing = 'N',
    impulse = 'I',
    array_begin = '[',
    array_end = ']',
};

/// Seconds since 1900 and 2^-32 fractions of one; {0, 1} means now.
struct TimeTag {
    std::uint32_t seconds = 0;
    std::uint32_t fraction = 1;
    bool operator==(const TimeTag&) const = default;
};
inline constexpr TimeTag immediately{};

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 0;
    bool operator==(const Colour&) const = default;
};

/// Port, status byte, two data bytes.
using Midi = std::array<std::uint8_t, 4>;

/// One argument of a Message, as long as its packet lives. Each getter gives the value of its own type,
/// Fault::wrong_type when the argument is another, Fault::missing when there is none.
class Argument {
public:
    Argument() = default;
    /// `data` is the value without padding, its size already checked.
    Argument(Tag tag, View data) : tag_(tag), data_(data) {}

    Tag tag() const { return tag_; }
    View data() const { return data_; }

    Result<std::int32_t> integer() const;
    Result<float> real() const;
    Result<std::string_view> text() const;  ///< of texts and symbols
    Result<View> blob() const;
    Result<std::int64_t> large() const;
    Result<double> precise() const;
    Result<TimeTag> time() const;
    Result<char> character() const;
    Result<Colour> colour() const;
    Result<Midi> midi() const;
    Result<bool> flag() const;

    /// Any of the numbers and flags as a number: for peers that are not particular about types.
    Result<double> number() const;

private:
    template <class T>
    Result<T> when(Tag expected) const;
    Fault refusal() const { return tag_ == Tag::none ? Fault::missing : Fault::wrong_type; }

    Tag tag_ = Tag::none;
    View data_;
};

/// One message, checked from end to end: a view into its packet. Iterates over its arguments; an array is
/// its elements between the markers array_begin and array_end.
class Message {
public:
    class Iterator;

    /// As sent: usually with a leading slash, but some devices answer with `node` or `#reply`.
    std::string_view address() const { return address_; }
    /// One letter an argument, no comma; empty also when the packet had no tag string at all.
    std::string_view tags() const { return tags_; }
    bool has_tags() const { return tags_.data() != nullptr; }
    /// The nth argument, markers counted; Tag::none past the last.
    Argument argument(std::size_t index) const;

    Iterator begin() const;
    Iterator end() const;

private:
    friend Result<Message> read_message(View packet);
    Message(std::string_view address, std::string_view tags, View data) : address_(address), tags_(tags), data_(data) {}

    std::string_view address_;
    std::string_view tags_;
    View data_;
};

class Message::Iterator {
public:
    using iterator_concept = std::forward_iterator_tag;
    using value_type = Argument;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const char* tag, View data) : tag_(tag), data_(data) {}

    Argument operator*() const;
    Iterator& operator++();
    Iterator operator++(int);
    bool operator==(const Iterator& other) const { return tag_ == other.tag_; }

private:
    const char* tag_ = nullptr;
    View data_;
};

/// The packet starts as a bundle does; it may still be a broken one.
bool is_bundle(View packet);

/// Reads a packet that holds one message. Strict in sizes and tags; what stands in the padding does not matter; a missing tag string and an
/// address without a leading slash are accepted, since consoles and their clients send both.
Result<Message> read_message(View packet);

}  // namespace recalld::osc
