#include "logbook/preset.hpp"

#include <algorithm>
#include <array>

#include "logbook/prep_strips.hpp"
#include "logbook/text_lines.hpp"

namespace recalld::logbook {

using studio::ParameterId;
using studio::Section;

namespace {

constexpr std::array<Section, 7> what_sounds{Section::preamp, Section::gate, Section::dyn, Section::eq, Section::insert, Section::delay, Section::automix};
constexpr std::size_t most_values = 2000;

bool is_wanted(const studio::Parameter& parameter, const PresetWish& wish)
{
    if (!parameter.is_recalled()) return false;
    if (wish.sections.empty()) return std::ranges::find(what_sounds, parameter.section) != what_sounds.end();
    return std::ranges::find(wish.sections, parameter.section) != wish.sections.end();
}

std::string said(const studio::UnitState& state, ParameterId id)
{
    const auto* text = std::get_if<std::string>(&state.values[id]);
    return text ? *text : state.spoken(id);
}

bool is_gain(const studio::Parameter& parameter) { return parameter.hazard == studio::Hazard::gain || parameter.hazard == studio::Hazard::phantom; }

void add_head_amp(const studio::UnitState& state, std::uint32_t strip, Preset& preset)
{
    const auto amp = head_amp_of(state, strip);
    if (!amp) return;
    for (const auto& [key, id] : {std::pair("gain", amp->gain), std::pair("phantom", amp->phantom)})
        if (id != studio::no_parameter && state.has(id)) preset.values.emplace_back(std::string("=") + key, said(state, id));
}

}  // namespace

Preset preset_of(const studio::UnitState& state, std::uint32_t strip, const PresetWish& wish)
{
    const auto& profile = *state.profile;
    Preset preset;
    preset.profile = profile.profile_id;
    preset.strip = profile.strips[strip].path;
    const auto above = preset.strip.size() + 1;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id) {
        const auto& parameter = profile[id];
        if (parameter.strip != strip || parameter.name.size() <= above || !parameter.name.starts_with(preset.strip + "/")) continue;
        if (!state.has(id) || !is_wanted(parameter, wish) || (is_gain(parameter) && !wish.with_gain)) continue;
        if (preset.values.size() < most_values) preset.values.emplace_back(parameter.name.substr(above), said(state, id));
    }
    if (wish.with_gain) add_head_amp(state, strip, preset);
    return preset;
}

Json preset_json(const Preset& preset)
{
    Json values = Json::object();
    for (const auto& [name, words] : preset.values) values[name] = words;
    Json json = {{"engineer", preset.engineer}, {"role", preset.role}, {"profile", preset.profile}, {"strip", preset.strip}};
    if (!preset.name.empty()) json["name"] = preset.name;
    json["values"] = std::move(values);
    return json;
}

std::optional<Preset> preset_from(const store::Entry& entry)
{
    const auto json = Json::parse(entry.said.data, nullptr, false);
    if (entry.said.kind != "preset" || !json.is_object()) return std::nullopt;
    const auto text = [&](const char* key) { return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string(); };
    Preset preset{entry.id, text("engineer"), text("role"), text("profile"), text("strip"), {}, text("name")};
    if (preset.engineer.empty() || preset.role.empty() || !json.contains("values") || !json["values"].is_object()) return std::nullopt;
    for (const auto& [name, words] : json["values"].items())
        if (words.is_string()) preset.values.emplace_back(name, words.get<std::string>());
    return preset;
}

std::string label_of(const Preset& preset) { return preset.name.empty() ? preset.engineer : preset.engineer + "/" + preset.name; }

std::vector<const Preset*> presets_meant(const std::vector<const Preset*>& among, std::string_view who)
{
    std::vector<const Preset*> exactly, hers;
    for (const auto* preset : among) {
        if (lower(label_of(*preset)) == lower(who)) exactly.push_back(preset);
        if (lower(preset->engineer) == lower(who)) hers.push_back(preset);
    }
    return exactly.empty() ? hers : exactly;
}

bool is_same_preset(const Preset& a, const Preset& b) { return lower(a.engineer) == lower(b.engineer) && lower(a.name) == lower(b.name) && a.role == b.role && a.profile == b.profile; }

std::vector<Preset> presets_in(const std::vector<store::Entry>& newest_first)
{
    std::vector<Preset> presets;
    for (const auto& entry : newest_first) {
        auto preset = preset_from(entry);
        if (!preset) continue;
        if (std::ranges::none_of(presets, [&](const Preset& newer) { return is_same_preset(newer, *preset); })) presets.push_back(std::move(*preset));
    }
    return presets;
}

}  // namespace recalld::logbook
