#pragma once

#include <span>
#include <string_view>

namespace recalld::paper {

/// A file of templates/, as it was when the daemon was built.
struct TemplateFile {
    std::string_view name;   ///< `book.mustache`
    std::string_view text;
};
std::span<const TemplateFile> template_files();

/// The text of the file; empty when there is none of this name.
std::string_view template_file(std::string_view name);

}  // namespace recalld::paper
