#include "store/names.hpp"

#include "store/store.hpp"

#include <algorithm>
#include <charconv>

namespace recalld::store {

namespace {

constexpr std::size_t longest = 200;
constexpr std::size_t enumerated_most = 8;

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// Bytes of the UTF-8 character that begins like this; 0 when none does.
std::size_t character_length(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    if (byte >= 0xc2 && byte < 0xe0) return 2;
    if (byte >= 0xe0 && byte < 0xf0) return 3;
    return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

/// The second byte excludes surrogates, overlong forms and what lies beyond Unicode.
bool second_fits(char first, char second)
{
    const auto a = static_cast<unsigned char>(first), b = static_cast<unsigned char>(second);
    return !((a == 0xe0 && b < 0xa0) || (a == 0xed && b >= 0xa0) || (a == 0xf0 && b < 0x90)
             || (a == 0xf4 && b >= 0x90));
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        const auto length = character_length(text[0]);
        if (length == 0 || length > text.size()) return false;
        if (!std::ranges::all_of(text.substr(1, length - 1), continues)) return false;
        if (length > 1 && !second_fits(text[0], text[1])) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string complaint(std::string_view name)
{
    if (name.find_first_not_of(' ') == std::string_view::npos) return "must not be empty";
    if (name.size() > longest) return "is longer than 200 bytes";
    if (std::ranges::any_of(name, is_control)) return "must not contain control characters";
    if (name.find_first_of("/@") != std::string_view::npos)
        return "must not contain / or @: \"" + std::string(name) + '"';
    return is_utf8(name) ? "" : "is not valid UTF-8";
}

}  // namespace

void check_name(std::string_view what, std::string_view name)
{
    if (const auto words = complaint(name); !words.empty()) throw BadName("a " + std::string(what) + " name " + words);
}

TakeName parse_take(std::string_view words)
{
    const auto at = words.find('@');
    TakeName wanted{std::string(words.substr(0, at)), 0};
    if (at == std::string_view::npos) return wanted;
    const auto digits = words.substr(at + 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), wanted.take);
    if (failed == std::errc{} && end == digits.data() + digits.size() && wanted.take > 0) return wanted;
    throw BadName("\"" + std::string(digits) + "\" is not a take: say " + wanted.name + "@1 for the first one");
}

std::string enumerated(const std::vector<std::string>& names)
{
    if (names.empty()) return "there are none yet";
    std::string list = names.size() == 1 ? "there is: " : "there are: ";
    const auto shown = std::min(names.size(), enumerated_most);
    for (std::size_t i = 0; i < shown; ++i) list += (i == 0 ? "\"" : ", \"") + names[i] + '"';
    return shown == names.size() ? list : list + " and " + std::to_string(names.size() - shown) + " more";
}

}  // namespace recalld::store
