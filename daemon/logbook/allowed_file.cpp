#include "logbook/allowed_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <filesystem>
#include <utility>

#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

[[noreturn]] void refuse(const std::string& message) { throw FileError(message, FileFault::forbidden); }
[[noreturn]] void miss(const std::string& message) { throw FileError(message, FileFault::misnamed); }
[[noreturn]] void fail(const std::string& message) { throw FileError(message, FileFault::unreadable); }

/// Closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }
    int take() { return std::exchange(number_, -1); }

private:
    int number_;
};

std::string listed(const std::vector<std::string>& folders)
{
    std::string words;
    for (const auto& folder : folders) words += (words.empty() ? "" : ", ") + folder;
    return words;
}

/// As far as it exists without links; what cannot be looked at stays as it is written.
std::string without_links(const std::string& path)
{
    std::error_code error;
    auto place = std::filesystem::weakly_canonical(path, error);
    if (error) place = std::filesystem::path(path).lexically_normal();
    auto text = place.string();
    if (text.size() > 1 && text.back() == '/') text.pop_back();
    return text;
}

/// Below one of them, or one of them itself: that is told as a folder, or as one that is not there.
bool is_inside(const std::string& place, const std::vector<std::string>& folders)
{
    for (const auto& folder : folders) {
        const auto home = without_links(folder);
        if (place == home || (place.starts_with(home) && place[home.size()] == '/')) return true;
    }
    return false;
}

/// Before anything is looked for: nobody learns whether a file is there that he may not read.
void check_path(const std::string& path, const std::vector<std::string>& folders)
{
    if (folders.empty()) refuse("the rig names no folders with prints: add `prints: [FOLDER, …]` to its file, and let recalld read it again");
    if (path.empty() || path[0] != '/') refuse(studio::in_quotes(path) + ": say the whole path, from / on, as recalld's machine sees it");
    if (path.size() >= PATH_MAX || path.find('\0') != std::string::npos) refuse(studio::in_quotes(path) + " is no path");
    if (!is_inside(without_links(path), folders))
        refuse(studio::in_quotes(path) + " lies outside of the folders with prints (" + listed(folders) + "); the rig's file names them under `prints:`");
}

std::string place_of(const Descriptor& found)
{
    std::string place(PATH_MAX, '\0');
    const auto size = ::readlink(("/proc/self/fd/" + std::to_string(found.get())).c_str(), place.data(), place.size());
    place.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return place;
}

[[noreturn]] void cannot_open(const std::string& path, int why)
{
    if (why == ENOENT || why == ENOTDIR) miss(studio::in_quotes(path) + " is not there; is its drive mounted?");
    if (why == EACCES || why == EPERM) fail(studio::in_quotes(path) + " may not be read by recalld (user " + std::to_string(::geteuid()) + "): give it the right to read");
    fail(studio::in_quotes(path) + " cannot be opened: " + std::strerror(why));
}

struct stat facts_of(int descriptor, const std::string& path)
{
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) cannot_open(path, errno);
    return facts;
}

std::int64_t changed_ns(const struct stat& facts) { return facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec; }

void want_file(const struct stat& facts, const std::string& path)
{
    if (S_ISREG(facts.st_mode)) return;
    const char* kind = S_ISDIR(facts.st_mode) ? "a folder" : S_ISFIFO(facts.st_mode) ? "a pipe" : S_ISSOCK(facts.st_mode) ? "a socket" : "a device";
    miss(studio::in_quotes(path) + " is " + kind + ", no file");
}

}  // namespace

AllowedFile::AllowedFile(const std::string& path, const std::vector<std::string>& folders)
{
    check_path(path, folders);
    const Descriptor found(::open(path.c_str(), O_PATH | O_CLOEXEC));   // looks without opening: pipes and devices are left alone
    if (found.get() < 0) cannot_open(path, errno);
    place_ = place_of(found);
    if (!is_inside(place_, folders)) refuse(studio::in_quotes(path) + " leads out of the folders with prints");
    want_file(facts_of(found.get(), path), path);
    Descriptor opened(::open(("/proc/self/fd/" + std::to_string(found.get())).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (opened.get() < 0) cannot_open(path, errno);
    const auto facts = facts_of(opened.get(), path);
    size_ = static_cast<std::uint64_t>(facts.st_size);
    changed_ns_ = changed_ns(facts);
    descriptor_ = opened.take();
}

AllowedFile::~AllowedFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t AllowedFile::read(std::uint64_t offset, std::span<std::byte> into) const
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - std::min(offset, size_)));
    for (std::size_t done = 0; done < wanted;) {
        const auto got = ::pread(descriptor_, into.data() + done, wanted - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        const auto stood = bytes_words(offset + done) + " of " + bytes_words(size_);
        if (got < 0) fail("reading stopped after " + stood + " (" + std::strerror(errno) + "): its drive vanished or is broken");
        if (got == 0) fail("it ended after " + stood + " while it was read: somebody cut it, or its drive vanished");
        done += static_cast<std::size_t>(got);
    }
    return wanted;
}

void AllowedFile::forget_cached() const
{
    ::fdatasync(descriptor_);   // what was not yet written could not be let go of
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_DONTNEED);
}

bool AllowedFile::has_changed() const
{
    struct stat facts {};
    if (::fstat(descriptor_, &facts) != 0) return true;
    return static_cast<std::uint64_t>(facts.st_size) != size_ || changed_ns(facts) != changed_ns_ || facts.st_nlink == 0;
}

std::string bytes_words(std::uint64_t bytes)
{
    if (bytes < 1000) return fmt::format("{} byte{}", bytes, bytes == 1 ? "" : "s");
    if (bytes < 1'000'000) return fmt::format("{:.4g} kB", static_cast<double>(bytes) / 1e3);
    return bytes < 1'000'000'000 ? fmt::format("{:.4g} MB", static_cast<double>(bytes) / 1e6) : fmt::format("{:.4g} GB", static_cast<double>(bytes) / 1e9);
}

}  // namespace recalld::logbook
