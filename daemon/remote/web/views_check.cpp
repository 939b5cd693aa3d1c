#include "remote/web/views_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_findings = 100;
constexpr double lowest = -90;   // dBFS, the left end of a bar

std::string decibels(const Json& from, const char* key)
{
    const bool is_number = from.is_object() && from.contains(key) && from[key].is_number();
    return is_number ? fmt::format("{:.1f} dBFS", from[key].get<double>()) : std::string();
}

Json findings_view(const Json& findings)
{
    Json rows = Json::array();
    for (std::size_t i = 0; i < std::min(findings.size(), most_findings); ++i) {
        const auto& one = findings[i];
        rows.push_back({{"words", text_in(one, "unit") + " " + text_in(one, "words")}, {"expected", text_in(one, "expected")}, {"found", text_in(one, "found")}});
    }
    if (findings.size() > most_findings) rows.push_back({{"words", "… and " + std::to_string(findings.size() - most_findings) + " more"}, {"expected", ""}, {"found", ""}});
    return rows;
}

std::string verdict_words(const std::string& verdict)
{
    if (verdict == "wrong_channel") return "wrong channel";
    return verdict == "open" ? "not checked" : verdict;
}

const char* look_of(const std::string& verdict)
{
    if (verdict == "pass") return "good";
    return verdict == "open" || verdict == "skipped" ? "quiet" : "bad";
}

std::string facts_of(const Json& line)
{
    std::string words;
    const auto add = [&](const std::string& fact) { words += (words.empty() || fact.empty() ? "" : ", ") + fact; };
    if (line["elsewhere"].is_object()) add((text_in(line, "verdict") == "pass" ? "also heard on " : "arrives on ") + text_in(line["elsewhere"], "words") + " at " + decibels(line["elsewhere"], "level_dbfs"));
    if (const auto peak = decibels(line, "peak_dbfs"); !peak.empty()) add("peak " + peak);
    if (const auto floor = decibels(line, "floor_dbfs"); !floor.empty()) add("noise " + floor);
    if (const auto by = text_in(line, "by"); !by.empty()) add("said by " + by);
    add(text_in(line, "note"));
    return words;
}

Json faults_view(const Json& line)
{
    Json faults = Json::array();
    for (const auto& fault : list_in(line, "faults")) faults.push_back({{"subject", text_in(fault, "subject")}, {"text", text_in(fault, "text")}});
    return faults;
}

Json line_view(const Json& line)
{
    const auto verdict = text_in(line, "verdict");
    return {{"line", number_in(line, "line")}, {"name", text_in(line, "name")},   {"words", text_in(line, "words")},     {"verdict", verdict_words(verdict)}, {"look", look_of(verdict)},
            {"decided", verdict != "open"},    {"facts", facts_of(line)},         {"phantom", text_in(line, "phantom")}, {"faults", faults_view(line)}};
}

std::string headline_of(const Json& preflight)
{
    std::string words = std::to_string(number_in(preflight, "passed")) + " of " + std::to_string(number_in(preflight, "checked")) + " as expected";
    if (const auto count = list_in(preflight, "not_known").size(); count > 0) words += ", " + std::to_string(count) + " not known";
    return words + (number_in(preflight, "checked") == 0 ? "; nothing could be checked" : "");
}

/// What could not be checked is no good news.
const char* look_of_preflight(const Json& preflight)
{
    if (!list_in(preflight, "failures").empty()) return "bad";
    return number_in(preflight, "checked") == 0 || !list_in(preflight, "not_known").empty() ? "doubt" : "good";
}

std::string sum_of(const Json& check)
{
    const Json counts = check.value("counts", Json::object());
    std::string words = std::to_string(number_in(counts, "pass")) + " of " + count_of(list_in(check, "lines").size(), "line") + " pass";
    for (const auto* verdict : {"silent", "wrong_channel", "hot", "noisy", "skipped", "open"})
        if (const auto count = number_in(counts, verdict); count > 0) words += ", " + std::to_string(count) + " " + verdict_words(verdict);
    for (const auto& [key, phantom] : {std::pair("phantom_missing", "48 V missing"), std::pair("phantom_unknown", "48 V not known")})
        if (const auto count = number_in(counts, key); count > 0) words += ", " + std::to_string(count) + " with " + phantom;
    if (const auto count = list_in(check, "skipped").size(); count > 0) words += ", " + std::to_string(count) + " without a strip";
    return words;
}

}  // namespace

Json level_view(const Json& level)
{
    const bool is_known = level.is_number();
    const double dbfs = is_known ? std::clamp(level.get<double>(), lowest, 0.0) : lowest;
    return {{"level", fmt::format("{:.1f}", dbfs)}, {"level_words", is_known ? fmt::format("{:.1f} dBFS", dbfs) : std::string("no level yet")}};
}

Json preflight_view(const Json& result)
{
    Json sections = Json::array();
    const Json none = Json::object();
    const Json& counted = result.is_object() && result.contains("sections") ? result["sections"] : none;
    for (const auto& [name, count] : counted.items()) sections.push_back({{"name", name}, {"checked", number_in(count, "checked")}, {"passed", number_in(count, "passed")}});
    const auto failures = list_in(result, "failures").size();
    return {{"of", text_in(result, "of")},
            {"headline", headline_of(result)},
            {"look", look_of_preflight(result)},
            {"failures", findings_view(list_in(result, "failures"))},
            {"warnings", findings_view(list_in(result, "warnings"))},
            {"not_known", findings_view(list_in(result, "not_known"))},
            {"any_warnings", !list_in(result, "warnings").empty()},
            {"any_not_known", !list_in(result, "not_known").empty()},
            {"any_failures", failures > 0},
            {"sections", std::move(sections)}};
}

Json line_check_view(const Json& check)
{
    const auto& lines = list_in(check, "lines");
    Json rows = Json::array();
    for (const auto& line : lines) rows.push_back(line_view(line));
    Json view = {{"any", !lines.empty()}, {"running", text_in(check, "state") == "running"}, {"done", text_in(check, "state") == "done"}, {"session", text_in(check, "session")},
                 {"count", lines.size()}, {"problems", list_in(check, "problems")}, {"skipped", list_in(check, "skipped")}, {"any_skipped", !list_in(check, "skipped").empty()}, {"signed", text_in(check, "signed")}, {"sum", lines.empty() ? "" : sum_of(check)}, {"now", nullptr}};
    const auto index = number_in(check, "index");
    if (view["running"] == true && index < rows.size()) view["now"] = rows[index];
    view["lines"] = std::move(rows);
    view.update(level_view(check.is_object() && check.contains("level_dbfs") ? check["level_dbfs"] : Json(nullptr)));
    return view;
}

}  // namespace recalld::remote::web
