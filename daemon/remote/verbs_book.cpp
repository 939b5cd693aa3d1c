#include "logbook/line.hpp"
#include "logbook/name_fit.hpp"
#include "paper/book.hpp"
#include "paper/exports.hpp"
#include "paper/rin.hpp"
#include "remote/archive.hpp"
#include "remote/book_facts.hpp"
#include "remote/book_pdf.hpp"
#include "remote/layouts/base64.hpp"
#include "remote/verb.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_archive = 256u << 20;   // a request is not longer: export looks whether it will be

void want_one_of(const char* what, const std::string& word, const std::vector<std::string>& known)
{
    if (std::ranges::find(known, word) != known.end()) return;
    std::string all;
    for (const auto& one : known) all += (all.empty() ? "" : &one == &known.back() ? " and " : ", ") + one;
    throw VerbError("usage", std::string(what) + " " + studio::in_quotes(word) + " is unknown; known are " + all, 400, exit_usage);
}

/// `Night Train, client.pdf`; a slash would name a folder.
std::string file_name(const std::string& session, const std::string& edition, const std::string& format)
{
    std::string name = session + (edition == "client" ? ", client." : ".") + (format == "text" ? "txt" : format);
    std::ranges::replace(name, '/', '-');
    return name;
}

/// Whoever names what no chapter is called wants something hidden that this book would show.
void want_known_chapters(const std::vector<std::string>& internal)
{
    for (const auto& words : internal) {
        if (paper::chapter_named(words)) continue;
        std::string known;
        for (const auto& chapter : paper::chapters()) known += (known.empty() ? "" : ", ") + std::string(chapter.name);
        throw VerbError("rig", "the rig calls " + studio::in_quotes(words) + " internal (studio: internal:), and the book has no such chapter: no edition for clients is made before that is put right; known are " + known, 409, exit_config);
    }
}

/// Written on the store's thread: the core has desks to answer.
task<std::string> write_book(Call call, Json facts, std::string format)
{
    const auto phases = call.phases();
    phases("writing", format, 0, 1);
    co_return co_await call.room.store.run([&](store::Store&) {
        if (format == "json") return facts.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        return format == "text" ? paper::book_text(facts) : paper::book_html(facts, format == "pdf" ? paper::Medium::paper : paper::Medium::screen);
    });
}

task<Json> book(Call call)
{
    const auto session = call.text("session"), edition = call.text("edition", "studio"), format = call.text("format", "html");
    want_one_of("edition", edition, {"studio", "client"});
    want_one_of("format", format, {"html", "pdf", "text", "json"});
    const auto internal = call.room.rig.config().studio.internal;
    if (edition == "client") want_known_chapters(internal);
    const Stoppable stop(call);
    Json facts = co_await gather_book(call, session, call.text("version"));
    if (edition == "client") facts = paper::for_client(std::move(facts), internal);
    auto document = co_await write_book(call, std::move(facts), format);
    Json result = {{"document", ""}, {"encoding", format == "pdf" ? "base64" : "text"}, {"file", file_name(session, edition, format)}, {"notes", Json::array()}};
    stop.check();
    if (format == "pdf") {
        const auto phases = call.phases();
        phases("setting pages", "", 0, 1);
        document = to_base64(co_await book_pdf(std::move(document), [&stop] { return stop.is_asked(); }));
    }
    result["document"] = std::move(document);
    co_return result;
}

constexpr const char* never_tried = "nobody has tried this file with a console: look at what comes of it before you use it";
constexpr const char* is_draft = "a draft: it was validated against no schema";

/// A book's cords are those of the version that it is about.
std::string cords_of(const Json& facts)
{
    const auto version = facts.contains("version") && facts["version"].is_object() ? logbook::text_of(facts["version"], "version") : std::string();
    return version.empty() ? "the cords as they are now" : "the cords as " + version + " has them; what was plugged or pulled since is not in it";
}

/// Names as a console's software takes them: letters that it has, short, each once.
Json with_console_names(Json facts)
{
    logbook::NameFitter names(paper::longest_channel_name);
    if (facts.contains("inputs"))
        for (auto& input : facts["inputs"]) input["name"] = names.fit(logbook::text_of(input, "name"));
    return facts;
}

task<Json> export_session(Call call)
{
    const auto session = call.text("session"), what = call.text("what");
    want_one_of("what", what, {"inputs.csv", "patch.csv", "channels.csv", "rin.xml", "archive"});
    if (what == "archive") co_return co_await make_archive(call, session);
    const Json facts = co_await gather_book(call, session, {});
    const auto text = what == "inputs.csv" ? paper::inputs_csv(facts) : what == "patch.csv" ? paper::patch_csv(facts) : what == "channels.csv" ? paper::channels_csv(with_console_names(facts)) : paper::rin_draft(facts);
    Json result = {{"name", what}, {"text", text}, {"encoding", "text"}, {"notes", Json::array()}};
    if (what == "channels.csv") result["notes"].push_back(never_tried);
    if (what == "patch.csv") result["notes"].push_back(cords_of(facts));
    if (what == "rin.xml") result["notes"].push_back(is_draft);
    co_return result;
}

task<Json> import_archive(Call call)
{
    if (call.arguments.contains("as")) store::check_name("session", call.text("as"));
    co_return co_await read_archive(call, call.text("files"), call.text("as"));
}

using enum ArgumentKind;
constexpr Argument session_named{"session", text, true};
constexpr std::array book_arguments{session_named, Argument{"version"}, Argument{"edition"}, Argument{"format"}};
constexpr std::array export_arguments{session_named, Argument{"what", text, true}};
constexpr std::array import_arguments{Argument{"files", text, true, longest_archive}, Argument{"as"}};

constexpr std::array table{
    Verb{"book", Permission::view, book, "the mix book of a session", book_arguments},
    Verb{"export_session", Permission::view, export_session, "lists of a session for other programs, or all of it", export_arguments},
    Verb{"import_archive", Permission::edit, import_archive, "a session from another machine", import_arguments, Area::sessions},
};

}  // namespace

std::span<const Verb> book_verbs() { return table; }

}  // namespace recalld::remote
