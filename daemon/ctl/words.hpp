#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::ctl {

/// `1 parameter`, `2725 parameters`
std::string count_of(std::int64_t count, std::string_view noun);

/// `212 ms`, `1.24 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`
std::string duration(double milliseconds);

/// `2026-11-21T09:30:05Z` as this machine's clock shows it: `2026-11-21 10:30:05`. Other text stays as it is.
std::string local_time(const std::string& iso8601);
/// Only the hours: `10:30:05`.
std::string local_hour(const std::string& iso8601);

/// `97.3 %`; never rounds up to 100.
std::string percentage(std::int64_t part, std::int64_t whole);

std::string joined(const std::vector<std::string>& words, std::string_view between = ", ");

/// Columns that UTF-8 text takes on a terminal; colours take none.
std::size_t columns_of(std::string_view text);

}  // namespace recalld::ctl
