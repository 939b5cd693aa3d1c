#include "remote/web/pages.hpp"

namespace recalld::remote::web {

std::span<const Route> book_routes() { return {}; }

}  // namespace recalld::remote::web
