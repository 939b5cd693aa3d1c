#include <algorithm>

#include "paper/book_chapters.hpp"

namespace recalld::paper {

namespace {

constexpr std::size_t most_changes = 400;

std::string version_title(const Json& version)
{
    const auto take = number_in(version, "take");
    return text_in(version, "version") + (take > 1 ? ", take " + text_in(version, "take") : "");
}

std::string_view origin_of(const Json& version)
{
    if (flag_in(version, "preparation")) return "prepared";
    return text_in(version, "kind") == "import" ? "imported" : "captured";
}

/// `captured 2026-11-21 09:30 UTC by Anna; only ch/1-8`
std::string history_words(const Json& version)
{
    const auto who = text_in(version, "who"), scope = text_in(version, "scope");
    std::string words = std::string(origin_of(version)) + " " + time_words(text_in(version, "time"));
    if (!who.empty()) words += " by " + who;
    return words + (scope.empty() ? "" : "; only " + scope);
}

/// `desk: ch 17 "Lead Vox"`; what has no strip is of the unit itself.
std::string place_of(const Json& difference)
{
    const auto unit = text_in(difference, "unit"), strip = text_in(difference, "strip");
    return unit + (strip.empty() ? "" : ": " + strip);
}

/// The changes of a strip stand together, wherever they came in the list.
Json& strip_titled(Json& strips, const std::string& title)
{
    for (auto& strip : strips)
        if (strip["title"] == title) return strip;
    strips.push_back({{"title", title}, {"items", Json::array()}});
    return strips.back();
}

/// What changed, under the strip where it did.
Json change_block(const Json& changes)
{
    const auto& differences = list_in(changes, "differences");
    const auto shown = std::min(differences.size(), most_changes);
    Json strips = Json::array();
    for (std::size_t at = 0; at < shown; ++at) {
        const auto& change = differences[at];
        strip_titled(strips, place_of(change))["items"].push_back({{"words", text_in(change, "words")}, {"from", text_in(change, "from")}, {"to", text_in(change, "to")}});
    }
    const auto more = differences.size() - shown;
    return {{"changes", {{"strips", std::move(strips)}, {"more", more == 0 ? std::string() : "… and " + count_of(more, "more change") + ", all of which stand in the JSON edition"}}}};
}

/// What stays in the house may well have changed.
std::string unchanged_words(const Json& changes, const std::string& since)
{
    if (flag_in(changes, "in_part")) return "Nothing that stands in this book differs from " + since + ".";
    return "Nothing differs from " + since + ", of " + count_of(static_cast<std::size_t>(number_in(changes, "compared")), "setting") + " compared.";
}

void add_changes(Json& blocks, const Json& version)
{
    const auto& changes = object_in(version, "changes");
    if (changes.empty()) return;
    const auto count = list_in(changes, "differences").size();
    const auto since = text_in(changes, "since");
    blocks.push_back(words(count == 0 ? unchanged_words(changes, since) : count_of(count, "change") + " since " + since + ":"));
    if (count > 0) blocks.push_back(change_block(changes));
    append(blocks, points(list_in(changes, "first_noted"), "Noted for the first time"));
    append(blocks, points(list_in(changes, "missing"), "Could not be compared"));
}

void add_version(Json& blocks, const Json& version)
{
    const bool is_first = blocks.empty() && !version.contains("changes");
    blocks.push_back(heading(version_title(version), history_words(version)));
    if (const auto note = text_in(version, "note"); !note.empty()) blocks.push_back(words("“" + note + "”"));
    if (is_first) blocks.push_back(words("The first version of the session.", true));
    add_changes(blocks, version);
}

std::string bytes_words(const Json& print) { return number_in(print, "bytes") > 0 ? grouped_digits(static_cast<std::uint64_t>(number_in(print, "bytes"))) + " bytes" : std::string(); }

/// `WAV, 96 kHz, 24 bit, 2 channels`
std::string format_words(const Json& print)
{
    std::string words = text_in(print, "format");
    const auto add = [&words](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
    const auto rate = static_cast<std::uint64_t>(number_in(print, "rate_hz"));
    if (rate > 0) add(std::to_string(rate / 1000) + (rate % 1000 == 0 ? "" : "." + std::to_string(rate % 1000 / 100)) + " kHz");
    if (const auto bits = text_in(print, "bits"); !bits.empty() && bits != "0") add(bits + " bit");
    if (const auto channels = static_cast<std::size_t>(number_in(print, "channels")); channels > 0) add(count_of(channels, "channel"));
    return words;
}

bool is_replaced(const Json& print) { return number_in(print, "replaced") > 0; }

/// `MSTR, superseded`
std::string print_aside(const Json& print)
{
    const auto alternate = text_in(print, "alternate");
    if (!is_replaced(print)) return alternate;
    return alternate + (alternate.empty() ? "" : ", ") + "superseded";
}

void add_state(Json& blocks, const Json& print)
{
    if (is_replaced(print)) blocks.push_back(words("Superseded: the same file was registered again later. Its hash is that of the older one."));
    if (const auto warning = text_in(print, "warning"); !warning.empty()) blocks.push_back(words("Warning: " + warning + (warning.ends_with('.') ? "" : ".")));
}

std::string proof_words(const Json& copy)
{
    if (!flag_in(copy, "proven")) return "no";
    return flag_in(copy, "own_drive") ? "by its hash, but on the print's own drive: it does not count" : "yes, by its hash";
}

Json copies_block(const Json& print)
{
    Table table({"Copy on", "Where", "Proven", "Time", "Why not"});
    for (const auto& copy : list_in(print, "copies"))
        table.add({text_in(copy, "drive"), text_in(copy, "path"), proof_words(copy), time_words(text_in(copy, "time")), text_in(copy, "why")});
    return table.block();
}

}  // namespace

Json version_blocks(const Json& facts)
{
    Json blocks = Json::array(), waiting = Json::array();
    for (const auto& version : list_in(facts, "versions")) {
        if (flag_in(version, "never_applied")) waiting.push_back(version_title(version) + ", " + history_words(version));
        else add_version(blocks, version);
    }
    append(blocks, points(std::move(waiting), "Prepared, never applied"));
    return blocks;
}

Json print_blocks(const Json& facts)
{
    Json blocks = Json::array();
    for (const auto& print : list_in(facts, "prints")) {
        blocks.push_back(heading(text_in(print, "file"), print_aside(print)));
        add_state(blocks, print);
        Pairs pairs;
        pairs.add("Version", text_in(print, "version")).add("Length", length_words(number_in(print, "seconds"))).add("Format", format_words(print)).add("Size", bytes_words(print));
        const auto& bext = object_in(print, "bext");
        pairs.add("SHA-256", text_in(print, "sha256")).add("Where", text_in(print, "path")).add("Description", text_in(bext, "description")).add("Originator", text_in(bext, "originator"));
        append(blocks, pairs.block());
        append(blocks, points(list_in(print, "naming"), "Its name"));
        append(blocks, copies_block(print));
    }
    return blocks;
}

}  // namespace recalld::paper
