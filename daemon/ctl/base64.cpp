#include "ctl/base64.hpp"

#include <cstdint>

namespace recalld::ctl {

std::optional<std::string> from_base64(std::string_view text)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return {};
    const auto padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    std::string bytes;
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto six = i + padding >= text.size() ? 0 : letters.find(text[i]);
        if (six == std::string_view::npos) return {};
        bits = bits << 6 | static_cast<std::uint32_t>(six);
        if (i % 4 != 3) continue;
        for (const unsigned shift : {16U, 8U, 0U}) bytes += static_cast<char>(bits >> shift & 255U);
        bits = 0;
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

std::string to_base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto three = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= three.size() ? letters[bits >> (18 - 6 * i) & 63U] : '=';
    }
    return text;
}

}  // namespace recalld::ctl
