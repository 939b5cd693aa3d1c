#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/list_file.hpp"
#include "ctl/options.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

std::string messages_of(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& message : list_in(result, "messages")) {
        const auto line = number_in(message, "line");
        text += paint.doubtful(line > 0 ? fmt::format("line {}: ", line) : "note: ") + text_in(message, "text") + '\n';
    }
    return text.empty() ? "" : '\n' + text;
}

std::string tracks_of(const Json& result, const Paint& paint)
{
    Table table({"TRACK", "ROLE", "STRIP", "NAME", "COLOUR", "SOURCE", "PRESET", "WHY"});
    for (const Json& track : list_in(result, "tracks"))
        table.add({text_in(track, "track"), text_in(track, "role"), text_in(track, "strip"), text_in(track, "name"), text_in(track, "colour"), text_in(track, "source"), text_in(track, "preset"), text_in(track, "why")});
    return table.text(paint);
}

std::string conflicts_of(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& conflict : list_in(result, "conflicts")) text += "  " + paint.doubtful(text_in(conflict, "kind")) + ": " + text_in(conflict, "words") + '\n';
    return text.empty() ? "" : "\nto look at\n" + text;
}

std::string kept_of(const Json& result, const Paint& paint)
{
    if (!has(result, "kept")) return "\nnothing was kept or sent; --keep NAME keeps this as a version\n";
    const auto moment = text_in(result, "session") + "/" + text_in(object_in(result, "kept"), "version");
    return fmt::format("\nkept as {}; apply it: recallctl prep apply \"{}\"\n", moment, moment) + notes_of(object_in(result, "kept"), paint);
}

std::string render_prep(const Json& result, const Paint& paint)
{
    std::string text = fmt::format("{} for {}: {}\n", paint.strong(text_in(result, "session")), text_in(result, "unit"), text_in(result, "how"));
    if (const auto encoding = text_in(result, "encoding"); !encoding.empty()) text += paint.doubtful(encoding) + '\n';
    text += '\n' + tracks_of(result, paint) + conflicts_of(result, paint) + messages_of(result, paint);
    const Json& plan = object_in(result, "plan");
    text += fmt::format("\n{} to write, {} already there\n", count_of(number_in(plan, "writes"), "parameter"), number_in(plan, "unchanged"));
    if (const auto hazards = render_hazards(plan, paint, 30); !hazards.empty()) text += "hazards\n" + hazards;
    return text + kept_of(result, paint);
}

std::string render_inputs(const Json& result, const Paint& paint)
{
    Table table({"LINE", "NAME", "MIC", "STAND", "PREAMP", "JACK", "INSERT", "GROUP", "STRIP", "ROLE", "48V", "NOTE"});
    for (const Json& input : list_in(result, "inputs")) {
        const auto number = has(input, "line") ? number_in(input, "line") : number_in(input, "channel");
        table.add({number > 0 ? std::to_string(number) : "", text_in(input, "name"), text_in(input, "mic"), text_in(input, "stand"), text_in(input, "preamp"), text_in(input, "jack"), text_in(input, "insert"),
                   text_in(input, "group"), text_in(input, "strip"), text_in(input, "role"), has(input, "phantom") ? (flag_in(input, "phantom") ? "yes" : "no") : "", text_in(input, "note")});
    }
    if (list_in(result, "inputs").empty()) return text_in(result, "session") + " has no input list; recallctl inputs SESSION FILE keeps one\n";
    const auto how = text_in(result, "how");
    return table.text(paint) + messages_of(result, paint) + notes_of(result, paint) + (how.empty() ? "" : "\nread as " + how + '\n');
}

std::string render_preset(const Json& result, const Paint& paint)
{
    const auto note = text_in(result, "note");
    const auto name = text_in(result, "name");
    return fmt::format("{}'s preset {}for {}: {} of {}\n", text_in(result, "engineer"), name.empty() ? name : name + ' ', paint.strong(text_in(result, "role")), count_of(static_cast<std::int64_t>(object_in(result, "values").size()), "value"), text_in(result, "strip")) +
           (note.empty() ? "" : paint.doubtful(note) + '\n');
}

std::string render_presets(const Json& result, const Paint& paint)
{
    Table table({"ENGINEER", "NAME", "ROLE", "PROFILE", "FROM", "VALUES"});
    for (const Json& preset : list_in(result, "presets"))
        table.add({text_in(preset, "engineer"), text_in(preset, "name"), text_in(preset, "role"), text_in(preset, "profile"), text_in(preset, "strip"), std::to_string(object_in(preset, "values").size())});
    return list_in(result, "presets").empty() ? "no preset is kept; recallctl preset ENGINEER ROLE SESSION/VERSION STRIP keeps one\n" : table.text(paint);
}

constexpr Command apply{"prep_apply", "", "", {}, "", nullptr, render_recall};

int run_apply(const Call& call, Screen& screen)
{
    const auto [session, version] = split_moment(call.own.value("file", ""));
    if (session.empty() || version.empty()) return screen.complain(failure("usage", "prep apply SESSION/VERSION: say which preparation", exit_usage));
    Call applied = call;
    applied.command = &apply;
    applied.arguments = {{"session", session}, {"version", version}};
    for (const auto* key : {"allow", "mute_first", "dry_run"})
        if (call.arguments.contains(key)) applied.arguments[key] = call.arguments[key];
    return run_recall(applied, screen);
}

/// The call with the text of a file in it.
Call with_list(const Call& call, const char* verb_takes_encoding, Screen& screen)
{
    auto list = read_list_file(call.own.value("file", ""));
    if (!list.said.empty()) screen.explain("recallctl: " + list.said + '\n');
    Call filled = call;
    filled.arguments["text"] = std::move(list.text);
    if (verb_takes_encoding && !list.encoding.empty()) filled.arguments[verb_takes_encoding] = list.encoding;
    else if (!list.encoding.empty()) screen.explain("recallctl: " + list.encoding + '\n');
    return filled;
}

