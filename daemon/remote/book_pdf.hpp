#pragma once

#include <functional>
#include <string>

#include "net.hpp"

namespace recalld::remote {

/// Pages for a printer out of HTML that needs no other file, by the program weasyprint. At most a minute; ended as soon as `is_ended`,
/// which is asked every few milliseconds on the caller's thread. Throws VerbError: when the program is not installed, when it fails (with
/// its words), when it takes too long, when the pages are larger than 200 MB, when it was ended. Core thread.
task<std::string> book_pdf(std::string html, std::function<bool()> is_ended);

}  // namespace recalld::remote
