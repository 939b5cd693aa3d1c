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

namespace {

/// Of strips that nobody used a line is printed, and nothing of what lies below it: a desk has thousands of such values.
void leave_out_folded(Json& view)
{
    for (auto& chapter : view["chapters"])
        for (auto& block : chapter["blocks"])
            if (block.contains("strip") && flag_in(block["strip"], "unused")) block["strip"]["sections"] = Json::array();
}

}  // namespace

std::string book_html(const Json& facts, Medium medium)
{
    Json view = book_view(facts);
    if (medium == Medium::paper) leave_out_folded(view);
    view["css"] = std::string(template_file("book.css"));
    return fill(template_file("book.mustache"), view, [](std::string_view name) { return template_file(std::string(name) + ".mustache"); });
}

}  // namespace recalld::paper
