#include <algorithm>

#include "paper/book.hpp"
#include "paper/book_print.hpp"
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

/// On paper some parts are set another way: `changes_print` for `changes`.
std::string_view partial(std::string_view name, Medium medium)
{
    const auto printed = medium == Medium::paper ? template_file(std::string(name) + "_print.mustache") : std::string_view();
    return printed.empty() ? template_file(std::string(name) + ".mustache") : printed;
}

}  // namespace

std::string book_html(const Json& facts, Medium medium)
{
    Json view = book_view(facts);
    if (medium == Medium::paper) set_for_print(view);
    view["css"] = std::string(template_file("book.css"));
    return fill(template_file("book.mustache"), view, [medium](std::string_view name) { return partial(name, medium); });
}

}  // namespace recalld::paper
