#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::logbook {

/// A part that tracks play, as every studio knows it. Built in; a house adds its own words and roles.
struct RoleWords {
    std::string_view role;        ///< `snare top`
    std::string_view otherwise;   ///< whose strips it takes where a house has none for it: `snare`
    std::string_view colour;      ///< of its family
    std::string_view words;       ///< how tracks say it, with commas between
};
std::span<const RoleWords> known_roles();

/// What a track's name says.
struct RoleMatch {
    std::string role;
    std::string found;                ///< the words that said so: `bass drum`
    std::optional<int> number = {};   ///< `Tom 2`
    char side = 0;                    ///< 'l' or 'r'
    std::vector<std::string> also = {};   ///< other roles that fit as well
};

/// Finds roles in names by whole words; the longest words win. Immutable after the last add; any thread.
class RoleBook {
public:
    RoleBook();   ///< with what is built in
    /// A role of the house: its name is a word for it, too.
    void add(const std::string& role, const std::vector<std::string>& words);
    std::optional<RoleMatch> match(std::string_view name) const;

    /// Roles whose strips do as well, the nearest first; the role itself is not among them.
    static std::vector<std::string> instead_of(std::string_view role);
    /// Of its family; empty when nobody knows it.
    static std::string_view colour_of(std::string_view role);

private:
    struct Phrase {
        std::string role;
        std::vector<std::string> tokens;
        std::size_t weight = 0;
    };
    std::vector<Phrase> phrases_;
};

/// Red, green … as consoles count them: 0 off, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white. Nothing for another word.
std::optional<int> colour_number(std::string_view word);
std::string_view colour_word(int number);

}  // namespace recalld::logbook
