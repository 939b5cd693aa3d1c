#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/store.hpp"

namespace recalld::store {

/// The log: what was done, by whom, and what people noted. Insert-only: a correction is another entry. Part of Store;
/// throws SQLite::Exception.
class Entries {
public:
    explicit Entries(SQLite::Database& database);
    EntryId add(const NewEntry& entry, std::int64_t archive = 0);   ///< `archive`: which one brought it; 0 for none
    std::vector<EntryId> add_all(const std::vector<NewEntry>& entries);
    std::vector<Entry> list(const EntryFilter& filter, std::size_t offset, std::size_t count);   ///< newest first
    std::optional<Entry> find(EntryId id);
    std::int64_t newest_archive();              ///< 0: none was taken in
    std::int64_t archive_of(EntryId id);
    std::size_t count(const EntryFilter& filter);
    std::vector<std::string> sessions(const std::vector<std::string>& kinds);

private:
    SQLite::Database& database_;
    SQLite::Statement insert_, find_, archive_of_;
};

}  // namespace recalld::store
