#include "paper/text_size.hpp"

#include <array>

namespace recalld::paper {

namespace {

/// Widths of the letters from space to tilde in hundredths of the size: the widest of the common faces, in bold.
constexpr std::array<int, 95> widths{
    35, 40, 50, 84, 70, 100, 84, 31, 42, 42, 53, 84, 38, 42, 38, 42,                                     // space … /
    65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 40, 40, 84, 84, 84, 60, 100,                                 // 0 … @
    76, 74, 74, 79, 70, 68, 80, 80, 36, 48, 74, 64, 96, 82, 82, 71, 82, 74, 70, 70, 78, 76, 104, 74, 74, 70,  // A … Z
    45, 42, 45, 84, 55, 50,                                                                              // [ … `
    64, 68, 57, 68, 64, 42, 68, 68, 33, 36, 64, 33, 98, 68, 66, 68, 68, 48, 57, 46, 68, 63, 88, 62, 63, 57,   // a … z
    70, 40, 70, 84,                                                                                      // { … ~
};
constexpr int other = 92;        // what is beyond ASCII: µ, Ω, ∞, ideographs
constexpr int wide = 105;
constexpr std::string_view dots = "…";

/// Bytes of the letter that begins here.
std::size_t length_of(unsigned char first) { return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4; }

int width_of(std::string_view letter)
{
    const auto first = static_cast<unsigned char>(letter.front());
    if (first < 0x20 || first == 0x7f) return 0;
    if (first < 0x7f) return widths[first - 0x20U];
    return letter.size() > 3 || first >= 0xe3 ? wide : other;
}

std::string_view letter_at(std::string_view text, std::size_t at) { return text.substr(at, length_of(static_cast<unsigned char>(text[at]))); }

/// Where a line may end: behind a space, a slash or a hyphen.
std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ends = text[i] == ' ' || ((text[i] == '/' || text[i] == '-') && i > start && i + 1 < text.size());
        if (!ends) continue;
        words.push_back(text.substr(start, i + 1 - start));
        start = i + 1;
    }
    if (start < text.size()) words.push_back(text.substr(start));
    return words;
}

std::string without_end(std::string line)
{
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

}  // namespace

double text_width(std::string_view text, double size)
{
    int hundredths = 0;
    for (std::size_t i = 0; i < text.size(); i += letter_at(text, i).size()) hundredths += width_of(letter_at(text, i));
    return hundredths * size / 100;
}

std::vector<std::string> wrapped(std::string_view text, double size, double width)
{
    std::vector<std::string> lines;
    std::string line;
    for (const auto word : words_of(text)) {
        const std::string longer = line + std::string(word);
        if (!line.empty() && text_width(without_end(longer), size) > width) {
            lines.push_back(without_end(std::move(line)));
            line.clear();
        }
        line += word;
    }
    if (!without_end(line).empty()) lines.push_back(without_end(std::move(line)));
    return lines;
}

std::string fitted(std::string_view text, double size, double width)
{
    if (text_width(text, size) <= width) return std::string(text);
    double left = width - text_width(dots, size);
    std::size_t end = 0;
    while (end < text.size() && (left -= text_width(letter_at(text, end), size)) >= 0) end += letter_at(text, end).size();
    return without_end(std::string(text.substr(0, end))) + std::string(dots);
}

}  // namespace recalld::paper
