#include <algorithm>
#include <array>

#include "logbook/control_names.hpp"
#include "logbook/sheet_lines.hpp"
#include "paper/photo.hpp"
#include "remote/layouts/base64.hpp"
#include "remote/fault_hints.hpp"
#include "remote/origin.hpp"
#include "remote/plan_json.hpp"
#include "remote/service.hpp"
#include "remote/sheet_json.hpp"
#include "remote/sheets.hpp"
#include "remote/verb.hpp"
#include "remote/verbs_sheet.hpp"
#include "studio/panel.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_values = 100'000, longest_preset = 200;   // bytes

[[noreturn]] void usage(const std::string& message) { throw VerbError("usage", message, 400, exit_usage); }

/// The unit that is meant; only what is set by hand has a sheet.
std::shared_ptr<rig::Unit> unit_with_sheet(const Call& call)
{
    auto unit = call.unit();
    if (unit->profile()->is_by_hand()) return unit;
    std::string known;
    for (const auto& other : call.room.rig.units())
        if (other->profile()->is_by_hand()) known += (known.empty() ? "" : ", ") + other->name();
    throw VerbError("usage", unit->name() + " is read by recalld itself and has no sheet; " + (known.empty() ? "no unit of this rig has one" : "there are sheets of " + known), 400, exit_usage);
}

/// One sheet at one time.
struct Read {
    studio::UnitState state;
    logbook::Sheet sheet;
    logbook::Plate plate = {};
};

/// A version of a session and its sheet of this unit; without a version the newest that holds the unit.
task<Read> read_version(Room& room, std::string unit, std::string session, std::string version)
{
    const auto here = plates_of(room.rig.config());
    co_return co_await room.store.run([&](store::Store& store) {
        const auto found = version.empty() ? newest_with(store, unit, session) : store.find(session, version);
        const auto snapshot = store.load(found.id, room.profiles);
        const auto* state = snapshot.unit(unit);
        if (!state) throw VerbError("not_found", found.session + "/" + found.name + " holds no unit " + studio::in_quotes(unit), 404, exit_usage);
        store::EntryFilter filter{logbook::sheet_kinds};
        filter.subject = unit;
        filter.until = found.entry;
        auto sheets = logbook::sheets_of(store.entries(filter));
        return Read{*state, std::move(sheets[unit]), plate_in(plates_then(store, found, here), unit)};
    });
}

task<Read> read_sheet(Room& room, std::string unit, std::string session, std::string version)
{
    if (!session.empty()) co_return co_await read_version(room, std::move(unit), std::move(session), std::move(version));
    Read now{*room.studio.page(unit), sheets_in(room).of(unit), plate_in(plates_of(room.rig.config()), unit)};
    co_return now;
}

task<logbook::Faults> faults_of_room(Room& room)
{
    const auto filter = logbook::fault_lines();
    auto faults = co_await room.store.run([&](store::Store& store) { return logbook::faults_in(store.entries(filter)); });
    co_return faults;
}

Json photo_of(const store::Store& store, store::EntryId entry, bool brief)
{
    if (entry == 0) return nullptr;
    const auto line = store.entry(entry);
    const auto photo = line ? logbook::change_in(line->said.data).photo : std::nullopt;
    if (!photo) return nullptr;
    Json json = {{"entry", entry}, {"name", photo->name}, {"type", photo->type}, {"width", photo->width}, {"height", photo->height}};
    if (!brief) json["base64"] = photo->base64, json["thumbnail"] = photo->thumbnail;
    return json;
}

Json about_unit(const SheetShown& shown, const logbook::Plate& plate, const logbook::Faults& faults)
{
    const auto& profile = *shown.state.profile;
    const auto& sheet = shown.sheet;
    Json quirks = profile.panel ? Json(profile.panel->quirks) : Json::array();
    for (const auto& quirk : plate.quirks) quirks.push_back(quirk);
    return {{"unit", shown.state.unit}, {"model", profile.model},    {"profile", profile.profile_id}, {"verified", profile.verified}, {"revision", plate.revision}, {"serial", plate.serial},
            {"preset", sheet.preset},  {"from", sheet.from},         {"updated", sheet.entry > 0 ? Json(iso_time(sheet.time)) : Json(nullptr)}, {"who", sheet.who},
            {"entry", sheet.entry},    {"faults", faults_json(logbook::faults_about(faults, shown.state.unit))}, {"quirks", std::move(quirks)}};
}

