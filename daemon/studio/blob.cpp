#include "studio/blob.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>

namespace recalld::studio {

namespace {

bool is_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

/// One past the message that begins here, in digits: behind its F7, or the end.
std::size_t message_end(std::string_view text, std::size_t begin)
{
    for (std::size_t at = begin; at + 2 <= text.size(); at += 2)
        if (text.substr(at, 2) == "F7") return at + 2;
    return text.size();
}

int place(int at, int size) { return std::clamp(at < 0 ? size + at : at, 0, size); }

/// The text with a dash for each digit that does not count.
std::string masked(std::string_view text, const std::vector<Volatile>& fleeting)
{
    std::string kept(text);
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = message_end(text, begin);
        const int size = static_cast<int>((end - begin) / 2);
        for (const auto& [from, to] : fleeting)
            for (int byte = place(from, size); byte < place(to, size); ++byte) {
                const auto digit = begin + 2 * static_cast<std::size_t>(byte);
                kept[digit] = kept[digit + 1] = '-';
            }
    }
    return kept;
}

}  // namespace

bool is_blob(std::string_view text) { return text.size() % 2 == 0 && std::ranges::all_of(text, is_digit); }

std::string blob_from(std::string_view words)
{
    std::string text;
    for (const char c : words)
        if (c != ' ') text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return is_blob(text) ? text : std::string();
}

bool same_blob(std::string_view a, std::string_view b, const std::vector<Volatile>& fleeting)
{
    return a == b || (a.size() == b.size() && !fleeting.empty() && masked(a, fleeting) == masked(b, fleeting));
}

std::string fingerprint(std::string_view blob, const std::vector<Volatile>& fleeting)
{
    std::uint32_t sum = 2'166'136'261u;   // FNV-1a
    for (const char digit : masked(blob, fleeting)) sum = (sum ^ static_cast<unsigned char>(digit)) * 16'777'619u;
    char digits[12];
    std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(sum));
    return digits;
}

}  // namespace recalld::studio
