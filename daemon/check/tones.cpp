#include "check/tones.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "check/expected_lines.hpp"
#include "studio/spelling.hpp"

namespace recalld::check {

namespace {

constexpr double rise = 10;              // dB above what was there before
constexpr double lowest = -120, audible = -70;   // dBFS

bool is_reached(const studio::Profile& profile, std::uint32_t strip) { return destination_of(profile, strip).has_value(); }

/// `bus/1-4` -> `bus/1` … `bus/4`; everything else stays as it is.
std::vector<std::string> spread(const std::string& word)
{
    const auto slash = word.rfind('/'), dash = word.rfind('-');
    if (slash == word.npos || dash == word.npos || dash < slash) return {word};
    unsigned from = 0, to = 0;
    const char* end = word.data() + word.size();
    const auto first = std::from_chars(word.data() + slash + 1, word.data() + dash, from);
    const auto last = std::from_chars(word.data() + dash + 1, end, to);
    if (first.ec != std::errc() || last.ec != std::errc() || first.ptr != word.data() + dash || last.ptr != end || from > to || to - from > 999) return {word};
    std::vector<std::string> words;
    for (auto number = from; number <= to; ++number) words.push_back(word.substr(0, slash + 1) + std::to_string(number));
    return words;
}

std::vector<std::string> words_in(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",\n"), text.size());
        std::string word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        word.erase(0, std::min(word.find_first_not_of(' '), word.size()));
        word.erase(word.find_last_not_of(' ') + 1);
        if (!word.empty()) std::ranges::move(spread(word), std::back_inserter(words));
    }
    return words;
}

std::uint32_t strip_of(const studio::Profile& profile, const std::string& word)
{
    if (const auto strip = strip_named(profile, word)) return *strip;
    throw std::invalid_argument("there is no strip " + studio::in_quotes(word) + "; write it as bus/03 or \"bus 3\"");
}

std::uint32_t output_of(const studio::Profile& profile, const std::string& word)
{
    const auto strip = strip_of(profile, word);
    if (is_reached(profile, strip)) return strip;
    std::string known;
    for (const auto& way : profile.oscillator.reaches) known += (known.empty() ? "" : ", ") + profile.strips[way.strip].path;
    throw std::invalid_argument("the oscillator does not reach " + profile.strips[strip].words + "; it reaches " + known);
}

std::vector<ToneWay> outputs_in(const studio::Profile& profile, std::string_view text)
{
    std::vector<ToneWay> ways;
    if (text == "all")
        for (const auto& way : profile.oscillator.reaches) ways.push_back({way.strip});
    else
        for (const auto& word : words_in(text)) ways.push_back({output_of(profile, word)});
    if (ways.empty()) throw std::invalid_argument("name the outputs, such as bus/1-4, or all");
    return ways;
}

double level_in(const Peaks& peaks, std::uint32_t strip)
{
    const auto found = peaks.find(strip);
    return found == peaks.end() ? lowest : std::max(found->second, lowest);
}

bool has_risen(const Peaks& before, const Peaks& during, std::uint32_t strip)
{
    const auto now = level_in(during, strip);
    return now > audible && now >= level_in(before, strip) + rise;
}

}  // namespace

std::optional<std::int32_t> destination_of(const studio::Profile& profile, std::uint32_t strip)
{
    const auto& reaches = profile.oscillator.reaches;
    const auto way = std::ranges::find(reaches, strip, &studio::Oscillator::Way::strip);
    return way == reaches.end() ? std::nullopt : std::optional(way->value);
}

std::vector<ToneWay> tone_ways(const studio::Profile& profile, std::string_view outputs, std::string_view returns)
{
    auto ways = outputs_in(profile, outputs);
    const auto back = words_in(returns);
    if (!back.empty() && back.size() != ways.size())
        throw std::invalid_argument(std::to_string(ways.size()) + " outputs, but " + std::to_string(back.size()) + " returns; name one an output, or none");
    for (std::size_t i = 0; i < back.size(); ++i) ways[i].back = strip_of(profile, back[i]);
    return ways;
}

std::string_view name_of(const ToneHeard& heard)
{
    if (heard.arrived) return "arrived";
    return heard.is_elsewhere ? "elsewhere" : heard.at ? "heard" : "nothing";
}

ToneHeard hear_tone(const studio::Profile& profile, const ToneWay& way, const Peaks& before, const Peaks& during, double sent_dbfs)
{
    ToneHeard heard;
    if (way.back && has_risen(before, during, *way.back)) heard.at = way.back;
    for (const auto& [strip, level] : during) {
        if (heard.at == way.back && way.back) break;
        if (is_reached(profile, strip) || !has_risen(before, during, strip)) continue;
        if (!heard.at || level > level_in(during, *heard.at)) heard.at = strip;
    }
    if (!heard.at) return heard;
    heard.is_elsewhere = way.back && heard.at != way.back;
    heard.arrived = way.back && !heard.is_elsewhere;   // without a return named it may be anybody's voice
    heard.level = level_in(during, *heard.at);
    heard.delta = *heard.level - sent_dbfs;
    return heard;
}

}  // namespace recalld::check
