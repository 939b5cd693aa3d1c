#include "ctl/completion.hpp"

#include <algorithm>

#include "ctl/command.hpp"
#include "ctl/options.hpp"
#include "ctl/shell_word.hpp"
#include "ctl/vocabulary.hpp"

namespace recalld::ctl {

namespace {

using Words = std::vector<std::string>;

/// `--output,-o` holds `-o`.
bool is_named(const Argument& argument, std::string_view option)
{
    const auto comma = argument.name.find(',');
    return argument.name.substr(0, comma) == option
           || (comma != std::string_view::npos && argument.name.substr(comma + 1) == option);
}

/// The line so far, without its last word.
struct Line {
    const Command* command = nullptr;
    std::string socket;
    Words given;                     ///< arguments that are not options
    const Argument* open = nullptr;  ///< the option whose value comes next
    bool wants_socket = false;

    void take(const std::string& word);
    void take_option(const std::string& word);
    /// What the word that is being typed is for; null when nothing more belongs here.
    const Argument* next() const;
};

void Line::take_option(const std::string& word)
{
    wants_socket = word == "--socket";
    if (command == nullptr) return;
    for (const Argument& argument : command->arguments)
        if (argument.is_option() && argument.takes != Takes::flag && is_named(argument, word)) open = &argument;
}

void Line::take(const std::string& word)
{
    if (word == "=") return;  // bash makes three words of --scope=eq
    if (std::exchange(wants_socket, false))
        socket = word;
    else if (open != nullptr)
        open = nullptr;
    else if (word.starts_with('-'))
        take_option(word);
    else if (command == nullptr)
        command = command_named(word);
    else
        given.push_back(word);
}

const Argument* Line::next() const
{
    if (open != nullptr) return open;
    std::size_t left = given.size();
    for (const Argument& argument : command->arguments)
        if (!argument.is_option() && (argument.takes == Takes::words || argument.takes == Takes::lines || left-- == 0)) return &argument;
    return nullptr;
}

Words column(const Json& rows, const char* key, const std::string& before = "", const std::string& behind = "")
{
    Words words;
    for (const Json& row : rows) words.push_back(before + text_in(row, key) + behind);
    return words;
}

/// Finds the words for one place in the line.
class Finder {
public:
    Finder(const Line& line, std::string current, const Asker& ask)
        : line_(line), current_(std::move(current)), ask_(ask)
    {
    }

