#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/json.hpp"

namespace recalld::ctl {

/// Asks the daemon at a socket for a verb; null when there is no answer. Completion never complains.
using Asker = std::function<Json(const std::string& socket, std::string_view verb, const Json& arguments)>;

/// What the last word may become. `words` stand behind the program's name, as the shell holds them: quotes and all.
/// Nothing at all: a file name belongs here, which the shell completes itself.
std::optional<std::vector<std::string>> completions(const std::vector<std::string>& words, const Asker& ask);

/// The script that `recallctl completion bash` prints.
std::string_view bash_completion_script();

}  // namespace recalld::ctl
