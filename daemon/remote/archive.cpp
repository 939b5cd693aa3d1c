#include "remote/archive.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "paper/book.hpp"
#include "paper/exports.hpp"
#include "paper/rin.hpp"
#include "remote/archive_files.hpp"
#include "remote/book_facts.hpp"
#include "remote/origin.hpp"
#include "remote/service.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

/// What the session's versions need of the room: sheets, cords, ticks and faults that were noted outside of any session, or in another one,
/// and how they should read.
bool is_of_room(const store::Entry& entry)
{
    static const std::set<std::string> kinds{"sheet", "tick", "patch", "fault", "fault_closed", "correction", plates_kind};
    return kinds.contains(entry.said.kind);
}

/// Up to which line each room is told: as its newest version knew it.
std::map<std::int64_t, store::EntryId> newest_by_room(const WholeSession& whole)
{
    std::map<std::int64_t, store::EntryId> newest;
    for (const auto& kept : whole.versions) newest[kept.archive] = std::max(newest[kept.archive], kept.version.entry);
    return newest;
}

/// Other sessions are nobody's business who gets this one.
void forget_others(store::Entry& entry, const std::string& session)
{
    if (entry.said.session == session) return;
    entry.said.session.clear();
    entry.said.version.clear();
}

/// Also of the room only what speaks of sheets, cords and faults that go along.
bool goes_along(const store::Entry& entry, const std::string& session, store::EntryId newest, const std::set<store::EntryId>& taken)
{
    if (entry.said.session == session) return true;
    if (!is_of_room(entry) || entry.id > newest) return false;
    return entry.said.kind != "correction" || (entry.said.about && taken.contains(*entry.said.about));
}

void add_lines(store::Store& store, WholeSession& whole)
{
    auto newest = newest_by_room(whole);
    auto entries = store.entries(store::EntryFilter{});
    std::ranges::reverse(entries);
    std::set<store::EntryId> taken;
    for (auto& entry : entries) {
        const auto archive = store.archive_of(entry.id);
        if (!goes_along(entry, whole.name, newest[archive], taken)) continue;
        taken.insert(entry.id);
        forget_others(entry, whole.name);
        whole.entries.push_back(std::move(entry));
        whole.archives.push_back(archive);
    }
}

constexpr std::int64_t no_archive_known = -1;

/// Which archive brought the version; what is not of this room must not look as if it were.
std::int64_t origin_of(const store::Store& store, const store::Version& version)
{
    const auto archive = store.archive_of(version.entry);
    return archive == 0 && is_brought(store, version) ? no_archive_known : archive;
}

bool is_held(const WholeSession& whole, const std::string& unit)
{
    return std::ranges::any_of(whole.versions, [&](const WholeSession::Kept& kept) { return kept.snapshot.unit(unit) != nullptr; });
}

/// Whoever gets the session learns nothing of other gear.
void forget_other_plates(WholeSession& whole)
{
    for (auto& entry : whole.entries) {
        if (entry.said.kind != plates_kind) continue;
        auto plates = logbook::plates_in({entry});
        std::erase_if(plates, [&](const auto& each) { return !is_held(whole, each.first); });
        entry.said.text = plates_words(plates);
        entry.said.data = logbook::facts(logbook::plates_data(plates));
    }
}

/// This room wrote of its plates before it made that version.
bool knows_plates(const WholeSession& whole, const store::Version& first)
{
    for (std::size_t i = 0; i < whole.entries.size(); ++i)
        if (whole.archives[i] == 0 && whole.entries[i].said.kind == plates_kind && whole.entries[i].id <= first.entry) return true;
    return false;
}