/// Drawn on the store's thread: the core has desks to answer.
task<Json> told(Room& room, SheetShown shown, logbook::Plate plate, const logbook::Faults& faults, bool brief)
{
    Json json = about_unit(shown, plate, faults);
    json.update(noted_json(shown.state, shown.sheet));
    co_await room.store.run([&](store::Store& store) {
        json["photo"] = photo_of(store, shown.sheet.photo, brief);
        json["svg"] = panel_drawing(shown, shown.state.unit, words_of(plate));
        json["groups"] = panel_json(shown);
    });
    co_return json;
}

Json noted_answer(const rig::Unit& unit, const Room& room, store::EntryId entry, const std::string& words)
{
    Json json = {{"entry", entry}, {"unit", unit.name()}, {"words", words}};
    json.update(noted_json(unit.page(), sheets_in(room).of(unit.name())));
    return json;
}

task<Json> sheets(Call call)
{
    const auto faults = co_await faults_of_room(call.room);
    const auto plates = plates_of(call.room.rig.config());
    Json list = Json::array();
    for (const auto& unit : call.room.rig.units()) {
        if (!unit->profile()->is_by_hand()) continue;
        const auto& sheet = sheets_in(call.room).of(unit->name());
        Json json = about_unit({unit->page(), sheet}, plate_in(plates, unit->name()), faults);
        json.update(noted_json(unit->page(), sheet));
        list.push_back(std::move(json));
    }
    co_return Json{{"sheets", std::move(list)}};
}

task<Json> sheet(Call call)
{
    const auto unit = unit_with_sheet(call);
    const auto read = co_await read_sheet(call.room, unit->name(), call.text("session"), call.text("version"));
    const Json against = call.arguments.value("against", Json());
    Read other;
    if (against == "live") other = co_await read_sheet(call.room, unit->name(), "", "");
    else if (against.is_object()) other = co_await read_version(call.room, unit->name(), against["session"].get<std::string>(), against["version"].get<std::string>());
    const bool is_compared = other.state.profile == read.state.profile;
    const SheetShown shown{read.state, read.sheet, is_compared ? &other.state : nullptr};
    const auto faults = co_await faults_of_room(call.room);
    co_return co_await told(call.room, shown, read.plate, faults, call.flag("brief"));
}

/// What is on the front and on no sheet.
std::vector<studio::ParameterId> blank_controls(const rig::Unit& unit, const logbook::Sheet& sheet)
{
    const auto& page = unit.page();
    std::vector<studio::ParameterId> blank;
    for (studio::ParameterId id = 0; id < page.standings.size(); ++id) {
        const bool is_noted = page.has(id) || sheet.any.contains((*page.profile)[id].name);
        if (!is_noted && page.standings[id] != studio::Standing::not_exposed) blank.push_back(id);
    }
    return blank;
}

std::string how_to_note(const rig::Unit& unit)
{
    const auto example = logbook::example_line(*unit.profile());
    return unit.name() + ": say what to note" + (example.empty() ? "" : ", such as " + example);
}

task<Json> sheet_set(Call call)
{
    const auto unit = unit_with_sheet(call);
    auto change = logbook::read_lines(*unit->profile(), unit->name(), call.text("values"), blank_controls(*unit, sheets_in(call.room).of(unit->name())));
    if (call.arguments.contains("preset")) change.preset = call.text("preset");
    if (change.empty()) usage(how_to_note(*unit));
    const auto words = logbook::words_of(*unit->profile(), change);
    const auto entry = co_await sheets_in(call.room).note(unit, std::move(change), call.caller.name);
    co_return noted_answer(*unit, call.room, entry, words);
}

/// `RIGHT EQ` for `LEFT EQ` when LEFT goes to RIGHT; empty for groups of other channels.
std::string twin_name(const studio::PanelGroup& group, const std::string& from, const std::string& to)
{
    if (group.copies.empty() || !group.name.starts_with(from)) return {};
    const auto rest = group.name.substr(from.size());
    return rest.empty() || rest.starts_with(' ') ? to + rest : std::string();
}

