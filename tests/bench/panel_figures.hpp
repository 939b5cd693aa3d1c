#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace recalld::bench {

/// Drawing the fronts of analog gear, with everything set and changed: prints the rows that are wanted. Throws load::ConfigError for a broken profile.
void measure_panels(const std::filesystem::path& profiles, std::size_t runs, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
