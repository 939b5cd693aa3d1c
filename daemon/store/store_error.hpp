#pragma once

#include "store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cerrno>
#include <filesystem>

namespace recalld::store {

/// What SQLite says, in words that say what to do. Call while the database still knows its last error.
StoreError explain(const SQLite::Exception& error, const SQLite::Database& database);
/// Likewise while there is no open database yet.
StoreError explain(const SQLite::Exception& error, const std::filesystem::path& file);
/// `cannot create /var/lib/recalld: Permission denied (recalld runs as user 104)`, from errno.
StoreError explain_errno(const std::string& what, const std::filesystem::path& path);

/// Does `work` and lets SQLite's exceptions out as StoreErrors.
template <class Work>
auto in_words(const SQLite::Database& database, Work work)
try {
    errno = 0;  // what stands there afterwards is of this work
    return work();
} catch (const SQLite::Exception& error) {
    throw explain(error, database);
}

/// The file is not what we wrote, as opposed to: it cannot be read or written just now.
bool is_damage(const SQLite::Exception& error);

}  // namespace recalld::store
