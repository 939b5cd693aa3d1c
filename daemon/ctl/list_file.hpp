#pragma once

#include <iosfwd>
#include <string>

namespace recalld::ctl {

/// A session text or an input list, as it is sent: UTF-8, without the clips that nobody asks for.
struct ListFile {
    std::string text;
    std::string encoding;   ///< what people should know of how it was read; empty for plain UTF-8
    std::string said;       ///< what was left out, for people
};

/// Reads a stream of any length; at most 8 MB of it are kept. `name` is for messages. Throws FileError.
ListFile read_list(std::istream& stream, const std::string& name);
/// … of a file; `-` is standard input.
ListFile read_list_file(const std::string& path);

}  // namespace recalld::ctl
