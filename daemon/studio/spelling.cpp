#include "studio/spelling.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace recalld::studio {

namespace {

constexpr std::size_t longest_compared = 100;
constexpr std::size_t longest_quoted = 60;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> above(b.size() + 1), row(above), next(above);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        next[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            next[j + 1] = std::min({row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1});
            const bool is_swapped = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
            if (is_swapped) next[j + 1] = std::min(next[j + 1], above[j - 1] + 1);
        }
        above = std::exchange(row, next);
    }
    return row.back();
}

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
    std::size_t end = std::min(text.size(), longest_quoted);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u) --end;   // a whole UTF-8 character
    for (const char c : text.substr(0, end)) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    return result + (text.size() > longest_quoted ? "…\"" : "\"");
}

}  // namespace recalld::studio