void add_control(logbook::SheetChange& change, const Read& read, studio::ParameterId from, const std::string& to)
{
    const auto& name = (*read.state.profile)[from].name;
    if (read.sheet.any.contains(name)) change.any.push_back(to);
    else if (const auto* value = read.state.value(from)) change.set[to] = logbook::kept_words(read.state.profile->law_of(from), *value);
    else change.unknown.push_back(to);
    if (const auto tolerance = read.sheet.tolerance.find(name); tolerance != read.sheet.tolerance.end()) change.tolerance[to] = tolerance->second;
}

logbook::SheetChange channel_copy(const Read& read, const std::string& from, const std::string& to)
{
    const auto& profile = *read.state.profile;
    logbook::SheetChange change;
    for (const auto& group : profile.panel->groups) {
        const auto twin = std::ranges::find(profile.panel->groups, twin_name(group, from, to), &studio::PanelGroup::name);
        if (twin == profile.panel->groups.end() || twin->copies != group.copies || twin->name.empty()) continue;
        for (std::size_t i = 0; i < std::min(group.controls.size(), twin->controls.size()); ++i)
            if (group.controls[i].parameter != studio::no_parameter) add_control(change, read, group.controls[i].parameter, profile[twin->controls[i].parameter].name);
    }
    if (change.empty()) usage("sheet_copy: " + read.state.unit + " has no channels " + studio::in_quotes(from) + " and " + studio::in_quotes(to) + " that are copies of each other");
    change.from = from;
    return change;
}

logbook::SheetChange whole_copy(const Read& read, const std::string& from, const std::string& preset_now)
{
    logbook::SheetChange change;
    for (studio::ParameterId id = 0; id < read.state.values.size(); ++id)
        if (read.state.standings[id] != studio::Standing::not_exposed) add_control(change, read, id, (*read.state.profile)[id].name);
    if (read.sheet.preset != preset_now) change.preset = read.sheet.preset;
    if (change.set.empty() && change.any.empty() && read.sheet.preset.empty()) usage("sheet_copy: " + from + " holds nothing of " + read.state.unit);
    change.from = from;
    return change;
}

std::string source_words(const Call& call, const rig::Unit& unit, const std::string& of)
{
    const auto session = call.text("session"), version = call.text("version");
    const auto moment = session.empty() ? std::string() : session + (version.empty() ? ", newest" : "/" + version);
    if (of == unit.name()) return moment.empty() ? "the newest version" : moment;
    return of + (moment.empty() ? "" : " in " + moment);
}

task<Json> sheet_copy(Call call)
{
    const auto unit = unit_with_sheet(call);
    const auto from = call.text("from_channel"), to = call.text("to_channel"), of = call.text("from_unit", unit->name());
    if (from.empty() != to.empty()) usage("sheet_copy: from_channel and to_channel belong together");
    const bool wants_version = call.arguments.contains("session") || (from.empty() && of == unit->name());
    if (!wants_version && !call.room.rig.find(of)) usage("sheet_copy: there is no unit " + studio::in_quotes(of));
    Read read;
    if (wants_version) read = co_await read_version(call.room, of, call.text("session"), call.text("version"));
    else read = co_await read_sheet(call.room, of, "", "");
    if (read.state.profile != unit->profile()) usage("sheet_copy: " + of + " and " + unit->name() + " are of two profiles; what one shows says nothing about the other");
    auto change = from.empty() ? whole_copy(read, source_words(call, *unit, of), sheets_in(call.room).of(unit->name()).preset) : channel_copy(read, from, to);
    const auto words = logbook::words_of(*unit->profile(), change);
    const auto entry = co_await sheets_in(call.room).note(unit, std::move(change), call.caller.name);
    co_return noted_answer(*unit, call.room, entry, words);
}

/// Scaling takes a while; nobody else waits for it.
task<paper::Photo> scaled(std::string bytes)
{
    net::thread_pool pool(1);
    auto on_worker = [](const std::string& picture) -> task<paper::Photo> { co_return paper::read_photo(picture); };
    co_return co_await net::co_spawn(pool, on_worker(bytes), net::use_awaitable);
}

task<Json> sheet_photo(Call call)
{
    const auto unit = unit_with_sheet(call);
    auto bytes = from_base64(call.text("photo"));
    if (!bytes) usage("sheet_photo: the photo is no base64");
    if (bytes->empty()) usage("sheet_photo: the photo is empty: 0 bytes");
    const auto photo = co_await scaled(std::move(*bytes));
    logbook::SheetChange change;
    change.photo = logbook::Photo{call.text("name", "photo"), "image/jpeg", photo.picture.width, photo.picture.height, to_base64(photo.picture.bytes), to_base64(photo.thumbnail.bytes)};
    const auto words = logbook::words_of(*unit->profile(), change);
    const auto entry = co_await sheets_in(call.room).note(unit, std::move(change), call.caller.name);
    co_return noted_answer(*unit, call.room, entry, words);
}

