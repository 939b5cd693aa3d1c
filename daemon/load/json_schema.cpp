#include "load/json_schema.hpp"

#include <nlohmann/json.hpp>

namespace recalld::load {

namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const Shape& shape, Json& definitions);

Json whole(double number) { return static_cast<std::int64_t>(number); }

Json text_schema(const Shape& shape) { return {{"type", {"string", "number"}}, {"maxLength", whole(shape.high)}}; }

Json ranged_schema(const char* type, const Shape& shape)
{
    Json schema{{"type", type}};
    schema["minimum"] = whole(shape.low);
    schema["maximum"] = whole(shape.high);
    return schema;
}

Json quantity_schema(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json list_schema(const Shape& shape, Json& definitions)
{
    Json schema{{"type", "array"}, {"items", schema_of(shape.of[0], definitions)}};
    if (shape.low > 0) schema["minItems"] = whole(shape.low);
    schema["maxItems"] = whole(shape.high);
    return schema;
}

Json tuple_schema(const Shape& shape, Json& definitions)
{
    Json schema{{"type", "array"}, {"prefixItems", Json::array()}, {"items", false}, {"minItems", shape.of.size()}};
    for (const Shape& item : shape.of) schema["prefixItems"].push_back(schema_of(item, definitions));
    return schema;
}

/// `{linear: …, text: {…}}` is one law although `text: 12` is another: a map says how, not what.
Json one_of_keys(const Shape& shape)
{
    Json choices = Json::array();
    for (const std::string& name : shape.words)
        choices.push_back({{"required", {name}}, {"properties", {{name, {{"not", {{"type", "object"}}}}}}}});
    return choices;
}

Json map_schema(const Shape& shape, Json& definitions)
{
    Json schema{{"type", "object"}, {"properties", Json::object()}, {"required", Json::array()}};
    schema["additionalProperties"] = false;
    for (const Key& key : shape.keys) {
        Json& property = schema["properties"][key.name] = schema_of(key.shape, definitions);
        property["description"] = key.doc;
        if (key.required) schema["required"].push_back(key.name);
    }
    if (!shape.words.empty()) schema["oneOf"] = one_of_keys(shape);
    return schema;
}

Json named_map_schema(const Shape& shape, Json& definitions)
{
    if (!definitions.contains(shape.name)) {
        definitions[shape.name] = Json::object();
        Json schema = map_schema(shape, definitions);
        definitions[shape.name] = std::move(schema);
    }
    std::string pointer = shape.name;
    for (std::size_t at = 0; (at = pointer.find(' ', at)) != std::string::npos;) pointer.replace(at, 1, "%20");
    return {{"$ref", "#/$defs/" + pointer}};
}

Json dictionary_schema(const Shape& shape, Json& definitions)
{
    return {{"type", "object"}, {"additionalProperties", schema_of(shape.of[0], definitions)}};
}

Json either_schema(const Shape& shape, Json& definitions)
{
    Json choices = Json::array();
    for (const Shape& choice : shape.of) choices.push_back(schema_of(choice, definitions));
    return {{"anyOf", choices}};
}

Json schema_of(const Shape& shape, Json& definitions)
{
    switch (shape.form) {
        case Form::text: return text_schema(shape);
        case Form::integer: return ranged_schema("integer", shape);
        case Form::number: return ranged_schema("number", shape);
        case Form::truth: return {{"type", "boolean"}};
        case Form::scalar: return {{"type", {"string", "number", "boolean"}}, {"maxLength", whole(shape.high)}};
        case Form::duration: return quantity_schema("^[0-9]+([.][0-9]+)? *(ms|s|min)$");
        case Form::decibels: return quantity_schema("^-?[0-9]+([.][0-9]+)? *dB$");
        case Form::word: return {{"enum", shape.words}};
        case Form::list: return list_schema(shape, definitions);
        case Form::tuple: return tuple_schema(shape, definitions);
        case Form::map: return named_map_schema(shape, definitions);
        case Form::dictionary: return dictionary_schema(shape, definitions);
        case Form::either:
        case Form::by_word: return either_schema(shape, definitions);
    }
    return {};
}

}  // namespace

std::string json_schema(const Shape& shape, const std::string& title)
{
    Json definitions = Json::object();
    Json root = map_schema(shape, definitions);
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    schema.update(root);
    schema["$defs"] = std::move(definitions);
    return schema.dump(2) + "\n";
}

}  // namespace recalld::load
