#include "ctl/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "ctl/command.hpp"

namespace recalld::ctl {

namespace {

constexpr std::size_t largest_file = 16'000'000, largest_archived = 1'000'000'000, largest_photo = 15'000'000;   // a request has 20 MB, and base64 takes a third more

[[noreturn]] void fail(const std::string& path, const std::string& why, int exit)
{
    throw FileError(path + ": " + why, exit);
}
[[noreturn]] void fail(const std::string& path, int exit) { fail(path, std::strerror(errno), exit); }

/// A descriptor that closes itself.
struct Descriptor {
    int number;
    explicit Descriptor(int its_number) : number(its_number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number > STDERR_FILENO) ::close(number);
    }
};

std::string read_all(const std::string& path, int descriptor, std::size_t most, const char* too_large)
{
    std::string text;
    std::string block(64 * 1024, '\0');
    for (ssize_t count; (count = ::read(descriptor, block.data(), block.size())) != 0;) {
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(path, exit_usage);
        text.append(block.data(), static_cast<std::size_t>(count));
        if (text.size() > most) fail(path, too_large, exit_usage);
    }
    return text;
}

/// JSON carries UTF-8 only, and guessing another encoding would change names.
void check_utf8(const std::string& path, const std::string& text)
{
    try {
        [[maybe_unused]] const std::string checked = Json(text).dump();
    } catch (const Json::exception&) {
        fail(path, "not UTF-8 text; convert it first: iconv -f LATIN1 -t UTF-8", exit_usage);
    }
}

std::string read_text(const std::string& path, std::size_t most, const char* too_large)
{
    const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number < 0) fail(path, exit_usage);
    std::string text = read_all(path, file.number, most, too_large);
    check_utf8(path, text);
    return text;
}

void write_all(const std::string& path, int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno != EINTR) fail(path, exit_disk);
        text.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor) != 0 && errno != EINVAL) fail(path, exit_disk);
}

mode_t usual_mode()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

/// Takes the name in one step; without `replace` it must still be free.
bool take_name(const std::string& from, const std::string& to, bool replace)
{
    if (replace) return ::rename(from.c_str(), to.c_str()) == 0;
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    // Not every file system can do that.
    return errno == EINVAL && ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

constexpr const char* is_there = "is there already; --force writes over it";

}  // namespace

std::string read_text_file(const std::string& path) { return read_text(path, largest_file, "larger than 16 MB; this cannot be a scene file"); }

std::string read_archived_file(const std::string& path) { return read_text(path, largest_archived, "larger than 1 GB; this cannot be a file of an archive"); }

std::string read_photo_file(const std::string& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number < 0) fail(path, exit_usage);
    return read_all(path, file.number, largest_photo, "larger than 15 MB; make it smaller first");
}

void check_output_file(const std::string& path, bool replace)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) {
        if (S_ISDIR(found.st_mode)) fail(path, "is a folder; name a file in it", exit_usage);
        if (!replace) fail(path, is_there, exit_usage);
    }
    const auto folder = std::filesystem::absolute(path).parent_path();
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        fail(path, "there is no folder " + folder.string(), exit_usage);
}

void write_text_file(const std::string& path, std::string_view text, bool replace)
{
    std::string beside = path + ".XXXXXX";
    const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));
    if (file.number < 0) fail(path, exit_disk);
    try {
        write_all(path, file.number, text);
        if (::fchmod(file.number, usual_mode()) != 0) fail(path, exit_disk);
        if (!take_name(beside, path, replace))
            errno == EEXIST ? fail(path, is_there, exit_usage) : fail(path, exit_disk);
    } catch (const FileError&) {
        ::unlink(beside.c_str());
        throw;
    }
}

}  // namespace recalld::ctl
