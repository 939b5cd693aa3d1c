#include "remote/layouts/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace recalld::remote {

namespace {
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
}

std::string to_base64(std::string_view bytes)
{
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto three = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= three.size() ? letters[bits >> (18 - 6 * i) & 63U] : '=';
    }
    return text;
}

namespace {

int six_bits(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.starts_with("data:")) text.remove_prefix(std::min(text.find(',') + 1, text.size()));
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    std::size_t letters = 0, padding = 0;
    for (const char c : text) {
        if (is_blank(c)) continue;
        const int six = six_bits(c);
        if (c == '=' ? ++padding > 2 : six < 0 || padding > 0) return {};
        if (c == '=') continue;
        bits = bits << 6 | static_cast<std::uint32_t>(six);
        if (++letters % 4 == 1) continue;   // six bits are no byte yet
        const auto spare = letters % 4 == 2 ? 4u : letters % 4 == 3 ? 2u : 0u;
        bytes += static_cast<char>(bits >> spare & 0xffu);
    }
    if ((letters + padding) % 4 != 0) return {};
    return bytes;
}

}  // namespace recalld::remote
