#include "remote/patch_room.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "check/desk_routing.hpp"
#include "check/patch.hpp"
#include "check/sources.hpp"
#include "check/wire_points.hpp"
#include "logbook/cords.hpp"
#include "logbook/subject.hpp"
#include "remote/fault_hints.hpp"

namespace recalld::remote {

namespace {

constexpr std::string_view before_jack = "jack ";

std::string subject_of(const std::string& jack) { return std::string(before_jack) + jack; }

void add_words(std::string& words, const std::string& more)
{
    if (!more.empty()) words += (words.empty() ? "" : "; ") + more;
}

std::string text_in(const Json& object, const char* key)
{
    if (!object.is_object() || !object.contains(key)) return {};
    const auto& value = object[key];
    return value.is_string() ? value.get<std::string>() : value.is_number_integer() ? value.dump() : std::string();
}

/// What the log and a version say of a moment.
struct Known {
    studio::Snapshot snapshot;
    std::vector<check::Source> sources;
};

task<Known> known_then(Room& room, Moment moment)
{
    co_return co_await room.store.run([&](store::Store& store) {
        Known known;
        if (moment.is_now()) {
            known.sources = sources_then(store, moment.session, {});
            return known;
        }
        const auto version = store.find(moment.session, moment.version);
        known.snapshot = store.load(version.id, room.profiles);
        known.sources = sources_then(store, moment.session, version.entry);
        return known;
    });
}

studio::Finding finding_of(const check::PatchStep& step, const logbook::Faults& faults)
{
    studio::Finding finding{std::string(logbook::patch_subject), step.line, studio::Verdict::by_hand, step.words, "no cord", "no cord", fault_words(faults, step)};
    if (step.plug) finding.wanted = written(*step.plug);
    if (step.pull) finding.found = written(*step.pull);
    return finding;
}

/// The cords that a version had, and those of now; nothing: nobody noted any.
struct Both {
    std::optional<std::vector<studio::Cord>> then, now;
};

/// A version out of a file knows no cords; nor does one from before anybody noted them.
task<Both> both_patches(Room& room, store::Version version)
{
    co_return co_await room.store.run([&](store::Store& store) {
        Both both{{}, logbook::cords_noted(store)};
        if (version.kind != store::VersionKind::import) both.then = logbook::cords_noted(store, version.entry);
        return both;
    });
}

std::string counted_cords(std::size_t count) { return count == 1 ? "1 cord" : std::to_string(count) + " cords"; }

std::string unknown_cords(const store::Version& version, std::size_t now)
{
    const auto name = version.session + "/" + version.name;
    const auto why = version.kind == store::VersionKind::import ? name + " came out of a file, which knows no cords" : "nobody had noted any cords when " + name + " was kept";
    return "patch: " + why + "; the " + counted_cords(now) + " of today " + (now == 1 ? "is" : "are") + " left as " + (now == 1 ? "it is" : "they are");
}

std::string cords_beyond(std::size_t steps)
{
    return "patch: " + std::to_string(steps) + (steps == 1 ? " line" : " lines") + " of cords to pull and to plug " + (steps == 1 ? "stays" : "stay") +
           " out of a recall with a scope; `recallctl patch diff` lists " + (steps == 1 ? "it" : "them");
}

}  // namespace

Moment moment_named(const Json& side)
{
    if (side == "live") return {};
    return {side["session"].get<std::string>(), side["version"].get<std::string>()};
}

task<PatchThen> patch_then(Room& room, Moment moment)
{
    PatchThen then{room.rig.config().patch, {}, {}};
    then.faults = co_await all_faults(room);
    co_await room.store.run([&](store::Store& store) {
        const auto until = moment.is_now() ? std::nullopt : std::optional(store.find(moment.session, moment.version).entry);
        then.cords = logbook::cords_noted(store, until);
        return true;
    });
    if (then.cords) check::sort_cords(then.patch, *then.cords);
    co_return then;
}

std::vector<check::Source> sources_then(const store::Store& store, const std::string& session, std::optional<store::EntryId> until)
{
    store::EntryFilter filter;
    filter.kinds = {"inputs"};
    filter.until = until;
    if (!session.empty()) filter.session = session;
    const auto lines = store.entries(filter, 0, 1);
    const auto data = lines.empty() ? Json() : Json::parse(lines.front().said.data, nullptr, false);
    std::vector<check::Source> sources;
    if (!data.is_object() || !data.contains("inputs") || !data["inputs"].is_array()) return sources;
    for (const auto& input : data["inputs"]) sources.push_back({text_in(input, "line"), text_in(input, "name"), text_in(input, "mic"), text_in(input, "jack")});
    return sources;
}

check::Surroundings surroundings_of(const Room& room, const studio::Snapshot* snapshot, const std::vector<check::Source>& sources)
{
    check::Surroundings around;
    for (const auto& unit : room.rig.config().units) {
        around.units.push_back(unit.name);
        const auto* page = room.studio.page(unit.name);
        if (!snapshot && page) check::add_desk_routing(*page, around);
        if (snapshot && page && !snapshot->unit(unit.name)) check::add_unit_points(unit.name, *page->profile, around);
    }
    if (snapshot)
        for (const auto& unit : snapshot->units) check::add_desk_routing(unit, around);
    check::add_sources(sources, room.rig.config().patch, around);
    return around;
}

task<check::Surroundings> surroundings_then(Room& room, Moment moment)
{
    const auto known = co_await known_then(room, moment);
    co_return surroundings_of(room, moment.is_now() ? nullptr : &known.snapshot, known.sources);
}

std::optional<std::string> fault_in_wires(const rig::RigConfig& config, const std::vector<std::shared_ptr<const studio::Profile>>& profiles)
{
    std::vector<check::WiredUnit> units;
    for (std::size_t i = 0; i < config.units.size(); ++i) units.push_back({config.units[i].name, i < profiles.size() ? profiles[i].get() : nullptr});
    const auto problems = check::unknown_points(config.patch, units);
    return problems.empty() ? std::nullopt : std::optional(problems.front().words);
}

std::vector<check::Problem> wire_problems(const Room& room, const rig::PatchConfig& patch)
{
    std::vector<check::WiredUnit> units;
    for (const auto& unit : room.rig.config().units) {
        const auto* page = room.studio.page(unit.name);
        units.push_back({unit.name, page ? page->profile.get() : nullptr});
    }
    return check::unknown_points(patch, units);
}

std::vector<JackFault> jack_faults(const logbook::Faults& faults, const rig::PatchConfig& patch)
{
    std::map<std::string, std::string> names;
    for (const auto& jack : patch.jacks) names.emplace(logbook::plain_subject(subject_of(jack.name)), jack.name);
    std::vector<JackFault> found;
    for (const auto& fault : faults) {
        const auto plain = logbook::plain_subject(fault.subject);
        if (!fault.is_open() || !logbook::is_part_of(plain, "jack") || plain.size() < before_jack.size()) continue;
        const auto known = names.find(plain);
        found.push_back({known == names.end() ? plain.substr(before_jack.size()) : known->second, fault});
    }
    return found;
}

std::string fault_words(const logbook::Faults& faults, const std::string& jack)
{
    std::string words;
    for (const auto& fault : logbook::faults_about(faults, subject_of(jack))) add_words(words, subject_of(jack) + ": " + fault.text);
    return words;
}

std::vector<std::string> fault_words(const logbook::Faults& faults, const check::PatchGraph& graph, check::PatchGraph::Point point)
{
    const auto& name = graph.name(point);
    std::vector<std::string> words;
    if (!graph.is_jack(point))
        for (const auto& fault : logbook::faults_for(faults, name)) words.push_back(fault.subject + ": " + fault.text);
    else if (auto said = fault_words(faults, name); !said.empty()) words.push_back(std::move(said));
    return words;
}

std::string fault_words(const logbook::Faults& faults, const check::PatchStep& step)
{
    std::set<std::string> jacks;
    for (const auto& cord : {step.pull, step.plug})
        if (cord) jacks.insert({cord->from, cord->to});
    std::string words;
    for (const auto& jack : jacks) add_words(words, fault_words(faults, jack));
    return words;
}

task<CordWork> cord_work(Room& room, store::Version version)
{
    CordWork work;
    const auto patch = room.rig.config().patch;
    if (patch.empty()) co_return work;
    const auto both = co_await both_patches(room, version);
    const auto now = both.now.value_or(std::vector<studio::Cord>());
    if (!both.then) {
        work.unknown = now.size();
        co_return work;
    }
    auto between = check::work_between(patch, now, *both.then);
    work.steps = std::move(between.steps);
    for (const auto& cord : between.left_out) work.left_out.push_back(cord.words("today", version.session + "/" + version.name));
    co_return work;
}

task<recall::Besides> cords_to_change(Room& room, store::Version version, studio::Scope scope)
{
    recall::Besides work;
    const auto cords = co_await cord_work(room, version);
    if (cords.unknown > 0) work.notes.push_back(unknown_cords(version, cords.unknown));
    if (!scope.is_everything()) {
        if (!cords.steps.empty()) work.notes.push_back(cords_beyond(cords.steps.size()));
        co_return work;
    }
    work.left_out = cords.left_out.size();
    std::ranges::copy(cords.left_out, std::back_inserter(work.notes));
    if (cords.steps.empty()) co_return work;
    const auto faults = co_await all_faults(room);
    for (const auto& step : cords.steps) work.findings.push_back(finding_of(step, faults));
    co_return work;
}

}  // namespace recalld::remote
