#pragma once

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::studio {

/// Named scope sets of the rig: `vocals` -> `ch/17-20, bus/9`.
using ScopeSets = std::map<std::string, std::string, std::less<>>;

/// What a capture, diff, plan or recall includes, and what must never move. One vocabulary for all gear:
///
///     scope   = term {"," term}         any term may match; with only excluding terms everything else is in
///     term    = ["-"] word {" " ["-"] word}   all words of a term must match; "-" excludes
///     word    = unit | section | "@" set | pattern | "all"
///     pattern = path with * and ranges: ch/1-8  ch/*  bus/9/mix  ch/*/mix/fader  headamp/*  /lr
///
/// A pattern matches a parameter, or any node or strip above it; numbers match whatever their padding. It has a slash or a
/// star; its first slash may be left out, but not before a minus: /-show. A set is a scope of its own, exclusions and all.
/// A value; any thread.
class Scope {
public:
    Scope() = default;                            ///< everything
    /// Throws ScopeError naming the word, its column and the nearest known word.
    static Scope parse(std::string_view text, const ScopeSets& sets, const std::vector<std::string>& units);

    bool is_everything() const { return includes_.empty() && excludes_.empty(); }
    bool covers(std::string_view unit, const Profile& profile, ParameterId id) const;
    /// Named behind a minus: not only beyond what was asked for, but not to be touched.
    bool excludes(std::string_view unit, const Profile& profile, ParameterId id) const;
    /// One flag per parameter, without those of the moment: what capture, comparison and recall are about.
    std::vector<bool> cover(std::string_view unit, const Profile& profile) const;
    const std::string& text() const { return text_; }

private:
    struct Word {
        enum class Kind : std::uint8_t { unit, section, pattern, set } kind;
        std::string text;
        Section section = Section::config;
        std::vector<Scope> set = {};              ///< one, for a set
        bool is_excluded = false;                 ///< a minus inside a term: all but this of it
    };
    using Term = std::vector<Word>;
    static bool matches(const Word& word, std::string_view unit, const Parameter& parameter);
    static bool matches(const Term& term, std::string_view unit, const Parameter& parameter);
    bool covers(std::string_view unit, const Parameter& parameter) const;

    struct Parser;
    std::string text_;
    std::vector<Term> includes_;
    std::vector<Term> excludes_;
};

struct ScopeError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace recalld::studio
