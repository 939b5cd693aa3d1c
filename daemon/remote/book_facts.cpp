#include "remote/book_facts.hpp"

#include <algorithm>
#include <map>

#include "paper/unit_facts.hpp"
#include "remote/plan_json.hpp"
#include "store/version_kind.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t most_log_lines = 5000;

/// What a verb of another area says; null and the reason when it does not.
struct Asked {
    Json answer = nullptr;
    std::string problem = {};
};

task<Asked> try_asking(Call call, std::string verb, Json arguments)
{
    Asked asked;
    if (!verb_named(verb)) {
        asked.problem = "this recalld does not keep it";
        co_return asked;
    }
    call.arguments = std::move(arguments);
    call.emit = [](const Json&) {};
    try {
        asked.answer = co_await perform(std::move(verb), std::move(call));
    } catch (const VerbError& error) {
        asked.problem = error.what();
    }
    co_return asked;
}

/// Takes `key` of an answer over, or notes why `chapter` lacks it.
void take_over(Json& facts, Asked& asked, const char* key, const char* chapter)
{
    if (asked.answer.is_object() && asked.answer.contains(key)) facts[key] = std::move(asked.answer[key]);
    else if (!asked.problem.empty()) facts["missing"][chapter] = asked.problem;
}

Json studio_facts(const rig::StudioConfig& studio)
{
    return {{"name", studio.name}, {"room", studio.room}, {"address", studio.address}, {"territory", studio.territory}, {"internal", studio.internal}};
}

Json version_facts(const store::Version& version)
{
    return {{"session", version.session}, {"version", version.name}, {"take", version.take}, {"kind", name_of(version.kind)}, {"time", iso_time(version.time)}, {"note", version.note}, {"scope", version.scope}};
}

std::string spoken(const store::Version& version) { return version.name + (version.take > 1 ? ", take " + std::to_string(version.take) : ""); }

/// Lines that correct others stand with those.
Json log_facts(const std::vector<store::Entry>& newest_first)
{
    std::map<store::EntryId, Json> corrections;
    for (auto entry = newest_first.rbegin(); entry != newest_first.rend(); ++entry)
        if (entry->said.kind == "correction" && entry->said.about) corrections[*entry->said.about].push_back({{"text", entry->said.text}, {"who", entry->said.who}, {"time", iso_time(entry->time)}});
    Json lines = Json::array();
    for (auto entry = newest_first.rbegin(); entry != newest_first.rend(); ++entry) {
        Json line = line_facts(*entry);
        if (const auto found = corrections.find(entry->id); found != corrections.end()) line["corrections"] = found->second;
        lines.push_back(std::move(line));
    }
    return lines;
}

Json of_kind(const Json& lines, std::string_view kind)
{
    Json found = Json::array();
    for (const auto& line : lines)
        if (line["kind"] == kind) found.push_back(line);
    return found;
}

task<> add_log(Call call, Json& facts, std::string session)
{
    store::EntryFilter filter;
    filter.session = session;
    const auto entries = co_await call.room.store.run([&](store::Store& store) { return store.entries(filter, 0, most_log_lines); });
    facts["log"] = log_facts(entries);
    facts["takes"] = of_kind(facts["log"], "take");
    facts["tracks"] = of_kind(facts["log"], "track");
    const auto checks = of_kind(facts["log"], "line_check");
    if (!checks.empty()) facts["line_check"] = checks.back().value("data", Json::object());
    for (auto& line : facts["log"]) line.erase("data");
}

task<> add_people(Call call, Json& facts, std::string session)
{
    const Json of_session = {{"session", session}};
    auto credits = co_await try_asking(call, "credits", of_session);
    if (credits.answer.is_object() && credits.answer.contains("song")) facts["song"] = credits.answer["song"];
    take_over(facts, credits, "credits", "credits");
    auto inputs = co_await try_asking(call, "inputs", of_session);
    take_over(facts, inputs, "inputs", "inputs");
    auto prints = co_await try_asking(call, "prints", of_session);
    take_over(facts, prints, "prints", "prints");
}

/// Open faults of the room, and all that were noted in this session.
task<> add_faults(Call call, Json& facts, std::string session)
{
    auto open = co_await try_asking(call, "faults", Json::object());
    const Json all_here = {{"session", session}, {"all", true}};
    auto here = co_await try_asking(call, "faults", all_here);
    take_over(facts, open, "faults", "faults");
    if (!here.answer.is_object() || !here.answer.contains("faults")) co_return;
    for (auto& fault : here.answer["faults"])
        if (std::ranges::none_of(facts["faults"], [&](const Json& known) { return known.value("entry", Json()) == fault.value("entry", Json()); })) facts["faults"].push_back(std::move(fault));
}

Json moment(const Json& facts, Json arguments)
{
    const auto& version = facts["version"];
    if (version.is_object()) arguments.update({{"session", version["session"]}, {"version", version["version"].get<std::string>() + "@" + version["take"].dump()}});
    return arguments;
}

task<> add_sheets(Call call, const Stoppable& stop, Json& facts)
{
    auto found = co_await try_asking(call, "sheets", Json::object());
    if (!found.problem.empty()) facts["missing"]["sheets"] = found.problem;
    const Json sheets = found.answer.is_object() && found.answer.contains("sheets") ? found.answer["sheets"] : Json::array();
    const auto phases = call.phases();
    Json all = Json::array();
    for (const auto& sheet : sheets) {
        stop.check();
        const auto unit = sheet.value("unit", std::string());
        phases("reading sheets", unit, all.size(), sheets.size());
        const Json wanted = moment(facts, {{"unit", unit}});
        auto one = co_await try_asking(call, "sheet", wanted);
        if (!one.answer.is_object()) {
            facts["missing"]["sheets"] = unit + ": " + one.problem;
            continue;
        }
        if (!one.answer.contains("serial")) one.answer["serial"] = sheet.value("serial", "");
        all.push_back(std::move(one.answer));
    }
    facts["sheets"] = std::move(all);
}

