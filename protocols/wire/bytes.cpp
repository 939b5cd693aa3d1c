#include "wire/bytes.hpp"

#include <algorithm>
#include <optional>

namespace recalld::wire {

namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::string_view digits = "0123456789ABCDEF";

std::optional<unsigned> digit(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    return std::nullopt;
}

/// Each takes one piece of a literal off the front of `text` and puts its bytes at the end of `to`.
Result<void> read_quoted(std::string_view& text, Bytes& to)
{
    const auto end = text.find('\'', 1);
    if (end == npos) return Fault::malformed;
    std::ranges::copy(as_bytes(text.substr(1, end - 1)), std::back_inserter(to));
    text.remove_prefix(end + 1);
    return {};
}

Result<void> read_pair(std::string_view& text, Bytes& to)
{
    const auto high = digit(text[0]);
    const auto low = text.size() > 1 ? digit(text[1]) : std::nullopt;
    if (!high || !low) return Fault::malformed;
    to.push_back(static_cast<std::byte>(*high << 4 | *low));
    text.remove_prefix(2);
    return {};
}

}  // namespace

std::string hex(View bytes)
{
    std::string text;
    text.reserve(bytes.size() * 3);
    for (const auto byte : bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        if (!text.empty()) text += ' ';
        text += digits[value >> 4];
        text += digits[value & 0xf];
    }
    return text;
}

Result<Bytes> read_hex(std::string_view text)
{
    Bytes result;
    while (!text.empty()) {
        if (text.front() == ' ') {
            text.remove_prefix(1);
            continue;
        }
        const auto piece = text.front() == '\'' ? read_quoted(text, result) : read_pair(text, result);
        if (!piece) return piece.error();
    }
    return result;
}

Bytes bytes(std::string_view literal) { return read_hex(literal).value(); }

Writer& Writer::append(View bytes)
{
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
}

Writer& Writer::zeros(std::size_t count)
{
    bytes_.resize(bytes_.size() + count);
    return *this;
}

}  // namespace recalld::wire
