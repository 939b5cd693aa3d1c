#include "paper/exports.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "paper/csv.hpp"

namespace recalld::paper {

namespace {

constexpr std::size_t channel_columns = 28;
constexpr std::array<const char*, 13> input_keys{"name", "mic", "stand", "preamp", "jack", "insert", "group", "strip", "role", "colour", "gain", "phantom", "note"};

std::string padded_line(std::vector<std::string> cells)
{
    cells.resize(channel_columns);
    return csv_line(cells);
}

/// What such software reads without complaint.
std::string plain_name(const std::string& name, const std::string& otherwise)
{
    std::string plain;
    for (const char c : name)
        if (c >= 0x20 && c < 0x7f && plain.size() < longest_channel_name) plain += c;
    return plain.empty() ? otherwise : plain;
}

/// A list counts its lines, or the console's channels.
std::vector<const char*> numbers_in(const Json& inputs)
{
    std::vector<const char*> keys;
    for (const auto* key : {"line", "channel"})
        if (std::ranges::any_of(inputs, [key](const Json& input) { return !text_in(input, key).empty(); })) keys.push_back(key);
    if (keys.empty()) keys.push_back("line");
    return keys;
}

/// What nobody said stays open.
std::string cell_of(const Json& input, std::string_view key)
{
    if (key == "gain") return text_in(input, "gain_db");
    if (key != "phantom") return text_in(input, key);
    return !input.is_object() || !input.contains(key) ? "" : flag_in(input, key) ? "yes" : "no";
}

/// Those that all descriptions of such files name; no other word is risked.
std::string colour_word(const std::string& colour)
{
    constexpr std::array<std::pair<const char*, const char*>, 6> words{{{"red", "Red"}, {"green", "Green"}, {"yellow", "Yellow"}, {"blue", "Blue"}, {"magenta", "Purple"}, {"white", "White"}}};
    const auto found = std::ranges::find_if(words, [&](const auto& word) { return colour == word.first; });
    return found == words.end() ? "Off" : found->second;
}

std::string whole_gain(const Json& input) { return text_in(input, "gain_db").empty() ? "" : std::to_string(std::lround(number_in(input, "gain_db"))); }

std::string channel_line(const Json& input)
{
    const auto channel = text_in(input, "channel"), number = channel.empty() ? text_in(input, "line") : channel;
    return padded_line({"Input", number, plain_name(text_in(input, "name"), number), colour_word(text_in(input, "colour")), "MixRack", number, "", whole_gain(input), "Off", flag_in(input, "phantom") ? "On" : "Off"});
}

}  // namespace

std::string inputs_csv(const Json& facts)
{
    const auto& inputs = list_in(facts, "inputs");
    auto keys = numbers_in(inputs);
    keys.insert(keys.end(), input_keys.begin(), input_keys.end());
    std::string text = csv_line({keys.begin(), keys.end()});
    for (const auto& input : inputs) {
        std::vector<std::string> cells;
        for (const auto* key : keys) cells.push_back(cell_of(input, key));
        text += csv_line(cells);
    }
    return text;
}

std::string patch_csv(const Json& facts)
{
    std::string text = csv_line({"from", "to", "note"});
    for (const auto& cord : list_in(object_in(facts, "patch"), "cords")) text += csv_line({text_in(cord, "from"), text_in(cord, "to"), text_in(cord, "note")});
    return text;
}

std::string channels_csv(const Json& facts)
{
    std::string text = padded_line({"[Version]", "V1.0"}) + padded_line({"[Channels]"});
    for (const auto& input : list_in(facts, "inputs")) text += channel_line(input);
    return text + padded_line({"[Outputs]"}) + padded_line({"[Virtual SoundCheck]"});
}

std::string archive_readme(const Json& facts)
{
    return "This folder is the archive of the session \"" + text_in(facts, "session") + "\".\n"
           "It was written by " + text_in(facts, "made_by") + ", a program that keeps what consoles and outboard were set to.\n"
           "Everything in it is plain UTF-8 text; no program is needed to read it.\n\n"
           "  book.html      the mix book, for any web browser; it can be printed\n"
           "  book.txt       the same as plain text, 100 columns wide\n"
           "  session.json   studio, song, credits and the list of versions, in the order in which they were made\n"
           "  log.jsonl      the session's log, a line of JSON each; \"line\" numbers them, \"about\" names the line that\n"
           "                 one corrects, closes or ticks. Lines without the session's name tell of the room: sheets\n"
           "                 of analog gear, cords, faults. Lines with a \"room\" were written in another room than those\n"
           "                 without: the session moved. \"plates\" says serial numbers and revisions of that room's gear\n"
           "  versions/      each version of the session: every setting by unit and name. \"native\" is what the device\n"
           "                 was told or said, \"value\" the same for people. A version's \"entry\" is the newest line of\n"
           "                 the log when it was made\n"
           "  profiles/      what each model of gear can do: the names and scales of the settings\n"
           "  inputs.csv, patch.csv   the input list and the cords, for spreadsheets\n"
           "  rin.xml        a DRAFT of a DDEX RIN 2.1 message; it was not validated\n"
           "  manifest.json  every other file with its size and its SHA-256 hash\n\n"
           "Times are UTC. To check the files by hand: sha256sum FILE, and compare with manifest.json.\n"
           "To take the session into another recalld: recallctl archive import FOLDER\n";
}

}  // namespace recalld::paper
