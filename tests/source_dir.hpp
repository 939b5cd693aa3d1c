#pragma once

#include <string>

namespace recalld::testing {

/// Of the checkout that the tests were built from; no slash at its end. Only one object file knows it, so that a compiler cache serves every checkout.
std::string source_dir();

}  // namespace recalld::testing
