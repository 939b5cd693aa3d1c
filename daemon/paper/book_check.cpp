#include <array>
#include <utility>

#include "paper/book_chapters.hpp"

namespace recalld::paper {

namespace {

/// What was heard of a line, for people; `open` is what nobody listened to.
std::string verdict_words(const Json& line)
{
    const auto verdict = text_in(line, "verdict"), elsewhere = text_in(object_in(line, "elsewhere"), "words");
    if (verdict == "wrong_channel") return elsewhere.empty() ? "wrong channel" : "arrives on " + elsewhere;
    return verdict == "open" ? "not checked" : verdict;
}

std::string level_words(const Json& json, std::string_view name)
{
    const auto level = text_in(json, name);
    return level.empty() ? level : level + " dBFS";
}

std::string faults_of(const Json& line)
{
    std::string words;
    for (const auto& fault : list_in(line, "faults")) words += (words.empty() ? "" : "; ") + text_in(fault, "text");
    return words;
}

/// What is counted of lines, in words. An older line check lacks some of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> counted{{{"silent", "silent"}, {"wrong_channel", "on a wrong channel"}, {"hot", "hot"}, {"noisy", "noisy"}, {"skipped", "skipped"},
                                                                                {"open", "not checked"}, {"phantom_missing", "with 48 V missing"}, {"phantom_unknown", "with 48 V not known"}}};

/// `4 of 11 lines pass, 1 hot, 5 not checked`
std::string result_words(const Json& check)
{
    const auto& counts = object_in(check, "counts");
    std::string words = std::to_string(static_cast<std::size_t>(number_in(counts, "pass"))) + " of " + count_of(list_in(check, "lines").size(), "line") + " pass";
    for (const auto& [key, said] : counted)
        if (const auto count = static_cast<std::size_t>(number_in(counts, key)); count > 0) words += ", " + std::to_string(count) + " " + std::string(said);
    return words;
}

Json line_table(const Json& lines)
{
    Table table({"Line", "Name", "Strip", "Result", "Level", "Noise", "48 V", "Note", "Known fault"});
    for (const auto& line : lines)
        table.add({text_in(line, "line"), text_in(line, "name"), text_in(line, "words"), verdict_words(line), level_words(line, "peak_dbfs"), level_words(line, "floor_dbfs"),
                   text_in(line, "phantom"), text_in(line, "note"), faults_of(line)});
    return table.block();
}

}  // namespace

Json check_blocks(const Json& facts)
{
    const auto& check = object_in(facts, "line_check");
    const auto& lines = list_in(check, "lines");
    if (lines.empty()) return any_blocks(check, {"exit"});
    Json blocks = Json::array();
    Pairs pairs;
    pairs.add("Result", result_words(check)).add("Signed by", text_in(check, "signed")).add("Version", text_in(check, "version")).add("Begun", time_words(text_in(check, "began")));
    append(blocks, pairs.block());
    append(blocks, line_table(lines));
    append(blocks, points(list_in(check, "problems"), "Could not be heard"));
    append(blocks, points(list_in(check, "skipped"), "Not among the lines that can be checked"));
    return blocks;
}

}  // namespace recalld::paper
