#include "driver/osc_node_driver.hpp"

#include "driver/hearing.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace recalld;
using namespace recalld::driver;
using studio::Value;
using wire::bytes;

namespace {

using Names = std::vector<std::string>;

std::vector<std::string> asked(const std::vector<std::string>& wanted)
{
    std::vector<bool> flags(x32().parameters.size());
    for (const auto& name : wanted) flags[id(name)] = true;
    std::vector<std::string> found;
    for (const auto& question : desk().questions(flags))
        found.push_back((question.kind == Kind::leaf ? "leaf " : "line ") + desk().name_of(question));
    return found;
}

}  // namespace

TEST_CASE("a question is one small packet")
{
    CHECK(desk().ask({}) == bytes("'/xinfo' 00 00"));
    CHECK(desk().ask(line("ch/01/mix")) == bytes("'/node' 00 00 00 ',s' 00 00 'ch/01/mix' 00 00 00"));
    CHECK(desk().ask(leaf("ch/01/mix/fader")) == bytes("'/ch/01/mix/fader' 00 00 00 00"));
    CHECK(desk().ask(leaf("-show/prepos/current")) == bytes("'/-show/prepos/current' 00 00 00"));
}

TEST_CASE("a value is told with the type of its leaf")
{
    const auto [name, value, packet] = GENERATE(table<std::string, Value, std::string>({
        {"ch/01/mix/on", 1, "'/ch/01/mix/on' 00 00 00 ',i' 00 00 00 00 00 01"},
        {"ch/01/mix/fader", 0, "'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 00 00 00 00"},
        {"ch/01/mix/fader", 1023, "'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 3F 80 00 00"},
        {"ch/01/mix/fader", 767, "'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 3F 3F EF FC"},
        {"ch/01/mix/pan", 50, "'/ch/01/mix/pan' 00 00 ',f' 00 00 3F 00 00 00"},
        {"ch/01/config/name", std::string("Vox"), "'/ch/01/config/name' 00 00 ',s' 00 00 'Vox' 00"},
        {"ch/01/config/name", std::string(), "'/ch/01/config/name' 00 00 ',s' 00 00 00 00 00 00"},
        {"ch/01/config/source", 64, "'/ch/01/config/source' 00 00 00 00 ',i' 00 00 00 00 00 40"},
        {"ch/01/grp/dca", 5, "'/ch/01/grp/dca' 00 00 ',i' 00 00 00 00 00 05"},
        {"fx/1/par/01", 0.5F, "'/fx/1/par/01' 00 00 00 00 ',f' 00 00 3F 00 00 00"},
        {"fx/1/par/01", 2, "'/fx/1/par/01' 00 00 00 00 ',i' 00 00 00 00 00 02"},
    }));
    CHECK(wire::hex(desk().tell({id(name), value})) == wire::hex(bytes(packet)));
}

TEST_CASE("changes are asked for when the profile says how")
{
    CHECK(desk().subscribe() == bytes("'/xremote' 00 00 00 00"));
    auto quiet = std::make_shared<studio::Profile>();
    CHECK_FALSE(OscNodeDriver(quiet).subscribe());
}

TEST_CASE("questions have names for messages")
{
    CHECK(desk().name_of({}) == "/xinfo");
    CHECK(desk().name_of(line("ch/01/mix")) == "ch/01/mix");
    CHECK(desk().name_of(leaf("ch/01/mix/on")) == "ch/01/mix/on");
}

TEST_CASE("the fewest questions cover what is wanted")
{
    CHECK(asked({}).empty());
    CHECK(asked({"ch/01/mix/on"}) == Names{"line ch/01/mix"});
    CHECK(asked({"ch/01/mix/on", "ch/01/mix/fader", "ch/01/mix/pan"}) == Names{"line ch/01/mix"});
    CHECK(asked({"ch/02/mix/on", "ch/01/mix/pan"}) == Names{"line ch/01/mix", "line ch/02/mix"});
    CHECK(asked({"fx/1/type"}) == Names{"leaf fx/1/type"});
    CHECK(asked({"fx/1/par/02", "fx/1/par/01", "ch/01/eq/on"}) == Names{"line ch/01/eq", "leaf fx/1/par/01", "leaf fx/1/par/02"});
}

TEST_CASE("everything is asked with one question a line and one a leaf of the lines that lie")
{
    std::size_t expected = 0;
    for (const auto& each : x32().nodes) expected += each.by_leaf ? each.count : 1;
    const auto questions = desk().questions(std::vector<bool>(x32().parameters.size(), true));
    CHECK(questions.size() == expected);
    std::vector<bool> seen(x32().parameters.size());
    for (const auto& question : questions) {
        if (question.kind == Kind::leaf) seen[question.index] = true;
        if (question.kind != Kind::line) continue;
        const auto& its = x32().nodes[question.index];
        for (ParameterId each = its.first; each < its.first + its.count; ++each) seen[each] = true;
    }
    CHECK(seen == std::vector<bool>(seen.size(), true));
}

