#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "paper/book.hpp"
#include "paper/unit_facts.hpp"

namespace recalld::paper {

namespace {

/// Chapters that stay in the house.
using Hidden = std::set<std::string, std::less<>>;

/// Which of the facts a chapter is made of alone.
const std::map<std::string_view, std::vector<std::string>>& sources()
{
    static const std::map<std::string_view, std::vector<std::string>> all{
        {"credits", {"credits"}}, {"inputs", {"inputs"}}, {"map", {"takes", "tracks"}}, {"sheets", {"sheets"}}, {"patch", {"patch"}}, {"versions", {"versions"}},
        {"prints", {"prints"}}, {"line_check", {"line_check"}}, {"faults", {"faults"}}, {"log", {"log", "log_left_out"}}};
    return all;
}

void forget_sources(Json& facts, const Hidden& hidden)
{
    for (const auto& [chapter, keys] : sources())
        if (hidden.contains(chapter))
            for (const auto& key : keys) facts.erase(key);
}

/// Takes these keys out, however deep they stand.
void without(Json& json, const std::vector<std::string>& keys)
{
    if (json.is_object())
        for (const auto& key : keys) json.erase(key);
    for (auto& part : json)
        if (part.is_structured()) without(part, keys);
}

/// A list of the facts to change; nothing: there is none.
Json* list_at(Json& facts, const char* name)
{
    return facts.is_object() && facts.contains(name) && facts[name].is_array() ? &facts[name] : nullptr;
}

template <class IsWanted>
void keep_only(Json& list, IsWanted is_wanted)
{
    Json kept = Json::array();
    for (auto& one : list)
        if (is_wanted(one)) kept.push_back(std::move(one));
    list = std::move(kept);
}

std::size_t leave_out_values(Json& unit, const Hidden& hidden)
{
    const auto kind = text_in(unit, "kind");
    std::size_t count = 0;
    if (auto* strips = list_at(unit, "strips"))
        for (auto& strip : *strips)
            if (auto* values = list_at(strip, "values")) {
                keep_only(*values, [&](const Json& value) { return !hidden.contains(chapter_of(kind, text_in(value, "section"))); });
                count += values->size();
            }
    return count;
}

/// A unit of which nothing is left is not named at all.
void leave_out_units(Json& facts, const Hidden& hidden)
{
    if (auto* units = list_at(facts, "units")) keep_only(*units, [&](Json& unit) { return leave_out_values(unit, hidden) > 0; });
}

/// What hides a unit of that kind altogether.
bool is_hidden_kind(std::string_view kind, const Hidden& hidden)
{
    if (kind == "patch") return hidden.contains("patch");
    return std::ranges::all_of(std::array{"", "routing"}, [&](const char* section) { return hidden.contains(chapter_of(kind, section)); });
}

bool hides_gear(const Hidden& hidden)
{
    return std::ranges::any_of(std::array{"console", "routing", "outboard", "sheets", "patch"}, [&](const char* chapter) { return hidden.contains(chapter); });
}

/// A change stands where its value does; one that says no chapter is of any.
void leave_out_changes(Json& facts, const Hidden& hidden)
{
    auto* versions = list_at(facts, "versions");
    if (!versions || !hides_gear(hidden)) return;
    for (auto& version : *versions) {
        if (!version.is_object() || !version.contains("changes") || !version["changes"].is_object()) continue;
        auto& changes = version["changes"];
        changes["in_part"] = true;
        if (auto* differences = list_at(changes, "differences"))
            keep_only(*differences, [&](const Json& one) { const auto chapter = text_in(one, "chapter"); return !chapter.empty() && !hidden.contains(chapter); });
        for (const auto* key : {"missing", "first_noted"})
            if (auto* units = list_at(changes, key)) keep_only(*units, [&](const Json& one) { return one.is_object() && !is_hidden_kind(text_in(one, "kind"), hidden); });
    }
}

/// Kinds of lines that clients may read, and the chapter that each repeats; the others tell of faults, drives and devices.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kinds_for_clients{{{"note", "log"}, {"take", "map"}, {"track", "map"}, {"capture", "versions"}, {"recall", "versions"},
                                                                                          {"undo", "versions"}, {"print", "prints"}, {"credit", "credits"}, {"song", "credits"}, {"inputs", "inputs"}}};

