#include "logbook/input_json.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;
using Catch::Matchers::Contains;

namespace {

InputList read(const char* json) { return inputs_from_json(Json::parse(json)); }

std::string only_message(const InputList& list)
{
    REQUIRE(list.messages.kept.size() == 1);
    return list.messages.kept[0].text;
}

}  // namespace

TEST_CASE("an input with everything comes back as it went")
{
    Input input;
    input.line = 7;
    input.name = "Kick In", input.mic = "D112", input.stand = "short", input.preamp = "A", input.jack = "L7", input.insert = "comp", input.group = "Drums";
    input.strip = "desk ch/01", input.role = "kick in", input.colour = "red", input.note = "inside";
    input.phantom = false;
    input.gain_db = 32.5;
    const auto json = inputs_json({input});
    const auto again = inputs_from_json(json);
    REQUIRE(again.inputs.size() == 1);
    CHECK(again.messages.kept.empty());
    CHECK(inputs_json(again.inputs) == json);
    CHECK(again.inputs[0].jack == "L7");
    CHECK(again.inputs[0].phantom == false);
    CHECK(again.inputs[0].at == 1);
}

TEST_CASE("what nobody said stands nowhere")
{
    Input input;
    input.name = "Kick";
    CHECK(inputs_json({input}).dump() == R"([{"name":"Kick"}])");
    CHECK_FALSE(read(R"([{"name": "Kick"}])").inputs[0].phantom.has_value());
    CHECK_FALSE(read(R"([{"name": "Kick"}])").inputs[0].line.has_value());
}

TEST_CASE("a channel is not a line, and stays one")
{
    const auto list = read(R"([{"channel": 3, "name": "Kick"}])");
    CHECK(list.inputs[0].is_channel);
    CHECK(inputs_json(list.inputs).dump() == R"([{"channel":3,"name":"Kick"}])");
}

TEST_CASE("a value of the wrong kind is left out by name, and the input stays")
{
    const auto key = GENERATE(as<std::string>{}, R"("mic": 3)", R"("line": "7")", R"("line": -1)", R"("line": 100000)", R"("line": 1.5)", R"("phantom": "yes")", R"("phantom": 1)", R"("gain_db": "30")",
                              R"("gain_db": 200)", R"("gain_db": -1e9)", R"("microphone": "x")", R"("note": ["a"])");
    CAPTURE(key);
    const auto list = read(("[{\"name\": \"Kick\", " + key + "}]").c_str());
    REQUIRE(list.inputs.size() == 1);
    CHECK_THAT(only_message(list), Contains(key.substr(0, key.find(':'))) && Contains("left out"));
    CHECK(list.messages.kept[0].line == 1);
    CHECK(inputs_json(list.inputs).dump() == R"([{"name":"Kick"}])");
}

TEST_CASE("null is nothing said")
{
    const auto list = read(R"([{"name": "Kick", "mic": null, "line": null, "anything": null}])");
    CHECK(list.messages.kept.empty());
    CHECK(list.inputs.size() == 1);
}

TEST_CASE("what is no input is told with its row")
{
    CHECK_THAT(only_message(read("{}")), Contains("list"));
    CHECK_THAT(only_message(read("[3]")), Contains("object"));
    const auto nameless = read(R"([{"name": "Kick"}, {"mic": "U87"}])");
    CHECK_THAT(only_message(nameless), Contains("without a name"));
    CHECK(nameless.messages.kept[0].line == 2);
    CHECK(read("[]").inputs.empty());
    CHECK(read("[]").messages.kept.empty());
}

TEST_CASE("texts and rows are bounded")
{
    Json rows = Json::array();
    for (int i = 0; i < 1005; ++i) rows.push_back({{"name", "x"}});
    const auto many = inputs_from_json(rows);
    CHECK(many.inputs.size() == 1000);
    CHECK_THAT(only_message(many), Contains("1000"));
    const auto longest = inputs_from_json(Json::array({{{"name", std::string(5000, 'x')}}}));
    CHECK(longest.inputs[0].name.size() == 1000);
    const auto odd = inputs_from_json(Json::array({{{"name", "x"}, {std::string(5000, 'k'), 1}}}));
    CHECK(only_message(odd).size() < 120);
}
