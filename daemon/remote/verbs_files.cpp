#include <algorithm>

#include "driver/scene_file.hpp"
#include "remote/plan_json.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using studio::ParameterId;
using studio::UnitState;

namespace {

Json state_json(const UnitState& state)
{
    Json values = Json::object();
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if (const auto* value = state.value(id)) values[(*state.profile)[id].name] = {{"native", native_json(*value)}, {"value", state.spoken(id)}};
    return {{"unit", state.unit}, {"profile", state.profile->profile_id}, {"profile_version", state.profile->version}, {"identity", state.identity}, {"values", std::move(values)}};
}

/// Block YAML; what is text is written as JSON strings, which YAML reads. `first` and `rest` are the margins.
std::string state_yaml(const UnitState& state, const std::string& first, const std::string& rest)
{
    std::string text = first + "unit: " + Json(state.unit).dump() + "\n" + rest + "profile: " + Json(state.profile->profile_id).dump() + "\n" + rest +
                       "profile_version: " + std::to_string(state.profile->version) + "\n" + rest + "identity: " + Json(state.identity).dump() + "\n" + rest + "values:\n";
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if (const auto* value = state.value(id))
            text += rest + "  " + (*state.profile)[id].name + ": {native: " + native_json(*value).dump() + ", value: " + Json(state.spoken(id)).dump() + "}\n";
    return text;
}

using States = std::vector<const UnitState*>;

/// One unit stands by itself, several in a list `units`.
std::string written_json(const States& states)
{
    Json all = Json::array();
    for (const auto* state : states) all.push_back(state_json(*state));
    const Json document = states.size() == 1 ? std::move(all.front()) : Json{{"units", std::move(all)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string written_yaml(const States& states)
{
    if (states.size() == 1) return state_yaml(*states.front(), "", "");
    std::string text = "units:\n";
    for (const auto* state : states) text += state_yaml(*state, "  - ", "    ");
    return text;
}

bool has_scene_files(const UnitState& state) { return !state.profile->scene_file.empty(); }

/// The console that a scene file is of.
const UnitState& console_of(const studio::Snapshot& snapshot, const std::string& unit)
{
    if (unit.empty()) return only_unit(snapshot, has_scene_files, "scene files");
    const auto& named = unit_of(snapshot, unit);
    if (!has_scene_files(named)) throw VerbError("usage", named.unit + " is a " + named.profile->model + ", which has no scene files; json and yaml hold it as well", 400, exit_usage);
    return named;
}

/// What goes into the file: the unit that was named, or all; a scene file has one console only.
States chosen(const studio::Snapshot& snapshot, const std::string& unit, const std::string& format)
{
    if (format == "scn") return {&console_of(snapshot, unit)};
    if (!unit.empty()) return {&unit_of(snapshot, unit)};
    States states;
    for (const auto& state : snapshot.units) states.push_back(&state);
    return states;
}

std::string written(const States& states, const store::Version& version, const std::string& format, std::vector<std::string>& left_out)
{
    if (format == "json") return written_json(states);
    if (format == "yaml") return written_yaml(states);
    return driver::write_scene(*states.front(), version.title.empty() ? version.name : version.title, version.note, left_out);
}

void want_format(const std::string& format)
{
    if (format != "scn" && format != "json" && format != "yaml")
        throw VerbError("usage", "format " + studio::in_quotes(format) + " is unknown; known are scn, json and yaml", 400, exit_usage);
}

/// What a whole file of settings would hold: all but what only shows.
std::size_t settings_of(const studio::Profile& profile)
{
    return static_cast<std::size_t>(std::ranges::count(profile.parameters, false, &studio::Parameter::live));
}

}  // namespace

task<Json> import_file(Call call)
{
    const auto unit = call.unit();
    auto scene = driver::read_scene(call.text("text"), call.text("name", "scene"), unit->name(), unit->profile());
    const auto coverage = studio::coverage_of(scene.state);
    const auto of = settings_of(*unit->profile());
    store::NewVersion wanted{call.text("session"), call.text("version"), store::VersionKind::import, {}, call.text("note", scene.note), scene.name};
    studio::Snapshot snapshot;
    snapshot.units.push_back(std::move(scene.state));
    const auto version = co_await call.room.store.run([&](store::Store& store) { return store.save(wanted, snapshot); });
    Json json = {{"session", version.session}, {"version", version.name},       {"take", version.take},
                 {"lines", scene.lines},       {"captured", coverage.captured}, {"of", of}, {"warnings", scene.warnings}};
    if (!scene.warnings.empty()) json["exit"] = exit_differs;
    co_return json;
}

task<Json> export_version(Call call)
{
    const auto format = call.text("format", "scn");
    want_format(format);
    const auto found = co_await call.room.store.run([&](store::Store& store) {
        auto version = store.find(call.text("session"), call.text("version"));
        auto snapshot = store.load(version.id, call.room.profiles);
        return std::pair(std::move(version), std::move(snapshot));
    });
    const auto states = chosen(found.second, call.text("unit"), format);
    std::vector<std::string> left_out;
    const auto text = written(states, found.first, format, left_out);
    std::vector<std::string> units;
    for (const auto* state : states) units.push_back(state->unit);
    Json json = {{"format", format}, {"units", units}, {"name", found.first.name}, {"text", text}, {"left_out", left_out}};
    if (units.size() == 1) json["unit"] = units.front();
    co_return json;
}

}  // namespace recalld::remote
