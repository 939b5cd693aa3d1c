#include "paper/book_chapters.hpp"

namespace recalld::paper {

namespace {

std::string studio_words(const Json& studio)
{
    const auto name = text_in(studio, "name"), room = text_in(studio, "room");
    return name + (name.empty() || room.empty() ? "" : ", ") + room;
}

/// Everybody of one group, as `Anna Berg, Jo Lind`.
std::string people_of(const Json& facts, std::string_view group)
{
    std::string names;
    for (const auto& credit : list_in(facts, "credits"))
        if (const auto name = text_in(credit, "name"); text_in(credit, "group") == group && names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
    return names;
}

std::string version_words(const Json& version)
{
    const auto name = text_in(version, "version");
    return name.empty() ? "none was captured yet" : name + (number_in(version, "take") > 1 ? ", take " + text_in(version, "take") : "");
}

std::string mark(bool is_so, const char* words) { return is_so ? words : ""; }

/// What a line of the log says now: its own words, or those of the last correction.
std::string said(const Json& entry)
{
    const auto& corrections = list_in(entry, "corrections");
    return corrections.empty() ? text_in(entry, "text") : text_in(corrections.back(), "text") + " (corrected)";
}

constexpr std::pair<const char*, const char*> song_words[] = {
    {"artist", "Artist"}, {"title", "Title"}, {"isrc", "ISRC"}, {"label", "Label"}, {"catalogue", "Catalogue number"}, {"client", "Client"}, {"bpm", "Tempo"}, {"key", "Key"}};

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
    pairs.add("Session", text_in(facts, "session")).add("Version", version_words(version)).add("Captured", time_words(text_in(version, "time")));
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
    Table table({"Line", "Name", "Microphone", "Stand", "48 V", "Preamp", "Jack", "Strip", "Role", "Note"});
    for (const auto& input : list_in(facts, "inputs"))
        table.add({text_in(input, "line"), text_in(input, "name"), text_in(input, "mic"), text_in(input, "stand"), mark(flag_in(input, "phantom"), "48 V"), text_in(input, "preamp"),
                   text_in(input, "jack"), text_in(input, "strip"), text_in(input, "role"), text_in(input, "note")});
    Json blocks = Json::array();
    append(blocks, table.block());
    return blocks;
}

Json map_blocks(const Json& facts)
{
    Table takes({"Take", "Name", "From", "To", "Verdict", "Time", "Noted"});
    for (const auto& take : list_in(facts, "takes"))
    {
        const auto& data = object_in(take, "data");
        takes.add({text_in(data, "take"), text_in(data, "name"), text_in(data, "from"), text_in(data, "to"), text_in(data, "verdict"), time_words(text_in(take, "time")), said(take)});
    }
    Table tracks({"Track", "Done", "Time", "Noted"});
    for (const auto& track : list_in(facts, "tracks"))
    {
        const auto& data = object_in(track, "data");
        tracks.add({text_in(data, "track"), flag_in(data, "done") ? "done" : "open", time_words(text_in(track, "time")), said(track)});
    }
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
    Table table({"Time", "Who", "Kind", "Version", "About", "What"});
    for (const auto& entry : list_in(facts, "log"))
        table.add({time_words(text_in(entry, "time")), text_in(entry, "who"), text_in(entry, "kind"), text_in(entry, "version"), text_in(entry, "subject"), said(entry)});
    Json blocks = Json::array();
    append(blocks, table.block());
    return blocks;
}

}  // namespace recalld::paper