bool is_for_clients(const Json& line, const Hidden& hidden)
{
    const auto kind = text_in(line, "kind");
    return std::ranges::any_of(kinds_for_clients, [&](const auto& known) { return known.first == kind && !hidden.contains(known.second); });
}

/// A correction goes with the line that it corrects.
void shorten_log(Json& facts, const Hidden& hidden)
{
    auto* log = list_at(facts, "log");
    if (!log) return;
    std::set<std::string> kept;
    keep_only(*log, [&](const Json& line) {
        const bool is_kept = text_in(line, "kind") == "correction" ? kept.contains(text_in(line, "about")) : is_for_clients(line, hidden);
        if (is_kept) kept.insert(text_in(line, "entry"));
        return is_kept;
    });
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

/// Why a copy is not proven, and what is warned of, name places on drives.
void shorten_prints(Json& facts)
{
    auto* prints = list_at(facts, "prints");
    if (!prints) return;
    for (auto& print : *prints) {
        if (!print.is_object()) continue;
        for (const auto* key : {"naming", "warning"}) print.erase(key);
        if (auto* copies = list_at(print, "copies")) without(*copies, {"why"});
    }
}

/// What was prepared and never stood on the desk is no mix.
void forget_plans(Json& facts)
{
    if (auto* versions = list_at(facts, "versions")) keep_only(*versions, [](const Json& version) { return !flag_in(version, "never_applied"); });
}

/// What was copied from another version says which.
void shorten_sheets(Json& facts)
{
    if (auto* sheets = list_at(facts, "sheets"))
        for (auto& sheet : *sheets)
            if (sheet.is_object()) sheet.erase("from");
}

void forget_other_sessions(Json& json, const std::string& own)
{
    if (json.is_object() && json.contains("session") && text_in(json, "session") != own) json.erase("session");
    for (auto& part : json)
        if (part.is_structured()) forget_other_sessions(part, own);
}

/// What other chapters say again of those that stay in the house.
void forget_echoes(Json& facts, const Hidden& hidden)
{
    const bool has_patch = facts.contains("patch") && facts["patch"].is_object();
    if (hidden.contains("inputs") && has_patch) facts["patch"].erase("traces");
    if (!hidden.contains("faults")) return;
    without(facts, {"faults", "quirks"});
    auto* problems = has_patch ? list_at(facts["patch"], "problems") : nullptr;
    if (problems) keep_only(*problems, [](const Json& problem) { return problem.is_object() && problem.contains("fault") && !flag_in(problem, "fault"); });   // what cords do is no fault
}

Hidden hidden_by(const std::vector<std::string>& internal)
{
    Hidden hidden;
    for (const auto& words : internal)
        if (const auto* chapter = chapter_named(words)) hidden.emplace(chapter->name);
    return hidden;
}

}  // namespace

Json for_client(Json facts, const std::vector<std::string>& internal)
{
    const auto hidden = hidden_by(internal);
    facts["edition"] = "client";
    facts["left_out"] = Json(hidden);
    forget_sources(facts, hidden);
    leave_out_units(facts, hidden);
    leave_out_changes(facts, hidden);
    forget_plans(facts);
    shorten_log(facts, hidden);
    facts.erase("missing");
    without(facts, {"who", "serial", "path", "drive_identity", "internal"});
    hide_plates(facts);
    shorten_prints(facts);
    shorten_sheets(facts);
    forget_other_sessions(facts, text_in(facts, "session"));
    forget_echoes(facts, hidden);
    return facts;
}

}  // namespace recalld::paper
