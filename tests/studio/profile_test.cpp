#include "studio/profile.hpp"

#include "studio/small_desk.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("a parameter is found by its name, with a slash in front or without")
{
    const auto desk = small_desk();
    const auto fader = desk->find("ch/17/mix/fader");
    REQUIRE(fader);
    CHECK((*desk)[*fader].name == "ch/17/mix/fader");
    CHECK(desk->find("/ch/17/mix/fader") == fader);
    for (const std::string name : {"", "/", "//ch/17/mix/fader", "ch/17/mix", "ch/17/mix/fader/", "CH/17/MIX/FADER", "ch/18/mix/fader"})
        CHECK_FALSE(desk->find(name));
}

TEST_CASE("a node is found by its path or by the path it has in scene files")
{
    const auto desk = small_desk();
    const auto node = desk->find_node("/config/routing");
    REQUIRE(node);
    CHECK(desk->find_node("config/routing") == node);
    CHECK(desk->find_node("config/routing/routswitch") == node);
    CHECK_FALSE(desk->find_node("config/routing/IN"));
    CHECK_FALSE(desk->find_node(""));
}

TEST_CASE("a node's parameters stand in a row")
{
    const auto desk = small_desk();
    const auto fields = desk->parameters_of(desk->nodes[*desk->find_node("ch/03/mix")]);
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].name == "ch/03/mix/on");
    CHECK(fields[1].name == "ch/03/mix/fader");
}

TEST_CASE("a misspelt name has a suggestion")
{
    const auto desk = small_desk();
    const auto [misspelt, nearest] = GENERATE(table<std::string, std::string>({
        {"ch/17/mix/fade", "ch/17/mix/fader"},
        {"/ch/03/mix/onn", "ch/03/mix/on"},
        {"ch/3/config/name", "ch/03/config/name"},
        {"ch/0017/mix/on", "ch/17/mix/on"},
        {"headamp/00034/gain", "headamp/034/gain"},
        {"headamp/34/gain", "headamp/034/gain"},
        {"ch/17/mix/fader", "ch/17/mix/fader"},
    }));
    CHECK(desk->suggestion(misspelt) == "; did you mean \"" + nearest + "\"?");
    CHECK(Profile{}.suggestion(misspelt).empty());
    CHECK(desk->suggestion("weather forecast").empty());
}

TEST_CASE("an effect's parameter has the law and the words of its type")
{
    const auto desk = small_desk();
    const ParameterId first = id_of(*desk, "fx/1/par/01"), second = id_of(*desk, "fx/1/par/02");
    const Value hall = 0, delay = 1;
    CHECK(desk->law_of(first, &hall).unit == "s");
    CHECK(desk->words_of(first, &hall) == "decay");
    CHECK(desk->law_of(first, &delay).unit == "ms");
    CHECK(desk->words_of(second, &delay) == "offset");
    CHECK_FALSE(desk->is_unused(second, &delay));
}

TEST_CASE("a slot that a type does not use means nothing")
{
    const auto desk = small_desk();
    const ParameterId second = id_of(*desk, "fx/1/par/02");
    const Value hall = 0;
    CHECK(desk->is_unused(second, &hall));
    CHECK(desk->law_of(second, &hall).kind == LawKind::raw);
    CHECK(desk->words_of(second, &hall) == "parameter 2");
}

TEST_CASE("an unknown type leaves a parameter plain, and not unused")
{
    const auto desk = small_desk();
    const ParameterId first = id_of(*desk, "fx/1/par/01");
    const Value without_row = 2, beyond = 3, negative = -1, no_choice = 0.5F;
    for (const Value* type : std::initializer_list<const Value*>{nullptr, &without_row, &beyond, &negative, &no_choice}) {
        CHECK(desk->law_of(first, type).kind == LawKind::raw);
        CHECK(desk->words_of(first, type) == "parameter 1");
        CHECK_FALSE(desk->is_unused(first, type));
    }
}

TEST_CASE("a parameter without a selector does not care about one")
{
    const auto desk = small_desk();
    const ParameterId fader = id_of(*desk, "ch/03/mix/fader");
    const Value one = 1;
    CHECK(&desk->law_of(fader, &one) == &desk->law_of(fader));
    CHECK(desk->words_of(fader, &one) == "fader");
    CHECK_FALSE(desk->is_unused(fader, &one));
}

TEST_CASE("a profile without a scene version has no scene files")
{
    CHECK(SceneFile{}.empty());
    CHECK_FALSE(SceneFile{"4.0", 127, {}}.empty());
}
