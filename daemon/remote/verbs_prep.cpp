#include <algorithm>
#include <array>

#include "logbook/prep_strips.hpp"
#include "logbook/session_sieve.hpp"
#include "recall/hazards.hpp"
#include "remote/log_lines.hpp"
#include "remote/origin.hpp"
#include "remote/plan_json.hpp"
#include "remote/prep_work.hpp"
#include "remote/verbs_inputs.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;
using studio::in_quotes;

constexpr std::size_t longest_text = 8'500'000;
static_assert(longest_text > logbook::SessionSieve::most_kept);

task<std::vector<store::Entry>> lines_of(Room& room, std::string kind, std::optional<std::string> session)
{
    store::EntryFilter filter;
    filter.kinds.push_back(kind);
    filter.session = std::move(session);
    co_return co_await room.store.run([&](store::Store& store) { return store.entries(filter); });
}

/// What the unit shows besides its settings: which head amp feeds which strip.
void add_what_is_shown(const Room& room, studio::UnitState& state)
{
    const auto* page = room.studio.page(state.unit);
    if (!page || page->profile != state.profile) return;
    for (studio::ParameterId id = 0; id < state.values.size(); ++id)
        if ((*state.profile)[id].live && page->has(id)) state.set(id, page->values[id], page->standings[id]);
}

task<PrepSource> source_of(const Call& call)
{
    if (call.arguments.contains("text")) co_return read_prep_source(call.text("text"), call.text("format", "auto"));
    const auto session = call.text("session");
    const auto lines = co_await lines_of(call.room, "inputs", session);
    auto inputs = inputs_in(lines);
    if (!inputs) throw VerbError("no_input_list", "the session " + in_quotes(session) + " has no input list; give a session text or an input list as \"text\"", 404, exit_usage);
    auto source = prep_source_of(std::move(*inputs));
    source.format = "inputs";
    co_return source;
}

std::vector<std::string> names_in(const std::string& text)
{
    std::vector<std::string> names;
    for (const auto name : logbook::split_at(text, ','))
        if (const auto trimmed = logbook::trimmed(name); !trimmed.empty()) names.emplace_back(trimmed);
    return names;
}

/// 48 V goes to a microphone: which head amp feeds which strip is asked now, not remembered.
task<> ask_for_head_amps(std::shared_ptr<rig::Unit> unit)
{
    auto picks = logbook::head_amp_picks(*unit->profile());
    if (std::ranges::find(picks, true) == picks.end()) co_return;
    const auto turn = co_await unit->take_turn();
    co_await unit->read(std::move(picks));
}

task<studio::UnitState> live_state(const Call& call, std::shared_ptr<rig::Unit> unit)
{
    const auto scope = call.room.rig.scope(unit->name());
    auto snapshot = co_await call.room.recaller.read_live(scope, call.phases());
    auto state = std::move(snapshot.units.at(0));
    co_await ask_for_head_amps(unit);
    add_what_is_shown(call.room, state);
    co_return state;
}

/// All that a preparation works with, and what came of it.
struct Worked {
    std::shared_ptr<rig::Unit> unit;
    PrepSource source;
    studio::UnitState live;
    logbook::Prep prep;
    std::string scope;
};

void want_engineers(const logbook::PrepWish& wish)
{
    for (const auto& engineer : wish.engineers) {
        std::vector<const logbook::Preset*> all;
        for (const auto& preset : wish.presets) all.push_back(&preset);
        if (logbook::presets_meant(all, engineer).empty()) throw VerbError("not_found", "there is no preset of " + in_quotes(engineer) + "; recallctl presets lists them", 404, exit_usage);
    }
}

task<Worked> work_out(const Call& call)
{
    Worked worked;
    worked.source = co_await source_of(call);
    worked.unit = call.arguments.contains("unit") ? call.unit() : unit_to_prepare(call.room.rig);
    const auto presets = co_await lines_of(call.room, "preset", std::nullopt);
    logbook::PrepWish wish;
    wish.tracks = worked.source.tracks;
    wish.house = house_on(call.room.rig, *worked.unit, worked.source.messages);
    wish.presets = logbook::presets_in(presets);
    wish.engineers = names_in(call.text("engineer"));
    want_engineers(wish);
    worked.live = co_await live_state(call, worked.unit);
    worked.prep = logbook::prepare(worked.live, wish);
    worked.scope = logbook::scope_of(worked.unit->name(), *worked.live.profile, worked.prep.touched());
    co_return worked;
}

Json worked_json(const Call& call, const Worked& worked)
{
    Json json = {{"session", call.text("session")}, {"unit", worked.unit->name()}, {"format", worked.source.format}, {"how", worked.source.how}};
    if (const auto encoding = call.text("encoding"); !encoding.empty()) json["encoding"] = encoding;
    json.update(prep_json(worked.prep, worked.unit->name(), *worked.live.profile));
    Json messages = messages_json(worked.source.messages);
    for (const auto& message : messages_json(worked.prep.messages)) messages.push_back(message);
    json["messages"] = std::move(messages);
    json["facts"] = worked.source.facts;
    json["scope"] = worked.scope;
    json["plan"] = plan_json(plan_of(call.room.rig, worked.live, logbook::target_of(worked.live, worked.prep)), {});
    json["kept"] = nullptr;
    return json;
}

