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

/// `4 of 11 lines pass, 1 hot, 5 not checked`
std::string result_words(const Json& lines)
{
    std::vector<std::pair<std::string, std::size_t>> counts{{"pass", 0}, {"silent", 0}, {"wrong_channel", 0}, {"hot", 0}, {"noisy", 0}, {"skipped", 0}, {"open", 0}};
    std::size_t without_phantom = 0;
    for (const auto& line : lines) {
        const bool lacks_phantom = !text_in(line, "phantom").empty();
        without_phantom += lacks_phantom;
        for (auto& [verdict, count] : counts) count += text_in(line, "verdict") == verdict && !(lacks_phantom && verdict == "pass");
    }
    std::string words = std::to_string(counts.front().second) + " of " + count_of(lines.size(), "line") + " pass";
    for (const auto& [verdict, count] : counts)
        if (count > 0 && verdict != "pass") words += ", " + std::to_string(count) + " " + (verdict == "wrong_channel" ? "on a wrong channel" : verdict == "open" ? "not checked" : verdict);
    return without_phantom == 0 ? words : words + ", " + std::to_string(without_phantom) + " with 48 V missing";
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
    pairs.add("Result", result_words(lines)).add("Signed by", text_in(check, "signed")).add("Version", text_in(check, "version")).add("Begun", time_words(text_in(check, "began")));
    append(blocks, pairs.block());
    append(blocks, line_table(lines));
    append(blocks, points(list_in(check, "problems"), "Could not be heard"));
    append(blocks, points(list_in(check, "skipped"), "Not among the lines that can be checked"));
    return blocks;
}

}  // namespace recalld::paper
