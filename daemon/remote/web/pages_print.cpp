#include "remote/web/pages.hpp"

namespace recalld::remote::web {

std::span<const Route> print_routes() { return {}; }

}  // namespace recalld::remote::web
