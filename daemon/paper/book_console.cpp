#include "paper/book_console.hpp"

#include "paper/strip_pages.hpp"

namespace recalld::paper {

namespace {

bool is_routing(const std::string& section) { return section == "routing" || section == "outputs" || section == "links"; }

using Wanted = bool (*)(const std::string& section);

/// What belongs to no strip of a console is of the desk, and of any other unit is of itself.
std::string strip_words(const Json& unit, const Json& strip)
{
    return text_in(strip, "strip").empty() && text_in(unit, "kind") != "console" ? text_in(unit, "unit") : text_in(strip, "words");
}

/// The strips of a unit with the values of these sections; strips that have none are left out.
Json strips_of(const Json& unit, Wanted wanted)
{
    Json strips = Json::array();
    for (const auto& strip : list_in(unit, "strips")) {
        Json values = Json::array();
        for (const auto& value : list_in(strip, "values"))
            if (!flag_in(value, "unused") && wanted(text_in(value, "section"))) values.push_back(value);
        if (!values.empty())
            strips.push_back({{"strip", text_in(strip, "strip")}, {"words", strip_words(unit, strip)}, {"used", flag_in(strip, "used")}, {"values", std::move(values)}});
    }
    return strips;
}

std::string coverage_words(const Json& unit)
{
    const auto& coverage = object_in(unit, "coverage");
    const auto counted = [&](const char* name) { return static_cast<std::size_t>(number_in(coverage, name)); };
    std::string words = count_of(counted("captured"), "setting") + " captured";
    if (const auto silent = counted("silent"); silent > 0) words += ", " + count_of(silent, "setting") + " stayed silent";
    if (const auto missing = counted("not_exposed"); missing > 0) words += ", " + count_of(missing, "setting") + " this firmware does not expose";
    if (const auto by_hand = counted("by_hand"); by_hand > 0) words += ", " + count_of(by_hand, "setting") + " by hand";
    return words + ".";
}

std::string identity_words(const Json& unit)
{
    const auto identity = text_in(unit, "identity"), model = text_in(unit, "model");
    return identity.empty() ? model : identity;
}

bool is_kind(const Json& unit, std::string_view kind) { return text_in(unit, "kind") == kind; }

void add_unit(Json& blocks, const Json& unit, Wanted wanted, bool with_coverage)
{
    const auto strips = strips_of(unit, wanted);
    if (strips.empty()) return;
    blocks.push_back(heading(text_in(unit, "unit"), identity_words(unit)));
    if (with_coverage) blocks.push_back(words(coverage_words(unit), true));
    for (auto& block : strip_pages(text_in(unit, "unit"), strips)) blocks.push_back(std::move(block));
}

bool has_sheet(const Json& facts, const std::string& unit)
{
    for (const auto& sheet : list_in(facts, "sheets"))
        if (text_in(sheet, "unit") == unit) return true;
    return false;
}

}  // namespace

Json console_blocks(const Json& facts)
{
    Json blocks = Json::array();
    for (const auto& unit : list_in(facts, "units"))
        if (is_kind(unit, "console")) add_unit(blocks, unit, [](const std::string& section) { return !is_routing(section); }, true);
    return blocks;
}

Json routing_blocks(const Json& facts)
{
    Json blocks = Json::array();
    for (const auto& unit : list_in(facts, "units"))
        if (is_kind(unit, "console")) add_unit(blocks, unit, is_routing, false);
    return blocks;
}

Json outboard_blocks(const Json& facts)
{
    Json blocks = Json::array();
    for (const auto& unit : list_in(facts, "units"))
        if (is_kind(unit, "outboard") || (is_kind(unit, "by hand") && !has_sheet(facts, text_in(unit, "unit"))))
            add_unit(blocks, unit, [](const std::string&) { return true; }, true);
    return blocks;
}

}  // namespace recalld::paper
