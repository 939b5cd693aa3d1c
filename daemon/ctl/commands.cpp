#include <algorithm>
#include <array>
#include <vector>

#include "ctl/command.hpp"
#include "ctl/run.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

constexpr Argument session{"SESSION", "session", text, "a song or job, such as \"Night Train\""};
constexpr Argument version{"VERSION", "version", text, "a moment of it, such as \"Mix 3\""};
constexpr Argument session_version{"SESSION/VERSION", "moment", moment, "a version; VERSION@2 names its second take"};
constexpr Argument scope{"--scope", "scope", text,
                         "only these units, strips, sections or parameters: \"ch/1-8 -routing\""};
constexpr Argument note{"--note", "note", text, "words to remember it by"};
constexpr Argument allow{"--allow", "allow", names, "consent to these hazards: phantom,gain,…"};
constexpr Argument mute_first{"--mute-first", "mute_first", flag, "mute first, restore what was muted last"};
constexpr Argument dry_run{"--dry-run", "dry_run", flag, "show the plan and send nothing"};
constexpr Argument yes{"--yes,-y", "yes", flag, "do not ask first", For::ourselves};
constexpr Argument offset{"--offset", "offset", number, "leave out so many"};
constexpr Argument most{"--count", "count", number, "list at most so many"};
constexpr Argument unit{"UNIT", "unit", text, "a unit of the rig"};
constexpr Argument output{"--output,-o", "output", text, "the file to write; standard output when left out or -", For::ourselves};
constexpr Argument force{"--force", "force", flag, "write over a file that is there", For::ourselves};
constexpr Argument only_unit{"--unit", "unit", text, "only this unit"};

constexpr std::array get_arguments{unit,
                                   Argument{"PARAMETER", "parameter", text, "such as ch/03/mix/fader; * gives many"}};
constexpr std::array set_arguments{unit, Argument{"PARAMETER", "parameter", text, "such as ch/03/mix/fader"},
                                   Argument{"VALUE", "value", words, "with or without its unit: -6.8 dB, ON, 4k50"},
                                   allow};
constexpr std::array transport_arguments{
    unit, Argument{"ACTION", "action", text, "play, stop, record, rewind, fast_forward, cycle, pause or locate"},
    Argument{"TIME", "time", text, "locate: where to, 01:02:03:04", For::daemon, Need::optional}};
constexpr std::array watch_arguments{scope};
constexpr std::array midi_arguments{
    Argument{"WHAT", "what", text, "ports, or monitor with a port", For::ourselves},
    Argument{"PORT", "port", text, "a part of a port's name, or ipmidi:1", For::daemon, Need::optional},
    Argument{"--as", "as", text, "monitor: as mcu, hui or xctl"},
    Argument{"--from", "from", text, "monitor: a surface or a host sends it"}};
constexpr std::array capture_arguments{session, version, scope, note};
constexpr std::array sessions_arguments{offset, most};
constexpr std::array versions_arguments{session, offset, most,
                                        Argument{"--safety", "safety", flag, "also those that recalls keep for undo"}};
constexpr std::array show_arguments{session_version, scope, only_unit};
constexpr std::array diff_arguments{Argument{"FROM", "from", state, "SESSION/VERSION"},
                                    Argument{"TO", "to", state, "SESSION/VERSION, or live"}, scope};
constexpr std::array plan_arguments{session_version, scope, allow, mute_first};
constexpr std::array recall_arguments{session_version, scope, allow, mute_first, dry_run, yes};
constexpr std::array undo_arguments{allow, mute_first, dry_run, yes};
constexpr std::array report_arguments{
    Argument{"RECALL", "recall", number, "its number; the newest when left out", For::daemon, Need::optional}};
constexpr std::array import_arguments{
    Argument{"FILE", "file", text, "a scene file; - reads standard input", For::ourselves},
    Argument{"--unit", "unit", text, "the unit it belongs to", For::daemon, Need::required}, session, version, note};
constexpr std::array export_arguments{
    session_version, Argument{"--format", "format", text, "scn (one console), json or yaml (one unit or all)"}, only_unit,
    output, force};
constexpr std::array layout_arguments{
    Argument{"KIND", "kind", text, "open-stage-control or touchosc"}, output, force,
    Argument{"--reply-port", "reply_port", number, "touchosc: its receive port, 9000 when left out; 0 when it is the one it sends from"}};