/// The plates of units that versions of this room hold, where its log is older than lines of them; the rig's file stays behind when a session moves.
void add_plates(const store::Store& store, WholeSession& whole, const logbook::Plates& here)
{
    const auto is_of_here = [](const WholeSession::Kept& kept) { return kept.archive == 0; };
    const auto first = std::ranges::find_if(whole.versions, is_of_here);
    if (first == whole.versions.end() || knows_plates(whole, first->version)) return;
    auto plates = plates_then(store, first->version, here);
    std::erase_if(plates, [&](const auto& each) {
        return each.second.is_blank() || std::ranges::none_of(whole.versions, [&](const auto& kept) { return is_of_here(kept) && kept.snapshot.unit(each.first); });
    });
    if (plates.empty()) return;
    store::Entry line{0, first->version.time, {"recalld", plates_kind, whole.name, plates_words(plates)}};
    line.said.data = logbook::facts(logbook::plates_data(plates));
    whole.entries.insert(whole.entries.begin(), std::move(line));   // every version of this room knows it
    whole.archives.insert(whole.archives.begin(), 0);
}

task<WholeSession> whole_session(Call call, std::string session)
{
    WholeSession whole;
    whole.name = std::move(session);
    const auto versions = co_await call.room.store.run([&](store::Store& store) { return store.versions(whole.name); });
    for (const auto& version : versions)
        co_await call.room.store.run([&](store::Store& store) { whole.versions.push_back({version, store.load(version.id, call.room.profiles), origin_of(store, version)}); });
    const auto here = plates_of(call.room.rig.config());
    co_await call.room.store.run([&](store::Store& store) {
        add_lines(store, whole);
        forget_other_plates(whole);
        add_plates(store, whole, here);
    });
    co_return whole;
}

Json session_json(const Json& facts, const WholeSession& session)
{
    Json versions = Json::array();
    for (const auto& kept : session.versions) versions.push_back({{"version", kept.version.name}, {"take", kept.version.take}, {"file", version_path(kept.version)}});
    return {{"session", session.name}, {"studio", facts["studio"]}, {"song", facts["song"]}, {"credits", facts.value("credits", Json::array())}, {"versions", std::move(versions)}};
}

void add_profiles(const Room& room, const WholeSession& session, Files& files)
{
    std::set<std::string> ids;
    for (const auto& kept : session.versions)
        for (const auto& unit : kept.snapshot.units) ids.insert(unit.profile->profile_id);
    for (const auto& id : ids)
        if (const auto text = room.profile_text ? room.profile_text(id) : std::string(); !text.empty()) files["profiles/" + id + ".yaml"] = text;
}

