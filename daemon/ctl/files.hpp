#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "ctl/client.hpp"

namespace recalld::ctl {

/// A file that could not be read or written, with the exit code that says so.
struct FileError : std::runtime_error {
    FileError(const std::string& message, int its_exit) : std::runtime_error(message), exit(its_exit) {}
    int exit;
};

/// The text of a file (`-`: of standard input), at most 16 MB of UTF-8. Throws FileError.
std::string read_text_file(const std::string& path);

/// A file of an archive, at most 1 GB of UTF-8: its log holds photographs. Throws FileError.
std::string read_archived_file(const std::string& path);

/// The bytes of a picture, at most as many as a request holds. Throws FileError.
std::string read_photo_file(const std::string& path);

/// Throws FileError when the file is there and may not be replaced, or can never be written.
void check_output_file(const std::string& path, bool replace);

/// Writes all or nothing: a temporary file beside it takes its place when complete. Throws FileError.
void write_text_file(const std::string& path, std::string_view text, bool replace);

}  // namespace recalld::ctl