    std::optional<Words> words_for(const Argument& argument) const
    {
        if (argument.key == "file" || argument.key == "output") return std::nullopt;
        if (argument.key == "sheet" || argument.key == "from_unit") return sheet_words(argument.key == "sheet" ? line_.given.size() : 1);
        if (argument.key == "verdict") return Words{"done", "cannot", "open"};
        if (argument.takes == Takes::moment) return moments();
        if (argument.takes == Takes::state) return with(moments(), {"live"});
        if (argument.key == "session") return sessions("");
        if (argument.key == "version") return line_.given.empty() ? Words{} : versions(session_given(), "");
        if (argument.key == "unit") return units();
        if (argument.key == "parameter") return parameters();
        if (argument.key == "name") return names();
        if (argument.key == "scope") return listed(with(units(), {sections().begin(), sections().end()}), ", ");
        if (argument.key == "allow") return listed(hazard_names(), ",");
        if (argument.key == "format") return Words{"scn", "json", "yaml"};
        if (argument.key == "kind" && line_.command->name == "log")
            return listed({"note", "take", "track", "correction", "capture", "recall", "undo", "drift", "fault", "fault_closed", "credit", "song", "print", "copy", "drives", "sheet", "tick", "patch"}, ",");
        if (argument.key == "kind") return Words{"open-stage-control", "touchosc"};
        if (argument.key == "recall") return column(list_in(asked("reports", Json::object()), "reports"), "recall");
        if (argument.key == "what") return Words{"ports", "monitor"};
        if (argument.key == "order") return Words{"plug", "pull", "diff"};
        if (argument.key == "which" || argument.key == "point") return column(list_in(asked("patch", Json::object()), "jacks"), "jack");
        if (argument.key == "port") return column(list_in(asked("midi_ports", Json::object()), "ports"), "name");
        if (argument.key == "as") return Words{"midi", "mcu", "hui", "xctl"};
        if (argument.key == "action") return Words{"play", "stop", "record", "rewind", "fast_forward", "cycle", "pause", "locate"};
        if (argument.key == "from" && line_.command->name == "midi") return Words{"surface", "host"};
        if (argument.key == "role" && line_.command->name == "credit")
            return Words{"Main Artist", "Producer", "Recording Engineer", "Mixing Engineer", "Mastering Engineer", "Assistant Engineer", "Musician", "Lead Vocals", "Background Vocals", "Arranger", "Studio"};
        if (argument.key == "group") return Words{"artist", "producer", "engineer", "musician", "studio"};
        if (argument.key == "subject") return line_.command->name == "fault" ? with(units(), {"close"}) : units();
        if (argument.key == "verdict") return Words{"good", "keeper", "false start", "incomplete"};
        if (argument.key == "values" && line_.command->name == "song")
            return Words{"artist=", "title=", "initials=", "mixer_initials=", "album=", "isrc=", "label=", "catalogue=", "client=", "bpm=", "key=", "date=", "note="};
        if (argument.key == "role") return Words{"view", "operate", "edit"};
        if (argument.key == "id" && line_.command->name == "revoke") return column(list_in(asked("pairings", Json::object()), "pairings"), "id");
        return argument.key == "shell" ? Words{"bash"} : Words{};
    }

private:
    static Words with(Words words, const Words& more)
    {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    /// A unit, or what is done with one; the file of a photo is the shell's to find.
    std::optional<Words> sheet_words(std::size_t place) const
    {
        if (place == 0) return with(units(), {"copy", "photo", "set"});
        if (place == 1) return units();
        if (line_.given.front() == "photo") return std::nullopt;
        return Words{};
    }
    static Words hazard_names()
    {
        Words names{"all"};
        for (const HazardWords& hazard : hazards()) names.emplace_back(hazard.name);
        return names;
    }
    /// `import FILE SESSION VERSION` has a word more in front than `capture SESSION VERSION`.
    const std::string& session_given() const { return line_.given.back(); }
    Json asked(std::string_view verb, const Json& arguments) const { return ask_(line_.socket, verb, arguments); }
    Words sessions(const std::string& behind) const
    {
        return column(list_in(asked("sessions", {{"count", 1000}}), "sessions"), "session", "", behind);
    }
    Words versions(const std::string& session, const std::string& before) const
    {
        const Json result = asked("versions", {{"session", session}, {"count", 1000}});
        return column(list_in(result, "versions"), "version", before);
    }
    Words moments() const
    {
        const std::string session = split_moment(current_).first;
        return session.empty() ? sessions("/") : versions(session, session + '/');
    }
    /// Of a macro, of a trigger, or of a device that has none yet.
    Words names() const
    {
        if (line_.command->name != "macro" && line_.command->name != "trigger" && line_.command->name != "arm" && line_.command->name != "disarm") return {};
        if (line_.command->name == "macro") return column(list_in(asked("macros", Json::object()), "macros"), "macro");
        const auto triggers = column(list_in(asked("triggers", Json::object()), "triggers"), "trigger");
        return line_.command->name == "trigger" ? triggers : with(triggers, {"all"});
    }
    Words units() const { return column(list_in(asked("units", Json::object()), "units"), "unit"); }
    Words parameters() const;
    /// The last of several words in one argument.
    Words listed(const Words& words, std::string_view separators) const
    {
        const auto last = current_.find_last_of(separators);
        const std::string before = last == std::string::npos ? "" : current_.substr(0, last + 1);
        Words result;
        for (const std::string& word : words) result.push_back(before + word);
        return result;
    }

    const Line& line_;
    std::string current_;
    const Asker& ask_;
};

/// One level of names at a time, as a shell walks folders. A star may or may not reach across slashes.
Words Finder::parameters() const
{
    if (line_.given.empty()) return {};
    constexpr int deepest = 5;
    Words words;
    std::string glob = current_.substr(0, current_.rfind('/') + 1) + '*';
    for (int depth = 0; depth < deepest && words.empty(); ++depth, glob += "/*") {
        const Json result = asked("get", {{"unit", line_.given.front()}, {"parameter", glob}});
        words = column(list_in(result, "values"), "parameter");
    }
    for (std::string& word : words)
        if (const auto slash = word.find('/', current_.size()); slash != std::string::npos) word.resize(slash + 1);
    return words;
}

Words option_words(const Command* command)
{
    Words words{"--socket", "--json", "--quiet", "--help"};
    if (command == nullptr)
        words.emplace_back("--version");
    else
        for (const Argument& argument : command->arguments)
            if (argument.is_option()) words.emplace_back(argument.name.substr(0, argument.name.find(',')));
    return words;
}

Words verb_words()
{
    Words words;
    for (const Command& command : commands()) words.emplace_back(command.name);
    return words;
}

Words only_beginnings(Words words, const std::string& current)
{
    std::erase_if(words, [&](const std::string& word) { return !word.starts_with(current); });
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

}  // namespace

std::optional<std::vector<std::string>> completions(const std::vector<std::string>& words, const Asker& ask)
{
    if (words.empty()) return verb_words();
    Line line;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) line.take(without_quotes(words[i]));
    const std::string current = words.back() == "=" ? "" : without_quotes(words.back());
    if (line.wants_socket) return std::nullopt;
    if (line.open == nullptr && current.starts_with('-')) return only_beginnings(option_words(line.command), current);
    if (line.command == nullptr) return only_beginnings(verb_words(), current);
    const Argument* argument = line.next();
    if (argument == nullptr) return Words{};
    auto found = Finder(line, current, ask).words_for(*argument);
    if (found) found = only_beginnings(std::move(*found), current);
    return found;
}

}  // namespace recalld::ctl
