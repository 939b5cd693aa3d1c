#include "ctl/run.hpp"

#include <unistd.h>

#include <optional>
#include <string>
#include <utility>

#include "ctl/base64.hpp"
#include "ctl/client.hpp"
#include "ctl/completion.hpp"
#include "ctl/files.hpp"
#include "ctl/interrupt.hpp"
#include "ctl/screen.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

LineListener drawing_on(Screen& screen)
{
    return [&screen](const Json& line) {
        if (line.contains("progress")) screen.progress(line["progress"]);
        return true;
    };
}

int conclude(const Answer& answer, Screen& screen, Render render)
{
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render);
    return answer.exit();
}

int conclude(const Call& call, const Answer& answer, Screen& screen) { return conclude(answer, screen, call.command->render); }

Answer ask_for(const Call& call, const Json& arguments, Screen& screen)
{
    return ask(call.socket, call.command->name, arguments, drawing_on(screen));
}

/// True once the daemon has ended something.
bool cancel(const std::string& socket)
{
    const Answer answer = ask(socket, "cancel", Json::object());
    return answer.is_error() || has(answer.result, "cancelled");
}

/// Written at once and past the streams, which belong to the main thread.
void announce_cancel()
{
    constexpr std::string_view words = "\ncancelling; waiting for the true result (Ctrl-C again leaves without it)\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), words.size());
}

Json with(Json arguments, const char* key)
{
    arguments[key] = true;
    return arguments;
}

int refuse(const Answer& plan, Screen& screen)
{
    const std::string hazards = hazards_to_allow(plan.result);
    const std::string hint = hazards.empty() ? "" : "; allow what you mean with --allow " + hazards;
    return screen.complain(failure("refused", "refused, nothing was sent" + hint, exit_refused));
}

constexpr std::size_t most_lines_to_read = 30;

/// Shows the plan and asks. Nothing when the recall may go on, otherwise the exit code to end with.
std::optional<int> seek_consent(const Call& call, Screen& screen)
{
    const Answer plan = ask_for(call, with(call.arguments, "dry_run"), screen);
    if (plan.is_error()) return screen.complain(plan);
    screen.explain(render_plan_briefly(plan.result, screen.error_paint(), most_lines_to_read));
    if (flag_in(plan.result, "refused")) return refuse(plan, screen);
    const std::int64_t writes = number_in(plan.result, "writes");
    if (writes == 0) return {};
    if (screen.ask("\nRecall " + count_of(writes, "parameter") + "?")) return {};
    screen.explain("nothing was sent\n");
    return exit_refused;
}

void tell_dropped(std::int64_t count, Screen& screen)
{
    if (!screen.quiet())
        screen.explain("recallctl: " + count_of(count, "change") + " came too fast and cannot be shown\n");
}

/// What a file of that format cannot hold.
void tell_left_out(const Json& result, Screen& screen)
{
    const Json& names = list_in(result, "left_out");
    if (names.empty() || screen.quiet()) return;
    const auto count = static_cast<std::int64_t>(names.size());
    screen.explain("recallctl: " + count_of(count, "parameter") + " left out, which this format does not hold:\n"
                   + listed(names, "  ", most_lines_to_read));
}

/// What goes into the file; nothing when its encoding is broken.
std::optional<std::string> contents_in(const Json& result)
{
    const std::string text = result.value("text", "");
    return result.value("encoding", "") == "base64" ? from_base64(text) : std::optional(text);
}

/// Empty: standard output.
std::string output_of(const Call& call)
{
    const std::string path = call.own.value("output", "");
    return path == "-" ? std::string() : path;
}

}  // namespace

int run_verb(const Call& call, Screen& screen) { return conclude(call, ask_for(call, call.arguments, screen), screen); }

Answer ask_cancellable(const Call& call, std::string_view verb, const Json& arguments, Screen& screen)
{
    const auto on_interrupt = [socket = call.socket, quiet = call.quiet, announced = false]() mutable {
        if (!quiet && !std::exchange(announced, true)) announce_cancel();
        return cancel(socket);
    };
    const CancelOnInterrupt armed(on_interrupt);
    return ask(call.socket, verb, arguments, drawing_on(screen));
}

int run_cancellable(const Call& call, Screen& screen) { return conclude(call, ask_cancellable(call, call.command->name, call.arguments, screen), screen); }

