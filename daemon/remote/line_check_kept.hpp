#pragma once

#include <string>

#include "remote/verb.hpp"

namespace recalld::remote {

/// What is marked in a line check stands on disk until it is in the log: a daemon that is killed in the middle loses no mark. One file per
/// line check in the folder of state; this is the name of a new one.
std::string new_marks_file(const Room& room);
/// Replaces what stands there; an empty `document` takes it away. A disk that cannot be written is told in the log of the daemon.
task<> keep_marks(Room& room, std::string file, std::string document);

/// What a daemon that died left of line checks goes into the log as `line_check_unsigned`, and a note of it into the room. At start; core thread.
task<> recover_marks(Room& room);

}  // namespace recalld::remote
