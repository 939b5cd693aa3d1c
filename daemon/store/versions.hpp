#pragma once

#include "store/states.hpp"
#include "store/store.hpp"

namespace recalld::store {

/// The tables `version` and `version_unit`. Part of Store; throws SQLite::Exception, StoreError.
class Versions {
public:
    explicit Versions(SQLite::Database& database);

    Version save(const NewVersion& version, const studio::Snapshot& snapshot);
    /// As it was elsewhere; the caller's transaction.
    void put(const NewVersion& version, std::uint32_t take, EntryId entry, const studio::Snapshot& snapshot);
    std::vector<Session> sessions(std::size_t offset, std::size_t count);
    std::size_t session_count();
    std::vector<Version> list(std::string_view session, std::size_t offset, std::size_t count, bool with_safety);
    std::size_t count(std::string_view session, bool with_safety);
    Version find(std::string_view session, std::string_view words);
    Version find(VersionId id);
    studio::Snapshot load(VersionId id, const ProfileSource& profiles);

private:
    Version insert(const NewVersion& version, std::int64_t take, EntryId entry);
    UnitSummary insert_unit(const Version& version, const studio::UnitState& state);
    NotFound missing(std::string_view session, const std::string& name, std::int64_t take);

    SQLite::Database& database_;
    States states_;
    SQLite::Statement next_take_, insert_, insert_unit_;
    SQLite::Statement sessions_, session_count_, list_, count_, find_, find_id_, load_;
    SQLite::Statement session_names_, version_names_, newest_take_, newest_entry_;
};

}  // namespace recalld::store
