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

/// Block YAML; what is text is written as JSON strings, which YAML reads.
std::string state_yaml(const UnitState& state)
{
    std::string text = "unit: " + Json(state.unit).dump() + "\nprofile: " + Json(state.profile->profile_id).dump() +
                       "\nprofile_version: " + std::to_string(state.profile->version) + "\nidentity: " + Json(state.identity).dump() + "\nvalues:\n";
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if (const auto* value = state.value(id))
            text += "  " + (*state.profile)[id].name + ": {native: " + native_json(*value).dump() + ", value: " + Json(state.spoken(id)).dump() + "}\n";
    return text;
}

std::string written(const UnitState& state, const store::Version& version, const std::string& format, std::vector<std::string>& left_out)
{
    if (format == "json") return state_json(state).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    if (format == "yaml") return state_yaml(state);
    if (format == "scn") return driver::write_scene(state, version.title.empty() ? version.name : version.title, version.note, left_out);
    throw VerbError("usage", "format " + studio::in_quotes(format) + " is unknown; known are scn, json and yaml", 400, exit_usage);
}

}  // namespace

task<Json> import_file(Call call)
{
    const auto unit = call.unit();
    auto scene = driver::read_scene(call.text("text"), call.text("name", "scene"), unit->name(), unit->profile());
    const auto coverage = studio::coverage_of(scene.state);
    store::NewVersion wanted{call.text("session"), call.text("version"), store::VersionKind::import, {}, call.text("note", scene.note), scene.name};
    studio::Snapshot snapshot;
    snapshot.units.push_back(std::move(scene.state));
    const auto version = co_await call.room.store.run([&](store::Store& store) { return store.save(wanted, snapshot); });
    Json json = {{"session", version.session}, {"version", version.name},       {"take", version.take},
                 {"lines", scene.lines},       {"captured", coverage.captured}, {"warnings", scene.warnings}};
    if (!scene.warnings.empty()) json["exit"] = exit_differs;
    co_return json;
}

task<Json> export_version(Call call)
{
    const auto found = co_await call.room.store.run([&](store::Store& store) {
        auto version = store.find(call.text("session"), call.text("version"));
        auto snapshot = store.load(version.id, call.room.profiles);
        return std::pair(std::move(version), std::move(snapshot));
    });
    const auto format = call.text("format", "scn");
    const auto& state = unit_of(found.second, call.text("unit"));
    std::vector<std::string> left_out;
    const auto text = written(state, found.first, format, left_out);
    co_return Json{{"format", format}, {"unit", state.unit}, {"name", found.first.name}, {"text", text}, {"left_out", left_out}};
}

}  // namespace recalld::remote
