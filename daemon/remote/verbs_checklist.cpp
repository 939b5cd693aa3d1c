#include <algorithm>

#include "logbook/control_names.hpp"
#include "recall/checklist.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/sheet_json.hpp"
#include "remote/sheets.hpp"
#include "remote/standing.hpp"
#include "remote/ticking.hpp"
#include "remote/verbs_sheet.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using logbook::TickVerdict;

namespace {

constexpr std::size_t recalls_looked_at = 100;   // for the newest that left something to hands
constexpr std::chrono::seconds between_looks{1};   // by whoever follows; news come at once

std::vector<store::Entry> tick_lines(store::Store& store, const std::string& session)
{
    store::EntryFilter filter{{"tick"}};
    filter.session = session;
    auto ticks = store.entries(filter);
    std::erase_if(ticks, [&store](const store::Entry& tick) { return store.archive_of(tick.id) > 0; });   // of recalls of another machine
    return ticks;
}

/// The one that is meant, or the newest with a checklist.
store::Recall find_recall(store::Store& store, std::optional<store::RecallId> wanted)
{
    if (wanted) {
        if (const auto found = store.recall(*wanted)) return *found;
        throw VerbError("not_found", "there is no recall " + std::to_string(*wanted), 404, exit_usage);
    }
    const auto recalls = store.recalls(0, recalls_looked_at);
    const auto found = std::ranges::find_if(recalls, leaves_something);
    if (found != recalls.end()) return *found;
    if (!recalls.empty()) return recalls.front();
    throw VerbError("not_found", "there is no recall yet, and so no checklist", 404, exit_usage);
}

/// A recall with all that was ticked of it.
struct Found {
    store::Recall recall;
    Json document;
    logbook::Ticks ticks;
    logbook::Ticks standing;   ///< … and what was noted without a tick
    logbook::Faults faults;
};

Found load(store::Store& store, std::optional<store::RecallId> wanted, const recall::Rack& rack)
{
    Found found;
    found.recall = find_recall(store, wanted);
    found.document = document_of(found.recall);
    found.ticks = logbook::ticks_of(tick_lines(store, found.recall.session), found.recall.id);
    found.standing = with_standing(store, found.recall, found.document, found.ticks, rack);
    found.faults = logbook::faults_in(store.entries(logbook::fault_lines()));
    return found;
}

/// Who comes second hears who was first.
void want_untouched(const Ticking& asked, const recall::ChecklistLine& line, bool stands)
{
    const bool is_ticked = line.tick.verdict != TickVerdict::open;
    if (asked.verdict == TickVerdict::open && !is_ticked)
        throw VerbError("usage", line.line + " is not ticked" + (stands ? ", but noted as it is wanted; note how it stands instead" : ""), 409, exit_usage);
    if (asked.verdict == TickVerdict::open || !is_ticked) return;
    const auto words = line.line + " was ticked already, as " + std::string(logbook::name_of(line.tick.verdict)) + ", by " + recall::said_by(line.tick) +
                       (line.tick.note.empty() ? "" : ": " + line.tick.note) + "; take that back first if it is not so: recallctl tick " + std::to_string(asked.recall) + " \"" + line.line + "\" open";
    throw VerbError("already", words, 409, exit_refused, {{"who", line.tick.who}, {"time", iso_time(line.tick.time)}, {"verdict", logbook::name_of(line.tick.verdict)}});
}

/// What he had to say is not lost all the same.
void keep_second_word(store::Store& store, const Ticking& asked, const recall::ChecklistLine& line, const store::Recall& recall)
{
    if (asked.note.empty() || asked.verdict == TickVerdict::open || line.tick.verdict == TickVerdict::open) return;
    store::NewEntry note{asked.who, "note", recall.session, line.line + ", ticked already by " + recall::said_by(line.tick) + ": " + asked.note};
    note.version = recall.version;
    note.subject = line.unit;
    store.add_entry(note);
}

const recall::ChecklistLine& line_asked(const Ticking& asked, const recall::Checklist& checklist)
{
    const auto line = std::ranges::find(checklist.lines, asked.line, &recall::ChecklistLine::line);
    if (line != checklist.lines.end()) return *line;
    std::vector<std::string> names;
    for (const auto& each : checklist.lines) names.push_back(each.line);
    throw VerbError("not_found", "the checklist of recall " + std::to_string(asked.recall) + " has no line " + studio::in_quotes(asked.line) +
                    studio::did_you_mean(asked.line, names) + (names.empty() ? "; nothing was left to hands" : ""), 404, exit_usage);
}

store::NewEntry tick_entry(const Ticking& asked, const recall::ChecklistLine& line, const store::Recall& recall)
{
    Json data = {{"recall", asked.recall}, {"line", asked.line}, {"verdict", logbook::name_of(asked.verdict)}};
    if (!asked.found.empty()) data["found"] = found_words(asked, line);
    if (!asked.note.empty()) data["note"] = asked.note;
    data.update(Json::parse(with_clock(logbook::data_of(change_by(asked, line)), asked.clock)));
    store::NewEntry entry{asked.who, "tick", recall.session, tick_words(asked, line)};
    entry.version = recall.version;
    entry.subject = line.unit;
    entry.data = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    return entry;
}

/// What came of it, as it stands afterwards.
struct Ticked {
    store::Entry entry;
    std::size_t remaining = 0, done = 0, cannot = 0;
};

/// What a preset has to do with: the other lines of its unit, and how its sheet read before the tick.
void know_of_preset(store::Store& store, Ticking& asked, const recall::ChecklistLine& line, const recall::Checklist& checklist)
{
    if (line.parameter != recall::preset_line) return;
    for (const auto& each : checklist.lines)
        if (each.unit == line.unit) asked.others.insert(each.parameter);
    if (asked.verdict != TickVerdict::open || line.tick.entry == 0) return;
    store::EntryFilter filter{logbook::sheet_kinds};
    filter.subject = line.unit;
    filter.until = line.tick.entry - 1;
    asked.before = logbook::sheets_of(store.entries(filter))[line.unit];
}

/// Looks and writes in one go: of two who tick at once one is second. Store thread.
Ticked tick_now(store::Store& store, Ticking asked, const recall::Rack& rack)
{
    auto found = load(store, asked.recall, rack);
    const auto checklist = recall::checklist_of(found.document, rack, found.ticks);
    const auto& line = line_asked(asked, checklist);
    keep_second_word(store, asked, line, found.recall);
    want_untouched(asked, line, found.standing.contains(line.line));
    know_of_preset(store, asked, line, checklist);
    Ticked ticked;
    ticked.entry.said = tick_entry(asked, line, found.recall);
    ticked.entry.id = store.add_entry(ticked.entry.said);
    ticked.entry.time = std::chrono::system_clock::now();
    found.ticks[line.line].verdict = asked.verdict;
    found.ticks[line.line].entry = ticked.entry.id;
    const auto after = recall::checklist_of(found.document, rack, with_standing(store, found.recall, found.document, found.ticks, rack));
    ticked.remaining = after.remaining();
    ticked.done = after.count(TickVerdict::done);
    ticked.cannot = after.count(TickVerdict::cannot);
    return ticked;
}

/// The unit at the start of a line: names of units hold no blanks in front of others.
std::shared_ptr<rig::Unit> unit_of_line(const Room& room, const std::string& line)
{
    for (const auto& unit : room.rig.units())
        if (line.starts_with(unit->name() + " ")) return unit;
    return {};
}

Ticking ticking_of(const Call& call)
{
    const auto verdict = logbook::tick_verdict_named(call.text("verdict", "done"));
    if (!verdict) throw VerbError("usage", "tick: the verdict is done, cannot or open, not " + studio::in_quotes(call.text("verdict")), 400, exit_usage);
    Ticking asked{static_cast<store::RecallId>(call.number("recall", 0)), call.text("line"), call.caller.name, call.text("found"), call.text("note"), *verdict};
    asked.clock = clock_now(call.room);
    const auto unit = unit_of_line(call.room, asked.line);
    if (!unit || !call.room.sheets) return asked;
    asked.profile = unit->profile();
    asked.noted = call.room.sheets->of(unit->name());
    const auto controls = logbook::controls_named(*asked.profile, asked.line.substr(unit->name().size() + 1));
    if (controls.size() != 1) return asked;
    asked.line = recall::line_of(unit->name(), (*asked.profile)[controls.front()].name);
    return asked;
}

}  // namespace

