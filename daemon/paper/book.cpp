#include "paper/book.hpp"

#include <algorithm>
#include <array>

#include "paper/book_chapters.hpp"
#include "paper/book_console.hpp"
#include "studio/chapter_names.hpp"

namespace recalld::paper {

namespace {

constexpr std::array all_chapters{
    Chapter{"credits", "Credits", "No credits were kept.", credit_blocks},
    Chapter{"inputs", "Track sheet and input list", "No input list was kept.", input_blocks},
    Chapter{"map", "Recording map", "No takes or tracks were noted.", map_blocks},
    Chapter{"console", "Console", "This version holds no console.", console_blocks},
    Chapter{"routing", "Console routing", "This version holds no routing of a console.", routing_blocks},
    Chapter{"outboard", "Outboard", "This version holds no outboard.", outboard_blocks},
    Chapter{"sheets", "Analog sheets", "No analog gear was noted.", sheet_blocks},
    Chapter{"patch", "Patch", "No patch was noted.", patch_blocks},
    Chapter{"versions", "Versions and what changed", "No version was captured.", version_blocks},
    Chapter{"prints", "Prints", "No print was registered.", print_blocks},
    Chapter{"line_check", "Line check", "No line check was kept.", check_blocks},
    Chapter{"faults", "Faults and quirks", "No fault was noted.", fault_blocks},
    Chapter{"log", "Log", "The log holds nothing about this session.", log_blocks},
};
static_assert(std::ranges::equal(all_chapters, studio::chapter_names, {}, &Chapter::name), "a rig can call any chapter internal, and nothing else");

/// `Line check`, `line_check` -> `linecheck`
std::string folded(std::string_view words)
{
    std::string text;
    for (const char c : words)
        if (c != '_' && c != '-' && c != ' ') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// What rigs may call it besides.
std::string_view without_alias(std::string_view words)
{
    const auto alias = std::ranges::find_if(studio::chapter_aliases, [&](const auto& one) { return folded(one.word) == folded(words); });
    return alias == studio::chapter_aliases.end() ? words : alias->name;
}

std::string missing_words(const Chapter& chapter, const Json& facts)
{
    const auto reason = text_in(object_in(facts, "missing"), chapter.name);
    return std::string(chapter.missing) + (reason.empty() ? "" : " (" + reason + ")");
}

bool is_left_out(const Json& facts, const Chapter& chapter)
{
    const auto& left_out = list_in(facts, "left_out");
    return std::ranges::find(left_out, Json(chapter.name)) != left_out.end();
}

}  // namespace

std::span<const Chapter> chapters() { return all_chapters; }

const Chapter* chapter_named(std::string_view words)
{
    const auto wanted = folded(without_alias(words));
    const auto found = std::ranges::find_if(all_chapters, [&](const Chapter& chapter) { return folded(chapter.name) == wanted || folded(chapter.title) == wanted; });
    return found == all_chapters.end() ? nullptr : &*found;
}

Json book_view(const Json& facts)
{
    Json view = {{"cover", cover_of(facts)}, {"session", text_in(facts, "session")}, {"made_by", text_in(facts, "made_by")}, {"chapters", Json::array()}};
    const bool is_client = text_in(facts, "edition") == "client";
    for (const auto& chapter : all_chapters) {
        if (is_left_out(facts, chapter)) continue;
        auto blocks = chapter.blocks(facts);
        if (blocks.empty() && is_client) continue;
        const auto missing = blocks.empty() ? missing_words(chapter, facts) : std::string();
        view["chapters"].push_back({{"name", chapter.name}, {"title", chapter.title}, {"number", view["chapters"].size() + 1}, {"blocks", std::move(blocks)}, {"missing", missing}});
    }
    return view;
}

}  // namespace recalld::paper
