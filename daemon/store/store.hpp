#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "studio/snapshot.hpp"

namespace recalld::store {

/// What went wrong with history, in words that say what to do: disk full, no permission, damaged file, unknown version.
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// There is no such session, version, take or recall; says what there is.
struct NotFound : StoreError {
    using StoreError::StoreError;
};

/// A name that cannot be given to a session or version.
struct BadName : StoreError {
    using StoreError::StoreError;
};

using VersionId = std::int64_t;
using RecallId = std::int64_t;
using Time = std::chrono::system_clock::time_point;

/// Why a version exists. Names for people and files: `capture`, `import`, `safety`.
enum class VersionKind : std::uint8_t { capture, import, safety };

/// One unit in a version: counts for lists, without its values.
struct UnitSummary {
    std::string unit;
    std::string profile;  ///< `consoles/x32`
    std::uint32_t profile_version = 0;
    std::string identity;  ///< `X32 4.06`
    std::size_t captured = 0;
    std::size_t silent = 0;
    std::size_t not_exposed = 0;
    std::size_t by_hand = 0;
};

/// A named moment of a session. The same name may be captured again: both takes stay, the newest answers to the bare
/// name.
struct Version {
    VersionId id = 0;
    std::string session;
    std::string name;
    std::uint32_t take = 1;  ///< `Mix 3@1` names an older take
    VersionKind kind = VersionKind::capture;
    std::string scope;
    std::string note;
    Time time{};
    std::vector<UnitSummary> units;
    std::string title = {};  ///< what the file calls it that it was imported from
    std::int64_t entry = 0;  ///< the newest line of the log when it was saved: what the log said then is what stands up to here
};

struct Session {
    std::string name;
    std::size_t versions = 0;
    Time first{};
    Time last{};
};

/// Limits; the daemon takes the defaults.
struct StoreOptions {
    std::uint32_t max_pages = 0;  ///< the database may not grow beyond so many pages of 4 KiB; 0 = what the disk holds
};

/// What to put into history; the store adds id, take and time.
struct NewVersion {
    std::string session;
    std::string name;
    VersionKind kind = VersionKind::capture;
    std::string scope;
    std::string note;
    std::string title = {};
    std::optional<Time> time = {};  ///< of another machine's history; now unless said
};

enum class RecallState : std::uint8_t { running, finished, interrupted };

/// A recall in history. `running` rows found at start belong to a daemon that died: open() makes them `interrupted`.
struct Recall {
    RecallId id = 0;
    RecallState state = RecallState::running;
    std::string session;
    std::string version;
    VersionId safety = 0;            ///< what undo returns to
    std::optional<RecallId> undoes;  ///< this recall was an undo of that one
    bool undone = false;
    std::string scope;
    std::string allowed;  ///< hazards consented to: `phantom,gain`
    Time started{};
    std::string report;              ///< JSON document; empty until finished, and when the disk spoilt it
    std::vector<std::string> begun;  ///< what was being written, in order: `desk preamp: 12 parameters: ch/01/…`
};

struct NewRecall {
    std::string session;
    std::string version;
    VersionId safety = 0;
    std::optional<RecallId> undoes;
    std::string scope;
    std::string allowed;
};

using EntryId = std::int64_t;

/// A line of the log. What its kinds mean stands in logbook/README.md.
struct NewEntry {
    std::string who;      ///< `Anna's phone`
    std::string kind;     ///< `note`, or the verb that was done: `recall`
    std::string session;  ///< empty when it is about none
    std::string text;     ///< for people
    std::string version = {};            ///< of the session; empty when it is about none
    std::string subject = {};            ///< what it is about: `1176-A`, `desk ch/12`, `bay B12`
    std::optional<EntryId> about = {};   ///< the line that it corrects, closes or ticks
    std::string data = {};               ///< the facts behind the text, a JSON object; empty for none
    std::optional<Time> time = {};       ///< of another machine's history; now unless said
};

struct Entry {
    EntryId id = 0;
    Time time{};
    NewEntry said;
};

/// A version of another machine's history.
struct ArchivedVersion {
    NewVersion version;
    std::uint32_t take = 1;
    std::size_t entry = 0;          ///< the newest line when it was saved, counted from 1 among those of its session; 0 = none
    studio::Snapshot snapshot;
};

/// A session of another machine's history; versions and lines in their order. `about` of a line counts the lines from 1.
struct ArchivedSession {
    std::vector<NewEntry> entries;
    std::vector<ArchivedVersion> versions;
    std::vector<std::size_t> rooms = {};   ///< of each line, counted from 0: in which room it was written; empty: all in one
};

/// Which lines of the log are meant; what is empty is not asked for. What this room knows of sheets, cords, faults and the like is never what
/// an archive brought: lines that add_session() put in are found by their session, by what they are about, as a version of theirs saw them
/// (`until`), and by a filter that asks for nothing at all.
struct EntryFilter {
    std::vector<std::string> kinds = {};       ///< any of them
    std::optional<std::string> session = {};   ///< an empty one: lines about none
    std::optional<std::string> subject = {};
    std::optional<EntryId> about = {};
    EntryId after = 0;                         ///< only lines with a higher number
    std::optional<EntryId> until = {};         ///< only lines up to this number, of its own room or archive: the log as a version saw it
};

/// Finds a profile by its id; throws when there is none. Called on the store's thread: it must only read what never
/// changes.
using ProfileSource = std::function<std::shared_ptr<const studio::Profile>(const std::string& id)>;

/// History on disk (SQLite), insert-only. Everything that returned is on disk: one transaction each, synchronous=FULL,
/// but for journal() whose rows survive a crash of the daemon, not of the machine. What threw has changed nothing.
/// Not thread-safe: one thread at a time. Throws StoreError.
class Store {
public:
    /// Opens or creates `folder`/recalld.db, checks it, migrates it forward. A damaged file is renamed to
    /// recalld.db.damaged-DATE and never written; `notes()` then says so. Refused, and left as it is: a folder that
    /// another daemon works on, a database of a newer recalld or of another program.
    explicit Store(const std::filesystem::path& folder, const StoreOptions& options = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    const std::vector<std::string>& notes() const;  ///< what happened while opening, for the log

    /// Names are text of 1 … 200 bytes without control characters, `/` and `@`; BadName otherwise.
    Version save(const NewVersion& version, const studio::Snapshot& snapshot);
    /// The one that was worked on last comes last. Sessions of nothing but safety snapshots are not listed.
    std::vector<Session> sessions(std::size_t offset = 0, std::size_t count = 1'000'000) const;
    std::size_t session_count() const;
    /// Newest last; without safety snapshots unless asked for. A session that nobody saved has none.
    std::vector<Version> versions(std::string_view session, std::size_t offset = 0, std::size_t count = 1'000'000,
                                  bool with_safety = false) const;
    std::size_t version_count(std::string_view session, bool with_safety = false) const;
    /// `Mix 3` (newest take) or `Mix 3@2`. Throws NotFound naming what there is when there is no such one.
    Version find(std::string_view session, std::string_view version) const;
    Version find(VersionId id) const;
    /// The values of a version, against today's profiles: parameters that a profile no longer has are dropped, new ones
    /// are out_of_scope. Values behind standings that have none (silent, not exposed, out of scope) are not kept.
    studio::Snapshot load(VersionId id, const ProfileSource& profiles) const;

    RecallId begin(const NewRecall& recall);
    void journal(RecallId recall, std::string_view entry);
    /// An undo that is not whole takes nothing back: the next one tries again.
    void finish(RecallId recall, std::string_view report_document, bool is_whole = true);
    std::vector<Recall> recalls(std::size_t offset = 0, std::size_t count = 100) const;  ///< newest first
    std::size_t recall_count() const;
    std::optional<Recall> recall(RecallId id) const;
    /// The newest recall that undo has not yet taken back (undos themselves do not count); interrupted ones included,
    /// and running ones: a report that found no room on disk leaves a recall running. An undo that was interrupted, or
    /// was itself undone, has taken nothing back.
    std::optional<Recall> undoable() const;

    EntryId add_entry(const NewEntry& entry);
    std::vector<EntryId> add_entries(const std::vector<NewEntry>& entries);             ///< all or none
    std::vector<Entry> entries(std::size_t offset = 0, std::size_t count = 100) const;  ///< newest first
    std::vector<Entry> entries(const EntryFilter& filter, std::size_t offset = 0, std::size_t count = 1'000'000) const;  ///< newest first
    std::optional<Entry> entry(EntryId id) const;
    /// All or nothing: versions keep their takes and times, lines get numbers of their own. Throws StoreError, BadName; also when a
    /// line is about one that does not stand before it, or a take is there already.
    void add_session(const ArchivedSession& session);
    /// Which archive brought this line, counted from 1; 0: it was written here, or there is no such line.
    std::int64_t archive_of(EntryId id) const;
    std::size_t entry_count(const EntryFilter& filter = {}) const;
    /// What lines of these kinds are about, those that an archive brought included; each once, in no order.
    std::vector<std::string> sessions_in_log(const std::vector<std::string>& kinds) const;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld::store
