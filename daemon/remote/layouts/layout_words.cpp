#include "remote/layouts/layout_words.hpp"

#include <algorithm>
#include <array>

namespace recalld::remote {

namespace {

constexpr std::size_t longest_label = 200;   // bytes
constexpr std::size_t words_of_one_hazard = 3;

void add(std::string& words, const std::string& more, std::string_view between = ", ")
{
    if (!more.empty()) words += (words.empty() ? "" : std::string(between)) + more;
}

std::string minute(const std::string& iso)
{
    constexpr std::size_t seconds_at = 16, day_ends = 10;
    if (iso.size() < seconds_at) return iso;
    return iso.substr(0, day_ends) + " " + iso.substr(day_ends + 1, seconds_at - day_ends - 1) + " UTC";
}

std::string counted(const Json& counts, std::string_view name, std::string_view words)
{
    const auto count = layout_count(counts, name);
    return count == 0 ? "" : std::to_string(count) + " " + std::string(words);
}

using Named = std::pair<std::string_view, std::string_view>;
constexpr std::array<Named, 6> not_as_kept{Named{"differs", "differ"}, {"moved", "moved by someone"}, {"withheld", "withheld"}, {"silent", "silent"},
                                           {"unverified", "cannot be verified"}, {"by_hand", "by hand"}};
constexpr std::array<Named, 4> as_kept{Named{"matched", "matched"}, {"written", "written"}, {"corrected", "corrected"}, {"safe", "safe"}};

template <std::size_t size>
std::string listed(const Json& counts, const std::array<Named, size>& names)
{
    std::string words;
    for (const auto& [name, spoken] : names) add(words, counted(counts, name, spoken));
    return words;
}

}  // namespace

const Json& layout_part(const Json& json, std::string_view name)
{
    static const Json nothing = nullptr;
    if (!json.is_object()) return nothing;
    const auto found = json.find(name);
    return found == json.end() ? nothing : *found;
}

std::string layout_text(const Json& json, std::string_view name)
{
    const auto& found = layout_part(json, name);
    if (found.is_string()) return found.get<std::string>();
    return found.is_number() ? found.dump() : std::string();
}

std::size_t layout_count(const Json& json, std::string_view name)
{
    const auto& found = layout_part(json, name);
    if (found.is_array()) return found.size();
    return found.is_number_integer() && found.get<std::int64_t>() >= 0 ? found.get<std::size_t>() : 0;
}

std::string cut_for_label(std::string text)
{
    if (text.size() <= longest_label) return text;
    auto end = longest_label - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "...";
}

std::string words_of_session(const Json& session)
{
    const auto versions = layout_count(session, "versions");
    return layout_text(session, "session") + ", " + std::to_string(versions) + (versions == 1 ? " version" : " versions");
}

std::string words_of_version(const Json& version)
{
    std::string words = layout_text(version, "version");
    if (const auto take = layout_count(version, "take"); take > 1) words += " take " + std::to_string(take);
    add(words, minute(layout_text(version, "time")));
    add(words, layout_text(version, "note"));
    return words;
}

std::string name_of_version(const Json& version)
{
    const auto take = layout_count(version, "take");
    return layout_text(version, "version") + (take > 0 ? "@" + std::to_string(take) : "");
}

std::string words_of_plan(const Json& plan)
{
    std::string words = std::to_string(layout_count(plan, "writes")) + " to write, " + std::to_string(layout_count(plan, "unchanged")) + " unchanged";
    add(words, counted(plan, "safe", "safe"));
    add(words, counted(plan, "by_hand", "by hand"));
    if (layout_part(plan, "refused") == true) add(words, "Recall will ask for a second word", "; ");
    return words;
}

std::string words_of_hazards(const Json& hazards)
{
    std::string words;
    for (const auto& hazard : hazards) {
        std::string what;
        const auto& sentences = layout_part(hazard, "words");
        for (std::size_t i = 0; i < sentences.size() && i < words_of_one_hazard; ++i)
            if (sentences[i].is_string()) add(what, sentences[i].get<std::string>());
        add(words, layout_text(hazard, "hazard") + " " + layout_text(hazard, "count") + (what.empty() ? "" : ": " + what), "; ");
    }
    return words;
}

std::string words_of_report(const Json& report)
{
    const auto& counts = layout_part(report, "report");
    std::string words;
    if (layout_part(report, "cancelled") == true) add(words, "cancelled");
    if (const auto state = layout_text(report, "state"); !state.empty() && state != "finished") add(words, state);
    add(words, listed(counts, not_as_kept));
    const auto good = listed(counts, as_kept);
    if (words.empty()) return "all as kept" + (good.empty() ? "" : ": " + good);
    return "NOT all as kept: " + words + (good.empty() ? "" : "; " + good);
}

std::string words_of_finding(const Json& finding)
{
    std::string words = layout_text(finding, "verdict");
    add(words, layout_text(finding, "unit") + " " + layout_text(finding, "words"), ": ");
    const auto wanted = layout_text(finding, "wanted"), found = layout_text(finding, "found");
    if (!wanted.empty()) add(words, "wanted " + wanted);
    if (!found.empty()) add(words, "found " + found);
    add(words, layout_text(finding, "why"));
    return words;
}

std::string words_of_unit(const Json& unit)
{
    const auto known = layout_count(unit, "known"), parameters = layout_count(unit, "parameters");
    std::string words = layout_text(unit, "unit") + layout_text(unit, "surface") + ": " + (layout_part(unit, "online") == true ? "online" : "OFFLINE");
    add(words, layout_text(unit, "identity"));
    if (parameters > 0) add(words, std::to_string(known) + " of " + std::to_string(parameters) + " known");
    add(words, layout_text(unit, "note"));
    return words;
}

std::string words_of_entry(const Json& entry)
{
    std::string words = minute(layout_text(entry, "time"));
    add(words, layout_text(entry, "who"));
    add(words, layout_text(entry, "session"));
    add(words, layout_text(entry, "text"), ": ");
    return words;
}

std::string words_of_work(const Work& work)
{
    if (work.verb.empty()) return "nothing under way";
    std::string words = work.verb;
    add(words, work.phase, ": ");
    add(words, work.unit, " ");
    add(words, std::to_string(work.done) + " of " + std::to_string(work.total));
    add(words, work.caller.empty() ? "" : "asked by " + work.caller);
    return words;
}

std::string words_of_error(const Json& error)
{
    const auto& inner = layout_part(error, "error");
    std::string words = layout_text(inner, "code");
    add(words, layout_text(inner, "message"), ": ");
    return words;
}

std::vector<std::string> layout_rows_of(const Json& items, std::string (*words)(const Json&), std::size_t most)
{
    std::vector<std::string> rows;
    if (!items.is_array()) return rows;
    const auto shown = items.size() <= most ? items.size() : most - 1;
    for (std::size_t i = 0; i < shown; ++i) rows.push_back(words(items[i]));
    if (shown < items.size()) rows.push_back("and " + std::to_string(items.size() - shown) + " more");
    return rows;
}

}  // namespace recalld::remote
