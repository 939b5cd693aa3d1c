#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::load {

/// What a name in braces stands for in one result: `n` = 3, or `s` = `A`.
struct Binding {
    std::string name;
    std::string word;
    std::int32_t number = 0;
    bool counts = false;  ///< a number: sums and widths make sense
};
using Bindings = std::vector<Binding>;

struct Expansion {
    std::string text;
    Bindings bindings;
};

/// What is wrong with a pattern; `at` counts bytes into its text.
struct RangeError : std::runtime_error {
    RangeError(std::size_t where, const std::string& what) : std::runtime_error(what), at(where) {}
    std::size_t at;
};

inline constexpr std::size_t most_expansions = 20'000;

/// A text with ranges in it: `ch/{n:1..32:02}/mix/{b:1..15/2:02}`, `{s:A,B}`; later `{n}`, `{n:02}`, `{n+1:02}`.
/// A value; any thread. Throws RangeError.
class Pattern {
public:
    explicit Pattern(std::string_view text);

    /// Does it count or list anything itself?
    bool has_ranges() const { return has_ranges_; }
    /// Every combination, the rightmost range fastest. Each result's bindings hold `outer` too.
    std::vector<Expansion> expand(const Bindings& outer = {}) const;
    /// The text of a pattern without ranges of its own.
    std::string fill(const Bindings& bindings) const;

private:
    struct Piece {
        enum class Kind : std::uint8_t { literal, use, count, list } kind = Kind::literal;
        std::size_t at = 0;
        std::string text;  ///< literal; else the name
        std::int32_t from = 0;
        std::int32_t to = 0;
        std::int32_t step = 1;
        std::int32_t add = 0;
        std::size_t width = 0;
        std::vector<std::string> words;
        std::size_t choices() const;
        Binding binding(std::size_t choice) const;
    };
    class Parser;

    void grow(std::size_t piece, const Expansion& so_far, std::vector<Expansion>& results) const;
    static std::string used(const Piece& piece, const Bindings& bindings);
    void check_count() const;

    std::vector<Piece> pieces_;
    bool has_ranges_ = false;
};

}  // namespace recalld::load