constexpr std::array confirm_arguments{Argument{"ID", "id", number, "its number; your newest when left out", For::daemon, Need::optional}};
constexpr std::array log_arguments{Argument{"TEXT", "text", words, "a note; without it the log is shown", For::daemon, Need::optional},
                                   Argument{"--session", "session", text, "the session that the note, or what is shown, is about"},
                                   Argument{"--about", "subject", text, "what it is about: a unit, \"desk ch/12\", \"jack B12\""},
                                   Argument{"--kind", "kind", text, "show only these kinds of lines: note,take,fault,drift,capture,…"},
                                   Argument{"--since", "since", number, "show only lines after this number"},
                                   Argument{"--new", "new", flag, "the note begins a session, though another is nearly called so"}, offset, most};
constexpr Argument bring{"ARG", "arguments", lines, "what $1, $2 … are", For::daemon, Need::optional};
constexpr std::array macro_arguments{Argument{"NAME", "name", text, "a macro of the rig"}, bring, allow, dry_run};
constexpr std::array trigger_arguments{Argument{"NAME", "name", text, "a trigger of the rig"}, bring, allow};
constexpr std::array arm_arguments{Argument{"NAME", "name", text, "a trigger of the rig, or all"}};
constexpr std::array pair_arguments{Argument{"--role", "role", text, "view, operate or edit", For::daemon, Need::required},
                                    Argument{"--name", "name", text, "the device, for people: \"Anna's phone\""}};
constexpr std::array revoke_arguments{Argument{"ID", "id", number, "its number in `recallctl pairings`"}};
constexpr std::array completion_arguments{Argument{"SHELL", "shell", text, "bash", For::ourselves}};

constexpr std::string_view look = "Look", keep = "Keep and recall", files = "Files", buttons = "Macros and triggers", devices = "Devices", program = "This program";

