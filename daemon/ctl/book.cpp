#include "ctl/book.hpp"

#include "ctl/archive_folder.hpp"
#include "ctl/files.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

void tell_notes(const Json& result, Screen& screen)
{
    for (const Json& note : list_in(result, "notes"))
        if (note.is_string() && !screen.quiet()) screen.explain("recallctl: " + clean(note.get<std::string>()) + '\n');
}

void want_output_free(const Call& call)
{
    const std::string path = call.own.value("output", "");
    if (!path.empty() && path != "-") check_output_file(path, flag_in(call.own, "force"));
}

int write_archive(const Call& call, const std::string& session, const std::string& folder, Screen& screen)
{
    want_empty_folder(folder);
    const Answer answer = ask_cancellable(call, "export_session", {{"session", session}, {"what", "archive"}}, screen);
    if (answer.is_error()) return screen.complain(answer);
    const auto written = write_folder(folder, list_in(answer.result, "files"));
    tell_notes(answer.result, screen);
    const Json said = {{"session", session}, {"folder", folder}, {"files", written.files}, {"bytes", written.bytes}, {"verified", true}};
    screen.say(folder + ": " + count_of(written.files, "file") + ", " + count_of(written.bytes, "byte") + ", each read back and its hash checked\n");
    if (screen.json()) screen.show(said, nullptr);
    return answer.exit();
}

std::string render_imported(const Json& result, const Paint& paint)
{
    return paint.strong(text_in(result, "session")) + " imported: " + count_of(number_in(result, "versions"), "version") + ", " + count_of(number_in(result, "lines"), "line") + " of its log\n";
}

int send_archive(const Call& call, const std::string& folder, Screen& screen)
{
    Json arguments = call.arguments;
    arguments["files"] = read_folder(folder).dump();
    const Answer answer = ask_cancellable(call, "import_archive", arguments, screen);
    if (answer.is_error()) return screen.complain(answer);
    screen.show(answer.result, render_imported);
    return answer.exit();
}

}  // namespace

int run_book(const Call& call, Screen& screen)
{
    want_output_free(call);
    Answer answer = ask_cancellable(call, "book", call.arguments, screen);
    if (answer.is_error()) return screen.complain(answer);
    tell_notes(answer.result, screen);
    answer.result["name"] = answer.result.value("file", "");
    answer.result["text"] = answer.result.value("document", "");
    answer.result.erase("document");
    return put_file(call, std::move(answer), screen);
}

int run_list_export(const Call& call, Screen& screen)
{
    if (call.arguments.value("what", "") == "archive") return screen.complain(failure("usage", "an archive is a folder: recallctl archive SESSION FOLDER", exit_usage));
    want_output_free(call);
    Answer answer = ask_cancellable(call, "export_session", call.arguments, screen);
    if (answer.is_error()) return screen.complain(answer);
    tell_notes(answer.result, screen);
    return put_file(call, std::move(answer), screen);
}

int run_archive(const Call& call, Screen& screen)
{
    const std::string what = call.own.value("what", ""), folder = call.own.value("folder", "");
    if (what == "import") return send_archive(call, folder, screen);
    if (call.arguments.contains("as")) return screen.complain(failure("usage", "--as goes with import", exit_usage));
    return write_archive(call, what, folder, screen);
}

}  // namespace recalld::ctl
