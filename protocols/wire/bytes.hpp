#pragma once

#include "wire/outcome.hpp"

#include <boost/endian/conversion.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recalld::wire {

using Bytes = std::vector<std::byte>;
using View = std::span<const std::byte>;

/// The same octets, seen as text or as bytes. Nothing is copied: the result lives as long as its source.
inline std::string_view as_text(View bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
inline View as_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

/// `F0 00 56 6F 78 F7`: two digits a byte, one space between.
std::string hex(View bytes);

/// The way back: pairs of hexadecimal digits in either case, spaces where one likes, text in single quotes:
/// `F0 00 'Vox' F7`. Fault::malformed for anything else.
Result<Bytes> read_hex(std::string_view text);

/// read_hex for literals in tests and tables; throws when the literal is wrong.
Bytes bytes(std::string_view literal);

/// A number a wire can carry as it stands.
template <class T>
concept Scalar = std::is_arithmetic_v<T> && !std::same_as<T, bool> && sizeof(T) <= 8;

/// Reads bytes from front to back and never past their end. Borrows them; a failed read takes nothing.
///
///     Reader reader(packet);
///     const auto length = reader.big<std::uint16_t>();
///     if (!length) return length.error();
class Reader {
public:
    explicit Reader(View bytes) : rest_(bytes) {}

    /// The next number, most significant byte first.
    template <Scalar T>
    Result<T> big()
    {
        return next<T, boost::endian::order::big>();
    }

    /// The next number, least significant byte first.
    template <Scalar T>
    Result<T> little()
    {
        return next<T, boost::endian::order::little>();
    }

    Result<View> take(std::size_t count)
    {
        if (count > rest_.size()) return Fault::truncated;
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }

    View rest() const { return rest_; }
    bool empty() const { return rest_.empty(); }

private:
    template <Scalar T, boost::endian::order Order>
    Result<T> next()
    {
        const auto bytes = take(sizeof(T));
        if (!bytes) return bytes.error();
        return boost::endian::endian_load<T, sizeof(T), Order>(reinterpret_cast<const unsigned char*>(bytes->data()));
    }

    View rest_;
};

/// Puts bytes together from front to back.
///
///     Writer().big(std::uint16_t{12}).text("Vox").zeros(1).take()
class Writer {
public:
    /// Most significant byte first.
    template <Scalar T>
    Writer& big(T value)
    {
        return put<T, boost::endian::order::big>(value);
    }

    /// Least significant byte first.
    template <Scalar T>
    Writer& little(T value)
    {
        return put<T, boost::endian::order::little>(value);
    }

    Writer& append(View bytes);
    Writer& text(std::string_view text) { return append(as_bytes(text)); }
    Writer& zeros(std::size_t count);

    std::size_t size() const { return bytes_.size(); }
    Bytes take() { return std::move(bytes_); }

private:
    template <Scalar T, boost::endian::order Order>
    Writer& put(T value)
    {
        std::array<unsigned char, sizeof(T)> stored{};
        boost::endian::endian_store<T, sizeof(T), Order>(stored.data(), value);
        return append(std::as_bytes(std::span(stored)));
    }

    Bytes bytes_;
};

}  // namespace recalld::wire
