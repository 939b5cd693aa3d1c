#include <algorithm>

#include "recall/hazards.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

using studio::ParameterId;
using studio::StripControls;
using studio::UnitState;

/// `ch/03` -> `ch`
std::string group_of(const studio::Profile& profile, const StripControls& controls)
{
    const auto& path = profile.strips[controls.strip].path;
    return path.substr(0, path.find('/'));
}

std::vector<std::string> groups_of(const studio::Profile& profile)
{
    std::vector<std::string> groups;
    for (const auto& controls : profile.controls)
        if (auto group = group_of(profile, controls); std::ranges::find(groups, group) == groups.end()) groups.push_back(std::move(group));
    return groups;
}

Json units_with_groups(const Room& room)
{
    Json units = Json::array();
    for (const auto& unit : room.rig.units())
        if (const auto groups = groups_of(*unit->profile()); !groups.empty()) units.push_back({{"unit", unit->name()}, {"groups", groups}});
    return units;
}

/// Where it stands on its way, in steps; null when it has no way.
Json fader_json(const UnitState& page, ParameterId id)
{
    if (id == studio::no_parameter) return nullptr;
    const auto& law = page.profile->law_of(id);
    const bool has_steps = law.is_stepped() ? law.steps > 1 : law.kind == studio::LawKind::integer;
    if (!has_steps || law.highest() <= law.lowest()) return nullptr;
    const auto* value = page.value(id);
    const auto* step = value ? std::get_if<std::int32_t>(value) : nullptr;
    return {{"parameter", (*page.profile)[id].name}, {"value", page.spoken(id)}, {"at", step ? *step - law.lowest() : 0}, {"steps", law.highest() - law.lowest()}};
}

Json mute_json(const UnitState& page, const studio::SwitchControl& mute)
{
    if (!mute.exists() || !mute.off) return nullptr;
    const auto& law = page.profile->law_of(mute.parameter);
    const auto* value = page.value(mute.parameter);
    const double span = std::max(1, law.highest() - law.lowest());
    return {{"parameter", (*page.profile)[mute.parameter].name}, {"is_muted", value && *value == studio::Value{mute.on}}, {"muted_at", (mute.on - law.lowest()) / span},
            {"muted", law.spoken(studio::Value{mute.on})}, {"open", law.spoken(studio::Value{*mute.off})}};
}

Json strip_json(const UnitState& page, const StripControls& controls)
{
    const auto& strip = page.profile->strips[controls.strip];
    const auto* label = strip.label == studio::no_parameter ? nullptr : page.value(strip.label);
    return {{"words", strip.words},
            {"label", label ? studio::plain(*label) : std::string()},
            {"label_parameter", strip.label == studio::no_parameter ? std::string() : (*page.profile)[strip.label].name},
            {"fader", fader_json(page, controls.fader)},
            {"mute", mute_json(page, controls.mute)}};
}

Json strips_of(const UnitState& page, const std::string& group)
{
    Json strips = Json::array();
    for (const auto& controls : page.profile->controls)
        if (group_of(*page.profile, controls) == group) strips.push_back(strip_json(page, controls));
    return strips;
}

/// What was asked for, or the first there is.
StripsAsked asked_of(const Visit& visit, const Json& units)
{
    StripsAsked asked{visit.target.query.text("unit"), visit.target.query.text("page"), false};
    const auto known = std::ranges::find_if(units, [&](const Json& unit) { return text_in(unit, "unit") == asked.unit; });
    if (known == units.end()) {
        if (!asked.unit.empty()) throw VerbError("unknown_unit", "There is no unit " + asked.unit + " with strips in the rig.", 404, exit_usage);
        if (units.empty()) return asked;
        asked.unit = text_in(units.front(), "unit");
    }
    const auto& groups = list_in(known == units.end() ? units.front() : *known, "groups");
    if (asked.group.empty()) asked.group = groups.front().get<std::string>();
    if (std::ranges::find(groups, Json(asked.group)) == groups.end()) throw VerbError("not_found", asked.unit + " has no strips " + asked.group + ".", 404, exit_usage);
    return asked;
}

/// A place of this page to go back to; the room when it is none.
std::string back_in(const Fields& form)
{
    const auto back = form.text("back");
    const bool is_plain = std::ranges::all_of(back, [](char c) { return c > ' ' && c < 0x7f; });
    return is_plain && back.starts_with("/strips") && read_target(back) ? back : "/strips";
}

/// What has to be allowed for it, by name.
std::string needed_for(const Room& room, const Fields& form)
{
    const auto unit = room.rig.find(form.text("unit"));
    const auto id = unit ? unit->profile()->find(form.text("parameter")) : std::nullopt;
    const auto value = id ? unit->profile()->law_of(*id).parse(form.text("value")) : std::nullopt;
    if (!value) return {};
    return recall::name_hazards(recall::hazards_of(unit->page(), *id, *value, room.rig.config().policy));
}

HttpAnswer ask_for_consent(const Visit& visit, const Told& told)
{
    const auto unit = visit.form.text("unit"), parameter = visit.form.text("parameter"), value = visit.form.text("value");
    Json fields = Json::array();
    for (const auto* name : {"unit", "parameter", "value", "back"}) fields.push_back({{"name", name}, {"value", visit.form.text(name)}});
    fields.push_back({{"name", "allow"}, {"value", needed_for(visit.room, visit.form)}});
    const auto found = visit.room.rig.find(unit);
    const auto id = found ? found->profile()->find(parameter) : std::nullopt;
    const auto strip = id ? found->page().strip_words((*found->profile())[*id].strip) : parameter;
    const bool unmutes = needed_for(visit.room, visit.form) == "unmute";
    Json view = {{"title", unmutes ? "Unmute?" : "Sure?"},
                 {"question", unmutes ? strip + " is muted and would be heard at once." : told.problem},
                 {"action", "/do/set"}, {"fields", fields}, {"yes", unmutes ? "Unmute " + strip : "Set it to " + value}, {"back", back_in(visit.form)}};
    return print(visit, {"confirm.mustache", "Sure?", "/strips", 409}, std::move(view));
}

}  // namespace

task<HttpAnswer> strips_page(Visit visit)
{
    const Json units = units_with_groups(visit.room);
    auto asked = asked_of(visit, units);
    const auto unit = visit.room.rig.find(asked.unit);
    asked.online = unit && unit->online();
    Json view = strips_view(units, unit ? strips_of(unit->page(), asked.group) : Json::array(), asked);
    view["may_move"] = visit.may(Permission::operate) && asked.online;
    co_return print(visit, {"strips.mustache", "Strips" + (asked.group.empty() ? "" : ": " + asked.unit + " " + asked.group), "/strips"}, std::move(view));
}

task<HttpAnswer> do_set(Visit visit)
{
    Json arguments = {{"unit", visit.form.text("unit")}, {"parameter", visit.form.text("parameter")}, {"value", visit.form.text("value")}};
    if (const auto allow = visit.form.text("allow"); !allow.empty()) arguments["allow"] = allow;
    const auto told = co_await try_verb(visit, "set", arguments);
    if (told.problem.empty()) co_return see(back_in(visit.form));
    if (told.code == "refused") co_return ask_for_consent(visit, told);
    co_return error_page(visit, told.status, "Not set", told.problem);
}

}  // namespace recalld::remote::web
