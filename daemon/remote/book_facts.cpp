#include "remote/book_facts.hpp"

#include <algorithm>

#include "logbook/line.hpp"
#include "logbook/takes.hpp"
#include "paper/unit_facts.hpp"
#include "remote/book_room.hpp"
#include "remote/book_versions.hpp"
#include "remote/log_lines.hpp"
#include "remote/origin.hpp"
#include "remote/plan_json.hpp"
#include "store/version_kind.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t most_log_lines = 5000;

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
    Json facts = {{"session", version.session}, {"version", version.name}, {"take", version.take}, {"kind", name_of(version.kind)}, {"time", iso_time(version.time)}, {"note", version.note}, {"scope", version.scope}};
    if (is_preparation(version)) facts["preparation"] = true;
    return facts;
}

/// What a book takes out of the log of its session. Takes, tracks and checks are asked for by their kinds: the log may be longer than what a book shows.
struct LogLines {
    std::vector<store::Entry> newest, told;   ///< newest first; `told` are takes, tracks and what corrects anything
    std::optional<store::Entry> check;
    std::size_t left_out = 0;
};

LogLines read_log(const store::Store& store, const std::string& session)
{
    store::EntryFilter all, told, checks;
    all.session = told.session = checks.session = session;
    told.kinds = {"take", "track", "correction"};
    checks.kinds = {"line_check"};
    LogLines lines{store.entries(all, 0, most_log_lines), store.entries(told), {}, 0};
    lines.left_out = store.entry_count(all) - lines.newest.size();
    if (auto newest = store.entries(checks, 0, 1); !newest.empty()) lines.check = std::move(newest.front());
    return lines;
}

/// Lines that correct others stand with those, too. What is on plates stands with its units.
Json log_facts(const LogLines& log)
{
    const auto corrections = logbook::corrections_in(log.told);
    Json lines = Json::array();
    for (auto entry = log.newest.rbegin(); entry != log.newest.rend(); ++entry) {
        if (entry->said.kind == plates_kind) continue;
        auto plain = *entry;
        plain.said.data.clear();
        Json line = line_facts(plain);
        if (const auto found = corrections.find(entry->id); found != corrections.end())
            for (const auto& said : found->second) line["corrections"].push_back({{"text", said.said.text}, {"who", said.said.who}, {"time", iso_time(said.time)}});
        lines.push_back(std::move(line));
    }
    return lines;
}

Json takes_facts(const std::vector<store::Entry>& lines)
{
    Json takes = Json::array();
    for (const auto& take : logbook::takes_in(lines))
        takes.push_back({{"take", take.number}, {"name", take.name}, {"from", take.from}, {"to", take.to}, {"verdict", take.verdict}, {"text", take.text}, {"who", take.who}, {"time", iso_time(take.time)}, {"entry", take.entry}});
    return takes;
}

Json tracks_facts(const std::vector<store::Entry>& lines)
{
    Json tracks = Json::array();
    for (const auto& track : logbook::tracks_in(lines))
        tracks.push_back({{"track", track.name}, {"done", track.is_done}, {"text", track.text}, {"who", track.who}, {"time", iso_time(track.time)}, {"entry", track.entry}});
    return tracks;
}

