#include "store/store_error.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace recalld::store {

namespace {

bool no_room(int code) { return code == ENOSPC || code == EDQUOT || code == EFBIG; }

std::string words_of(int code) { return std::generic_category().message(code); }

std::string disk_full(const std::string& file)
{
    return "disk full: no room for " + file + "; nothing was stored. Free some space and do it again";
}

std::string disk_error(const std::string& file, int code)
{
    if (code == 0) code = errno;  // SQLite forgets the reason of a write that failed inside a statement; see in_words()
    if (no_room(code)) return disk_full(file);
    return "disk error on " + file + (code != 0 ? ": " + words_of(code) : "") + "; nothing was stored";
}

std::string no_permission(const std::string& file, int code)
{
    if (no_room(code)) return disk_full(file);
    return "cannot write " + file + ": " + words_of(code != 0 ? code : EACCES) + " (recalld runs as user "
           + std::to_string(::geteuid()) + "); nothing was stored";
}

std::string held(const std::string& file)
{
    return file + " is held by another program (a backup, a sqlite3 shell); nothing was stored, do it again";
}

std::string damaged(const std::string& file, const char* how)
{
    return file + " is damaged (" + how + "): restart recalld, it sets the file aside and begins a new one";
}

std::string sentence(const SQLite::Exception& error, const std::string& file, int code)
{
    switch (error.getErrorCode()) {
        case SQLITE_FULL: return disk_full(file);
        case SQLITE_IOERR: return disk_error(file, code);
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN: return no_permission(file, code);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return held(file);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return damaged(file, error.what());
        case SQLITE_CONSTRAINT: return std::string("history refuses this: ") + error.what();
        default: return file + ": " + error.what();
    }
}

}  // namespace

StoreError explain(const SQLite::Exception& error, const SQLite::Database& database)
{
    return StoreError(sentence(error, database.getFilename(), sqlite3_system_errno(database.getHandle())));
}

StoreError explain(const SQLite::Exception& error, const std::filesystem::path& file)
{
    const bool reachable = ::access(file.c_str(), R_OK | W_OK) == 0 || errno == ENOENT;
    return StoreError(sentence(error, file.string(), reachable ? 0 : errno));
}

StoreError explain_errno(const std::string& what, const std::filesystem::path& path)
{
    const int code = errno;
    const bool permission = code == EACCES || code == EPERM || code == EROFS;
    const auto who = permission ? " (recalld runs as user " + std::to_string(::geteuid()) + ")" : std::string();
    return StoreError(what + " " + path.string() + ": " + words_of(code) + who);
}

bool is_damage(const SQLite::Exception& error)
{
    return error.getErrorCode() == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_NOTADB;
}

}  // namespace recalld::store
