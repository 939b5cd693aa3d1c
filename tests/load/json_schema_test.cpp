#include "load/json_schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace recalld::load;
using Json = nlohmann::json;

namespace {

/// The schema of one key `it` of this shape.
Json schema_of(const Shape& shape)
{
    Json schema = Json::parse(json_schema(map_of("file", {may("it", shape, "a thing")}), "test"));
    Json property = schema["properties"]["it"];
    property.erase("description");
    return property;
}

Json definition_of(const Shape& shape, const std::string& name)
{
    return Json::parse(json_schema(map_of("file", {may("it", shape, "a thing")}), "test"))["$defs"][name];
}

}  // namespace

TEST_CASE("every form has its schema")
{
    CHECK(schema_of(text(20)) == Json::parse(R"({"type": ["string", "number"], "maxLength": 20})"));
    CHECK(schema_of(integer(1, 65'535)) == Json::parse(R"({"type": "integer", "minimum": 1, "maximum": 65535})"));
    CHECK(schema_of(number())["type"] == "number");
    CHECK(schema_of(truth()) == Json::parse(R"({"type": "boolean"})"));
    CHECK(schema_of(duration())["pattern"] == "^[0-9]+([.][0-9]+)? *(ms|s|min)$");
    CHECK(schema_of(decibels(0, 10))["pattern"] == "^-?[0-9]+([.][0-9]+)? *dB$");
    CHECK(schema_of(word({"udp", "tcp"})) == Json::parse(R"({"enum": ["udp", "tcp"]})"));
}

TEST_CASE("lists and their like have their schema")
{
    const Json list = schema_of(list_of(truth(), 1));
    CHECK(list["items"]["type"] == "boolean");
    CHECK(list["minItems"] == 1);
    CHECK_FALSE(schema_of(list_of(truth())).contains("minItems"));
    const Json pair = schema_of(tuple_of({truth(), number()}));
    CHECK(pair["prefixItems"].size() == 2);
    CHECK(pair["minItems"] == 2);
    CHECK(pair["items"] == false);
    CHECK(schema_of(dictionary_of(truth()))["additionalProperties"]["type"] == "boolean");
    CHECK(schema_of(either({truth(), number()}))["anyOf"].size() == 2);
}

TEST_CASE("a map is defined once and referred to by its name")
{
    const Shape map =
        map_of("text form", {must("plus", truth(), "a plus sign"), may("width", integer(0, 9), "a column")});
    CHECK(schema_of(map)["$ref"] == "#/$defs/text%20form");
    const Json definition = definition_of(map, "text form");
    CHECK(definition["type"] == "object");
    CHECK(definition["additionalProperties"] == false);
    CHECK(definition["required"] == Json::array({"plus"}));
    CHECK(definition["properties"]["plus"]["description"] == "a plus sign");
    CHECK(definition["properties"]["width"]["maximum"] == 9);
}

TEST_CASE("one of several keys is asked for in the schema, too")
{
    const Shape law = exactly_one(
        {"choice", "text"}, map_of("law", {may("choice", list_of(text()), "words"), may("text", text(), "length")}));
    const Json choices = definition_of(law, "law")["oneOf"];
    REQUIRE(choices.size() == 2);
    CHECK(choices[1]["required"] == Json::array({"text"}));
    CHECK(choices[1]["properties"]["text"]["not"]["type"] == "object");
}

TEST_CASE("a schema starts with what it is")
{
    const std::string text = json_schema(map_of("file", {}), "a title");
    CHECK(text.starts_with(
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"a title\""));
    CHECK(text.ends_with("}\n"));
}