/// The time of an archive stands in its manifest and nowhere else: the same history gives the same files.
Files files_of(const Room& room, Json facts, const WholeSession& session)
{
    facts["made"] = session.versions.empty() ? Json("") : Json(exact_time(session.versions.back().version.time).substr(0, 19) + "Z");
    Files files{{"README.txt", paper::archive_readme(facts)}, {"session.json", session_json(facts, session).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"}, {"log.jsonl", log_file(session)},
                {"book.html", paper::book_html(facts)},       {"book.txt", paper::book_text(facts)},  {"inputs.csv", paper::inputs_csv(facts)},
                {"patch.csv", paper::patch_csv(facts)},       {"rin.xml", paper::rin_draft(facts)}};
    for (const auto& kept : session.versions) files[version_path(kept.version)] = version_file(session, kept);
    add_profiles(room, session, files);
    return files;
}

bool is_taken_in(const std::string& path) { return path == "session.json" || path == "log.jsonl" || path == "manifest.json" || path.starts_with("versions/"); }

/// So long is the request that takes these files in again: a list as text within JSON.
std::size_t import_bytes(const Json& list)
{
    Json sent = Json::array();
    for (const auto& file : list)
        if (is_taken_in(file["path"].get<std::string>())) sent.push_back(file);
    return Json{{"files", sent.dump(-1, ' ', false, Json::error_handler_t::replace)}}.dump().size();
}

/// The files with their manifest, which comes last.
Json list_of(const Files& files, const Json& facts, const std::string& session)
{
    Json list = Json::array();
    for (const auto& [path, text] : files) list.push_back({{"path", path}, {"text", text}});
    const auto manifest = manifest_of(files, session, facts["made_by"], facts["made"]);
    list.push_back({{"path", "manifest.json"}, {"text", manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"}});
    return list;
}

/// An archive that nobody could take in again would be no archive.
Json archive_of(const Room& room, const Json& facts, WholeSession& session)
{
    Json notes = Json::array();
    leave_photos(session, Photos::of_versions);
    auto files = files_of(room, facts, session);
    auto list = list_of(files, facts, session.name);
    const auto megabytes = [&] { return std::to_string(import_bytes(list) / 1'000'000) + " MB"; };
    const auto limit = std::to_string(largest_request / 1'000'000) + " MB";
    if (import_bytes(list) > largest_request) {
        notes.push_back("with the photographs of every version an import would be " + megabytes() + ", and " + limit + " are taken: of each unit only the last one went along");
        leave_photos(session, Photos::newest);
        files["log.jsonl"] = log_file(session);
        list = list_of(files, facts, session.name);
    }
    if (import_bytes(list) > largest_request) notes.push_back("this archive cannot be imported again: that would be " + megabytes() + ", and " + limit + " are taken; people can read it all the same");
    return {{"session", session.name}, {"files", std::move(list)}, {"notes", std::move(notes)}};
}

Files files_in(const std::string& text)
{
    const auto list = Json::parse(text, nullptr, false);
    if (!list.is_array()) throw VerbError("usage", "files: a JSON list of {\"path\", \"text\"}", 400, exit_usage);
    Files files;
    for (const auto& file : list) {
        if (!file.is_object() || !file.contains("path") || !file["path"].is_string() || !file.contains("text") || !file["text"].is_string())
            throw VerbError("usage", "files: each has a \"path\" and a \"text\"", 400, exit_usage);
        files[file["path"].get<std::string>()] = file["text"].get<std::string>();
    }
    return files;
}

/// What is wrong with the archive is said as a fault of the archive.
store::ArchivedSession read_files(const Files& files, const std::string& as, const store::ProfileSource& profiles)
{
    const auto manifest = files.find("manifest.json");
    if (manifest == files.end()) throw VerbError("archive", "the archive lacks manifest.json; nothing was imported", 400, exit_usage);
    try {
        check_manifest(Json::parse(manifest->second), files);
        return archived_session(files, as, profiles);
    } catch (const std::exception& error) {
        throw VerbError("archive", std::string(error.what()) + "; nothing was imported", 400, exit_usage);
    }
}

void want_new(store::Store& store, const std::string& session)
{
    store::EntryFilter filter;
    filter.session = session;
    if (!store.versions(session, 0, 1, true).empty() || store.entry_count(filter) > 0)
        throw VerbError("exists", "there is a session " + studio::in_quotes(session) + " here already; give it another name with --as; nothing was imported", 409, exit_usage);
}

}  // namespace

task<Json> make_archive(Call call, std::string session)
{
    Json facts = co_await gather_book(call, session, {});
    auto whole = co_await whole_session(call, session);
    co_return co_await call.room.store.run([&](store::Store&) { return archive_of(call.room, facts, whole); });   // the core has desks to answer
}

task<Json> read_archive(Call call, std::string files, std::string as)
{
    co_return co_await call.room.store.run([&](store::Store& store) {
        const auto given = files_in(files);
        const auto session = read_files(given, as, call.room.profiles);
        if (session.versions.empty() && session.entries.empty()) throw VerbError("archive", "the archive holds no version and no line of a log; nothing was imported", 400, exit_usage);
        const auto name = as.empty() ? session_in(given) : as;
        want_new(store, name);
        store.add_session(session);
        return Json{{"session", name}, {"versions", session.versions.size()}, {"lines", session.entries.size()}};
    });
}

}  // namespace recalld::remote