std::map<store::RecallId, logbook::Ticks> ticks_in(store::Store& store, const std::vector<std::string>& sessions)
{
    std::map<store::RecallId, logbook::Ticks> all;
    for (const auto& session : sessions) all.merge(logbook::ticks_by_recall(tick_lines(store, session)));
    return all;
}

Json report_now(store::Store& store, const store::Recall& recall, const logbook::Ticks& ticks, const recall::Rack& rack)
{
    auto document = document_of(recall);
    const auto all = with_standing(store, recall, document, ticks, rack);
    return recall::with_ticks(std::move(document), all);
}

Json report_now(store::Store& store, const store::Recall& recall, const recall::Rack& rack)
{
    return report_now(store, recall, logbook::ticks_of(tick_lines(store, recall.session), recall.id), rack);
}

namespace {

task<Json> checklist_now(Call call, std::optional<store::RecallId> wanted)
{
    const auto rack = rack_of(call.room);
    const auto found = co_await call.room.store.run([&](store::Store& store) { return load(store, wanted, rack); });
    const auto list = recall::checklist_of(found.document, rack, found.standing);
    Json json = {{"recall", found.recall.id}, {"session", found.recall.session}, {"version", found.recall.version}, {"undone", found.recall.undone}};
    auto faults = found.faults;
    for (const auto& unit : call.room.rig.config().units)
        for (auto& quirk : logbook::quirks_of(unit.name, unit.quirks)) faults.push_back(std::move(quirk));
    json.update(checklist_json(list, faults));
    if (list.remaining() + list.count(TickVerdict::cannot) > 0) json["exit"] = exit_differs;
    co_return json;
}

/// The list again whenever somebody worked on it, until nothing remains; other recalls do not change which list it is.
task<Json> followed(Call call, std::optional<store::RecallId> wanted)
{
    rig::Signal news(call.room.io);
    const auto listening = call.room.news.listen([&](Area area) { if (area == Area::log || area == Area::reports) news.wake_all(); });
    Json told;
    while (true) {
        Json json = co_await checklist_now(call, wanted);
        wanted = json["recall"].get<store::RecallId>();
        if (json["remaining"] == 0 || *call.gone || call.room.ending) co_return json;
        if (json != told) call.emit({{"checklist", json}});
        told = std::move(json);
        co_await news.wait_until(std::chrono::steady_clock::now() + between_looks);
    }
}

}  // namespace

task<Json> checklist(Call call)
{
    const auto wanted = call.arguments.contains("recall") ? std::optional(call.arguments["recall"].get<store::RecallId>()) : std::nullopt;
    if (call.flag("follow")) co_return co_await followed(std::move(call), wanted);
    co_return co_await checklist_now(std::move(call), wanted);
}

task<Json> tick(Call call)
{
    const auto asked = ticking_of(call);
    const auto rack = rack_of(call.room);
    const auto ticked = co_await call.room.store.run([&](store::Store& store) { return tick_now(store, asked, rack); });
    if (call.room.sheets) call.room.sheets->take_over(ticked.entry);
    co_return Json{{"entry", ticked.entry.id}, {"recall", asked.recall}, {"line", asked.line}, {"verdict", logbook::name_of(asked.verdict)}, {"words", ticked.entry.said.text},
                   {"remaining", ticked.remaining}, {"done", ticked.done}, {"cannot", ticked.cannot}};
}

}  // namespace recalld::remote
