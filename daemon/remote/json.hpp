#pragma once

#include <nlohmann/json.hpp>

namespace recalld::remote {

using Json = nlohmann::ordered_json;   ///< answers keep the order in which they are documented

}  // namespace recalld::remote
