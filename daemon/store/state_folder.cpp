#include "store/state_folder.hpp"

#include "store/store_error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>

namespace recalld::store {

namespace fs = std::filesystem;

namespace {

// The database comes first: a log without its database is recognised, a database without its log is not.
constexpr std::array<const char*, 4> endings{"", "-wal", "-shm", "-journal"};

fs::path with_ending(fs::path file, const char* ending) { return file += ending; }

// Of one page. SQLite itself takes a file of 0 or 1 bytes for a new one and writes over it.
constexpr std::uintmax_t smallest_database = 512;

std::uintmax_t size_of(const fs::path& file)
{
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : size;
}

std::string stamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &parts);
    return text;
}

bool is_taken(const fs::path& name)
{
    std::error_code unreadable;
    for (const char* ending : endings)
        if (fs::exists(fs::symlink_status(with_ending(name, ending), unreadable))) return true;
    return false;
}

fs::path free_name(const fs::path& database)
{
    const fs::path wanted = database.string() + ".damaged-" + stamp();
    fs::path name = wanted;
    for (int again = 2; is_taken(name); ++again) name = wanted.string() + "-" + std::to_string(again);
    return name;
}

void sync_folder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

StateFolder::StateFolder(fs::path folder) : folder_(std::move(folder)), database_(folder_ / "recalld.db")
{
    create();
    lock();
}

// The lock file stays: removing it would let a third daemon in between two others.
StateFolder::~StateFolder() { ::close(lock_); }

void StateFolder::create() const
{
    std::error_code failed;
    if (folder_.has_parent_path()) fs::create_directories(folder_.parent_path(), failed);
    if (::mkdir(folder_.c_str(), 0750) != 0 && errno != EEXIST) throw explain_errno("cannot create", folder_);
}

void StateFolder::lock()
{
    const auto file = folder_ / "recalld.lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (lock_ < 0) throw explain_errno("cannot write", file);
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return sign();
    const bool held = errno == EWOULDBLOCK;
    const auto refusal = held ? StoreError("another recalld (pid " + holder() + ") works on " + folder_.string())
                              : explain_errno("cannot lock", file);
    ::close(lock_);
    throw refusal;
}

// For people and for the refusal of the next one; the lock itself does not depend on it.
void StateFolder::sign() const
{
    const auto pid = std::to_string(::getpid()) + "\n";
    [[maybe_unused]] const bool readable = ::ftruncate(lock_, 0) == 0 && ::pwrite(lock_, pid.data(), pid.size(), 0) > 0;
}

std::string StateFolder::holder() const
{
    char digits[16] = {};
    const auto count = ::pread(lock_, digits, sizeof digits - 1, 0);
    const std::string text(digits, count > 0 ? static_cast<std::size_t>(count) : 0);
    return text.empty() ? "unknown" : text.substr(0, text.find('\n'));
}

fs::path StateFolder::begin_new() const
{
    auto name = with_ending(database_, ".new");
    std::error_code missing;
    for (const char* ending : endings) fs::remove(with_ending(name, ending), missing);
    return name;
}

void StateFolder::put_new_in_place() const
{
    const auto from = with_ending(database_, ".new");
    if (::rename(from.c_str(), database_.c_str()) != 0) throw explain_errno("cannot create", database_);
    sync_folder(folder_);
}

std::string StateFolder::broken_files() const
{
    std::error_code unreadable;
    const auto size = size_of(database_);
    if (size >= smallest_database) return {};
    if (fs::exists(database_, unreadable)) return "it has only " + std::to_string(size) + " bytes";
    return size_of(with_ending(database_, "-wal")) > 0 ? "it is missing, and only its log is there" : "";
}

fs::path StateFolder::set_aside() const
{
    auto name = free_name(database_);
    for (const char* ending : endings) {
        const auto from = with_ending(database_, ending), to = with_ending(name, ending);
        if (::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT) throw explain_errno("cannot set aside", from);
    }
    sync_folder(folder_);
    return name;
}

}  // namespace recalld::store
