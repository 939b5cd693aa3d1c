#include "ctl/shell_word.hpp"

namespace recalld::ctl {

namespace {

struct Unquoted {
    std::string text;
    char open = 0;  ///< the quote that is not closed
};

Unquoted unquote(std::string_view word)
{
    Unquoted result;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        const bool escapes = c == '\\' && result.open != '\'' && i + 1 < word.size();
        if (escapes)
            result.text += word[++i];
        else if (result.open == 0 && (c == '"' || c == '\''))
            result.open = c;
        else if (c == result.open)
            result.open = 0;
        else
            result.text += c;
    }
    return result;
}

bool is_special(char c, char open)
{
    constexpr std::string_view everywhere = "\"$`\\";
    constexpr std::string_view harmless = "_./@%+,:=-^";
    if (open != 0) return open == '"' && everywhere.find(c) != std::string_view::npos;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !letter && static_cast<unsigned char>(c) < 0x80 && harmless.find(c) == std::string_view::npos;
}

}  // namespace

std::string without_quotes(std::string_view word) { return unquote(word).text; }

std::string in_place_of(std::string_view typed, std::string_view text)
{
    const char open = unquote(typed).open;
    std::string word;
    for (const char c : text) {
        if (is_special(c, open)) word += '\\';
        word += c;
    }
    return word;
}

}  // namespace recalld::ctl
