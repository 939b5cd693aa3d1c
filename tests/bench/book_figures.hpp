#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "studio/profile.hpp"

namespace recalld::bench {

/// The mix book of a made-up session: 20 versions of a full desk in which every strip is used, 30 analog units, 10 prints. As HTML, and as
/// PDF when weasyprint is installed.
void measure_book(std::shared_ptr<const studio::Profile> profile, const std::filesystem::path& folder, std::size_t runs, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
