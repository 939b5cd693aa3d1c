#include "log.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/verb.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_words = 500;

/// Verbs that call others, which are put down themselves, and those that say nothing about the gear.
constexpr auto not_put_down = std::to_array<std::string_view>(
    {"confirm", "macro", "trigger", "log", "cancel", "pairings", "sheet_set", "sheet_copy", "sheet_photo", "tick", "preflight", "tone_out",
     "linecheck_mark", "linecheck_next", "linecheck_sign", "patch_set", "print", "copy", "inputs_set", "preset"});
constexpr std::array<std::string_view, 7> put_down_by_themselves{"correct", "take", "track", "fault", "fault_close", "credit", "song"};

constexpr std::size_t largest_facts = 8 * 1024;   // bytes, in a page of the log: photos stay where they are

std::string named(const Json& arguments, const char* name)
{
    return arguments.contains(name) && arguments[name].is_string() ? arguments[name].get<std::string>() : std::string();
}

/// What it was about: `Night Train/Mix 3`, `desk ch/01/mix/fader`.
std::string object_of(const Json& arguments)
{
    if (const auto session = named(arguments, "session"); !session.empty()) return session + "/" + named(arguments, "version");
    if (const auto unit = named(arguments, "unit"); !unit.empty()) return unit + " " + named(arguments, "parameter") + named(arguments, "action");
    return named(arguments, "name");
}

std::string counts(const Json& report)
{
    std::string words;
    for (const auto& [name, count] : report.items())
        if (count.is_number_unsigned() && count.get<std::size_t>() > 0) words += (words.empty() ? "" : ", ") + count.dump() + " " + name;
    return words.empty() ? "nothing to do" : words;
}

std::string outcome_words(const Json& outcome)
{
    if (outcome.contains("error")) return outcome["error"].value("code", "") + ": " + outcome["error"].value("message", "");
    if (outcome.contains("report") && outcome["report"].is_object()) return counts(outcome["report"]);
    if (outcome.contains("from") && outcome.contains("to") && outcome["to"].is_string())
        return outcome.value("from", "") + " -> " + outcome.value("to", "") + (outcome.value("verified", false) ? "" : ", not verified");
    if (outcome.contains("take")) return "take " + outcome["take"].dump();
    return "done";
}

/// What lists of units say of a capture, without its values.
Json unit_counts(const Json& units)
{
    Json counts = Json::array();
    for (const auto& unit : units)
        counts.push_back({{"unit", unit.value("unit", "")}, {"captured", unit.value("captured", 0U)}, {"silent", unit.contains("silent") ? unit["silent"].size() : 0U},
                          {"not_exposed", unit.value("not_exposed", 0U)}, {"by_hand", unit.value("by_hand", 0U)}});
    return counts;
}

/// The facts behind the words: counts, numbers, what was left out.
Json facts_of(const Verb& verb, const Json& arguments, const Json& outcome)
{
    Json data = Json::object();
    if (outcome.contains("error")) return {{"error", outcome["error"].value("code", "")}};
    for (const auto* key : {"recall", "report", "undid"})
        if (outcome.contains(key)) data[key] = outcome[key];
    if (outcome.contains("take") && outcome["take"].is_number_unsigned()) data["take"] = outcome["take"];
    if (verb.name == "capture" && outcome.contains("units")) data["units"] = unit_counts(outcome["units"]);
    if (outcome.contains("cancelled") && outcome["cancelled"] == true) data["cancelled"] = true;
    const auto scope = outcome.contains("report") ? named(outcome, "scope") : named(arguments, "scope");
    if (!scope.empty()) data["scope"] = scope;
    return data;
}

store::NewEntry entry_of(const Verb& verb, const Caller& caller, const Json& arguments, const Json& outcome)
{
    const auto object = object_of(arguments);
    std::string words = std::string(verb.name) + (object.empty() ? "" : " " + object) + ": " + outcome_words(outcome);
    if (words.size() > longest_words) words = words.substr(0, words.rfind(' ', longest_words)) + " …";
    const auto about = outcome.contains("undid") && outcome["undid"].is_object() ? outcome["undid"] : arguments;
    store::NewEntry entry{caller.name, std::string(verb.name), named(about, "session"), std::move(words)};
    entry.version = named(about, "version");
    return entry;
}

bool is_put_down(const Verb& verb, const Json& arguments)
{
    const bool is_dry = arguments.is_object() && arguments.value("dry_run", false);
    const auto among = [&](const auto& names) { return std::ranges::find(names, verb.name) != names.end(); };
    return verb.permission > Permission::view && !is_dry && !among(not_put_down) && !among(put_down_by_themselves);
}

// --- a page of the log ---

