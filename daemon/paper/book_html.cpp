#include <algorithm>

#include "paper/book.hpp"
#include "paper/template.hpp"
#include "paper/templates.hpp"

namespace recalld::paper {

std::string_view template_file(std::string_view name)
{
    const auto files = template_files();
    const auto found = std::ranges::find(files, name, &TemplateFile::name);
    return found == files.end() ? std::string_view() : found->text;
}

std::string book_html(const Json& facts)
{
    Json view = book_view(facts);
    view["css"] = std::string(template_file("book.css"));
    return fill(template_file("book.mustache"), view, [](std::string_view name) { return template_file(std::string(name) + ".mustache"); });
}

}  // namespace recalld::paper