int run_recall(const Call& call, Screen& screen)
{
    if (flag_in(call.arguments, "dry_run")) return run_verb(call, screen);
    if (screen.can_ask() && !flag_in(call.own, "yes"))
        if (const auto end = seek_consent(call, screen)) return *end;
    return run_cancellable(call, screen);
}

int run_log(const Call& call, Screen& screen)
{
    if (call.arguments.contains("text")) return conclude(ask(call.socket, "log", call.arguments, drawing_on(screen)), screen, render_note);
    Json page = Json::object();
    for (const auto* key : {"kind", "session", "subject", "since", "offset", "count"})
        if (call.arguments.contains(key)) page[key] = call.arguments[key];
    return conclude(ask(call.socket, "entries", page, drawing_on(screen)), screen, render_entries);
}

int run_watch(const Call& call, Screen& screen)
{
    const auto show = [&](const Json& line) {
        if (line.contains("change")) screen.show(line["change"], call.command->render);
        if (line.contains("dropped")) tell_dropped(number_in(line, "dropped"), screen);
        return screen.flush();
    };
    const Answer answer = ask(call.socket, "watch", call.arguments, show);
    return answer.is_error() ? screen.complain(answer) : answer.exit();
}

int run_midi(const Call& call, Screen& screen)
{
    const std::string what = call.own.value("what", "");
    if (what == "ports") return conclude(call, ask(call.socket, "midi_ports", Json::object(), drawing_on(screen)), screen);
    if (what != "monitor") return screen.complain(failure("usage", "midi has ports and monitor, not \"" + clean(what) + '"', exit_usage));
    if (!call.arguments.contains("port")) return screen.complain(failure("usage", "say which port; `recallctl midi ports` lists them", exit_usage));
    const auto show = [&](const Json& line) {
        if (line.contains("midi")) screen.show(line["midi"], render_midi);
        if (line.contains("dropped")) tell_dropped(number_in(line, "dropped"), screen);
        return screen.flush();
    };
    const Answer answer = ask(call.socket, "midi_monitor", call.arguments, show);
    return answer.is_error() ? screen.complain(answer) : answer.exit();
}

int run_import(const Call& call, Screen& screen)
{
    const std::string path = call.own.value("file", "");
    Json arguments = call.arguments;
    arguments["text"] = read_text_file(path);
    arguments["name"] = path == "-" ? "standard input" : path.substr(path.rfind('/') + 1);
    return conclude(call, ask_for(call, arguments, screen), screen);
}

int run_export(const Call& call, Screen& screen)
{
    if (const auto path = output_of(call); !path.empty()) check_output_file(path, flag_in(call.own, "force"));
    Answer answer = ask_for(call, call.arguments, screen);
    if (answer.is_error()) return screen.complain(answer);
    return put_file(call, std::move(answer), screen);
}

int put_file(const Call& call, Answer answer, Screen& screen)
{
    const std::string path = output_of(call);
    tell_left_out(answer.result, screen);
    const auto contents = contents_in(answer.result);
    if (!contents) return screen.complain(failure("mistake", "the daemon sent a file that cannot be read (a mistake of recalld; please report it)", exit_mistake));
    const std::string& text = *contents;
    if (call.own.value("output", "").empty() && !screen.json() && answer.result.value("encoding", "") == "base64")
        return screen.complain(failure("usage", "this file is no text; say where to: -o " + clean(answer.result.value("name", "FILE")) + ", or -o - for standard output", exit_usage));
    if (!path.empty()) {
        write_text_file(path, text, flag_in(call.own, "force"));
        answer.result.erase("text");
        answer.result["file"] = path;
        screen.say(path + ": " + count_of(static_cast<std::int64_t>(text.size()), "byte") + " written\n");
    }
    if (screen.json())
        screen.show(answer.result, nullptr);
    else if (path.empty())
        screen.show_text(text);
    return answer.exit();
}

int run_completion(const Call& call, Screen& screen)
{
    const std::string shell = call.own.value("shell", "");
    if (shell != "bash")
        return screen.complain(
            failure("usage", "there is no completion for \"" + shell + "\", only for bash", exit_usage));
    screen.show_text(bash_completion_script());
    return exit_well;
}

}  // namespace recalld::ctl
