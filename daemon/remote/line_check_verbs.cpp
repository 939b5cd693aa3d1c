#include "remote/line_check_verbs.hpp"

#include <algorithm>

#include "check/expected_lines.hpp"
#include "logbook/input_json.hpp"
#include "remote/fault_hints.hpp"
#include "remote/line_check.hpp"
#include "remote/line_check_kept.hpp"
#include "remote/line_strips.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "rig/signal.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using namespace std::chrono_literals;

namespace {

std::shared_ptr<LineCheck> running(const Call& call)
{
    if (call.room.line_check) return call.room.line_check;
    throw VerbError("no_line_check", "no line check is under way; start one with recallctl linecheck SESSION", 404, exit_usage);
}

struct ListedLines {
    std::vector<LineWanted> lines;
    std::vector<std::string> skipped;
};

std::string text_at(const Json& json, const char* key) { return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string(); }

/// What stands between a source and its strip, as faults name it.
std::vector<std::string> way_of(const Json& row)
{
    std::vector<std::string> way;
    if (const auto line = row.find("line"); line != row.end() && line->is_number_unsigned()) way.push_back("line " + line->dump());
    if (const auto jack = text_at(row, "jack"); !jack.empty()) way.push_back("jack " + jack);
    for (const auto* unit : {"preamp", "mic"})
        if (const auto name = text_at(row, unit); !name.empty()) way.push_back((unit == std::string("mic") ? "mic " : "") + name);
    return way;
}

/// A row as a preparation reads it; of one that is no row, nothing.
logbook::Input input_in(const Json& row)
{
    const auto read = logbook::inputs_from_json(Json::array({row}));
    return read.inputs.empty() ? logbook::Input() : read.inputs.front();
}

std::size_t number_in(const Json& row)
{
    for (const auto* key : {"line", "channel"})
        if (const auto number = row.find(key); number != row.end() && number->is_number_unsigned()) return number->get<std::size_t>();
    return 0;
}

/// What is put on the list of those that cannot be heard.
std::string skipped_words(const Json& row)
{
    const auto name = text_at(row, "name");
    const auto number = row.is_object() ? number_in(row) : 0;
    return name.empty() ? "a line without a name" : number == 0 ? name : "line " + std::to_string(number) + " " + name;
}

/// Rows of the input list; those whose strip nobody knows cannot be heard, and are told.
ListedLines lines_in(const Room& room, const Json& inputs, const LineStrips& strips)
{
    ListedLines listed;
    std::vector<std::pair<std::string, std::string>> named;
    std::vector<const Json*> rows;
    std::vector<std::size_t> numbers;
    for (const auto& row : inputs) {
        const auto name = text_at(row, "name"), said = text_at(row, "strip"), strip = said.empty() ? strips.strip_of(input_in(row)) : said;
        if (strip.empty()) listed.skipped.push_back(skipped_words(row));
        else named.emplace_back(name.empty() ? strip : name, strip), rows.push_back(&row), numbers.push_back(number_in(row));
    }
    listed.lines = lines_wanted(room, named);
    numbers = unique_numbers(numbers);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        listed.lines[i].phantom = rows[i]->value("phantom", Json(false)) == true;
        listed.lines[i].way = way_of(*rows[i]);
        listed.lines[i].checked.line = numbers[i];
    }
    return listed;
}

ListedLines typed_lines(const Room& room, const std::string& text)
{
    ListedLines listed;
    std::vector<std::pair<std::string, std::string>> named;
    const auto typed = check::parse_lines(text);
    for (const auto& line : typed) named.emplace_back(line.name, line.place);
    listed.lines = lines_wanted(room, named);
    for (std::size_t i = 0; i < typed.size(); ++i) listed.lines[i].phantom = typed[i].phantom;
    return listed;
}

task<std::optional<store::Entry>> newest(Room& room, std::string kind, std::string session, std::string version)
{
    store::EntryFilter filter;
    filter.kinds = {kind};
    filter.session = session;
    const auto lines = co_await room.store.run([&](store::Store& store) { return store.entries(filter, 0, 200); });
    const auto found = std::ranges::find_if(lines, [&](const store::Entry& line) { return version.empty() || line.said.version == version; });
    co_return found == lines.end() ? std::nullopt : std::optional(*found);
}

Json data_of(const std::optional<store::Entry>& entry)
{
    Json data = entry && !entry->said.data.empty() ? Json::parse(entry->said.data, nullptr, false) : Json::object();
    return data.is_object() ? data : Json::object();
}

