#pragma once

#include <string>

#include "studio/report.hpp"

namespace recalld::recall {

/// A report as the JSON document that the store keeps and remotes hand out (see remote/VERBS.md, recall).
std::string report_document(const studio::Report& report);

/// `matched 8450 of 8450 parameters; 20 written; 212 ms`
std::string summary(const studio::Report& report);

}  // namespace recalld::recall
