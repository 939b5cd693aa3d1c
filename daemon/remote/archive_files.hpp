#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "remote/json.hpp"
#include "store/store.hpp"

// The files of an archive and what they hold. Pure; std::runtime_error names the file that is wrong.

namespace recalld::remote {

inline constexpr int archive_format = 1;

/// A session as it stands in history: lines oldest first, versions with their values.
struct WholeSession {
    std::string name;
    std::vector<store::Entry> entries;
    struct Kept {
        store::Version version;
        studio::Snapshot snapshot;
        std::int64_t archive = 0;              ///< which one brought it; 0: none, -1: one that left no line that it knew
    };
    std::vector<std::int64_t> archives = {};   ///< the same of each line; empty: none of them was brought
    std::vector<Kept> versions;
};

/// Which photographs of gear go along: history holds every one that was ever taken.
enum class Photos {
    of_versions,   ///< of each unit the newest that each version knew
    newest         ///< of each unit the last one
};
/// Takes the pictures out of all other lines; that there was one stays.
void leave_photos(WholeSession& session, Photos photos);

/// `versions/Mix 3@2.json`
std::string version_path(const store::Version& version);
/// The version with its values; what was not confirmed stands under `standings`.
std::string version_file(const WholeSession& session, const WholeSession::Kept& kept);
/// log.jsonl: lines numbered from 1, `about` likewise. Lines of a second room, and a third, have a `room`: a session that was taken over
/// and went on here has the sheets, cords and faults of both.
std::string log_file(const WholeSession& session);

using Files = std::map<std::string, std::string, std::less<>>;   ///< text by path
/// Names, sizes, hashes and in which order versions were made.
Json manifest_of(const Files& files, const std::string& session, const std::string& made_by, const std::string& made);
/// Throws when a file of the manifest is missing that is wanted here, or differs.
void check_manifest(const Json& manifest, const Files& files);

std::string session_in(const Files& files);   ///< its name
/// The session as the store takes it; `as` gives it another name.
store::ArchivedSession archived_session(const Files& files, const std::string& as, const store::ProfileSource& profiles);

}  // namespace recalld::remote
