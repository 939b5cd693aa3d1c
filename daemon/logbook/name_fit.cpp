#include "logbook/name_fit.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "logbook/text_lines.hpp"

namespace recalld::logbook {

namespace {

enum class Kind { other, small, capital, digit };

Kind kind_of(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return Kind::small;   // letters with accents
    return std::isdigit(byte) ? Kind::digit : std::isupper(byte) ? Kind::capital : std::islower(byte) ? Kind::small : Kind::other;
}

bool parts(Kind before, Kind now)
{
    const bool was_letter = before == Kind::small || before == Kind::capital;
    return (before == Kind::small && now == Kind::capital) || (was_letter && now == Kind::digit) || (before == Kind::digit && now != Kind::digit);
}

using Words = std::vector<std::string>;

/// Two bytes of UTF-8 as one plain letter; signs that no scribble strip shows go.
std::string plain(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 34> letters{{
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ß", "ss"}, {"à", "a"}, {"á", "a"}, {"â", "a"}, {"ã", "a"}, {"å", "a"},
        {"ç", "c"}, {"è", "e"}, {"é", "e"}, {"ê", "e"}, {"ë", "e"}, {"ì", "i"}, {"í", "i"}, {"î", "i"}, {"ï", "i"}, {"ñ", "n"}, {"ò", "o"}, {"ó", "o"},
        {"ô", "o"}, {"õ", "o"}, {"ø", "o"}, {"ù", "u"}, {"ú", "u"}, {"û", "u"}, {"É", "E"}, {"Å", "A"}, {"Ø", "O"}, {"æ", "ae"}}};
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (static_cast<unsigned char>(name[i]) < 0x80) {
            text += static_cast<unsigned char>(name[i]) < 0x20 || name[i] == 0x7f ? ' ' : name[i];
            continue;
        }
        const auto found = std::ranges::find(letters, name.substr(i, 2), &std::pair<std::string_view, std::string_view>::first);
        if (found != letters.end()) text += found->second, ++i;
    }
    return text;
}

Words words_of(std::string_view text)
{
    Words words;
    for (const auto part : split_at(text, ' '))
        if (!trimmed(part).empty()) words.emplace_back(trimmed(part));
    return words;
}

std::size_t length_of(const Words& words)
{
    std::size_t size = 0;
    for (const auto& word : words) size += word.size();
    return size;
}

std::string joined(const Words& words, std::string_view between)
{
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : std::string(between)) + word;
    return text;
}

bool is_kept(const std::string& word) { return word.size() <= 1 || std::isdigit(static_cast<unsigned char>(word.back())); }

/// Takes the last vowel that stands within a word; false when there is none.
bool drop_a_vowel(Words& words)
{
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        for (std::size_t i = word->size(); i-- > 1;)
            if (std::string_view("aeiou").find((*word)[i]) != std::string_view::npos) return word->erase(i, 1), true;
    return false;
}

/// Takes the end of the longest word that is no number or side.
bool drop_an_end(Words& words)
{
    const auto size = [](const std::string& word) { return is_kept(word) ? 0 : word.size(); };
    const auto longest = std::ranges::max_element(words, {}, size);
    if (longest == words.end() || size(*longest) < 2) return false;
    longest->pop_back();
    return true;
}

std::string fitted(std::string_view name, std::size_t longest)
{
    auto words = words_of(plain(name));
    if (auto whole = joined(words, " "); whole.size() <= longest) return whole;
    for (auto& word : words) word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));   // they are told apart without blanks, too
    while (length_of(words) > longest && drop_a_vowel(words)) {}
    while (length_of(words) > longest && drop_an_end(words)) {}
    auto text = joined(words, length_of(words) + words.size() - 1 <= longest ? " " : "");
    return text.substr(0, longest);
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view name)
{
    std::vector<std::string> tokens;
    std::string token;
    Kind before = Kind::other;
    const auto end = [&] {
        if (!token.empty()) tokens.push_back(lower(std::exchange(token, {})));
    };
    for (const char c : name) {
        const Kind now = kind_of(c);
        if (now == Kind::other || parts(before, now)) end();
        if (now != Kind::other) token += c;
        before = now;
    }
    end();
    return tokens;
}

std::string NameFitter::fit(std::string_view name) { return unique(fitted(name, longest_)); }

std::string NameFitter::unique(std::string name)
{
    if (name.empty()) name = std::string("Track").substr(0, longest_);
    std::string wanted = name;
    for (std::size_t number = 2; !taken_.insert(lower(wanted)).second; ++number) {
        const auto mark = std::to_string(number);
        if (mark.size() >= longest_) break;
        wanted = name.substr(0, longest_ - mark.size()) + mark;
    }
    return wanted;
}

}  // namespace recalld::logbook
