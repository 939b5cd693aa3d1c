#include <array>
#include <optional>

#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/files.hpp"
#include "ctl/interrupt.hpp"
#include "ctl/render_checks.hpp"
#include "ctl/screen.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

constexpr Argument output{"--output,-o", "output", text, "make: the file to write; standard output when left out or -", For::ourselves};
constexpr Argument force{"--force", "force", flag, "make: write over a file that is there", For::ourselves};
constexpr std::array preflight_arguments{
    Argument{"FILE", "file", text, "how the room should be, YAML or JSON; or make", For::ourselves},
    Argument{"SESSION/VERSION", "moment", moment, "make: the version that is trusted", For::daemon, Need::optional},
    Argument{"--scope", "scope", text, "make: what of it; routing, outputs, links, safes and head amps unless said"}, output, force};
constexpr std::array linecheck_arguments{
    Argument{"WHAT", "what", text, "the session whose input list is walked; or show", For::ourselves},
    Argument{"SESSION", "session", text, "show: the session; without it the check that is under way", For::ourselves, Need::optional},
    Argument{"--patience", "patience_s", number, "seconds to wait for a line that does not pass; 0 waits for a hand. 10 when left out"},
    Argument{"--lines", "lines", text, "a file of lines such as Kick In=desk ch/01 48V, instead of the input list", For::ourselves},
    Argument{"--for", "version", text, "the version that it belongs to; the newest when left out"},
    Argument{"--sign", "sign", text, "who signs the result", For::ourselves},
    Argument{"--force", "force", flag, "end a check of somebody else, though nobody signed it"},
    is_new_session};
constexpr std::array toneout_arguments{
    Argument{"UNIT", "unit", text, "a unit of the rig with an oscillator"},
    Argument{"OUTPUTS", "outputs", lines, "bus/1-4 main/st, or all"},
    Argument{"--returns", "returns", text, "where each comes back, one an output: ch/17,ch/18"},
    Argument{"--level", "level_db", text, "how loud in dBFS; -20 when left out"},
    Argument{"--seconds", "seconds", number, "how long each; 2 when left out"},
    Argument{"--allow", "allow", names, "consent to these hazards: oscillator,level"}};

LineListener drawing_on(Screen& screen)
{
    return [&screen](const Json& line) {
        if (line.contains("progress")) screen.progress(line["progress"]);
        return true;
    };
}

int conclude(const Answer& answer, Screen& screen, Render render)
{
    screen.end_progress();
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render);
    return answer.exit();
}

int make_expectation(const Call& call, Screen& screen)
{
    if (!call.arguments.contains("session")) return screen.complain(failure("usage", "say from which version: recallctl preflight make \"Night Train/Mix 3\"", exit_usage));
    const std::string path = call.own.value("output", "");
    const bool to_file = !path.empty() && path != "-", replace = flag_in(call.own, "force");
    if (to_file) check_output_file(path, replace);
    const Answer answer = ask(call.socket, "preflight_make", call.arguments, drawing_on(screen));
    if (answer.is_error()) return screen.complain(answer);
    const std::string expectation = answer.result.value("text", "");
    if (to_file) write_text_file(path, expectation, replace);
    if (screen.json()) screen.show(answer.result, nullptr);
    else if (to_file) screen.say(path + ": written; change what need not be so, then: recallctl preflight " + path + "\n");
    else screen.show_text(expectation);
    return answer.exit();
}

int run_preflight(const Call& call, Screen& screen)
{
    const std::string path = call.own.value("file", "");
    if (path == "make") return make_expectation(call, screen);
    if (call.arguments.contains("session")) return screen.complain(failure("usage", "only make takes a version; recallctl preflight FILE compares", exit_usage));
    const Json arguments = {{"expect", read_text_file(path)}, {"name", path == "-" ? "standard input" : path.substr(path.rfind('/') + 1)}};
    return conclude(ask(call.socket, "preflight", arguments, drawing_on(screen)), screen, render_preflight);
}

int show_line_check(const Call& call, Screen& screen)
{
    const std::string session = call.own.value("session", "");
    if (session.empty()) return conclude(ask(call.socket, "linecheck", Json::object()), screen, render_line_check);
    return conclude(ask(call.socket, "linecheck_result", {{"session", session}}), screen, render_line_check);
}

/// Lines are told as they are decided; what is left in the end is the sum.
Answer follow_line_check(const Call& call, Screen& screen)
{
    const auto listen = [&](const Json& line) {
        if (line.contains("progress")) screen.progress(line["progress"]);
        if (line.contains("waits")) {
            screen.end_progress();
            screen.explain("recallctl: " + text_in(line, "waits") + '\n');
        }
        if (!line.contains("line") || screen.json()) return true;
        screen.end_progress();
        screen.show(line["line"], render_checked_line);
        return screen.flush();
    };
    const CancelOnInterrupt armed([socket = call.socket] { return !ask(socket, "linecheck_cancel", Json::object()).is_error(); });
    return ask(call.socket, "linecheck", {{"follow", true}}, listen);
}

int run_linecheck(const Call& call, Screen& screen)
{
    const std::string what = call.own.value("what", ""), signer = call.own.value("sign", "");
    if (what == "show") return show_line_check(call, screen);
    Json arguments = call.arguments;
    arguments["session"] = what;
    if (const std::string path = call.own.value("lines", ""); !path.empty()) arguments["lines"] = read_text_file(path);
    const Answer started = ask(call.socket, "linecheck_start", arguments);
    if (started.is_error()) return screen.complain(started);
    screen.say(notes_of(started.result, screen.output_paint()));
    const Answer walked = follow_line_check(call, screen);
    const bool is_whole = !walked.is_error() && text_in(walked.result, "state") == "done";
    if (signer.empty() || !is_whole) return conclude(walked, screen, render_line_check_sum);
    return conclude(ask(call.socket, "linecheck_sign", {{"name", signer}}), screen, render_line_check_sum);
}

int run_toneout(const Call& call, Screen& screen)
{
    Answer answer;
    {
        const CancelOnInterrupt armed([socket = call.socket] {
            const Answer ended = ask(socket, "cancel", Json::object());
            return ended.is_error() || has(ended.result, "cancelled");
        });
        answer = ask(call.socket, "tone_out", call.arguments, drawing_on(screen));
    }
    return conclude(answer, screen, render_toneout);
}

constexpr std::string_view checks = "Checks";

constexpr std::array table{
    Command{"preflight", checks, "compare the room with what it should be", preflight_arguments,
            "recallctl preflight make \"Night Train/Mix 3\" -o room.yaml\nrecallctl preflight room.yaml || echo 'look at the desk first'", run_preflight, render_preflight},
    Command{"linecheck", checks, "walk the input list and listen to each line", linecheck_arguments,
            "recallctl linecheck \"Night Train\" --patience 20 --sign Anna\nrecallctl linecheck show \"Night Train\"", run_linecheck, render_line_check},
    Command{"toneout", checks, "send the desk's oscillator to each output and listen to its return", toneout_arguments,
            "recallctl toneout desk bus/1-4 --returns ch/17,ch/18,ch/19,ch/20 --level -20 --allow oscillator", run_toneout, render_toneout},
};

}  // namespace

std::span<const Command> check_commands() { return table; }

}  // namespace recalld::ctl
