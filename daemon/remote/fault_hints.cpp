#include "remote/fault_hints.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "logbook/subject.hpp"
#include "remote/plan_json.hpp"
#include "rig/surface_unit.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

/// What stands in no rig, but breaks all the same.
constexpr std::array<std::string_view, 4> loose_things{"jack", "line", "mic", "cable"};

std::set<std::uint32_t> strips_touched(const recall::UnitPlan& plan)
{
    std::set<std::uint32_t> strips;
    for (const auto& write : plan.writes) strips.insert((*plan.from.profile)[write.parameter].strip);
    for (const auto id : plan.by_hand) strips.insert((*plan.from.profile)[id].strip);
    return strips;
}

/// What is written, and what hands have to turn, in words that compare.
std::set<std::string> controls_touched(const recall::UnitPlan& plan)
{
    std::set<std::string> names;
    const auto add = [&](studio::ParameterId id) { names.insert(logbook::plain_subject(plan.from.unit + " " + (*plan.from.profile)[id].name)); };
    for (const auto& write : plan.writes) add(write.parameter);
    for (const auto id : plan.by_hand) add(id);
    return names;
}

/// The control itself, or something that it is part of.
bool holds_any(const std::string& subject, const std::set<std::string>& controls)
{
    const auto plain = logbook::plain_subject(subject);
    return controls.contains(plain) || controls.lower_bound(plain + "/") != controls.lower_bound(plain + "0");   // 0 follows the slash
}

/// Of the unit itself, of the strips at hand, and of what is touched; what stands deeper in a strip, as a single control, belongs to it.
bool is_in_way(const logbook::Fault& fault, const recall::UnitPlan& plan, const std::set<std::uint32_t>& strips, const std::set<std::string>& controls)
{
    if (logbook::is_same_subject(fault.subject, plan.from.unit) || holds_any(fault.subject, controls)) return true;
    return std::ranges::any_of(strips, [&](std::uint32_t strip) {
        const auto& path = plan.from.profile->strips[strip].path;
        return !path.empty() && logbook::is_part_of(fault.subject, plan.from.unit + " " + path);
    });
}

[[noreturn]] void unknown_subject(const std::string& what, std::string_view word, const std::vector<std::string>& known, const std::string& advice)
{
    throw VerbError("usage", what + " " + studio::in_quotes(word) + studio::did_you_mean(word, known) + advice, 404, exit_usage);
}

std::vector<std::string> names_in(const rig::Rig& rig)
{
    auto names = rig.names();
    for (const auto& surface : rig.surfaces())
        if (std::ranges::find(names, surface->name()) == names.end()) names.push_back(surface->name());
    return names;
}

std::string unit_named(const Room& room, const std::string& word)
{
    const auto names = names_in(room.rig);
    const auto found = std::ranges::find_if(names, [&](const std::string& name) { return logbook::is_same_subject(name, word); });
    if (found != names.end()) return *found;
    unknown_subject("this rig has no unit", word, names, "; a fault is about a unit, a strip (\"desk ch/12\"), or about a jack, line, mic or cable (\"jack B12\")");
}

/// A strip by its path or its words, or any parameter; in the profile's own spelling.
std::string place_in(const rig::Unit& unit, const std::string& words)
{
    std::vector<std::string> paths;
    for (const auto& strip : unit.profile()->strips) {
        if (logbook::is_same_subject(strip.path, words) || logbook::is_same_subject(strip.words, words)) return strip.path;
        paths.push_back(strip.path);
    }
    for (const auto& parameter : unit.profile()->parameters)
        if (logbook::is_same_subject(parameter.name, words)) return parameter.name;
    unknown_subject(unit.name() + " has no strip and no parameter", words, paths, "");
}

/// Of analog gear all of the front is on the way.
bool has_strips(const rig::Unit& unit)
{
    return !unit.profile()->is_by_hand() && std::ranges::any_of(unit.profile()->strips, [](const studio::Strip& strip) { return !strip.path.empty(); });
}