std::string prep_words(const Worked& worked, const std::string& version)
{
    const auto placed = std::ranges::count_if(worked.prep.rows, [](const logbook::PrepRow& row) { return row.strip.has_value(); });
    return "prepared as " + version + ": " + std::to_string(placed) + " of " + std::to_string(worked.prep.rows.size()) + " tracks on " + worked.unit->name() + ", " +
           std::to_string(worked.prep.conflicts.size()) + " things to look at";
}

/// As a version that holds what is proposed and nothing else.
task<Json> keep(const Call& call, const Worked& worked, const Json& shown)
{
    if (worked.source.damage) refuse_damaged(*worked.source.damage, {});
    const bool is_new = co_await is_new_session(call.room, call.text("session"), call.flag("new"));
    const store::NewVersion wanted{call.text("session"), call.text("keep"), store::VersionKind::import, worked.scope, worked.source.how, std::string(prep_title)};
    if (worked.prep.touched().empty()) throw VerbError("nothing_to_keep", "nothing is proposed; the messages say why", 400, exit_usage, {{"messages", shown["messages"]}});
    studio::Snapshot snapshot;
    snapshot.units.push_back(logbook::target_of(worked.live, worked.prep));
    const auto version = co_await call.room.store.run([&](store::Store& store) { return store.save(wanted, snapshot); });
    Json data = {{"unit", worked.unit->name()}, {"tracks", shown["tracks"]}, {"facts", worked.source.facts}};
    store::NewEntry entry{call.caller.name, "prep", version.session, prep_words(worked, version.name)};
    entry.version = version.name;
    co_await put_down(call.room, std::move(entry), std::move(data));
    call.room.news.tell(Area::sessions);
    Json kept = {{"version", version.name}, {"take", version.take}};
    co_return with_session(std::move(kept), version.session, is_new);
}

void want_role_to_keep(const Call& call)
{
    store::check_name("session", call.text("session"));
    if (!call.arguments.contains("keep")) return;
    store::check_name("version", call.text("keep"));
    if (call.caller.role < Permission::operate)
        throw VerbError("forbidden", "prep: keeping needs the role operate, and " + call.caller.name + " has " + std::string(name_of(call.caller.role)), 403, exit_refused);
}

task<Json> prep(Call call)
{
    want_role_to_keep(call);
    const auto worked = co_await work_out(call);
    Json json = worked_json(call, worked);
    if (call.arguments.contains("keep")) {
        Json kept = co_await keep(call, worked, json);
        json["kept"] = std::move(kept);
    }
    co_return json;
}

task<Json> prep_apply(Call call)
{
    const auto version = co_await call.room.store.run([&](store::Store& store) { return store.find(call.text("session"), call.text("version")); });
    if (!is_preparation(version))
        throw VerbError("no_preparation", version.session + "/" + version.name + " is no preparation; `recallctl prep SESSION FILE --keep NAME` makes one, `recallctl recall` puts versions back", 400, exit_usage);
    call.arguments["version"] = version.name + "@" + std::to_string(version.take);
    call.arguments["scope"] = version.scope;
    co_return co_await recall_version(std::move(call));
}

logbook::PresetWish preset_wish(const Call& call)
{
    logbook::PresetWish wish;
    wish.with_gain = call.flag("gain");
    for (const auto& name : names_in(call.text("sections"))) {
        const auto section = studio::section_named(name);
        if (!section) throw VerbError("usage", in_quotes(name) + " is no section; sections are preamp, gate, dyn, eq, insert, sends …", 400, exit_usage);
        wish.sections.push_back(*section);
    }
    return wish;
}

/// Which head amp feeds a strip is known of now only: it counts while the inputs are routed as they were.
studio::UnitState with_head_amps(const Room& room, studio::UnitState state)
{
    const auto* page = room.studio.page(state.unit);
    if (page && page->profile == state.profile && !recall::input_routing_differs(*page, state)) add_what_is_shown(room, state);
    return state;
}

/// Whose it is, and for what.
void sign(const Call& call, logbook::Preset& made)
{
    made.engineer = std::string(logbook::trimmed(call.text("engineer")));
    made.role = logbook::lower(logbook::trimmed(call.text("role")));
    made.name = std::string(logbook::trimmed(call.text("name")));
    if (made.engineer.empty() || made.role.empty() || made.engineer.find(',') != std::string::npos) throw VerbError("usage", "a preset has an engineer, whose name has no comma, and a role", 400, exit_usage);
    if (made.name.find_first_of(",/") != std::string::npos) throw VerbError("usage", "the name of a preset has no comma and no slash: " + in_quotes(made.name), 400, exit_usage);
}

