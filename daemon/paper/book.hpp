#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "paper/read.hpp"

namespace recalld::paper {

/// A chapter of the mix book, in the order of the trade.
struct Chapter {
    std::string_view name;       ///< in `studio: internal:` of the rig: `faults`
    std::string_view title;      ///< `Faults and quirks`
    std::string_view missing;    ///< what the studio's edition says when there is nothing: `No fault was noted.`
    Json (*blocks)(const Json& facts) = nullptr;
};
std::span<const Chapter> chapters();
/// By its name or title or another word of a rig's, in any case, `_`, `-` and spaces alike; nothing: there is no such chapter.
const Chapter* chapter_named(std::string_view words);

/// What the client gets to see of the facts: without the internal chapters, what they are made of and what repeats it elsewhere, without serial
/// numbers, paths, other sessions, and names of who noted what. Words that name no chapter are left alone. The studio's edition has all. Pure.
Json for_client(Json facts, const std::vector<std::string>& internal);

// The book. `facts` are those of the verb `book` (VERBS.md), for its edition; in the client's edition empty chapters are left out.
// Pure, any thread; a book of a full desk takes a fraction of a second.
/// On paper what stays folded on a screen is left out, and values stand closer.
enum class Medium : std::uint8_t { screen, paper };
std::string book_html(const Json& facts, Medium medium = Medium::screen);   ///< one file that needs no other, without scripts
std::string book_text(const Json& facts);   ///< UTF-8, at most 100 columns, ended by newlines

/// What both are made of: {facts of the cover, chapters: [{name, title, number, blocks, missing}]}.
Json book_view(const Json& facts);

}  // namespace recalld::paper
