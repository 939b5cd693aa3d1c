#pragma once

#include <functional>
#include <string_view>

#include "bench/remote_figures.hpp"

namespace recalld::bench {

/// The mix book of a session that a daemon keeps: 20 versions of a full desk in which every strip is used, 30 analog units, 10 prints. As HTML,
/// and as PDF when weasyprint is installed. Throws std::runtime_error.
void measure_book(const RemotePlace& place, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
