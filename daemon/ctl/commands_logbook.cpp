#include <array>
#include <charconv>

#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/render_logbook.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

constexpr Argument of_session{"--session", "session", text, "the session; the one that was worked on last when left out"};
constexpr Argument of_version{"--version", "version", text, "a version of it"};
constexpr Argument session{"SESSION", "session", text, "a song or job, such as \"Night Train\""};
constexpr Argument more{"TEXT", "text", words, "what else there is to say", For::daemon, Need::optional};

constexpr std::array correct_arguments{Argument{"LINE", "entry", number, "its number in `recallctl log`"}, Argument{"TEXT", "text", words, "how it should read"}};
constexpr std::array take_arguments{Argument{"VERDICT", "verdict", text, "good, \"false start\", …", For::daemon, Need::optional}, more, of_session, of_version,
                                    Argument{"--number", "take", number, "say more of this take; the next one when left out"},
                                    Argument{"--name", "name", text, "what people call it"},
                                    Argument{"--from", "from", text, "where it begins: 01:00:00:00"},
                                    Argument{"--to", "to", text, "where it ends"}, is_new_session};
constexpr std::array track_arguments{Argument{"TRACK", "track", text, "a track of the recording: \"Lead Vox\""}, more, Argument{"--open", "open", flag, "it is not complete after all"}, of_session, of_version, is_new_session};
constexpr std::array fault_arguments{Argument{"SUBJECT", "subject", text, "a unit, \"desk ch/12\", \"jack B12\"; or close"}, Argument{"TEXT", "text", words, "what is wrong; after close its number and what was done"},
                                     Argument{"--quirk", "quirk", flag, "it stays like this, and people should know"},
                                     Argument{"--session", "session", text, "where it was found"}, of_version, is_new_session};
constexpr std::array faults_arguments{Argument{"SUBJECT", "subject", text, "only of this unit, strip or jack", For::daemon, Need::optional}, Argument{"--session", "session", text, "only those found in this session"},
                                      Argument{"--all", "all", flag, "closed ones, too"}};
constexpr std::array credit_arguments{session, Argument{"NAME", "name", text, "who: \"Anna Berg\""}, Argument{"ROLE", "role", text, "as what: \"Assistant Engineer\", mix, prod; others are free"},
                                      Argument{"--instrument", "instrument", text, "what a musician plays"}, Argument{"--group", "group", text, "artist, producer, engineer, musician or studio; the role's own when left out"},
                                      Argument{"--ipi", "ipi", text, "IPI name number"}, Argument{"--isni", "isni", text, "ISNI, 16 digits"}, Argument{"--gone", "gone", flag, "take this credit out"}, is_new_session};
constexpr std::array credits_arguments{session};
constexpr std::array song_arguments{session, Argument{"KEY=VALUE", "values", lines, "facts: title=… artist=… isrc=… bpm=…; without any they are shown", For::daemon, Need::optional}, is_new_session};

int show(const Answer& answer, Screen& screen, Render render)
{
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render);
    return answer.exit();
}

/// `fault close 12 cap replaced`
int close_fault(const Call& call, Screen& screen)
{
    const std::string text = call.arguments.value("text", "");
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string rest(end, text.data() + text.size());
    if (fault != std::errc() || (!rest.empty() && rest.front() != ' '))
        return screen.complain(failure("usage", "close what? `recallctl faults` shows the numbers: recallctl fault close 12 cap replaced", exit_usage));
    Json arguments = {{"entry", number}};
    if (const auto words = rest.find_first_not_of(' '); words != std::string::npos) arguments["text"] = rest.substr(words);
    return show(ask(call.socket, "fault_close", arguments), screen, render_fault);
}

int run_fault(const Call& call, Screen& screen)
{
    if (call.arguments.value("subject", "") == "close") return close_fault(call, screen);
    return run_verb(call, screen);
}

int run_song(const Call& call, Screen& screen)
{
    if (call.arguments.contains("values")) return run_verb(call, screen);
    const Json asked = {{"session", call.arguments.value("session", "")}};
    return show(ask(call.socket, "credits", asked), screen, render_song);
}

constexpr std::string_view logbook = "Logbook";

constexpr std::array table{
    Command{"take", logbook, "put a take into the log, or say more of one", take_arguments,
            "recallctl take good second verse is the one\nrecallctl take \"false start\" --session \"Night Train\"\nrecallctl take good --number 3", run_verb, render_take},
    Command{"track", logbook, "say that a track is complete", track_arguments, "recallctl track \"Lead Vox\" comped from takes 2 and 5\nrecallctl track Bass --open", run_verb, render_take},
    Command{"correct", logbook, "say how a line of the log should read; the line itself stays", correct_arguments, "recallctl correct 412 vocal comped from takes 2 and 6", run_verb, render_corrected},
    Command{"drift", logbook, "show what was moved since the version that was captured or recalled last", {}, "recallctl drift || echo 'capture before you go'", run_verb, render_drift},
    Command{"faults", logbook, "list what is broken, and what people should know", faults_arguments, "recallctl faults\nrecallctl faults desk --all", run_verb, render_faults},
    Command{"fault", logbook, "note what is broken, or close it", fault_arguments,
            "recallctl fault \"desk ch/12\" pre crackles\nrecallctl fault 1176-A reads 2 dB hot --quirk\nrecallctl fault close 412 cap replaced", run_fault, render_fault},
    Command{"credits", logbook, "show who did what on a session, and its song", credits_arguments, "recallctl credits \"Night Train\"", run_verb, render_credits},
    Command{"credit", logbook, "note who did what on a session", credit_arguments,
            "recallctl credit \"Night Train\" \"Anna Berg\" \"Assistant Engineer\"\nrecallctl credit \"Night Train\" Lee Musician --instrument bass", run_verb, render_credit},
    Command{"song", logbook, "note facts of the song, or show them", song_arguments, "recallctl song \"Night Train\" \"artist=The Trains\" initials=TT mixer_initials=AB bpm=98.5\nrecallctl song \"Night Train\"",
            run_song, render_song},
};

}  // namespace

std::span<const Command> logbook_commands() { return table; }

}  // namespace recalld::ctl