using enum ArgumentKind;
constexpr Argument unit_named{"unit", text, true};
constexpr std::array sheet_arguments{unit_named, Argument{"session"}, Argument{"version"}, Argument{"against", version}, Argument{"brief", flag}};
constexpr std::array set_arguments{unit_named, Argument{"values", text, false, longest_values}, Argument{"preset", text, false, longest_preset}};
constexpr std::array copy_arguments{unit_named, Argument{"session"}, Argument{"version"}, Argument{"from_unit"}, Argument{"from_channel"}, Argument{"to_channel"}};
constexpr std::array photo_arguments{unit_named, Argument{"photo", text, true, largest_request}, Argument{"name", text, false, 200}};
constexpr std::array checklist_arguments{Argument{"recall", number}, Argument{"follow", flag}};
constexpr std::array tick_arguments{Argument{"recall", number, true}, Argument{"line", text, true}, Argument{"verdict"}, Argument{"found"}, Argument{"note"}};

constexpr std::array table{
    Verb{"sheets", Permission::view, sheets, "the sheets of analog gear", {}},
    Verb{"sheet", Permission::view, sheet, "what stands noted on one panel", sheet_arguments},
    Verb{"sheet_set", Permission::operate, sheet_set, "note how controls stand", set_arguments},
    Verb{"sheet_copy", Permission::operate, sheet_copy, "copy a sheet from a version, a unit or a channel", copy_arguments},
    Verb{"sheet_photo", Permission::operate, sheet_photo, "keep a photo of a panel", photo_arguments},
    Verb{"checklist", Permission::view, checklist, "what a recall leaves to hands", checklist_arguments},
    Verb{"tick", Permission::operate, tick, "say that a line of a checklist is done, or cannot be", tick_arguments, Area::reports},
};

}  // namespace

std::span<const Verb> sheet_verbs() { return table; }

Sheets& sheets_in(const Room& room)
{
    if (!room.sheets) throw VerbError("not_found", "this daemon keeps no sheets", 404, exit_usage);
    return *room.sheets;
}

task<SheetsThen> sheets_then(Room& room, std::optional<store::Version> version)
{
    SheetsThen then;
    then.faults = co_await faults_of_room(room);
    then.plates = plates_of(room.rig.config());
    if (version) {
        store::EntryFilter filter{logbook::sheet_kinds};
        filter.until = version->entry;
        then.sheets = co_await room.store.run([&](store::Store& store) { return logbook::sheets_of(store.entries(filter)); });
        then.plates = co_await room.store.run([&](store::Store& store) { return plates_then(store, *version, then.plates); });
    } else {
        for (const auto& unit : room.rig.units())
            if (unit->profile()->is_by_hand()) then.sheets[unit->name()] = sheets_in(room).of(unit->name());
    }
    co_return then;
}

task<Json> told_sheet(Room& room, studio::UnitState state, const SheetsThen& then)
{
    static const logbook::Sheet blank;
    const auto found = then.sheets.find(state.unit);
    const SheetShown shown{state, found == then.sheets.end() ? blank : found->second};
    co_return co_await told(room, shown, plate_in(then.plates, state.unit), then.faults, false);
}

store::Version newest_with(store::Store& store, const std::string& unit, const std::string& session)
{
    std::vector<std::string> names{session};
    if (session.empty()) names.clear();
    for (const auto& each : session.empty() ? store.sessions() : std::vector<store::Session>()) names.push_back(each.name);
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const auto versions = store.versions(*name);
        const auto holds_it = [&](const store::Version& each) { return std::ranges::find(each.units, unit, &store::UnitSummary::unit) != each.units.end(); };
        const auto found = std::find_if(versions.rbegin(), versions.rend(), holds_it);
        if (found != versions.rend()) return *found;
    }
    throw VerbError("not_found", "no version" + (session.empty() ? std::string() : " of " + studio::in_quotes(session)) + " holds " + unit + " yet", 404, exit_usage);
}

}  // namespace recalld::remote
