#include "log.hpp"
#include "remote/plan_json.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_words = 500;

/// Verbs that call others, which are put down themselves, and those that say nothing about the gear.
constexpr auto not_put_down = std::to_array<std::string_view>(
    {"confirm", "macro", "trigger", "log", "cancel", "pairings", "sheet_set", "sheet_copy", "sheet_photo", "tick", "preflight", "tone_out",
     "linecheck_mark", "linecheck_next", "linecheck_sign", "patch_set", "print", "copy", "inputs_set", "preset"});

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

store::NewEntry entry_of(const Verb& verb, const Caller& caller, const Json& arguments, const Json& outcome)
{
    const auto object = object_of(arguments);
    std::string words = std::string(verb.name) + (object.empty() ? "" : " " + object) + ": " + outcome_words(outcome);
    if (words.size() > longest_words) words = words.substr(0, words.rfind(' ', longest_words)) + " …";
    return {caller.name, std::string(verb.name), named(arguments, "session"), std::move(words)};
}

}  // namespace

task<> log_order(Room& room, const Verb& verb, Caller caller, Json arguments, Json outcome)
{
    const bool is_dry = arguments.is_object() && arguments.value("dry_run", false);
    if (verb.permission == Permission::view || is_dry || std::ranges::find(not_put_down, verb.name) != not_put_down.end()) co_return;
    const auto entry = entry_of(verb, caller, arguments, outcome);
    try {
        co_await room.store.run([&](store::Store& store) { return store.add_entry(entry); });
        room.news.tell(Area::log);
    } catch (const std::exception& error) {
        log::remote().error("the log misses \"{}\": {}", entry.text, error.what());
    }
}

task<Json> log_note(Call call)
{
    const store::NewEntry note{call.caller.name, "note", call.text("session"), call.text("text")};
    if (note.text.find_first_not_of(" \t\r\n") == std::string::npos) throw VerbError("usage", "log: a note says something", 400, exit_usage);
    const auto id = co_await call.room.store.run([&](store::Store& store) { return store.add_entry(note); });
    co_return Json{{"entry", id}};
}

task<Json> entries(Call call)
{
    const auto offset = call.number("offset", 0), count = call.number("count", 100);
    const auto found = co_await call.room.store.run([&](store::Store& store) { return std::pair(store.entries(offset, count), store.entry_count()); });
    Json list = Json::array();
    for (const auto& entry : found.first)
        list.push_back({{"entry", entry.id}, {"time", iso_time(entry.time)}, {"who", entry.said.who}, {"kind", entry.said.kind}, {"session", entry.said.session}, {"text", entry.said.text}});
    co_return Json{{"entries", std::move(list)}, {"offset", offset}, {"total", found.second}};
}

}  // namespace recalld::remote