TEST_CASE("a leaf says its value and answers its question")
{
    const auto [packet, name, value] = GENERATE(table<std::string, std::string, Value>({
        {"'/ch/01/mix/on' 00 00 00 ',i' 00 00 00 00 00 01", "ch/01/mix/on", 1},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 3F 40 00 00", "ch/01/mix/fader", 767},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 00 00 00 00", "ch/01/mix/fader", 0},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 7F 00 00 00", "ch/01/mix/fader", 1023},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 BF 80 00 00", "ch/01/mix/fader", 0},
        {"'/ch/01/config/name' 00 00 ',s' 00 00 'Lead Vox' 00 00 00 00", "ch/01/config/name", std::string("Lead Vox")},
        {"'/ch/01/config/name' 00 00 ',s' 00 00 00 00 00 00", "ch/01/config/name", std::string()},
        {"'/ch/01/mix/on' 00 00 00 ',s' 00 00 'OFF' 00", "ch/01/mix/on", 0},
        {"'/ch/01/grp/dca' 00 00 ',i' 00 00 00 00 00 FF", "ch/01/grp/dca", 255},
        {"'/ch/01/config/icon' 00 00 ',i' 00 00 00 00 00 00", "ch/01/config/icon", 0},
        {"'/fx/1/par/01' 00 00 00 00 ',f' 00 00 3E 80 00 00", "fx/1/par/01", 0.25F},
        {"'/fx/1/par/01' 00 00 00 00 ',f' 00 00 00 00 00 01", "fx/1/par/01", std::numeric_limits<float>::denorm_min()},
        {"'/fx/1/par/01' 00 00 00 00 ',i' 00 00 00 00 00 03", "fx/1/par/01", 3},
        {"'ch/01/mix/on' 00 00 00 00 ',i' 00 00 00 00 00 01", "ch/01/mix/on", 1},
    }));
    INFO(packet);
    const auto said = heard(bytes(packet));
    CHECK(said.answers == leaf(name));
    REQUIRE(said.settings.size() == 1);
    CHECK(said.settings[0].parameter == id(name));
    CHECK(said.settings[0].value == value);
    CHECK(said.fault.empty());
    CHECK_FALSE(said.resync);
}

TEST_CASE("a leaf of the wrong type is a fault and answers nothing")
{
    const auto [packet, type] = GENERATE(table<std::string, std::string>({
        {"'/ch/01/mix/on' 00 00 00 ',f' 00 00 3F 80 00 00", "f"},
        {"'/ch/01/mix/fader' 00 00 00 00 ',i' 00 00 00 00 00 01", "i"},
        {"'/ch/01/mix/fader' 00 00 00 00 ',s' 00 00 'loud' 00 00 00 00", "s"},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 7F C0 00 00", "f"},
        {"'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 7F 80 00 00", "f"},
        {"'/fx/1/par/01' 00 00 00 00 ',f' 00 00 FF C0 00 00", "f"},
        {"'/fx/1/par/01' 00 00 00 00 ',f' 00 00 FF 80 00 00", "f"},
        {"'/ch/01/config/name' 00 00 ',i' 00 00 00 00 00 05", "i"},
        {"'/ch/01/config/name' 00 00 ',f' 00 00 00 00 00 00", "f"},
        {"'/ch/01/mix/on' 00 00 00 ',T' 00 00", "T"},
        {"'/ch/01/mix/on' 00 00 00 ',b' 00 00 00 00 00 00", "b"},
        {"'/ch/01/mix/on' 00 00 00 ',' 00 00 00", ""},
        {"'/ch/01/mix/on' 00 00 00", ""},
    }));
    INFO(packet);
    const auto said = heard(bytes(packet));
    CHECK(says_nothing(said));
    CHECK(said.fault.ends_with(": a value of type '" + type + "' that its law does not take"));
}

TEST_CASE("a node address with several values sets one parameter each")
{
    const auto said = heard(osc::message("/ch/01/eq/1", {2, 0.5F, 0.75F}));
    CHECK(settings(said) == "ch/01/eq/1/type=2 ch/01/eq/1/f=100 ch/01/eq/1/g=90");
    CHECK_FALSE(said.answers);
    CHECK(said.fault.empty());
    const auto too_many = heard(osc::message("/ch/01/grp", {1, 2, 3, 4}));
    CHECK(settings(too_many) == "ch/01/grp/dca=1 ch/01/grp/mute=2");
    CHECK(settings(heard(osc::message("/ch/01/config", {std::string("Vox"), 41, 1, 7})))
          == "ch/01/config/name=Vox ch/01/config/icon=41 ch/01/config/color=1 ch/01/config/source=7");
}

TEST_CASE("of several values the one with the wrong type is in doubt")
{
    const auto said = heard(osc::message("/ch/01/eq/1", {2, 100, 0.75F}));
    CHECK(settings(said) == "ch/01/eq/1/type=2 ch/01/eq/1/g=90");
    CHECK(names(said.unclear) == "ch/01/eq/1/f");
    CHECK(settings(heard(osc::message("/ch/01/mix"))).empty());
}
