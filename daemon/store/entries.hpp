#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/store.hpp"

namespace recalld::store {

/// The log: what was done, by whom, and what people noted. Insert-only: a correction is another entry.
class Entries {
public:
    explicit Entries(SQLite::Database& database);
    std::int64_t add(const NewEntry& entry);
    std::vector<Entry> list(std::size_t offset, std::size_t count);   ///< newest first
    std::size_t count();

private:
    SQLite::Statement insert_, page_, count_;
};

}  // namespace recalld::store
