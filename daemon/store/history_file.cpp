#include "store/history_file.hpp"

#include "store/migration.hpp"
#include "store/store_error.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <optional>
#include <system_error>

namespace recalld::store {

namespace {

constexpr int application = 0x7263'6c64;  // `rcld`: says in the file's header whose it is
constexpr int patience_ms = 5000;         // with a backup or a sqlite3 shell

using Database = std::unique_ptr<SQLite::Database>;

// Until it is checked, closing it must not fold its log into the file: a damaged file is never written.
void keep_log_on_close(SQLite::Database& database, bool keep)
{
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

Database open_file(const std::filesystem::path& file)
try {
    const int mode = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    auto database = std::make_unique<SQLite::Database>(file.string(), mode, patience_ms);
    keep_log_on_close(*database, true);
    return database;
} catch (const SQLite::Exception& error) {
    throw explain(error, file);
}

/// What is wrong with the pages, in SQLite's words; nothing when all is well.
std::optional<std::string> damage_in(SQLite::Database& database)
try {
    const std::string verdict = database.execAndGet("PRAGMA quick_check(1)").getString();
    if (verdict == "ok") return std::nullopt;
    return verdict;
} catch (const SQLite::Exception& error) {
    if (!is_damage(error)) throw explain(error, database);
    return error.what();
}

std::string set_aside(const StateFolder& folder, const std::string& reason)
{
    const auto name = folder.set_aside();
    return folder.database().string() + " was damaged (" + reason + "): it was set aside, untouched, as "
           + name.string() + ", and a new history begun. What can be saved of it: sqlite3 " + name.string()
           + " .recover";
}

Database begin_new(const StateFolder& folder)
{
    auto database = open_file(folder.begin_new());
    in_words(*database, [&] {
        database->exec("PRAGMA application_id = " + std::to_string(application));
        migrate(*database, migrations());
    });
    database.reset();
    folder.put_new_in_place();
    return open_file(folder.database());
}

Database open_sound(const StateFolder& folder, std::vector<std::string>& notes)
{
    if (const auto reason = folder.broken_files(); !reason.empty()) notes.push_back(set_aside(folder, reason));
    if (std::error_code failed; !std::filesystem::exists(folder.database(), failed)) return begin_new(folder);
    auto database = open_file(folder.database());
    const auto damage = damage_in(*database);
    if (!damage) return database;
    database.reset();
    notes.push_back(set_aside(folder, *damage));
    return begin_new(folder);
}

void refuse_foreign(SQLite::Database& database)
{
    if (database.execAndGet("PRAGMA application_id").getInt() == application) return;
    throw StoreError(database.getFilename()
                     + " is a database of another program; move it away, or give recalld another folder");
}

void refuse_newer(SQLite::Database& database)
{
    const int theirs = schema_version(database), ours = static_cast<int>(migrations().size());
    if (theirs <= ours) return;
    throw StoreError(database.getFilename() + " was written by a newer recalld (schema " + std::to_string(theirs)
                     + ", this one knows " + std::to_string(ours) + "): install that one; nothing was changed");
}

void refuse_read_only(SQLite::Database& database)
{
    if (sqlite3_db_readonly(database.getHandle(), "main") == 0) return;
    errno = EACCES;
    throw explain_errno("cannot write", database.getFilename());
}

void admit(SQLite::Database& database)
{
    refuse_read_only(database);
    refuse_foreign(database);
    refuse_newer(database);
    keep_log_on_close(database, false);
}

void prepare(SQLite::Database& database, const StoreOptions& options)
{
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    if (options.max_pages != 0) database.exec("PRAGMA max_page_count = " + std::to_string(options.max_pages));
    migrate(database, migrations());
}

}  // namespace

std::unique_ptr<SQLite::Database> open_history(const StateFolder& folder, const StoreOptions& options,
                                               std::vector<std::string>& notes)
{
    auto database = open_sound(folder, notes);
    in_words(*database, [&] {
        admit(*database);
        prepare(*database, options);
    });
    return database;
}

}  // namespace recalld::store
