#include <algorithm>
#include <sstream>

#include "paper/book_chapters.hpp"

namespace recalld::paper {

namespace {

std::string quoted_list(const Json& list)
{
    std::string all;
    for (const auto& item : list)
        if (item.is_string()) all += (all.empty() ? "" : "; ") + item.get<std::string>();
    return all;
}

/// A sheet's own title: `UREI 1176LN, revision D, serial 1234`.
std::string plate_of(const Json& sheet)
{
    std::string words = text_in(sheet, "model");
    if (const auto revision = text_in(sheet, "revision"); !revision.empty()) words += (words.empty() ? "revision " : ", revision ") + revision;
    if (const auto serial = text_in(sheet, "serial"); !serial.empty()) words += (words.empty() ? "serial " : ", serial ") + serial;
    return words;
}

/// `30`, and what the sheet says about it.
std::string set_to(const Json& control)
{
    if (flag_in(control, "any")) return "any";
    const auto words = text_in(control, "words");
    if (!words.empty()) return words;
    return text_in(control, "value");
}

bool is_sign(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '='; }

/// A picture that came as base64 of a kind that browsers show; empty when it is none: it goes into the book as it is.
std::string picture_of(const Json& photo)
{
    const auto type = text_in(photo, "type"), data = text_in(photo, "base64");
    const bool is_picture = type == "image/jpeg" || type == "image/png" || type == "image/webp";
    return is_picture && !data.empty() && std::ranges::all_of(data, is_sign) ? "data:" + type + ";base64," + data : std::string();
}

/// A drawing of our own; anything else is not put in as it is.
std::string drawing_of(const Json& json)
{
    const auto svg = text_in(json, "svg");
    return svg.starts_with("<svg") && svg.find("<script") == std::string::npos ? svg : std::string();
}

/// A module that stands upright: on paper it has its words beside it, not below.
bool is_tall(const std::string& svg)
{
    constexpr std::string_view name = "viewBox=\"0 0 ";
    const auto at = svg.find(name);
    if (at == svg.npos) return false;
    std::istringstream sizes(svg.substr(at + name.size(), 30));
    double width = 0, height = 0;
    return sizes >> width >> height && height > 1.3 * width;
}

bool is_noted(const Json& control)
{
    const auto words = text_in(control, "words");
    return flag_in(control, "any") || !text_in(control, "value").empty() || (!words.empty() && words != "not noted" && words != "as in the preset");
}

/// What nobody noted stands in one sentence: it would hide what was.
std::string unnoted_words(const Json& sheet)
{
    const std::string begun = text_in(sheet, "preset").empty() ? "Not noted: " : "As in the preset: ";
    std::string words;
    for (const auto& group : list_in(sheet, "groups"))
        for (const auto& control : list_in(group, "controls")) {
            if (is_noted(control)) continue;
            const auto name = text_in(group, "name");
            words += (words.empty() ? begun : ", ") + (name.empty() ? "" : name + " ") + text_in(control, "label");
        }
    return words;
}

Json groups_of(const Json& sheet)
{
    Json groups = Json::array();
    for (const auto& group : list_in(sheet, "groups")) {
        Json controls = Json::array();
        for (const auto& control : list_in(group, "controls"))
            if (is_noted(control)) controls.push_back({{"words", text_in(control, "label")}, {"value", set_to(control)}, {"key", text_in(sheet, "unit") + ' ' + text_in(control, "parameter")}, {"changed", flag_in(control, "changed")}});
        if (!controls.empty()) groups.push_back({{"name", text_in(group, "name")}, {"values", std::move(controls)}});
    }
    return groups;
}

Json remarks_of(const Json& sheet)
{
    Json remarks = Json::array();
    if (const auto preset = text_in(sheet, "preset"); !preset.empty()) remarks.push_back({{"words", "Preset: " + preset}});
    if (const auto quirks = quoted_list(list_in(sheet, "quirks")); !quirks.empty()) remarks.push_back({{"words", "This one: " + quirks}});
    for (const auto& fault : list_in(sheet, "faults"))
        if (const auto text = text_in(fault, "text"); !text.empty()) remarks.push_back({{"words", "Fault: " + text}});
    return remarks;
}

/// `line 7 -> 1073 B -> A/D 3` as its stops: [{words, onward}].
Json stops_of(const std::string& way)
{
    constexpr std::string_view arrow = " -> ";
    Json stops = Json::array();
    for (std::size_t at = 0; at < way.size();) {
        const auto end = std::min(way.find(arrow, at), way.size());
        stops.push_back({{"words", way.substr(at, end - at)}, {"onward", at > 0}});
        at = end + arrow.size();
    }
    return stops;
}

Json trace_blocks(const Json& traces)
{
    Json blocks = Json::array();
    if (traces.empty()) return blocks;
    blocks.push_back(heading("Input by input"));
    for (const auto& trace : traces)
        blocks.push_back({{"trace", {{"title", text_in(trace, "title")}, {"words", text_in(trace, "words")}, {"stops", stops_of(text_in(trace, "words"))}, {"also", list_in(trace, "also")}}}});
    return blocks;
}

/// A cord that breaks a normal does what cords are for.
bool is_remark(const Json& problem) { return problem.is_object() && problem.contains("fault") && !flag_in(problem, "fault"); }

Json problems_of(const Json& patch, bool are_remarks)
{
    Json found = Json::array();
    for (const auto& problem : list_in(patch, "problems"))
        if (is_remark(problem) == are_remarks) found.push_back(problem);
    return found;
}

}  // namespace

Json sheet_blocks(const Json& facts)
{
    Json blocks = Json::array();
    for (const auto& sheet : list_in(facts, "sheets"))
        blocks.push_back({{"sheet",
                           {{"unit", text_in(sheet, "unit")}, {"plate", plate_of(sheet)}, {"svg", drawing_of(sheet)}, {"tall", is_tall(drawing_of(sheet))}, {"photo", picture_of(object_in(sheet, "photo"))},
                            {"groups", groups_of(sheet)}, {"unnoted", unnoted_words(sheet)}, {"remarks", remarks_of(sheet)}}}});
    return blocks;
}

Json patch_blocks(const Json& facts)
{
    const auto& patch = object_in(facts, "patch");
    Table cords({"From", "To", "Note"});
    for (const auto& cord : list_in(patch, "cords")) {
        const auto note = text_in(cord, "note");
        cords.add({text_in(cord, "from"), text_in(cord, "to"), flag_in(cord, "normal") ? (note.empty() ? "normal" : note + " (normal)") : note});
    }
    Json blocks = Json::array();
    append(blocks, cords.block("Cords"));
    append(blocks, points(problems_of(patch, false), "Not in order"));
    append(blocks, points(problems_of(patch, true), "Good to know"));
    for (auto& block : trace_blocks(list_in(patch, "traces"))) blocks.push_back(std::move(block));
    return blocks;
}

}  // namespace recalld::paper
