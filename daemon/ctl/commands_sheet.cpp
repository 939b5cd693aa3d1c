#include <array>
#include <optional>

#include "ctl/base64.hpp"
#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/files.hpp"
#include "ctl/render_sheet.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;
using Words = std::vector<std::string>;

constexpr std::string_view group = "Analog gear";
constexpr std::array sheet_arguments{
    Argument{"WORDS", "sheet", lines, "UNIT; or set, copy or photo, and what follows", For::ourselves},
    Argument{"--at", "at", moment, "as it stood in this version; copy: from it"},
    Argument{"--against", "against", state, "mark what differs from SESSION/VERSION or live"},
    Argument{"--from", "from_unit", text, "copy: from this unit of the same kind"},
    Argument{"--preset", "preset", text, "set: the unit's own program that the rest deviates from"}};
constexpr std::array checklist_arguments{Argument{"RECALL", "recall", number, "its number; the newest that left something to do when left out", For::daemon, Need::optional},
                                         Argument{"--follow", "follow", flag, "show it again whenever somebody ticks, until nothing is left"}};
constexpr std::array tick_arguments{
    Argument{"RECALL", "recall", number, "the number of the recall"}, Argument{"LINE", "line", text, "the line, such as \"1176-A INPUT\""},
    Argument{"VERDICT", "verdict", text, "done (when left out), cannot, or open to take a tick back", For::daemon, Need::optional},
    Argument{"--note", "note", text, "why it cannot match"}, Argument{"--found", "found", text, "how it stands, when not quite as wanted"}};

Answer misuse(const std::string& words) { return failure("usage", words, exit_usage); }

Words words_of(const Call& call)
{
    Words words;
    std::string text = call.own.value("sheet", "");
    for (std::size_t end = 0; !text.empty(); text.erase(0, std::min(end, text.size() - 1) + 1)) {
        end = text.find('\n');
        words.push_back(text.substr(0, end));
    }
    return words;
}

int asked(const Call& call, Screen& screen, std::string_view verb, const Json& arguments, Render render)
{
    const Answer answer = ask(call.socket, verb, arguments);
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render);
    return answer.exit();
}

Json only(const Json& arguments, std::initializer_list<const char*> keys)
{
    Json kept = Json::object();
    for (const auto* key : keys)
        if (arguments.contains(key)) kept[key] = arguments[key];
    return kept;
}

/// Lines for the daemon: of a pair, or of one word that is CONTROL=VALUE already. Nothing when the last control has no value.
std::optional<std::string> lines_of(const Words& words)
{
    std::string text;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const bool is_whole = words[i].find('=') != std::string::npos;
        if (!is_whole && i + 1 == words.size()) return std::nullopt;
        text += (is_whole ? words[i] : words[i] + "=" + words[i + 1]) + "\n";
        if (!is_whole) ++i;
    }
    return text;
}

/// `set UNIT CONTROL VALUE CONTROL=VALUE …`
int run_set(const Call& call, Screen& screen, const Words& words)
{
    if (words.size() < 2) return screen.complain(misuse("say of which unit: recallctl sheet set 1176-A INPUT 30"));
    const auto lines_of_values = lines_of(words);
    if (!lines_of_values) return screen.complain(misuse("after the unit come pairs of CONTROL and VALUE; \"" + clean(words.back()) + "\" has no value (quote labels of several words)"));
    Json arguments = only(call.arguments, {"preset"});
    arguments["unit"] = words[1];
    if (!lines_of_values->empty()) arguments["values"] = *lines_of_values;
    return asked(call, screen, "sheet_set", arguments, render_noted);
}

/// `copy UNIT [LEFT RIGHT]`
int run_copy(const Call& call, Screen& screen, const Words& words)
{
    if (words.size() != 2 && words.size() != 4) return screen.complain(misuse("copy takes a UNIT, or a UNIT and two of its channels: recallctl sheet copy eq LEFT RIGHT"));
    Json arguments = only(call.arguments, {"session", "version", "from_unit"});
    arguments["unit"] = words[1];
    if (words.size() == 4) arguments["from_channel"] = words[2], arguments["to_channel"] = words[3];
    return asked(call, screen, "sheet_copy", arguments, render_noted);
}

int run_photo(const Call& call, Screen& screen, const Words& words)
{
    if (words.size() != 3) return screen.complain(misuse("photo takes a UNIT and a FILE: recallctl sheet photo 1176-A front.jpg"));
    const Json arguments = {{"unit", words[1]}, {"photo", to_base64(read_photo_file(words[2]))}, {"name", words[2].substr(words[2].rfind('/') + 1)}};
    return asked(call, screen, "sheet_photo", arguments, render_noted);
}

int run_sheet(const Call& call, Screen& screen)
{
    const auto words = words_of(call);
    const std::string first = words.empty() ? "" : words.front();
    if (first == "set") return run_set(call, screen, words);
    if (first == "copy") return run_copy(call, screen, words);
    if (first == "photo") return run_photo(call, screen, words);
    if (words.size() != 1) return screen.complain(misuse("\"" + clean(words.size() > 1 ? words[1] : "") + "\" is one word too many: a sheet is of one UNIT; sheet has set, copy and photo"));
    Json arguments = only(call.arguments, {"session", "version", "against"});
    arguments["unit"] = first;
    arguments["brief"] = !screen.json();
    return asked(call, screen, "sheet", arguments, render_sheet);
}

/// The list as it comes; Ctrl-C ends only the looking.
int run_checklist(const Call& call, Screen& screen)
{
    const auto show = [&](const Json& line) {
        if (line.contains("checklist")) screen.show(line["checklist"], render_checklist);
        return screen.flush();
    };
    const Answer answer = ask(call.socket, "checklist", call.arguments, show);
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render_checklist);
    return answer.exit();
}

constexpr std::array table{
    Command{"sheets", group, "list the sheets of analog gear", {}, "recallctl sheets", run_verb, render_sheets},
    Command{"sheet", group, "show a sheet, set it, copy it, or keep a photo", sheet_arguments,
            "recallctl sheet 1176-A\nrecallctl sheet 1176-A --at \"Night Train/Mix 3\"\nrecallctl sheet set 1176-A INPUT 30 OUTPUT 18 RATIO 4\n"
            "recallctl sheet set eq \"LOW FREQUENCY\" 60 \"HIGH GAIN\" 3~0.5 BANDWIDTH -\nrecallctl sheet set LA2A GAIN 40 \"*\" -\nrecallctl sheet copy 1176-A --at \"Night Train/Mix 2\"\n"
            "recallctl sheet copy eq LEFT RIGHT\nrecallctl sheet photo 1176-A front.jpg",
            run_sheet, render_sheet},
    Command{"checklist", group, "show what a recall leaves to hands", checklist_arguments, "recallctl checklist\nrecallctl checklist 12 --json\nrecallctl checklist --follow", run_checklist, render_checklist},
    Command{"tick", group, "say that a line of a checklist is done, or cannot be", tick_arguments,
            "recallctl tick 12 \"1176-A INPUT\"\nrecallctl tick 12 \"1176-A RATIO\" cannot --note \"button is broken\"\nrecallctl tick 12 \"1176-A INPUT\" open",
            run_verb, render_tick},
};

}  // namespace

std::span<const Command> sheet_commands() { return table; }

}  // namespace recalld::ctl
