#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/state_folder.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace recalld::store {

/// Opens the database of a locked folder, checks every page, sets a damaged one aside (with a note) and begins a new
/// one, migrates forward. A database that is not ours or that a newer recalld wrote is refused and left as it is.
/// Throws StoreError.
std::unique_ptr<SQLite::Database> open_history(const StateFolder& folder, const StoreOptions& options,
                                               std::vector<std::string>& notes);

}  // namespace recalld::store
