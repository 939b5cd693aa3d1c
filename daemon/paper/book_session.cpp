#include <algorithm>

#include "paper/book_chapters.hpp"

namespace recalld::paper {

namespace {

std::string studio_words(const Json& studio)
{
    const auto name = text_in(studio, "name"), room = text_in(studio, "room");
    return name + (name.empty() || room.empty() ? "" : ", ") + room;
}

/// Everybody of one group once, as `Anna Berg, Jo Lind`.
std::string people_of(const Json& facts, std::string_view group)
{
    std::vector<std::string> names;
    for (const auto& credit : list_in(facts, "credits"))
        if (const auto name = text_in(credit, "name"); text_in(credit, "group") == group && std::ranges::find(names, name) == names.end()) names.push_back(name);
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

std::string version_words(const Json& version)
{
    const auto name = text_in(version, "version");
    return name.empty() ? "none was captured yet" : name + (number_in(version, "take") > 1 ? ", take " + text_in(version, "take") : "");
}

/// What nobody said stays open.
std::string phantom_words(const Json& input) { return !input.is_object() || !input.contains("phantom") ? "" : flag_in(input, "phantom") ? "48 V" : "no"; }

std::string gain_words(const Json& input)
{
    const auto gain = text_in(input, "gain_db");
    return gain.empty() ? gain : gain + " dB";
}

/// What a line of the log says now: its own words, or those of the last correction.
std::string said(const Json& entry)
{
    const auto& corrections = list_in(entry, "corrections");
    return corrections.empty() ? text_in(entry, "text") : text_in(corrections.back(), "text") + " (corrected)";
}

constexpr std::pair<const char*, const char*> song_words[] = {
    {"artist", "Artist"}, {"title", "Title"}, {"album", "Album"}, {"isrc", "ISRC"}, {"label", "Label"}, {"catalogue", "Catalogue number"}, {"client", "Client"}, {"bpm", "Tempo"}, {"key", "Key"},
    {"date", "Date"}, {"note", "Note"}};

Json song_block(const Json& song)
{
    Pairs pairs;
    for (const auto& [key, name] : song_words) {
        const auto value = text_in(song, key);
        pairs.add(name, value.empty() || key != std::string_view("bpm") ? value : value + " bpm");
    }
    return pairs.block();
}

}  // namespace

Json cover_of(const Json& facts)
{
    const auto &song = object_in(facts, "song"), &studio = object_in(facts, "studio"), &version = object_in(facts, "version");
    const auto title = text_in(song, "title");
    Pairs pairs;
    pairs.add("Album", text_in(song, "album")).add("Session", text_in(facts, "session")).add("Version", version_words(version)).add("Captured", time_words(text_in(version, "time")));
    pairs.add("Note", text_in(version, "note")).add("Client", text_in(song, "client")).add("Label", text_in(song, "label"));
    pairs.add("Catalogue number", text_in(song, "catalogue")).add("ISRC", text_in(song, "isrc"));
    pairs.add("Producer", people_of(facts, "producer")).add("Engineers", people_of(facts, "engineer"));
    pairs.add("Studio", studio_words(studio)).add("Address", text_in(studio, "address"));
    pairs.add("Edition", text_in(facts, "edition") == "client" ? "for the client" : "for the studio").add("Book made", time_words(text_in(facts, "made")));
    return {{"title", title.empty() ? text_in(facts, "session") : title}, {"artist", text_in(song, "artist")}, {"house", studio_words(studio)}, {"rows", object_in(pairs.block(), "pairs")["rows"]}};
}

Json credit_blocks(const Json& facts)
{
    Table table({"Role", "Name", "Instrument", "IPI", "ISNI"});
    for (const auto& credit : list_in(facts, "credits"))
        table.add({text_in(credit, "role"), text_in(credit, "name"), text_in(credit, "instrument"), text_in(credit, "ipi"), text_in(credit, "isni")});
    Json blocks = Json::array();
    append(blocks, song_block(object_in(facts, "song")));
    append(blocks, table.block());
    return blocks;
}

Json input_blocks(const Json& facts)
{
    Table table({"Line", "Channel", "Name", "Microphone", "Stand", "48 V", "Gain", "Preamp", "Jack", "Insert", "Strip", "Group", "Role", "Colour", "Note"});
    for (const auto& input : list_in(facts, "inputs"))
        table.add({text_in(input, "line"), text_in(input, "channel"), text_in(input, "name"), text_in(input, "mic"), text_in(input, "stand"), phantom_words(input), gain_words(input), text_in(input, "preamp"),
                   text_in(input, "jack"), text_in(input, "insert"), text_in(input, "strip"), text_in(input, "group"), text_in(input, "role"), text_in(input, "colour"), text_in(input, "note")});
    Json blocks = Json::array();
    append(blocks, table.block());
    return blocks;
}

Json map_blocks(const Json& facts)
{
    Table takes({"Take", "Name", "From", "To", "Verdict", "Time", "Noted"});
    for (const auto& take : list_in(facts, "takes"))
        takes.add({text_in(take, "take"), text_in(take, "name"), text_in(take, "from"), text_in(take, "to"), text_in(take, "verdict"), time_words(text_in(take, "time")), text_in(take, "text")});
    Table tracks({"Track", "Done", "Time", "Noted"});
    for (const auto& track : list_in(facts, "tracks"))
        tracks.add({text_in(track, "track"), flag_in(track, "done") ? "done" : "open", time_words(text_in(track, "time")), text_in(track, "text")});
    Json blocks = Json::array();
    append(blocks, takes.block("Takes"));
    append(blocks, tracks.block("Tracks"));
    return blocks;
}

Json fault_blocks(const Json& facts)
{
    Table table({"What", "Fault or quirk", "State", "Noted", "By"});
    for (const auto& fault : list_in(facts, "faults"))
        table.add({text_in(fault, "subject"), text_in(fault, "text"), flag_in(fault, "quirk") ? "quirk" : flag_in(fault, "open") ? "open" : "closed", time_words(text_in(fault, "time")), text_in(fault, "who")});
    Json blocks = Json::array();
    append(blocks, table.block());
    return blocks;
}

Json log_blocks(const Json& facts)
{
    Json blocks = Json::array();
    if (const auto older = static_cast<std::size_t>(number_in(facts, "log_left_out")); older > 0) blocks.push_back(words(count_of(older, "older line") + " of the log left out: only the newest stand here.", true));
    Table table({"Time", "Who", "Kind", "Version", "About", "What"});
    for (const auto& entry : list_in(facts, "log"))
        table.add({time_words(text_in(entry, "time")), text_in(entry, "who"), text_in(entry, "kind"), text_in(entry, "version"), text_in(entry, "subject"), said(entry)});
    append(blocks, table.block());
    return blocks;
}

}  // namespace recalld::paper
