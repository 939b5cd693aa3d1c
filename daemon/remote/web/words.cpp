#include "remote/web/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <ctime>

namespace recalld::remote::web {

namespace {

struct HazardWords {
    std::string_view hazard, said, danger;
};

constexpr std::array<HazardWords, 11> hazards{{
    {"phantom", "48 V", "phantom power reaches what is plugged in"},
    {"gain", "gain rises", "a preamp becomes louder at once"},
    {"unmute", "unmutes", "what is silent becomes audible"},
    {"level", "level rises", "an output becomes louder at once"},
    {"routing", "routing", "signals go elsewhere"},
    {"repatch", "repatching", "an input would get the gain that belongs to another source"},
    {"link", "links and types", "channels are linked or unlinked, or a new effect type resets its settings"},
    {"monitor", "monitors", "what the control room hears changes"},
    {"talkback", "talkback", "talkback changes"},
    {"oscillator", "oscillator", "the oscillator changes"},
    {"mutegroup", "mute groups", "a mute group silences or opens its members"},
}};

}  // namespace

std::string count_of(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

std::string duration(double milliseconds)
{
    if (milliseconds < 999.5) return fmt::format("{:.0f} ms", std::max(0.0, milliseconds));
    if (milliseconds < 59'950) return fmt::format("{:.1f} s", milliseconds / 1000);
    const auto seconds = static_cast<std::int64_t>(std::min(milliseconds, 1e15) / 1000 + 0.5);
    if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    if (seconds < 86'400) return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
    return fmt::format("{} days", seconds / 86'400);
}

std::string local_time(const std::string& iso8601)
{
    std::tm time{};
    if (!::strptime(iso8601.c_str(), "%Y-%m-%dT%H:%M:%S", &time)) return iso8601;
    const std::time_t seconds = ::timegm(&time);
    std::array<char, 32> text{};
    if (!::localtime_r(&seconds, &time)) return iso8601;
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &time)};
}

std::string percentage(std::size_t part, std::size_t whole)
{
    if (part >= whole) return "100 %";
    return fmt::format("{:.1f} %", std::floor(1000.0 * static_cast<double>(part) / static_cast<double>(whole)) / 10);
}

std::string fingerprint(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return fmt::format("{:016x}", hash);
}

std::string_view danger_of(std::string_view hazard)
{
    const auto found = std::ranges::find(hazards, hazard, &HazardWords::hazard);
    return found == hazards.end() ? "may hurt ears, gear or work" : found->danger;
}

std::string_view hazard_words(std::string_view hazard)
{
    const auto found = std::ranges::find(hazards, hazard, &HazardWords::hazard);
    return found == hazards.end() ? hazard : found->said;
}

}  // namespace recalld::remote::web
