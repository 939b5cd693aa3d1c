#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace recalld::paper {

/// The text of the template that `{{> name}}` stands for; empty when there is none of this name.
using Partials = std::function<std::string_view(std::string_view name)>;

/// Fills a mustache template; what `{{name}}` puts in is escaped for HTML, `{{&name}}` is not. Null, false, the empty text and the
/// empty list do not open a section. Pure, any thread. Throws std::logic_error when the template is wrong or names a partial that
/// is not there: that is our own mistake.
std::string fill(std::string_view template_text, const nlohmann::ordered_json& view, const Partials& partials = {});

}  // namespace recalld::paper
