#pragma once

#include <filesystem>
#include <string>

namespace recalld::store {

/// The daemon's folder of state: created (0750) when missing, and locked as long as this object lives, so that two
/// daemons never work on one history. Throws StoreError.
class StateFolder {
public:
    explicit StateFolder(std::filesystem::path folder);
    ~StateFolder();
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;

    /// The database file; SQLite keeps a `-wal` and a `-shm` beside it.
    const std::filesystem::path& database() const { return database_; }

    /// Where a new database is made: a crash leaves half of one here, never in its place. Clears what an earlier crash
    /// left.
    std::filesystem::path begin_new() const;
    void put_new_in_place() const;

    /// Why the files cannot be what a daemon left behind: no database, or too small a one. Nothing when they can be, or
    /// when there are none. Looked at before SQLite is: it would throw the log of an empty database away.
    std::string broken_files() const;

    /// Renames the database with its `-wal`, `-shm` and `-journal`, so that `sqlite3 NEWNAME .recover` finds them
    /// together. Returns the new name, `recalld.db.damaged-20260131-194500`; never overwrites anything.
    std::filesystem::path set_aside() const;

private:
    void create() const;
    void lock();
    void sign() const;
    std::string holder() const;

    std::filesystem::path folder_;
    std::filesystem::path database_;
    int lock_ = -1;
};

}  // namespace recalld::store
