#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recalld::remote::web {

/// `1 parameter`, `8493 parameters`
std::string count_of(std::size_t count, std::string_view noun);

/// `212 ms`, `1.2 s`, `3 min 12 s`, `2 h 5 min`, `3 days`
std::string duration(double milliseconds);

/// `2026-11-21T09:30:05Z` as this machine's clock shows it: `2026-11-21 10:30`. Other text stays as it is.
std::string local_time(const std::string& iso8601);

/// `97.3 %`; never rounds up to 100.
std::string percentage(std::size_t part, std::size_t whole);

/// Sixteen hexadecimal digits that change when the text does; no secret.
std::string fingerprint(std::string_view text);

/// What is dangerous about a hazard of this name, for people; and the name itself as they say it: `48 V`.
std::string_view danger_of(std::string_view hazard);
std::string_view hazard_words(std::string_view hazard);

}  // namespace recalld::remote::web
