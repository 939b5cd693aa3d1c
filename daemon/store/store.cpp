#include "store/store.hpp"

#include "store/entries.hpp"
#include "store/history_file.hpp"
#include "store/recalls.hpp"
#include "store/store_error.hpp"
#include "store/versions.hpp"

namespace recalld::store {

namespace {

/// The number that a line of an archive got here.
EntryId id_of(const std::vector<EntryId>& ids, std::size_t line)
{
    if (line == 0 || line > ids.size()) throw StoreError("the archive speaks of line " + std::to_string(line) + " of its log where it has " + std::to_string(ids.size()));
    return ids[line - 1];
}

}  // namespace

/// In the order of their lives: the lock outlives the database, the database outlives its statements.
struct Store::Inner {
    StateFolder folder;
    std::vector<std::string> notes;
    std::unique_ptr<SQLite::Database> database;
    Versions versions;
    Recalls recalls;
    Entries entries;

    Inner(const std::filesystem::path& path, const StoreOptions& options)
        : folder(path), database(open_history(folder, options, notes)), versions(*database), recalls(*database), entries(*database)
    {
        const auto interruptions = in_words(*database, [&] { return recalls.interrupt_running(); });
        notes.insert(notes.end(), interruptions.begin(), interruptions.end());
    }

    template <class Work>
    auto run(Work work)
    {
        return in_words(*database, work);
    }
};

Store::Store(const std::filesystem::path& folder, const StoreOptions& options)
try : inner_(std::make_unique<Inner>(folder, options)) {
} catch (const SQLite::Exception& error) {
    throw explain(error, folder / "recalld.db");
}

Store::~Store() = default;

const std::vector<std::string>& Store::notes() const { return inner_->notes; }

Version Store::save(const NewVersion& version, const studio::Snapshot& snapshot)
{
    return inner_->run([&] { return inner_->versions.save(version, snapshot); });
}

std::vector<Session> Store::sessions(std::size_t offset, std::size_t count) const
{
    return inner_->run([&] { return inner_->versions.sessions(offset, count); });
}

std::size_t Store::session_count() const
{
    return inner_->run([&] { return inner_->versions.session_count(); });
}

std::vector<Version> Store::versions(std::string_view session, std::size_t offset, std::size_t count,
                                     bool with_safety) const
{
    return inner_->run([&] { return inner_->versions.list(session, offset, count, with_safety); });
}

std::size_t Store::version_count(std::string_view session, bool with_safety) const
{
    return inner_->run([&] { return inner_->versions.count(session, with_safety); });
}

Version Store::find(std::string_view session, std::string_view version) const
{
    return inner_->run([&] { return inner_->versions.find(session, version); });
}

Version Store::find(VersionId id) const
{
    return inner_->run([&] { return inner_->versions.find(id); });
}

studio::Snapshot Store::load(VersionId id, const ProfileSource& profiles) const
{
    return inner_->run([&] { return inner_->versions.load(id, profiles); });
}

RecallId Store::begin(const NewRecall& recall)
{
    return inner_->run([&] { return inner_->recalls.begin(recall); });
}

void Store::journal(RecallId recall, std::string_view entry)
{
    inner_->run([&] { inner_->recalls.journal(recall, entry); });
}

void Store::finish(RecallId recall, std::string_view report_document, bool is_whole)
{
    inner_->run([&] { inner_->recalls.finish(recall, report_document, is_whole); });
}

std::vector<Recall> Store::recalls(std::size_t offset, std::size_t count) const
{
    return inner_->run([&] { return inner_->recalls.list(offset, count); });
}

std::size_t Store::recall_count() const
{
    return inner_->run([&] { return inner_->recalls.count(); });
}

std::optional<Recall> Store::recall(RecallId id) const
{
    return inner_->run([&] { return inner_->recalls.find(id); });
}

std::optional<Recall> Store::undoable() const
{
    return inner_->run([&] { return inner_->recalls.undoable(); });
}

EntryId Store::add_entry(const NewEntry& entry)
{
    return inner_->run([&] { return inner_->entries.add(entry); });
}

std::vector<EntryId> Store::add_entries(const std::vector<NewEntry>& entries)
{
    return inner_->run([&] { return inner_->entries.add_all(entries); });
}

std::vector<Entry> Store::entries(std::size_t offset, std::size_t count) const { return entries(EntryFilter{}, offset, count); }

std::vector<Entry> Store::entries(const EntryFilter& filter, std::size_t offset, std::size_t count) const
{
    return inner_->run([&] { return inner_->entries.list(filter, offset, count); });
}

std::optional<Entry> Store::entry(EntryId id) const
{
    return inner_->run([&] { return inner_->entries.find(id); });
}

void Store::add_session(const ArchivedSession& session)
{
    inner_->run([&] {
        SQLite::Transaction transaction(*inner_->database, SQLite::TransactionBehavior::IMMEDIATE);
        if (!session.rooms.empty() && session.rooms.size() != session.entries.size()) throw StoreError("the archive does not say of each line in which room it was written");
        const auto first = inner_->entries.newest_archive() + 1;
        std::vector<EntryId> ids;
        for (auto entry : session.entries) {
            const auto room = session.rooms.empty() ? 0 : session.rooms.at(ids.size());
            if (entry.about) entry.about = id_of(ids, static_cast<std::size_t>(*entry.about));
            ids.push_back(inner_->entries.add(entry, first + static_cast<std::int64_t>(room)));
        }
        for (const auto& [version, take, entry, snapshot] : session.versions) inner_->versions.put(version, take, entry == 0 ? 0 : id_of(ids, entry), snapshot);
        transaction.commit();
    });
}

std::int64_t Store::archive_of(EntryId id) const
{
    return inner_->run([&] { return inner_->entries.archive_of(id); });
}

std::size_t Store::entry_count(const EntryFilter& filter) const
{
    return inner_->run([&] { return inner_->entries.count(filter); });
}

std::vector<std::string> Store::sessions_in_log(const std::vector<std::string>& kinds) const
{
    return inner_->run([&] { return inner_->entries.sessions(kinds); });
}

}  // namespace recalld::store
