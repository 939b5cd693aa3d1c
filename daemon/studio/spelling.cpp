#include "studio/spelling.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace recalld::studio {

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

std::string suggestion(std::string_view misspelt, const std::vector<std::string>& known)
{
    const auto distance = [&](const std::string& word) { return edit_distance(misspelt, word); };
    const auto best = std::ranges::min_element(known, {}, distance);
    if (best == known.end() || distance(*best) > std::max<std::size_t>(1, misspelt.size() / 3)) return {};
    return "; did you mean \"" + *best + "\"?";
}

}  // namespace recalld::studio
