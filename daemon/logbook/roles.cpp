#include "logbook/roles.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "logbook/name_fit.hpp"
#include "logbook/text_lines.hpp"

namespace recalld::logbook {

namespace {

constexpr std::array<std::string_view, 8> colours{"off", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
constexpr int most_of_a_role = 99;
constexpr std::size_t most_tokens = 40;   // of a name: nobody says more in one

using Tokens = std::vector<std::string>;

const RoleWords* known(std::string_view role)
{
    const auto found = std::ranges::find(known_roles(), role, &RoleWords::role);
    return found == known_roles().end() ? nullptr : &*found;
}

char side_in(const std::string& token)
{
    if (token == "l" || token == "left" || token == "lft" || token == "lt") return 'l';
    return token == "r" || token == "right" || token == "rgt" || token == "rt" ? 'r' : 0;
}

std::optional<int> number_in(const std::string& token)
{
    int number = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (fault != std::errc{} || end != token.data() + token.size() || number < 1 || number > most_of_a_role) return std::nullopt;
    return number;
}

/// What stands right behind the words: `Tom 2 L`. A number further on is a microphone's.
void read_number_and_side(const Tokens& tokens, std::size_t behind, RoleMatch& match)
{
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (const char side = side_in(tokens[i]); side && (i >= behind || i + 1 == behind)) match.side = side;
    while (behind < tokens.size() && side_in(tokens[behind])) ++behind;
    if (behind < tokens.size()) match.number = number_in(tokens[behind]);
}

std::size_t weight_of(const Tokens& tokens)
{
    std::size_t weight = 0;
    for (const auto& token : tokens) weight += token.size() + 1;
    return weight;
}

std::string joined(const Tokens& tokens)
{
    std::string text;
    for (const auto& token : tokens) text += (text.empty() ? "" : " ") + token;
    return text;
}

}  // namespace

RoleBook::RoleBook()
{
    for (const auto& role : known_roles())
        for (const auto words : split_at(role.words, ',')) add(std::string(role.role), {std::string(words)});
}

void RoleBook::add(const std::string& role, const std::vector<std::string>& words)
{
    auto said = words;
    said.push_back(role);
    for (const auto& word : said) {
        auto tokens = tokens_of(word);
        const auto weight = weight_of(tokens);
        const auto is_there = [&](const Phrase& phrase) { return phrase.role == role && phrase.tokens == tokens; };
        if (!tokens.empty() && std::ranges::none_of(phrases_, is_there)) phrases_.push_back({role, std::move(tokens), weight});
    }
}

std::optional<RoleMatch> RoleBook::match(std::string_view name) const
{
    auto tokens = tokens_of(name);
    if (tokens.size() > most_tokens) tokens.resize(most_tokens);
    std::optional<RoleMatch> best;
    std::size_t weight = 0, behind = 0;
    for (const auto& phrase : phrases_) {
        if (phrase.weight < weight) continue;
        const auto found = std::search(tokens.begin(), tokens.end(), phrase.tokens.begin(), phrase.tokens.end());
        if (found == tokens.end()) continue;
        if (phrase.weight == weight && best) {
            const bool is_new = phrase.role != best->role && std::ranges::find(best->also, phrase.role) == best->also.end();
            if (is_new) best->also.push_back(phrase.role);
            continue;
        }
        best = RoleMatch{phrase.role, joined(phrase.tokens)};
        weight = phrase.weight;
        behind = static_cast<std::size_t>(found - tokens.begin()) + phrase.tokens.size();
    }
    if (best) read_number_and_side(tokens, behind, *best);
    return best;
}

std::vector<std::string> RoleBook::instead_of(std::string_view role)
{
    std::vector<std::string> others;
    for (const auto* at = known(role); at && !at->otherwise.empty(); at = known(at->otherwise)) {
        if (at->otherwise == role || std::ranges::find(others, at->otherwise) != others.end()) break;
        others.emplace_back(at->otherwise);
    }
    return others;
}

std::string_view RoleBook::colour_of(std::string_view role)
{
    const auto* found = known(role);
    return found ? found->colour : std::string_view();
}

std::optional<int> colour_number(std::string_view word)
{
    const auto found = std::ranges::find(colours, lower(word));
    if (found == colours.end()) return std::nullopt;
    return static_cast<int>(found - colours.begin());
}

std::string_view colour_word(int number) { return number < 0 ? std::string_view() : colours[static_cast<std::size_t>(number) % colours.size()]; }

}  // namespace recalld::logbook