task<> add_log(Call call, Json& facts, std::string session)
{
    const auto log = co_await call.room.store.run([&](store::Store& store) { return read_log(store, session); });
    facts["log"] = log_facts(log);
    facts["log_left_out"] = log.left_out;
    facts["takes"] = takes_facts(log.told);
    facts["tracks"] = tracks_facts(log.told);
    if (log.check) facts["line_check"] = logbook::data_of(*log.check);
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

struct FoundSession {
    std::vector<store::Version> versions;
    std::set<store::VersionId> never_applied;   ///< of them: compared with nothing
    std::optional<store::Version> wanted;       ///< what the book is about; nothing when none was captured
};

/// Of everything, if there is one: what was kept of a part of it is not how the session sounded, and what nobody has put onto the desk never did.
std::optional<store::Version> newest_of(const FoundSession& found)
{
    const auto& versions = found.versions;
    const auto whole = std::find_if(versions.rbegin(), versions.rend(), is_whole);
    if (whole != versions.rend()) return *whole;
    const auto heard = std::find_if(versions.rbegin(), versions.rend(), [&](const store::Version& version) { return !found.never_applied.contains(version.id); });
    return heard == versions.rend() ? std::nullopt : std::optional(*heard);
}

/// A session is one as soon as people wrote of it; an order that names it by mistake makes none.
FoundSession find_session(store::Store& store, const std::string& session, const std::string& version)
{
    FoundSession found{store.versions(session), {}, {}};
    found.never_applied = never_applied(found.versions, store.entries(recall_lines(session)));
    found.wanted = version.empty() ? newest_of(found) : store.find(session, version);
    if (!found.wanted && found.versions.empty() && !is_known_session(store, session)) store.find(session, "?");   // says what there is
    return found;
}

/// Each version beside what was known before it; the values of the one that the book is about stand in `units`. Read and compared on the store's
/// thread.
task<BookMoment> add_versions(Call call, const Stoppable& stop, Json& facts, FoundSession found)
{
    const auto& versions = found.versions;
    const auto wanted = found.wanted ? found.wanted->id : 0;
    const auto phases = call.phases();
    LastKnown known(call.room.rig.config().patch);
    BookMoment about;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        stop.check();
        phases("comparing versions", versions[i].name, i, versions.size());
        Json one = version_facts(versions[i]);
        const bool is_waiting = found.never_applied.contains(versions[i].id);
        if (is_waiting) one["never_applied"] = true;
        co_await call.room.store.run([&](store::Store& store) {
            auto now = store.load(versions[i].id, call.room.profiles);
            CordsThen cords{{}, store.archive_of(versions[i].entry)};
            if (is_whole(versions[i])) cords.cords = logbook::cords_noted(store, versions[i].entry);
            auto changes = is_waiting ? Json(nullptr) : known.changes_in(versions[i], now, std::move(cords));
            if (!changes.is_null()) one["changes"] = std::move(changes);
            if (versions[i].id == wanted) about = std::make_shared<const LoadedVersion>(LoadedVersion{versions[i], std::move(now)});
        });
        facts["versions"].push_back(std::move(one));
    }
    co_return about;
}

/// Safety snapshots are no versions of a session, but books can be about them.
task<BookMoment> load_alone(Call call, store::Version version)
{
    co_return co_await call.room.store.run([&](store::Store& store) {
        auto snapshot = store.load(version.id, call.room.profiles);
        return BookMoment(std::make_shared<const LoadedVersion>(LoadedVersion{version, std::move(snapshot)}));
    });
}

task<> add_units(Call call, Json& facts, BookMoment about)
{
    if (!about) co_return;
    co_await call.room.store.run([&](store::Store&) {
        for (const auto& unit : about->snapshot.units) facts["units"].push_back(paper::unit_facts(unit));
    });
}

task<> add_plates(Call call, Json& facts, BookMoment about)
{
    if (!about) co_return;
    const auto here = plates_of(call.room.rig.config());
    const auto plates = co_await call.room.store.run([&](store::Store& store) { return plates_then(store, about->version, here); });
    for (auto& unit : facts["units"]) unit.update(plate_json(plate_in(plates, logbook::text_of(unit, "unit"))));
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
    auto about = co_await add_versions(call, stop, facts, found);
    if (found.wanted && !about) about = co_await load_alone(call, *found.wanted);
    co_await add_units(call, facts, about);
    co_await add_plates(call, facts, about);
    co_await add_sheets(call, stop, facts, about);
    co_await add_patch(call, stop, facts, about);
    co_return facts;
}

}  // namespace recalld::remote