/// In a room without bays a jack is whatever people call so.
std::string jack_here(const rig::PatchConfig& patch, const std::string& said)
{
    std::vector<std::string> jacks;
    for (const auto& jack : patch.jacks) jacks.push_back(jack.name);
    const auto exact = std::ranges::find(jacks, said);
    const auto found = exact != jacks.end() ? exact : std::ranges::find_if(jacks, [&](const std::string& jack) { return logbook::is_same_subject(jack, said); });
    if (found != jacks.end()) return *found;
    if (!jacks.empty()) unknown_subject("no bay of this rig has a jack", said, jacks, "");
    return said;
}

}  // namespace

task<logbook::Faults> all_faults(Room& room)
{
    const auto lines = co_await room.store.run([](store::Store& store) { return store.entries(logbook::fault_lines()); });
    logbook::Faults faults;
    for (const auto& unit : room.rig.config().units) std::ranges::move(logbook::quirks_of(unit.name, unit.quirks), std::back_inserter(faults));
    std::ranges::move(logbook::faults_in(lines), std::back_inserter(faults));
    co_return faults;
}

Json fault_json(const logbook::Fault& fault)
{
    Json json = {{"entry", fault.entry}, {"subject", fault.subject}, {"text", fault.text}, {"who", fault.who}, {"time", fault.entry == 0 ? Json(nullptr) : Json(iso_time(fault.time))},
                 {"open", fault.is_open()}, {"quirk", fault.is_quirk}, {"closed", nullptr}};
    if (!fault.session.empty()) json["session"] = fault.session;
    if (fault.closed) json["closed"] = {{"entry", *fault.closed}, {"who", fault.closed_by}, {"time", iso_time(fault.closed_time)}, {"text", fault.closed_text}};
    return json;
}

Json faults_json(const logbook::Faults& faults)
{
    Json list = Json::array();
    for (const auto& fault : faults) list.push_back(fault_json(fault));
    return list;
}

logbook::Faults faults_in_way(const logbook::Faults& faults, const recall::Plan& plan)
{
    logbook::Faults found;
    for (const auto& unit : plan.units) {
        const auto strips = strips_touched(unit);
        if (strips.empty()) continue;
        const auto controls = controls_touched(unit);
        std::ranges::copy_if(faults, std::back_inserter(found), [&](const auto& fault) { return fault.is_open() && is_in_way(fault, unit, strips, controls); });
    }
    return found;
}

logbook::Faults faults_on_way(const Room& room, const logbook::Faults& faults, const std::string& place)
{
    const auto names = room.rig.names();
    const auto name = std::ranges::find_if(names, [&](const std::string& each) { return logbook::is_same_subject(each, place); });
    const auto unit = name == names.end() ? nullptr : room.rig.find(*name);
    return unit && has_strips(*unit) ? logbook::faults_of_whole(faults, place) : logbook::faults_for(faults, place);
}

std::string subject_here(const Room& room, const std::string& text)
{
    const auto begin = text.find_first_not_of(' ');
    const auto words = begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
    const auto gap = std::min(words.find(' '), words.size());
    const auto first = words.substr(0, gap);
    const auto rest_at = words.find_first_not_of(' ', gap);
    const auto rest = rest_at == std::string::npos ? std::string() : words.substr(rest_at);
    if (std::ranges::find(loose_things, logbook::plain_subject(first)) != loose_things.end()) {
        if (rest.empty()) throw VerbError("usage", "say which " + first + ", as in \"" + first + " B12\"", 400, exit_usage);
        const auto thing = logbook::plain_subject(first);
        return thing + " " + (thing == "jack" ? jack_here(room.rig.config().patch, rest) : rest);
    }
    const auto name = unit_named(room, first);
    const auto unit = rest.empty() ? nullptr : room.rig.find(name);
    if (!rest.empty() && !unit) throw VerbError("usage", name + " is a fader box; faults of its keys are noted under its name alone", 400, exit_usage);
    return unit ? name + " " + place_in(*unit, rest) : name;
}

}  // namespace recalld::remote
