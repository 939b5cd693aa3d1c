#include <algorithm>
#include <map>

#include "paper/book.hpp"

namespace recalld::paper {

namespace {

/// Which of the facts a chapter is made of alone.
const std::map<std::string_view, std::vector<std::string>>& sources()
{
    static const std::map<std::string_view, std::vector<std::string>> all{
        {"credits", {"credits"}}, {"inputs", {"inputs"}}, {"map", {"takes", "tracks"}}, {"sheets", {"sheets"}}, {"patch", {"patch"}}, {"versions", {"versions"}},
        {"prints", {"prints"}}, {"line_check", {"line_check"}}, {"faults", {"faults"}}, {"log", {"log"}}};
    return all;
}

/// Takes these keys out, however deep they stand.
void without(Json& json, const std::vector<std::string>& keys)
{
    if (json.is_object())
        for (const auto& key : keys) json.erase(key);
    for (auto& part : json)
        if (part.is_structured()) without(part, keys);
}

/// In which chapter a value stands.
std::string_view chapter_of(const Json& unit, const Json& value)
{
    const auto kind = text_in(unit, "kind"), section = text_in(value, "section");
    if (kind == "by hand") return "sheets";
    if (kind != "console") return "outboard";
    return section == "routing" || section == "outputs" || section == "links" ? "routing" : "console";
}

std::size_t leave_out_values(Json& unit, std::string_view chapter)
{
    std::size_t count = 0;
    for (auto& strip : unit["strips"]) {
        Json kept = Json::array();
        for (auto& value : strip["values"])
            if (chapter_of(unit, value) != chapter) kept.push_back(std::move(value));
        strip["values"] = std::move(kept);
        count += strip["values"].size();
    }
    return count;
}

void forget_changes_of(Json& facts, const std::string& unit)
{
    if (!facts.contains("versions")) return;
    for (auto& version : facts["versions"]) {
        if (!version.contains("changes") || !version["changes"].contains("differences")) continue;
        Json kept = Json::array();
        for (auto& difference : version["changes"]["differences"])
            if (text_in(difference, "unit") != unit) kept.push_back(std::move(difference));
        version["changes"]["differences"] = std::move(kept);
    }
}

/// A unit of which nothing is left is not named at all.
void leave_out_units(Json& facts, std::string_view chapter)
{
    Json kept = Json::array();
    for (auto& unit : facts["units"]) {
        if (leave_out_values(unit, chapter) > 0) kept.push_back(std::move(unit));
        else forget_changes_of(facts, text_in(unit, "unit"));
    }
    facts["units"] = std::move(kept);
}

void leave_out(Json& facts, const Chapter& chapter)
{
    facts["left_out"].push_back(chapter.name);
    if (const auto keys = sources().find(chapter.name); keys != sources().end())
        for (const auto& key : keys->second) facts.erase(key);
    if (facts.contains("units")) leave_out_units(facts, chapter.name);
}

/// Lines of the log that tell of faults, drives and devices go with what they tell of.
bool is_for_clients(const Json& entry)
{
    static const std::vector<std::string> kinds{"note", "take", "track", "capture", "print", "correction", "credit", "song", "inputs", "recall", "undo"};
    return std::ranges::find(kinds, text_in(entry, "kind")) != kinds.end();
}

void shorten_log(Json& facts)
{
    if (!facts.contains("log")) return;
    Json kept = Json::array();
    for (auto& entry : facts["log"])
        if (is_for_clients(entry)) kept.push_back(std::move(entry));
    facts["log"] = std::move(kept);
}

/// The line below the title of a drawn panel says its serial number.
std::string without_plate(std::string svg)
{
    constexpr std::string_view look = "class=\"line\"", ending = "</text>";
    for (auto at = svg.find(look); at != std::string::npos; at = svg.find(look)) {
        const auto begin = svg.rfind("<text", at), end = svg.find(ending, at);
        if (begin == std::string::npos || end == std::string::npos) return {};
        svg.erase(begin, end + ending.size() - begin);
    }
    return svg;
}

void hide_plates(Json& facts)
{
    if (facts.is_object() && facts.contains("svg") && facts["svg"].is_string()) facts["svg"] = without_plate(facts["svg"].get<std::string>());
    if (facts.is_structured())
        for (auto& inner : facts) hide_plates(inner);
}

}  // namespace

Json for_client(Json facts, const std::vector<std::string>& internal)
{
    facts["edition"] = "client";
    facts["left_out"] = Json::array();
    bool without_faults = false;
    for (const auto& words : internal)
        if (const auto* chapter = chapter_named(words)) {
            leave_out(facts, *chapter);
            without_faults |= chapter->name == "faults";
        }
    shorten_log(facts);
    without(facts, {"who", "serial", "path", "internal", "missing"});
    hide_plates(facts);
    if (without_faults) without(facts, {"faults", "quirks", "problems"});
    for (auto& print : facts.contains("prints") ? facts["prints"] : facts["left_out"])
        if (print.is_object()) print.erase("naming");
    return facts;
}

}  // namespace recalld::paper
