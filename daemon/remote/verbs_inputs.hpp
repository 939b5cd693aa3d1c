#pragma once

#include <optional>
#include <vector>

#include "logbook/input_list.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The input list that the newest of these lines of the log holds.
std::optional<logbook::InputList> inputs_in(const std::vector<store::Entry>& newest_first);

/// The input list of a session; a new one.
task<Json> inputs(Call call);
task<Json> inputs_set(Call call);

}  // namespace recalld::remote
