#include "remote/web/pages.hpp"

namespace recalld::remote::web {

std::span<const Route> sheet_routes() { return {}; }

}  // namespace recalld::remote::web
