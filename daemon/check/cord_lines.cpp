#include "check/cord_lines.hpp"

#include "check/patch_graph.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <unordered_map>

namespace recalld::check {

namespace {

using studio::Cord;
using studio::in_quotes;

/// The words of a line; an arrow and a dash between jacks are as good as a blank.
std::vector<std::string> words_in(std::string_view line)
{
    std::vector<std::string> words(1);
    for (const char c : line) {
        const bool is_between = c == ' ' || c == '\t' || c == '\r' || c == '-' || c == '>';
        if (!is_between) words.back() += c;
        else if (!words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// The rig's spelling of jacks that are written in any case.
class Spelling {
public:
    explicit Spelling(const rig::PatchConfig& patch)
    {
        for (const auto& jack : patch.jacks) exact_.emplace(jack.name, &jack.name), small_.try_emplace(small(jack.name), &jack.name);
    }
    std::string of(const std::string& word) const
    {
        if (exact_.contains(word)) return word;
        const auto found = small_.find(small(word));
        return found == small_.end() ? word : *found->second;
    }

private:
    std::unordered_map<std::string_view, const std::string*> exact_;
    std::unordered_map<std::string, const std::string*> small_;
};

std::string_view next_line(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

}  // namespace

std::vector<Cord> read_cord_lines(std::string_view text, const rig::PatchConfig& patch, bool may_be_jack)
{
    const Spelling spelling(patch);
    std::vector<Cord> cords;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto line = next_line(text);
        auto words = words_in(line);
        if (words.empty()) continue;
        if (words.size() == 1 && may_be_jack) words.emplace_back();
        if (words.size() != 2) throw CordLineError("line " + std::to_string(number) + ": " + in_quotes(line) + " is no cord; a cord is written B3 -> B17");
        if (cords.size() == most_cord_lines) throw CordLineError("line " + std::to_string(number) + ": more than " + std::to_string(most_cord_lines) + " cords at once");
        cords.push_back({spelling.of(words[0]), words[1].empty() ? std::string() : spelling.of(words[1])});
    }
    return cords;
}

Cord cord_meant(const Cord& line, const std::vector<Cord>& cords)
{
    const auto is_meant = [&](const Cord& cord) { return line.to.empty() ? cord.from == line.from || cord.to == line.from : cord.joins(line); };
    if (const auto found = std::ranges::find_if(cords, is_meant); found != cords.end()) return *found;
    if (line.to.empty()) throw CordLineError("there is no cord in jack " + in_quotes(line.from));
    const auto near = std::ranges::find_if(cords, [&](const Cord& cord) { return cord.from == line.from || cord.to == line.to; });
    throw CordLineError("there is no cord " + written(line) + (near == cords.end() ? "" : "; there is " + written(*near)));
}

}  // namespace recalld::check