/// The line of the preset that is not seen any more once this one is kept.
std::optional<store::EntryId> hidden_by(const std::vector<store::Entry>& older, const logbook::Preset& made)
{
    for (const auto& preset : logbook::presets_in(older))
        if (logbook::is_same_preset(preset, made)) return preset.entry;
    return std::nullopt;
}

task<Json> preset(Call call)
{
    const auto wish = preset_wish(call);
    const auto snapshot = co_await call.room.store.run([&](store::Store& store) { return store.load(store.find(call.text("session"), call.text("version")).id, call.room.profiles); });
    const auto [stored, strip] = strip_in(snapshot, call.text("unit"), call.text("strip"));
    const auto unit = call.room.rig.find(stored.unit);
    const bool can_be_asked = wish.with_gain && unit && unit->online();
    if (can_be_asked) co_await ask_for_head_amps(unit);
    const auto state = with_head_amps(call.room, stored);
    auto made = logbook::preset_of(state, strip, wish);
    sign(call, made);
    if (made.values.empty()) throw VerbError("nothing_to_keep", "the version holds nothing of " + made.strip + " that a preset is made of; --sections says what", 400, exit_usage);
    store::NewEntry entry{call.caller.name, "preset", call.text("session"), made.engineer + "'s preset " + (made.name.empty() ? "" : in_quotes(made.name) + " ") + "for " + made.role + ": " + std::to_string(made.values.size()) + " values of " + stored.unit + " " + made.strip};
    entry.version = call.text("version");
    entry.subject = made.engineer;
    const Json data = logbook::preset_json(made);
    const auto older = co_await lines_of(call.room, "preset", std::nullopt);
    const auto id = co_await put_down(call.room, std::move(entry), data);
    Json json = {{"entry", id}};
    json.update(data);
    const bool has_gain = std::ranges::any_of(made.values, [](const auto& value) { return value.first.starts_with('='); });
    std::string note = wish.with_gain && !has_gain ? "without gain and 48 V: nobody knows which head amp fed the strip then" : "";
    if (const auto hidden = hidden_by(older, made)) {
        json["replaces"] = *hidden;
        note += (note.empty() ? "" : "; ") + ("it takes the place of line " + std::to_string(*hidden) + ", and with --name both would be kept");
    }
    if (!note.empty()) json["note"] = note;
    co_return json;
}

task<Json> presets(Call call)
{
    const auto lines = co_await lines_of(call.room, "preset", std::nullopt);
    const auto wanted = logbook::lower(call.text("engineer"));
    Json list = Json::array();
    for (const auto& preset : logbook::presets_in(lines)) {
        if (!wanted.empty() && logbook::lower(preset.engineer) != wanted && logbook::lower(logbook::label_of(preset)) != wanted) continue;
        Json json = {{"entry", preset.entry}};
        json.update(logbook::preset_json(preset));
        list.push_back(std::move(json));
    }
    co_return Json{{"presets", std::move(list)}};
}

constexpr std::array prep_arguments{Argument{"session", text, true}, Argument{"text", text, false, longest_text}, Argument{"format"}, Argument{"unit"}, Argument{"engineer"}, Argument{"keep"}, Argument{"encoding"}, Argument{"new", flag}};
constexpr std::array apply_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"allow"}, Argument{"dry_run", flag}, Argument{"mute_first", flag}};
constexpr std::array inputs_arguments{Argument{"session", text, true}, Argument{"version"}};
constexpr std::array inputs_set_arguments{Argument{"session", text, true}, Argument{"text", text, false, longest_text}, Argument{"rows", text, false, longest_text}, Argument{"new", flag}};
constexpr std::array preset_arguments{Argument{"engineer", text, true, 100}, Argument{"role", text, true, 64}, Argument{"session", text, true}, Argument{"version", text, true}, Argument{"strip", text, true}, Argument{"sections"}, Argument{"gain", flag}, Argument{"name", text, false, 64}, Argument{"unit"}};
constexpr std::array presets_arguments{Argument{"engineer"}};

constexpr std::array table{
    Verb{"prep", Permission::view, prep, "what strips should become for these tracks, and what is in the way", prep_arguments},
    Verb{"prep_apply", Permission::operate, prep_apply, "put a kept preparation onto the desk, verified", apply_arguments, Area::reports},
    Verb{"inputs", Permission::view, inputs, "the input list of a session", inputs_arguments},
    Verb{"inputs_set", Permission::operate, inputs_set, "put an input list into the log", inputs_set_arguments, Area::log},
    Verb{"preset", Permission::operate, preset, "keep a strip of a version as an engineer's preset for a role", preset_arguments, Area::log},
    Verb{"presets", Permission::view, presets, "the presets of engineers", presets_arguments},
};

}  // namespace

std::span<const Verb> prep_verbs() { return table; }

}  // namespace recalld::remote
