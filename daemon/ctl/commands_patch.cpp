#include <array>
#include <sstream>
#include <vector>

#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/options.hpp"
#include "ctl/render_patch.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;
using Words = std::vector<std::string>;

int conclude(const Answer& answer, Screen& screen, Render render)
{
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render);
    return answer.exit();
}

Words words_of(const Call& call)
{
    std::istringstream lines(call.own.value("which", ""));
    Words parts;
    for (std::string line; std::getline(lines, line);) parts.push_back(line);
    return parts;
}

int misuse(Screen& screen, const char* why) { return screen.complain(failure("usage", why, exit_usage)); }

/// B3 B17, or one word that has both: "B3 -> B17".
std::string cord_in(const Words& parts)
{
    std::string line;
    for (const auto& word : parts) line += (line.empty() ? "" : " ") + word;
    return line;
}

int change_patch(const Call& call, const char* what, const Words& parts, Screen& screen)
{
    if (parts.empty()) return misuse(screen, "say which cord: recallctl patch plug B3 B17, recallctl patch pull B3");
    Json arguments = Json::object();
    arguments[what] = cord_in(parts);
    if (call.own.contains("note")) arguments["note"] = call.own["note"];
    return conclude(ask(call.socket, "patch_set", arguments), screen, render_patch_set);
}

/// SESSION/VERSION or live; null when it is neither.
Json side_of(const std::string& word)
{
    if (word == "live") return word;
    const auto [session, version] = split_moment(word);
    if (session.empty() || version.empty()) return nullptr;
    return {{"session", session}, {"version", version}};
}

int compare_patches(const Call& call, const Words& parts, Screen& screen)
{
    if (parts.size() != 2) return misuse(screen, "patch diff compares two: recallctl patch diff live \"Night Train/Mix 3\"");
    const Json from = side_of(parts[0]), to = side_of(parts[1]);
    if (from.is_null() || to.is_null()) return misuse(screen, "patch diff takes SESSION/VERSION, or live");
    const Json arguments = {{"from", from}, {"to", to}};
    return conclude(ask(call.socket, "patch_diff", arguments), screen, render_patch_diff);
}

int run_patch(const Call& call, Screen& screen)
{
    const auto what = call.own.value("order", "");
    const auto parts = words_of(call);
    if (what.empty()) return conclude(ask(call.socket, "patch", call.arguments), screen, render_patch);
    if (!call.arguments.empty()) return misuse(screen, "--at goes with `recallctl patch` alone");
    if (what == "plug" || what == "pull") return change_patch(call, what.c_str(), parts, screen);
    if (what == "diff") return compare_patches(call, parts, screen);
    return misuse(screen, "patch has plug, pull and diff; alone it shows the cords");
}

constexpr Argument at{"--at", "at", moment, "as that version has it: SESSION/VERSION"};
constexpr std::array patch_arguments{Argument{"WHAT", "order", text, "plug, pull or diff; alone the cords are shown", For::ourselves, Need::optional},
                                     Argument{"WHICH", "which", lines, "plug, pull: jacks, such as B3 B17; diff: from and to, SESSION/VERSION or live", For::ourselves, Need::optional}, at,
                                     Argument{"--note", "note", text, "plug: words to remember the cord by", For::ourselves}};
constexpr std::array trace_arguments{Argument{"POINT", "point", words, "a jack, a line, a unit, a channel: B12, line 7, desk ch 17"}, at};

constexpr std::string_view patch_group = "Patch";

constexpr std::array rows{
    Command{"patch", patch_group, "show the cords, note new ones, or compare two patches", patch_arguments,
            "recallctl patch\nrecallctl patch --at \"Night Train/Mix 3\"\nrecallctl patch plug B3 B17 --note \"vocal chain\"\nrecallctl patch pull B3\nrecallctl patch diff live \"Night Train/Mix 3\"", run_patch,
            render_patch},
    Command{"trace", patch_group, "follow a signal from its source to its end", trace_arguments, "recallctl trace B12\nrecallctl trace desk ch 17 --at \"Night Train/Mix 3\"", run_verb, render_trace},
};

}  // namespace

std::span<const Command> patch_commands() { return rows; }

}  // namespace recalld::ctl
