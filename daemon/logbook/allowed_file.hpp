#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace recalld::logbook {

/// Why a file cannot be had.
enum class FileFault : std::uint8_t {
    forbidden,    ///< it may not be read at all
    misnamed,     ///< nothing is there, or something else than is wanted
    unreadable,   ///< empty, cut, broken, changing, or its drive fails
};

/// A file that cannot be read, in words that say what to do.
struct FileError : std::runtime_error {
    FileError(const std::string& message, FileFault its_fault) : std::runtime_error(message), fault(its_fault) {}
    FileFault fault;
};

/// An open file that lies in one of the folders that the rig allows, wherever links led to it: the kernel is asked where it is after it was found,
/// so that nobody can change a link in between. Waits for drives: not for the core thread. Throws FileError.
class AllowedFile {
public:
    AllowedFile(const std::string& path, const std::vector<std::string>& folders);
    ~AllowedFile();
    AllowedFile(const AllowedFile&) = delete;
    AllowedFile& operator=(const AllowedFile&) = delete;

    const std::string& place() const { return place_; }   ///< without links
    std::string name() const { return place_.substr(place_.rfind('/') + 1); }
    std::uint64_t size() const { return size_; }           ///< bytes, when it was opened
    int descriptor() const { return descriptor_; }

    /// Bytes from there on: as many as asked for, or as there were when it was opened. FileError when it ends before, or its drive fails.
    std::size_t read(std::uint64_t offset, std::span<std::byte> into) const;

    /// Lets go of what the machine remembers of it: what is read from now on comes from the drive.
    void forget_cached() const;

    /// Somebody wrote to it since it was opened, or took it away.
    bool has_changed() const;

private:
    int descriptor_ = -1;
    std::string place_;
    std::uint64_t size_ = 0;
    std::int64_t changed_ns_ = 0;
};

/// `1.2 GB`, `345 kB`, `12 bytes`
std::string bytes_words(std::uint64_t bytes);

}  // namespace recalld::logbook