/// One word alone is a session; who means a file by it is told so.
Answer meant_as_file(const std::string& word)
{
    const auto place = std::filesystem::absolute(word).string();
    std::error_code ignored;
    const std::string file = std::filesystem::exists(place, ignored) ? "the file " + clean(place) + " goes behind a session" : "there is no file " + clean(place);
    return failure("usage", "\"" + clean(word) + "\" is no session with an input list, and " + file + "; prep takes a session, and then a DAW's session text or an input list: recallctl prep \"Night Train\" tracks.txt", exit_usage);
}

/// For the session's own input list. No session has a slash in its name.
int prepare_session(const Call& call, Screen& screen)
{
    const auto session = call.arguments.value("session", "");
    const auto draw = [&screen](const Json& line) {
        if (line.contains("progress")) screen.progress(line["progress"]);
        return true;
    };
    const Answer answer = ask(call.socket, "prep", call.arguments, draw);
    const auto code = text_in(answer.error, "code");
    const bool is_no_session = code == "no_input_list" || (code == "name" && session.find('/') != std::string::npos);
    if (answer.is_error()) return screen.complain(is_no_session ? meant_as_file(session) : answer);
    screen.show(answer.result, render_prep);
    return answer.exit();
}

int run_prep(const Call& call, Screen& screen)
{
    const auto session = call.own.value("session", "");
    if (session == "apply" && call.own.contains("file")) return run_apply(call, screen);
    for (const auto* key : {"allow", "mute_first", "dry_run"})
        if (call.arguments.contains(key)) return screen.complain(failure("usage", std::string("prep: ") + key + " goes with prep apply", exit_usage));
    Call named = call;
    named.arguments["session"] = session;
    return call.own.contains("file") ? run_verb(with_list(named, "encoding", screen), screen) : prepare_session(named, screen);
}

constexpr Command set_inputs{"inputs_set", "", "", {}, "", nullptr, render_inputs};

int run_inputs(const Call& call, Screen& screen)
{
    if (!call.own.contains("file")) {
        Call shown = call;
        shown.arguments.erase("new");
        return run_verb(shown, screen);
    }
    Call filled = with_list(call, nullptr, screen);
    filled.command = &set_inputs;
    return run_verb(filled, screen);
}

constexpr std::string_view prepare = "Prepare";

constexpr std::array prep_arguments{
    Argument{"SESSION", "session", text, "the session to prepare; or apply, before a kept preparation", For::ourselves},
    Argument{"FILE", "file", text, "a session text or an input list; - reads standard input; the session's input list when left out", For::ourselves, Need::optional},
    Argument{"--engineer", "engineer", text, "with this engineer's presets, Anna or Anna/bright; several with commas between"},
    Argument{"--keep", "keep", text, "keep what is proposed as a version of this name"},
    Argument{"--unit", "unit", text, "the console; where the house's strips are when left out"},
    Argument{"--format", "format", text, "auto, pro_tools or csv"},
    is_new_session,
    Argument{"--allow", "allow", names, "apply: consent to these hazards: routing,phantom,…"},
    Argument{"--mute-first", "mute_first", flag, "apply: mute first, restore what was muted last"},
    Argument{"--dry-run", "dry_run", flag, "apply: show the plan and send nothing"},
    Argument{"--yes,-y", "yes", flag, "apply: do not ask first", For::ourselves}};
constexpr std::array inputs_arguments{Argument{"SESSION", "session", text, "a song or job, such as \"Night Train\""},
                                      Argument{"FILE", "file", text, "a table to put into the log: CSV, semicolons or tabs; - reads standard input", For::ourselves, Need::optional}, is_new_session};
constexpr std::array preset_arguments{Argument{"ENGINEER", "engineer", text, "whose it is"},
                                      Argument{"ROLE", "role", text, "for which role: kick, lead vox"},
                                      Argument{"SESSION/VERSION", "moment", moment, "the version that it is taken from"},
                                      Argument{"STRIP", "strip", text, "the strip there: ch/17, or desk ch/17"},
                                      Argument{"--unit", "unit", text, "the console; the only one with such a strip when left out"},
                                      Argument{"--sections", "sections", text, "these sections, with commas between; preamp,gate,dyn,eq,insert,delay,automix when left out"},
                                      Argument{"--gain", "gain", flag, "with gain and 48 V of its head amp"},
                                      Argument{"--name", "name", text, "tells several of an engineer for one role apart: bright"}};
constexpr std::array presets_arguments{Argument{"ENGINEER", "engineer", text, "only this engineer's", For::daemon, Need::optional}};

constexpr std::array table{
    Command{"prep", prepare, "propose names, colours, inputs and presets for a session, or apply them", prep_arguments,
            "recallctl prep \"Night Train\" tracks.txt --engineer Anna --keep Prep\nrecallctl prep apply \"Night Train/Prep\" --allow routing", run_prep, render_prep},
    Command{"inputs", prepare, "show a session's input list, or keep one", inputs_arguments, "recallctl inputs \"Night Train\" inputs.csv\nrecallctl inputs \"Night Train\"", run_inputs, render_inputs},
    Command{"preset", prepare, "keep a strip as an engineer's preset for a role", preset_arguments, "recallctl preset Anna \"lead vox\" \"Night Train/Mix 3\" ch/17", run_verb, render_preset},
    Command{"presets", prepare, "list the presets of engineers", presets_arguments, "recallctl presets Anna", run_verb, render_presets},
};

}  // namespace

std::span<const Command> prep_commands() { return table; }

}  // namespace recalld::ctl