constexpr std::array table{
    Command{"status", look, "show the daemon and its units", {}, "recallctl status", run_verb, render_status},
    Command{"units", look, "list the units of the rig", {}, "recallctl units --json", run_verb, render_units},
    Command{"check",
            look,
            "compare the rig with its file",
            {},
            "recallctl check || echo 'look at the rig first'",
            run_verb,
            render_check},
    Command{"get", look, "show present values", get_arguments,
            "recallctl get desk ch/03/mix/fader\nrecallctl get desk 'ch/*/mix/fader'", run_verb, render_get},
    Command{"watch", look, "follow changes as they happen", watch_arguments,
            "recallctl watch\nrecallctl watch --scope 'ch/17 mix' --json", run_watch, render_change},
    Command{"midi", look, "list MIDI ports, or follow what comes from one", midi_arguments,
            "recallctl midi ports\nrecallctl midi monitor \"Fader Main\" --as mcu", run_midi, render_midi_ports},
    Command{"set", keep, "set one parameter and read it back", set_arguments,
            "recallctl set desk ch/03/mix/fader -6.8 dB\nrecallctl set desk headamp/004/phantom ON --allow phantom",
            run_verb, render_set},
    Command{"transport", keep, "play, stop, record or locate a DAW or a tape machine", transport_arguments,
            "recallctl transport daw play\nrecallctl transport tape locate 01:00:00:00", run_verb, render_set},
    Command{"capture", keep, "keep the present state as a version", capture_arguments,
            "recallctl capture \"Night Train\" \"Mix 3\" --note \"vox up\"\n"
            "recallctl capture \"Night Train\" Drums --scope ch/1-8",
            run_cancellable, render_capture},
    Command{"sessions", keep, "list the sessions", sessions_arguments, "recallctl sessions --count 20", run_verb,
            render_sessions},
    Command{"versions", keep, "list the versions of a session", versions_arguments,
            "recallctl versions \"Night Train\"", run_verb, render_versions},
    Command{"show", keep, "show what a version holds", show_arguments,
            "recallctl show \"Night Train/Mix 3\" --scope 'ch/17 eq'", run_verb, render_show},
    Command{"diff", keep, "show what differs, in words", diff_arguments,
            "recallctl diff \"Night Train/Mix 2\" \"Night Train/Mix 3\"\nrecallctl diff \"Night Train/Mix 3\" live",
            run_verb, render_diff},
    Command{"plan", keep, "show what a recall would do; sends nothing", plan_arguments,
            "recallctl plan \"Night Train/Mix 3\" --allow phantom,gain", run_verb, render_plan},
    Command{"recall", keep, "put a version back, verified", recall_arguments,
            "recallctl recall \"Night Train/Mix 3\"\n"
            "recallctl recall \"Night Train/Mix 3\" --scope 'ch/17 sends' --allow phantom --yes",
            run_recall, render_recall},
    Command{"undo", keep, "go back to before the newest recall", undo_arguments, "recallctl undo", run_recall,
            render_recall},
    Command{"confirm", keep, "carry out what was refused for its hazards", confirm_arguments, "recallctl confirm", run_cancellable, render_recall},
    Command{
        "cancel", keep, "end the capture or recall that is running", {}, "recallctl cancel", run_verb, render_cancel},
    Command{"reports", keep, "list the recalls", sessions_arguments, "recallctl reports --count 10", run_verb,
            render_reports},
    Command{"report", keep, "show what came of a recall", report_arguments,
            "recallctl report\nrecallctl report 12 --json", run_verb, render_recall},
    Command{"log", keep, "show the log, or put a note into it", log_arguments,
            "recallctl log\nrecallctl log --session \"Night Train\" vocal comped from takes 2 and 5\nrecallctl log --kind take,track --session \"Night Train\"", run_log, render_entries},
    Command{"import", files, "keep a scene file as a version", import_arguments,
            "recallctl import venue.scn --unit desk \"Night Train\" \"From venue\"", run_import, render_import},
    Command{"export", files, "write a version as a file", export_arguments,
            "recallctl export \"Night Train/Mix 3\" --format scn -o mix3.scn\n"
            "recallctl export \"Night Train/Mix 3\" --format json | jq .",
            run_export, nullptr},
    Command{"layout", files, "write a ready-made layout for a control surface app", layout_arguments,
            "recallctl layout open-stage-control -o recalld.json\nrecallctl layout touchosc -o recalld.tosc", run_export, nullptr},
    Command{"macros", buttons, "list the macros of the rig", {}, "recallctl macros", run_verb, render_macros},
    Command{"macro", buttons, "run a macro", macro_arguments, "recallctl macro keep \"Mix 4\"\nrecallctl macro back 3 --dry-run", run_cancellable, render_macro},
    Command{"triggers", buttons, "show what sets off macros, and what came of it", {}, "recallctl triggers", run_verb, render_triggers},
    Command{"trigger", buttons, "set off a trigger by its name", trigger_arguments, "recallctl trigger footswitch\nrecallctl trigger \"by hand\" \"Mix 4\"",
            run_cancellable, render_macro},
    Command{"arm", buttons, "let a trigger set off its macro", arm_arguments, "recallctl arm footswitch\nrecallctl arm all", run_verb, render_armed},
    Command{"disarm", buttons, "keep a trigger from setting off its macro", arm_arguments, "recallctl disarm all", run_verb, render_armed},
    Command{"pair", devices, "let a phone, a tablet or a tool in", pair_arguments, "recallctl pair --role operate --name \"Anna's phone\"", run_verb, render_pair},
    Command{"pairings", devices, "list the paired devices", {}, "recallctl pairings", run_verb, render_pairings},
    Command{"revoke", devices, "take a paired device's role away", revoke_arguments, "recallctl revoke 3", run_verb, render_revoked},
    Command{"completion", program, "print the completion script for a shell", completion_arguments,
            "recallctl completion bash > /etc/bash_completion.d/recallctl", run_completion, nullptr},
};

}  // namespace

std::span<const Command> commands()
{
    static const auto all = [] {
        std::vector<Command> rows(table.begin(), table.end());
        for (const auto more : {sheet_commands(), patch_commands(), logbook_commands(), print_commands(), prep_commands(), check_commands(), book_commands()}) rows.insert(rows.end(), more.begin(), more.end());
        return rows;
    }();
    return all;
}

const Command* command_named(std::string_view name)
{
    const auto found = std::ranges::find(commands(), name, &Command::name);
    return found == commands().end() ? nullptr : &*found;
}

}  // namespace recalld::ctl
