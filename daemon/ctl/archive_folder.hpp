#pragma once

#include <cstdint>
#include <string>

#include "ctl/json.hpp"

namespace recalld::ctl {

struct Written {
    std::int64_t files = 0, bytes = 0;
};

/// Throws FileError unless the folder is empty, or there is nothing of this name yet in a folder that is there.
void want_empty_folder(const std::string& folder);

/// Makes the folder, but none above it: a drive that is not mounted must not become a folder of the system's.
/// Writes [{"path", "text"}] below it, manifest.json last, and reads every file back: its hash must be that of the manifest.
/// Throws FileError; also for a path that would leave the folder.
Written write_folder(const std::string& folder, const Json& files);

/// What the daemon needs of an archive, as [{"path", "text"}]. Every file that the manifest names is read and its hash checked first;
/// what only people read is left out. Throws FileError.
Json read_folder(const std::string& folder);

}  // namespace recalld::ctl
