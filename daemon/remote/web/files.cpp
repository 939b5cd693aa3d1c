#include "remote/web/files.hpp"

#include <algorithm>

#include "remote/web/words.hpp"

namespace recalld::remote::web {

std::string_view web_file(std::string_view name)
{
    const auto files = web_files();
    const auto found = std::ranges::find(files, name, &WebFile::name);
    return found == files.end() ? std::string_view() : found->text;
}

std::string etag_of(std::string_view text) { return '"' + fingerprint(text) + '"'; }

}  // namespace recalld::remote::web
