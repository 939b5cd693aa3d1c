#include "ctl/words.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <ctime>

namespace recalld::ctl {

std::string count_of(std::int64_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string duration(double milliseconds)
{
    if (milliseconds < 999.5) return fmt::format("{:.0f} ms", std::max(0.0, milliseconds));
    if (milliseconds < 9'995) return fmt::format("{:.2f} s", milliseconds / 1000);
    if (milliseconds < 59'950) return fmt::format("{:.1f} s", milliseconds / 1000);
    const auto seconds = static_cast<std::int64_t>(std::min(milliseconds, 1e15) / 1000 + 0.5);
    if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    if (seconds < 86'400) return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
    return fmt::format("{} d {} h", seconds / 86'400, seconds / 3600 % 24);
}

namespace {

std::string as_local(const std::string& iso8601, const char* format)
{
    std::tm time{};
    const char* end = ::strptime(iso8601.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
    if (end == nullptr) return iso8601;
    const std::time_t seconds = ::timegm(&time);
    std::array<char, 32> text{};
    if (::localtime_r(&seconds, &time) == nullptr) return iso8601;
    return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

}  // namespace

std::string local_time(const std::string& iso8601) { return as_local(iso8601, "%Y-%m-%d %H:%M:%S"); }
std::string local_hour(const std::string& iso8601) { return as_local(iso8601, "%H:%M:%S"); }

std::string percentage(std::int64_t part, std::int64_t whole)
{
    if (whole <= 0 || part >= whole) return "100 %";
    const double tenths = std::floor(1000.0 * static_cast<double>(part) / static_cast<double>(whole));
    return fmt::format("{:.1f} %", tenths / 10);
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    return fmt::format("{}", fmt::join(words, between));
}

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    bool in_colour = false;
    for (const char c : text) {
        if (c == '\x1b') in_colour = true;
        if (!in_colour && (static_cast<unsigned char>(c) & 0xc0) != 0x80) ++columns;
        if (in_colour && c == 'm') in_colour = false;
    }
    return columns;
}

}  // namespace recalld::ctl
