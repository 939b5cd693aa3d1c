#include "source_dir.hpp"

namespace recalld::testing {

std::string source_dir() { return RECALLD_SOURCE_DIR; }

}  // namespace recalld::testing
