#include "remote/web/pages.hpp"

namespace recalld::remote::web {

std::span<const Route> prep_routes() { return {}; }

}  // namespace recalld::remote::web
