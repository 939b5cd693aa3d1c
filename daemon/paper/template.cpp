#include "paper/template.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace recalld::paper {

namespace {

namespace mustache = kainjow::mustache;
using Json = nlohmann::ordered_json;

mustache::data data_of(const Json& json);

mustache::data list_of(const Json& json)
{
    mustache::data list(mustache::data::type::list);
    for (std::size_t i = 0; i < json.size(); ++i) list.push_back(false);
    auto& items = const_cast<mustache::list&>(list.list_value());   // push_back copies whole trees, at each level once more
    std::ranges::transform(json, items.begin(), data_of);
    return list;
}

mustache::data object_of(const Json& json)
{
    mustache::data object(mustache::data::type::object);
    for (const auto& [name, value] : json.items()) object[name] = data_of(value);
    return object;
}

/// Numbers print as they are; the empty text is as good as nothing.
mustache::data data_of(const Json& json)
{
    if (json.is_array()) return list_of(json);
    if (json.is_object()) return object_of(json);
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_string() && !json.get_ref<const std::string&>().empty()) return json.get<std::string>();
    if (json.is_number()) return json.dump();
    return false;
}

/// Looks partials up by name instead of among the data.
class Context : public mustache::context<std::string> {
public:
    Context(const mustache::data* data, const Partials& partials) : mustache::context<std::string>(data), partials_(partials) {}

    const mustache::data* get_partial(const std::string& name) const override
    {
        const auto text = partials_ ? partials_(name) : std::string_view();
        if (text.empty()) throw std::logic_error("a template names the partial " + name + ", which is not there");
        return &texts_.try_emplace(name, std::string(text)).first->second;
    }

private:
    const Partials& partials_;
    mutable std::map<std::string, mustache::data> texts_;
};

}  // namespace

std::string fill(std::string_view template_text, const Json& view, const Partials& partials)
{
    mustache::mustache filled{std::string(template_text)};
    const auto data = data_of(view);
    Context context(&data, partials);
    std::ostringstream text;
    filled.render(context, text);
    if (!filled.is_valid()) throw std::logic_error("a template is wrong: " + filled.error_message());
    return text.str();
}

}  // namespace recalld::paper
