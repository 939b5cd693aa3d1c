#include "ctl/render_checks.hpp"

#include <fmt/format.h>

#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string decibels(const Json& from, const char* key, const char* unit)
{
    const bool is_number = from.is_object() && from.contains(key) && from[key].is_number();
    return is_number ? fmt::format("{:.1f} {}", from[key].get<double>(), unit) : std::string();
}

std::string finding_words(const Json& finding)
{
    return fmt::format("{} {}: expected {}, found {}", text_in(finding, "unit"), text_in(finding, "words"), text_in(finding, "expected"), text_in(finding, "found"));
}

std::string findings(const Json& result, const char* list, const std::string& mark)
{
    constexpr std::size_t most = 40;
    std::string text;
    std::size_t told = 0;
    const Json& all = list_in(result, list);
    for (const Json& finding : all) {
        if (told == most) return text + fmt::format("{}… and {} more; --json tells all\n", mark, all.size() - most);
        text += mark + finding_words(finding) + '\n';
        ++told;
    }
    return text;
}

std::string sections_words(const Json& result)
{
    std::vector<std::string> words;
    for (const auto& [name, counted] : object_in(result, "sections").items()) words.push_back(fmt::format("{} {} of {}", clean(name), number_in(counted, "passed"), number_in(counted, "checked")));
    return joined(words);
}

std::string painted(const std::string& verdict, const Paint& paint)
{
    const std::string words = verdict == "wrong_channel" ? "wrong channel" : verdict == "open" ? "not checked" : verdict;
    if (verdict == "pass" || verdict == "arrived") return paint.good(words);
    return verdict == "open" || verdict == "skipped" || verdict == "heard" ? paint.doubtful(words) : paint.bad(words);
}

std::string levels_words(const Json& line)
{
    std::vector<std::string> words;
    const Json& elsewhere = object_in(line, "elsewhere");
    if (!elsewhere.empty()) words.push_back((text_in(line, "verdict") == "pass" ? "also heard on " : "arrives on ") + text_in(elsewhere, "words") + " at " + decibels(elsewhere, "level_dbfs", "dBFS"));
    if (const auto peak = decibels(line, "peak_dbfs", "dBFS"); !peak.empty()) words.push_back("peak " + peak);
    if (const auto floor = decibels(line, "floor_dbfs", "dBFS"); !floor.empty()) words.push_back("noise " + floor);
    return joined(words);
}

std::string output_words(const Json& output, const Paint& paint)
{
    std::string text = fmt::format("{}: {}", text_in(output, "words"), painted(text_in(output, "verdict"), paint));
    const auto level = decibels(output, "level_dbfs", "dBFS");
    if (!level.empty()) text += fmt::format(" at {}, {} ({:+.1f} dB)", text_in(output, "at_words"), level, output.value("delta_db", 0.0));
    if (!flag_in(output, "arrived") && !text_in(output, "return_words").empty()) text += "; expected at " + text_in(output, "return_words");
    if (!flag_in(output, "arrived") && !text_in(output, "fader").empty()) text += "; its fader stands at " + text_in(output, "fader") + (flag_in(output, "muted") ? ", muted" : "");
    return text + '\n';
}

}  // namespace

std::string render_preflight(const Json& result, const Paint& paint)
{
    const auto failures = list_in(result, "failures").size(), warnings = list_in(result, "warnings").size(), not_known = list_in(result, "not_known").size();
    std::string text = findings(result, "failures", paint.bad("fails: ")) + findings(result, "warnings", paint.doubtful("drifted: ")) + findings(result, "not_known", paint.doubtful("not known: "));
    text += fmt::format("{} of {} as expected", number_in(result, "passed"), number_in(result, "checked"));
    if (failures + warnings + not_known > 0) text += fmt::format("; {} fail, {} drifted, {} not known", failures, warnings, not_known);
    if (const auto of = text_in(result, "of"); !of.empty()) text += "; against " + of;
    const auto sections = sections_words(result);
    return text + "\nchecked: " + (sections.empty() ? "nothing" : sections) + '\n';
}

std::string render_checked_line(const Json& line, const Paint& paint)
{
    std::string text = fmt::format("{:>3}  {:<20} {}: {}", number_in(line, "line"), text_in(line, "name"), text_in(line, "words"), painted(text_in(line, "verdict"), paint));
    if (const auto levels = levels_words(line); !levels.empty()) text += " (" + levels + ")";
    if (const auto by = text_in(line, "by"); !by.empty()) text += ", said by " + by;
    for (const auto* more : {"note", "phantom"})
        if (const auto words = text_in(line, more); !words.empty()) text += "; " + words;
    text += '\n';
    for (const Json& fault : list_in(line, "faults")) text += "     " + paint.doubtful("known: ") + text_in(fault, "subject") + ": " + text_in(fault, "text") + '\n';
    return text;
}

std::string render_line_check_sum(const Json& result, const Paint& paint)
{
    const Json& counts = object_in(result, "counts");
    const Json& lines = list_in(result, "lines");
    if (lines.empty()) return "no line check is under way\n";
    std::string text = fmt::format("{} of {} pass", number_in(counts, "pass"), count_of(static_cast<std::int64_t>(lines.size()), "line"));
    for (const auto* verdict : {"silent", "wrong_channel", "hot", "noisy", "skipped", "open"})
        if (const auto count = number_in(counts, verdict); count > 0) text += fmt::format(", {} {}", count, painted(verdict, paint));
    if (const auto count = number_in(counts, "phantom_missing"); count > 0) text += fmt::format(", {} with {}", count, paint.bad("48 V missing"));
    if (const auto count = number_in(counts, "phantom_unknown"); count > 0) text += fmt::format(", {} with {}", count, paint.doubtful("48 V not known"));
    if (const auto name = text_in(result, "signed"); !name.empty()) text += "; signed by " + name;
    text += '\n';
    for (const auto* list : {"problems", "skipped"}) {
        const Json& all = list_in(result, list);
        if (!all.empty()) text += paint.doubtful(list == std::string("skipped") ? "without a strip, not listened to:\n" : "mind:\n") + listed(all, "  ", 10);
    }
    return text;
}

std::string render_line_check(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& line : list_in(result, "lines")) text += render_checked_line(line, paint);
    return text + render_line_check_sum(result, paint);
}

std::string render_toneout(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& output : list_in(result, "outputs")) text += output_words(output, paint);
    text += fmt::format("{} of {} came back; ", number_in(result, "arrived"), count_of(number_in(result, "asked"), "output"));
    if (const auto heard = number_in(result, "heard"); heard > 0) text += fmt::format("{} heard with no return named; ", heard);
    const bool is_off = flag_in(result, "off");
    if (is_off && list_in(result, "wrong").empty()) return text + "the oscillator is off, and stands where it stood before\n";
    return text + (is_off ? "the oscillator is off, but:" : paint.bad("the oscillator may be on")) + '\n' + listed(list_in(result, "wrong"), "  ", 10);
}

}  // namespace recalld::ctl
