#include "ctl/render.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

std::string subject_of(const Json& change)
{
    const std::string strip = text_in(change, "strip");
    std::string words = text_in(change, "words");
    if (words.empty()) words = text_in(change, "parameter");
    return strip.empty() || words.starts_with(strip) ? words : strip + ": " + words;
}

std::string sentence_of(const Json& change)
{
    return subject_of(change) + ' ' + text_in(change, "from") + " -> " + text_in(change, "to");
}

std::string moment_of(const Json& result)
{
    const std::string take = number_in(result, "take") > 1 ? "@" + text_in(result, "take") : "";
    return text_in(result, "session") + '/' + text_in(result, "version") + take;
}

std::string notes_of(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& note : list_in(result, "notes"))
        if (note.is_string()) text += paint.doubtful("note: ") + clean(note.get_ref<const std::string&>()) + '\n';
    return text;
}

std::string listed(const Json& words, std::string_view indent, std::size_t most)
{
    std::string text;
    std::size_t count = 0;
    for (const Json& word : words) {
        if (++count > most) break;
        text.append(indent).append(clean(word.is_string() ? word.get<std::string>() : word.dump())) += '\n';
    }
    if (words.size() > most) text.append(indent) += "… and " + std::to_string(words.size() - most) + " more\n";
    return text;
}

std::string rest_of(const Json& result, std::size_t shown, std::string_view noun)
{
    const std::int64_t total = number_in(result, "total");
    const std::int64_t next = number_in(result, "offset") + static_cast<std::int64_t>(shown);
    if (next >= total) return {};
    return std::to_string(shown) + " of " + count_of(total, noun) + "; --offset " + std::to_string(next)
           + " shows more\n";
}

}  // namespace recalld::ctl