task<ListedLines> lines_asked(Call& call)
{
    if (const auto typed = call.text("lines"); !typed.empty()) co_return typed_lines(call.room, typed);
    const auto data = data_of(co_await newest(call.room, "inputs", call.text("session"), ""));
    const auto prep = data_of(co_await newest(call.room, "prep", call.text("session"), ""));
    const LineStrips strips(call.room, prep);
    co_return lines_in(call.room, data.value("inputs", Json::array()), strips);
}

/// Nobody loses what somebody else has marked, unless he says so.
void want_nobodys_work(const Call& call)
{
    const auto& check = call.room.line_check;
    if (!check || call.flag("force") || check->wanted().who == call.caller.name || !check->has_unsigned_work()) return;
    throw VerbError("line_check_running", check->wanted().who + "'s line check of \"" + check->wanted().session + "\" is under way, and " + std::to_string(check->decided()) + " of its " +
                        std::to_string(check->walk().lines().size()) + " lines are decided and not signed; sign or end it first, or start with force",
                    409, exit_refused);
}

}  // namespace

task<Json> linecheck_start(Call call)
{
    const auto session = call.text("session");
    co_await call.room.store.run([&](store::Store& store) { want_version(store, session, call.text("version")); });
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    auto listed = co_await lines_asked(call);
    if (listed.lines.empty())
        throw VerbError("no_lines", "there is no line to check: session \"" + call.text("session") + "\" has no input list with strips, channels or lines that feed one; give lines such as \"Kick In=desk ch/01\"", 400, exit_usage);
    LineCheckWanted wanted;
    wanted.session = session;
    wanted.version = call.text("version");
    wanted.lines = std::move(listed.lines);
    wanted.skipped = std::move(listed.skipped);
    wanted.thresholds.patience = std::chrono::seconds(std::min<std::size_t>(call.number("patience_s", 10), 3600));
    wanted.who = call.caller.name;
    wanted.faults = co_await all_faults(call.room);
    want_nobodys_work(call);
    const auto check = std::make_shared<LineCheck>(call.room, std::move(wanted));
    const auto before = std::exchange(call.room.line_check, check);
    if (before) before->end();
    check->start();
    co_await keep_unsigned(call.room, before, call.caller.name, call.caller.name + " began another one");
    co_return with_session(check->json(), session, is_new);
}

namespace {

/// Lines that were decided since, as they are told to whoever follows; of the current one nobody knows yet.
void tell_decided(const Call& call, const Json& check, std::vector<std::string>& told)
{
    const auto& lines = check["lines"];
    told.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto said = lines[i]["verdict"].get<std::string>() + lines[i]["by"].get<std::string>() + lines[i]["note"].get<std::string>();
        if (lines[i]["line"] == check["current"] || lines[i]["verdict"] == "open" || said == told[i]) continue;
        told[i] = said;
        call.emit({{"line", lines[i]}});
    }
}

void tell_current(const Call& call, const Json& check)
{
    const auto index = check["index"].get<std::size_t>();
    if (index >= check["lines"].size()) return;
    const auto& line = check["lines"][index];
    std::string level = check["level_dbfs"].is_null() ? "no level yet" : check["level_dbfs"].dump() + " dBFS";
    if (check["waits"] == true && !check["problems"].empty()) level = check["problems"].front();
    call.emit({{"progress", {{"phase", "line " + line["line"].dump() + " " + line["name"].get<std::string>() + " on " + line["words"].get<std::string>()}, {"unit", level}, {"done", index}, {"total", check["lines"].size()}, {"measure", "lines"}}}});
}

/// Whoever follows without a screen hears it, too.
void tell_waiting(const Call& call, const Json& check, std::string& told)
{
    const std::string why = check["waits"] == true && !check["problems"].empty() ? check["problems"].front().get<std::string>() : std::string();
    if (why != told && !why.empty()) call.emit({{"waits", why}});
    told = why;
}

