#include "load/nearest_word.hpp"

#include <algorithm>

namespace recalld::load {

namespace {

constexpr std::size_t longest_compared = 100;
constexpr std::size_t longest_quoted = 60;

using Row = std::vector<std::size_t>;

/// One row of the edit distance table (optimal string alignment): `before` and `last` are the two rows above.
Row next_row(std::string_view a, std::string_view b, std::size_t i, const Row& last, const Row& before)
{
    Row row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
        const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = std::min(row[j], before[j - 2] + 1);
    }
    return row;
}

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    Row before;
    Row last(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        Row row = next_row(a, b, i, last, before);
        before = std::move(last);
        last = std::move(row);
    }
    return last.back();
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates)
{
    if (word.size() > longest_compared) return {};
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string nearest;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest_compared) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= least) continue;
        least = distance;
        nearest = candidate;
    }
    return nearest;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates)
{
    const std::string nearest = nearest_word(word, candidates);
    return nearest.empty() ? std::string{} : "; did you mean " + in_quotes(nearest) + "?";
}

std::string in_quotes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text.substr(0, longest_quoted)) result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return result + (text.size() > longest_quoted ? "…\"" : "\"");
}

}  // namespace recalld::load
