#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "logbook/input_list.hpp"

namespace recalld::logbook {

using Json = nlohmann::ordered_json;

/// The inputs as a line of the log of kind `inputs` holds them.
Json inputs_json(const std::vector<Input>& inputs);

/// The other way round; what is not as it should be is a message with the number of the row. At most 1,000 rows.
InputList inputs_from_json(const Json& inputs);

}  // namespace recalld::logbook