/// Where each input goes, by the jack of the input list.
task<Json> traces_of(Call call, const Stoppable& stop, const Json& facts)
{
    Json traces = Json::array();
    for (const auto& input : facts.value("inputs", Json::array())) {
        stop.check();
        const auto jack = input.value("jack", std::string());
        if (jack.empty()) continue;
        const Json wanted = moment(facts, {{"point", jack}});
        auto trace = co_await try_asking(call, "trace", wanted);
        if (!trace.answer.is_object()) continue;
        const auto line = input.contains("line") ? input["line"].dump() + " " : std::string();
        traces.push_back({{"title", line + input.value("name", "")}, {"words", trace.answer.value("words", "")}});
    }
    co_return traces;
}

task<> add_patch(Call call, const Stoppable& stop, Json& facts)
{
    const Json wanted = moment(facts, Json::object());
    auto patch = co_await try_asking(call, "patch", wanted);
    if (!patch.answer.is_object()) {
        facts["missing"]["patch"] = patch.problem;
        co_return;
    }
    Json found = {{"cords", patch.answer.value("cords", Json::array())}, {"problems", patch.answer.value("problems", Json::array())}};
    found["traces"] = co_await traces_of(call, stop, facts);
    facts["patch"] = std::move(found);
}

struct Loaded {
    studio::Snapshot snapshot;
    std::string words;
};

/// Each version beside the one before it; what the book is about stands in `units`. Values are read and compared on the store's thread.
task<> add_versions(Call call, const Stoppable& stop, Json& facts, std::vector<store::Version> versions, store::VersionId wanted)
{
    const auto phases = call.phases();
    Loaded before;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        stop.check();
        phases("comparing versions", versions[i].name, i, versions.size());
        Json one = version_facts(versions[i]);
        co_await call.room.store.run([&](store::Store& store) {
            Loaded now{store.load(versions[i].id, call.room.profiles), spoken(versions[i])};
            if (i > 0) {
                one["changes"] = paper::change_facts(studio::diff(before.snapshot, now.snapshot));
                one["changes"]["since"] = before.words;
            }
            if (versions[i].id == wanted)
                for (const auto& unit : now.snapshot.units) facts["units"].push_back(paper::unit_facts(unit));
            before = std::move(now);
        });
        facts["versions"].push_back(std::move(one));
    }
}

struct FoundSession {
    std::vector<store::Version> versions;
    std::optional<store::Version> wanted;   ///< what the book is about; nothing when none was captured
};

/// A session is one as soon as the log speaks of it.
FoundSession find_session(store::Store& store, const std::string& session, const std::string& version)
{
    FoundSession found{store.versions(session), {}};
    store::EntryFilter filter;
    filter.session = session;
    if (!version.empty()) found.wanted = store.find(session, version);
    else if (!found.versions.empty()) found.wanted = found.versions.back();
    else if (store.entry_count(filter) == 0) store.find(session, "?");   // says what there is
    return found;
}

void add_plates(const rig::Rig& rig, Json& facts)
{
    for (const auto& config : rig.config().units)
        for (auto& unit : facts["units"])
            if (unit["unit"] == config.name) unit.update({{"serial", config.serial}, {"revision", config.revision}, {"quirks", config.quirks}});
}

}  // namespace

Stoppable::Stoppable(const Call& call) : room_(call.room), gone_(call.gone), cancels_(call.room.cancels) { ++room_.long_reads; }
Stoppable::~Stoppable() { --room_.long_reads; }
bool Stoppable::is_asked() const { return room_.cancels != cancels_ || *gone_ || room_.ending; }

void Stoppable::check() const
{
    if (is_asked()) throw VerbError("cancelled", "cancelled; nothing was written", 409, exit_differs);
}

Json line_facts(const store::Entry& entry)
{
    const auto& said = entry.said;
    Json line = {{"entry", entry.id}, {"time", iso_time(entry.time)}, {"who", said.who}, {"kind", said.kind}, {"session", said.session}, {"version", said.version}, {"subject", said.subject}, {"text", said.text}};
    if (said.about) line["about"] = *said.about;
    if (said.data.empty()) return line;
    auto data = Json::parse(said.data, nullptr, false);
    if (!data.is_discarded()) line["data"] = std::move(data);
    return line;
}

task<Json> gather_book(Call call, std::string session, std::string version)
{
    const Stoppable stop(call);
    const auto found = co_await call.room.store.run([&](store::Store& store) { return find_session(store, session, version); });
    Json facts = {{"book", 1}, {"edition", "studio"}, {"made", iso_time(std::chrono::system_clock::now())}, {"made_by", "recalld " RECALLD_VERSION},
                  {"studio", studio_facts(call.room.rig.config().studio)}, {"session", session}, {"version", found.wanted ? version_facts(*found.wanted) : Json(nullptr)}, {"song", Json::object()},
                  {"units", Json::array()}, {"versions", Json::array()}, {"faults", Json::array()}, {"missing", Json::object()}};
    co_await add_people(call, facts, session);
    co_await add_log(call, facts, session);
    co_await add_faults(call, facts, session);
    co_await add_versions(call, stop, facts, found.versions, found.wanted ? found.wanted->id : 0);
    add_plates(call.room.rig, facts);
    co_await add_sheets(call, stop, facts);
    co_await add_patch(call, stop, facts);
    co_return facts;
}

}  // namespace recalld::remote
