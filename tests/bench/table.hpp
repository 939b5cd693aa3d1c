#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::bench {

/// Numbers of several runs, milliseconds unless somebody says otherwise.
class Series {
public:
    void add(double value) { values_.push_back(value); }
    /// The value that this share of the runs does not exceed.
    double at(double share) const
    {
        if (values_.empty()) return 0;
        auto sorted = values_;
        std::ranges::sort(sorted);
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
    }
    std::size_t count() const { return values_.size(); }

private:
    std::vector<double> values_;
};

/// One row of the table: median, 95th and most, with so many decimals.
inline void print_row(std::string_view work, std::string_view reach, const Series& series, std::string_view remark, int decimals = 1)
{
    fmt::print("| {:<58} | {:<24} | {:>8.{}f} ms | {:>8.{}f} ms | {:>8.{}f} ms | {:>4} | {}\n", work, reach, series.at(0.5), decimals, series.at(0.95), decimals,
               series.at(1), decimals, series.count(), remark);
    std::fflush(stdout);
}

}  // namespace recalld::bench
