#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ctl/json.hpp"

namespace recalld::ctl {

/// What the daemon said in the end: a result, or an error with `code`, `message` and `exit`.
struct Answer {
    Json result;
    Json error;

    bool is_error() const { return !error.is_null(); }
    int exit() const;
};

/// An error of our own in the daemon's form.
Answer failure(std::string_view code, std::string_view message, int exit);

/// A line before the last: `progress` or `change`. Returns false to stop listening.
using LineListener = std::function<bool(const Json& line)>;

/// Asks the daemon for a verb and waits. Never throws: no daemon is an answer too.
Answer ask(const std::string& socket, std::string_view verb, const Json& arguments, const LineListener& listener = {});

}  // namespace recalld::ctl