task<Json> follow(Call call)
{
    const auto check = running(call);
    rig::Signal news(call.room.io);
    const auto listening = call.room.news.listen([&](Area area) { if (area == Area::checks) news.wake_all(); });
    std::vector<std::string> told;
    std::string waiting;
    while (!*call.gone && !call.room.ending && call.room.line_check == check) {
        const auto json = check->json();
        tell_decided(call, json, told);
        if (json["state"] == "done") break;
        tell_waiting(call, json, waiting);
        tell_current(call, json);
        co_await news.wait_until(std::chrono::steady_clock::now() + 1s);
    }
    Json json = check->json();
    if (!is_whole(json)) json["exit"] = exit_differs;   // signed or not
    if (call.room.line_check && call.room.line_check != check) json["notes"] = Json::array({"another line check took the place of this one, and it was not signed"});
    co_return json;
}

}  // namespace

task<Json> linecheck(Call call)
{
    if (call.flag("follow")) co_return co_await follow(std::move(call));
    if (!call.room.line_check) co_return Json{{"state", "none"}, {"lines", Json::array()}};
    co_return call.room.line_check->json();
}

task<Json> linecheck_result(Call call)
{
    const auto entry = co_await newest(call.room, "line_check", call.text("session"), call.text("version"));
    if (!entry) throw VerbError("not_found", "no line check of \"" + call.text("session") + "\" was signed", 404, exit_usage);
    Json json = {{"entry", entry->id}, {"time", iso_time(entry->time)}, {"words", entry->said.text}};
    json.update(data_of(entry));
    co_return json;
}

namespace {

std::size_t index_of(const Call& call, const check::LineCheck& walk)
{
    if (!call.arguments.contains("line") && !walk.is_done()) return walk.current();
    const auto line = std::ranges::find(walk.lines(), call.number("line", 0), &check::CheckedLine::line);
    if (line == walk.lines().end()) throw VerbError("not_found", "the line check has no line " + std::to_string(call.number("line", 0)), 404, exit_usage);
    return static_cast<std::size_t>(line - walk.lines().begin());
}

/// What was answered outlives the daemon.
task<> bring_to_disk(Room& room, LineCheck& check)
{
    auto marks = check.marks_to_keep();
    if (marks) co_await keep_marks(room, check.marks_file(), std::move(*marks));
}

}  // namespace

task<Json> linecheck_mark(Call call)
{
    const auto check = running(call);
    const auto verdict = check::line_verdict_named(call.text("verdict"));
    if (!verdict) throw VerbError("usage", "a verdict is pass, silent, wrong_channel, hot, noisy, skipped or open", 400, exit_usage);
    check->mark(index_of(call, check->walk()), *verdict, call.caller.name, call.text("note"));
    co_await bring_to_disk(call.room, *check);
    co_return check->json();
}

task<Json> linecheck_next(Call call)
{
    const auto check = running(call);
    const auto go = call.text("go", "next");
    if (go == "next") check->next();
    else if (go == "back") check->back();
    else if (go != "skip") throw VerbError("usage", "go is next, back or skip", 400, exit_usage);
    else if (!check->walk().is_done()) check->mark(check->walk().current(), check::LineVerdict::skipped, call.caller.name, "");
    co_await bring_to_disk(call.room, *check);
    co_return check->json();
}

namespace {

/// Of the session's newest version, unless it was told which.
task<std::string> version_of(Room& room, std::string session, std::string version)
{
    if (!version.empty() || session.empty()) co_return version;
    const auto versions = co_await room.store.run([&](store::Store& store) { return store.versions(session); });
    co_return versions.empty() ? std::string() : versions.back().name;
}

}  // namespace

task<Json> linecheck_sign(Call call)
{
    const auto check = running(call);
    const auto name = call.text("name", call.caller.name);
    auto marks = check->marks();
    Json json = check->json();
    json["signed"] = name;
    json["version"] = co_await version_of(call.room, check->wanted().session, check->wanted().version);
    for (const auto* moment : {"level_dbfs", "index", "current"}) json.erase(moment);
    store::NewEntry entry{call.caller.name, "line_check", check->wanted().session, "line check: " + line_check_words(json) + "; signed by " + name};
    entry.version = json["version"];
    auto words = entry.text;
    json["entry"] = co_await put_down(call.room, std::move(entry), json);
    json["words"] = std::move(words);
    check->sign(name, std::move(marks));   // not before it is kept
    co_await bring_to_disk(call.room, *check);
    if (!is_whole(json)) json["exit"] = exit_differs;
    co_return json;
}

task<Json> linecheck_cancel(Call call)
{
    running(call);
    co_await end_line_check(call.room, call.caller.name, call.caller.name + " ended it");
    co_return Json{{"cancelled", "linecheck"}};
}

}  // namespace recalld::remote