std::vector<std::string> words_in(const std::string& text)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        if (auto word = text.substr(at, end - at); !word.empty()) words.push_back(std::move(word));
        at = end + 1;
    }
    return words;
}

store::EntryFilter filter_of(const Call& call)
{
    store::EntryFilter filter;
    filter.kinds = words_in(call.text("kind"));
    if (call.arguments.contains("session")) filter.session = call.text("session");
    if (call.arguments.contains("subject")) filter.subject = call.text("subject");
    filter.after = static_cast<store::EntryId>(call.number("since", 0));
    if (!call.arguments.contains("entry")) return filter;
    filter.until = static_cast<store::EntryId>(call.number("entry", 0));
    filter.after = *filter.until - 1;
    return filter;
}

struct Page {
    std::vector<store::Entry> lines;
    logbook::Corrections corrections;   ///< by the line that they are about
    std::size_t total = 0;
};

/// Corrections are always about the line itself, never about another correction of it.
std::vector<store::Entry> corrections_of(store::Store& store, store::EntryId line)
{
    store::EntryFilter filter;
    filter.kinds = {"correction"};
    filter.about = line;
    return store.entries(filter);
}

Page read_page(store::Store& store, const store::EntryFilter& filter, std::size_t offset, std::size_t count)
{
    Page page;
    page.lines = store.entries(filter, offset, count);
    std::vector<store::Entry> corrections;
    for (const auto& line : page.lines) std::ranges::move(corrections_of(store, line.id), std::back_inserter(corrections));
    page.corrections = logbook::corrections_in(corrections);
    page.total = store.entry_count(filter);
    return page;
}

Json corrections_json(const std::vector<store::Entry>& corrections)
{
    Json list = Json::array();
    for (const auto& line : corrections) list.push_back({{"entry", line.id}, {"text", line.said.text}, {"who", line.said.who}, {"time", iso_time(line.time)}});
    return list;
}

/// Only what the line says: most have neither subject nor facts.
Json line_json(const store::Entry& line, const logbook::Corrections& corrections)
{
    Json json = {{"entry", line.id}, {"time", iso_time(line.time)}, {"who", line.said.who}, {"kind", line.said.kind}, {"session", line.said.session}, {"text", line.said.text}};
    if (!line.said.version.empty()) json["version"] = line.said.version;
    if (!line.said.subject.empty()) json["subject"] = line.said.subject;
    if (line.said.about) json["about"] = *line.said.about;
    if (line.said.data.size() > largest_facts) json["data_bytes"] = line.said.data.size();
    else if (auto data = logbook::data_of(line); !data.empty()) json["data"] = std::move(data);
    if (const auto found = corrections.find(line.id); found != corrections.end()) json["corrected"] = corrections_json(found->second);
    return json;
}

}  // namespace

task<> log_order(Room& room, const Verb& verb, Caller caller, Json arguments, Json outcome)
{
    if (!is_put_down(verb, arguments)) co_return;
    const auto entry = entry_of(verb, caller, arguments, outcome);
    auto facts = facts_of(verb, arguments, outcome);
    try {
        co_await put_down(room, entry, std::move(facts));
    } catch (const std::exception& error) {
        log::remote().error("the log misses \"{}\": {}", entry.text, error.what());
    }
}

task<Json> log_note(Call call)
{
    const auto kind = call.text("kind", "note");
    if (kind == "take") co_return co_await put_down_take(std::move(call));
    if (kind == "track") co_return co_await put_down_track(std::move(call));
    if (kind != "note")
        throw VerbError("usage", "log: people put down note, take and track, not " + studio::in_quotes(kind) + "; other kinds have verbs of their own, such as fault, credit and correct", 400, exit_usage);
    store::NewEntry note{call.caller.name, kind, call.text("session"), call.text("text")};
    if (note.text.find_first_not_of(" \t\r\n") == std::string::npos) throw VerbError("usage", "log: a note says something", 400, exit_usage);
    note.version = call.text("version");
    note.subject = call.text("subject");
    const auto session = note.session;
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    const auto id = co_await put_down(call.room, std::move(note), Json::object());
    Json answer = {{"entry", id}};
    co_return with_session(std::move(answer), session, is_new);
}

task<Json> entries(Call call)
{
    const auto offset = call.number("offset", 0), count = call.number("count", 100);
    const auto filter = filter_of(call);
    const auto page = co_await call.room.store.run([&](store::Store& store) { return read_page(store, filter, offset, count); });
    Json list = Json::array();
    for (const auto& line : page.lines) list.push_back(line_json(line, page.corrections));
    co_return Json{{"entries", std::move(list)}, {"offset", offset}, {"total", page.total}};
}

}  // namespace recalld::remote
