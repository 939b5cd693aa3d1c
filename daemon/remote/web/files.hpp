#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recalld::remote::web {

/// A file of this folder, as it was when the daemon was built: nothing is read at run time.
struct WebFile {
    std::string_view name;   ///< `page.css`
    std::string_view text;
};
std::span<const WebFile> web_files();

/// The text of the file; empty when there is none of this name.
std::string_view web_file(std::string_view name);

/// What browsers compare to see whether they have it already: `"3f2a…"`, with its quotes.
std::string etag_of(std::string_view text);

}  // namespace recalld::remote::web
