#include "driver/osc_node_driver.hpp"

#include "driver/consoles.hpp"
#include "driver/osc_text.hpp"
#include "osc/packet.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace recalld;
using namespace recalld::driver;
using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Value;
using wire::bytes;
using Kind = Question::Kind;

namespace {

const studio::Profile& x32() { return *console("x32"); }

const OscNodeDriver& desk()
{
    static const OscNodeDriver driver(console("x32"));
    return driver;
}

ParameterId id(const std::string& name) { return id_of(x32(), name); }
Question leaf(const std::string& name) { return {Kind::leaf, id(name)}; }
Question line(const std::string& path) { return {Kind::line, x32().find_node(path).value()}; }

Heard heard(wire::View packet)
{
    Heard said;
    desk().hear(packet, said);
    return said;
}

/// What the answer to `/node` is.
wire::Bytes node(const std::string& text) { return osc::message("node", {text}); }

std::string names(const std::vector<ParameterId>& ids)
{
    std::string list;
    for (const auto each : ids) list += (list.empty() ? "" : " ") + x32()[each].name;
    return list;
}

/// `ch/01/mix/on=1 ch/01/mix/pan=50`
std::string settings(const Heard& said)
{
    std::string list;
    for (const auto& [parameter, value] : said.settings)
        list += (list.empty() ? "" : " ") + x32()[parameter].name + "=" + studio::plain(value);
    return list;
}

bool says_nothing(const Heard& said)
{
    return !said.answers && said.settings.empty() && said.unclear.empty() && said.missing.empty() && said.model.empty();
}

std::vector<std::string> asked(const std::vector<std::string>& wanted)
{
    std::vector<bool> flags(x32().parameters.size());
    for (const auto& name : wanted) flags[id(name)] = true;
    std::vector<std::string> found;
    for (const auto& question : desk().questions(flags))
        found.push_back((question.kind == Kind::leaf ? "leaf " : "line ") + desk().name_of(question));
    return found;
}

using Names = std::vector<std::string>;

}  // namespace

// --- asking and telling --------------------------------------------------------------------------------------------------------

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

// --- leaves --------------------------------------------------------------------------------------------------------------------

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

// --- lines ---------------------------------------------------------------------------------------------------------------------

TEST_CASE("a line says all of its node and answers its question")
{
    const auto said = heard(node("/ch/01/mix ON  -8.8 ON +6 OFF   -oo\n"));
    CHECK(said.answers == line("ch/01/mix"));
    CHECK(settings(said) == "ch/01/mix/on=1 ch/01/mix/st=1 ch/01/mix/pan=53 ch/01/mix/mono=0 ch/01/mix/mlevel=0");
    CHECK(names(said.unclear) == "ch/01/mix/fader");   // two or three steps print -8.8
    CHECK(said.missing.empty());
    CHECK(said.fault.empty());
}

TEST_CASE("the bytes of a line")
{
    const auto said = heard(bytes("'node' 00 00 00 00 ',s' 00 00 '/ch/01/grp %00000010 %000011' 0A 00 00 00"));
    CHECK(said.answers == line("ch/01/grp"));
    CHECK(settings(said) == "ch/01/grp/dca=2 ch/01/grp/mute=3");
    CHECK(settings(heard(osc::message("/node", {std::string("ch/01/eq OFF")}))) == "ch/01/eq/on=0");
}

TEST_CASE("a line may be padded, or end without a line end")
{
    const std::string expected = "ch/01/config/name=Lead Vox ch/01/config/icon=41 ch/01/config/color=4 ch/01/config/source=1";
    for (const std::string text : {"/ch/01/config \"Lead Vox\" 41 BL 1\n", "/ch/01/config   \"Lead Vox\"  41  BL   1  \n",
                                   "/ch/01/config \"Lead Vox\" 41 BL 1", "ch/01/config \"Lead Vox\" 41 bl +1\r\n"})
        CHECK(settings(heard(node(text))) == expected);
}

TEST_CASE("older firmware ends a line early")
{
    const auto said = heard(node("/ch/01/mix/01 ON  -2.3 -12 EQ->\n"));
    CHECK(settings(said) == "ch/01/mix/01/on=1 ch/01/mix/01/level=111 ch/01/mix/01/pan=44 ch/01/mix/01/type=2");
    CHECK(names(said.missing) == "ch/01/mix/01/panFollow");
    CHECK(said.unclear.empty());
    CHECK(said.answers == line("ch/01/mix/01"));
}

TEST_CASE("two tokens glued together leave the whole line to its leaves")
{
    const auto said = heard(node("/config/routing/IN AN1-8 AN9-16 AN17-24 CARD25-32CARD1-4\n"));
    CHECK(said.answers == line("config/routing/IN"));
    CHECK(said.settings.empty());
    CHECK(said.missing.empty());
    CHECK(said.unclear.size() == 5);
}

TEST_CASE("a line that cannot be taken apart is left to its leaves")
{
    for (const std::string text : {"/ch/01/config \"Lead Vox 41 BL 1\n", "/ch/01/config \"Lead\"Vox 41 BL 1\n", "/ch/01/config a\tb 1 2\n"}) {
        const auto said = heard(node(text));
        CHECK(said.answers == line("ch/01/config"));
        CHECK(said.settings.empty());
        CHECK(said.unclear.size() == 4);
    }
}

TEST_CASE("a token that makes no sense is asked by its leaf")
{
    const auto said = heard(node("/ch/01/mix MAYBE  -oo ON loud OFF   -oo\n"));
    CHECK(settings(said) == "ch/01/mix/fader=0 ch/01/mix/st=1 ch/01/mix/mono=0 ch/01/mix/mlevel=0");
    CHECK(names(said.unclear) == "ch/01/mix/on ch/01/mix/pan");
}

TEST_CASE("more tokens than fields are somebody else's")
{
    CHECK(settings(heard(node("/ch/01/eq ON OFF 12\n"))) == "ch/01/eq/on=1");
    CHECK(heard(node("/ch/01/eq\n")).missing.size() == 1);
}

TEST_CASE("an effect's line says nothing for sure")
{
    const auto said = heard(node("/fx/1/par 34 1.57 60 5k74\n"));
    CHECK(said.settings.empty());
    CHECK(said.unclear.size() == 64);
    CHECK(said.answers == line("fx/1/par"));
}

TEST_CASE("a line under the name that scene files use is the same line")
{
    CHECK(heard(node("/config/routing/routswitch PLAY\n")).answers == line("config/routing"));
}

TEST_CASE("a line that is no node's is a fault")
{
    for (const std::string text : {"/ch/33/mix ON\n", "/ch/01/config/nameWill\n", "", "\n", " ", "ON OFF", "/", "/ch/01/mix/on ON"}) {
        INFO(text);
        const auto said = heard(node(text));
        CHECK(says_nothing(said));
        CHECK(said.fault.starts_with("a line for \""));
        CHECK(said.fault.size() < 200);
    }
    CHECK(says_nothing(heard(node("/" + std::string(5000, 'x')))));
    CHECK(heard(node("/" + std::string(5000, 'x'))).fault.size() < 200);
    CHECK(says_nothing(heard(osc::message("node", {7}))));
    CHECK(says_nothing(heard(osc::bare("node"))));
}

// --- who it is, and what it does by itself -------------------------------------------------------------------------------------

TEST_CASE("a device says who it is")
{
    const auto said = heard(bytes("'/xinfo' 00 00 ',ssss' 00 00 00 '192.168.1.32' 00 00 00 00 'FOH' 00 'X32RACK' 00 '4.06' 00 00 00 00"));
    CHECK(said.answers == Question{});
    CHECK(said.model == "X32RACK");
    CHECK(said.firmware == "4.06");
    CHECK(said.settings.empty());
    CHECK(said.fault.empty());
}

TEST_CASE("an identity without model or firmware is a fault")
{
    for (const auto& packet : {osc::message("/xinfo"), osc::message("/xinfo", {std::string("ip"), std::string("FOH"), std::string("X32")}),
                               osc::message("/xinfo", {1, 2, 3, 4}), osc::bare("/xinfo")}) {
        const auto said = heard(packet);
        CHECK(says_nothing(said));
        CHECK(said.fault == "its answer to /xinfo names no model and firmware");
    }
}

TEST_CASE("a device that recalls something by itself must be read again")
{
    for (const std::string address : {"/-action/goscene", "/-action/gocue", "/-action/gosnippet", "/-action/doundo"}) {
        const auto said = heard(osc::message(address, {1}));
        CHECK(said.resync);
        CHECK(says_nothing(said));
        CHECK(said.fault.empty());
    }
    const auto scene = heard(osc::message("/-show/prepos/current", {7}));
    CHECK(scene.resync);
    CHECK(settings(scene) == "-show/prepos/current=7");
    CHECK_FALSE(heard(osc::message("/-show/prepos", {7})).resync);
}

// --- what is not for us --------------------------------------------------------------------------------------------------------

TEST_CASE("what no profile knows is passed over in silence")
{
    for (const std::string address : {"/", "/meters/1", "/ch/33/mix/on", "/ch/01/mix/onn", "/-stat/solo", "/status", "/info", "/unknown"}) {
        INFO(address);
        const auto said = heard(osc::message(address, {1}));
        CHECK(says_nothing(said));
        CHECK(said.fault.empty());
    }
    CHECK(says_nothing(heard(osc::message("/", {std::string("/ch/01/mix ON")}))));
}

TEST_CASE("garbage is a fault")
{
    for (const std::string packet : {"", "00", "00 00 00 00", "FF FF FF FF", "'/ch/01/mix/on'", "'/ch/01/mix/on' 00 00 00 ',i' 00 00",
                                     "'/ch/01/mix/on' 00 00 00 ',i' 00 00 00 00 00", "'#bundle' 00 00 00 00 00 00 00 00 01"}) {
        INFO(packet);
        const auto said = heard(bytes(packet));
        CHECK(says_nothing(said));
        CHECK_FALSE(said.fault.empty());
    }
}

TEST_CASE("nothing of the last packet is left in the next")
{
    Heard said;
    desk().hear(node("/ch/01/mix ON   -oo ON loud\n"), said);
    desk().hear(osc::message("/-show/prepos/current", {7}), said);
    desk().hear(osc::message("/ch/01/mix/on", {1}), said);
    CHECK(settings(said) == "ch/01/mix/on=1");
    CHECK(said.unclear.empty());
    CHECK(said.missing.empty());
    CHECK_FALSE(said.resync);
    desk().hear(bytes("FF"), said);
    CHECK(says_nothing(said));
}

TEST_CASE("a profile that says nothing about identity and scenes has none")
{
    const auto plain = std::make_shared<studio::Profile>();
    const OscNodeDriver driver(plain);
    Heard said;
    driver.hear(osc::message("/", {std::string("/ch/01/mix ON")}), said);
    CHECK(says_nothing(said));
    CHECK(said.fault.empty());
    CHECK(driver.questions({}).empty());
}

// --- every parameter of every console ------------------------------------------------------------------------------------------

namespace {

std::vector<Value> samples(const Law& law)
{
    if (law.kind == LawKind::text) return {std::string(), std::string("Lead Vox").substr(0, static_cast<std::size_t>(law.steps))};
    if (law.kind == LawKind::raw) return {0.0F, 0.5F, 1.0F, 0, 3};
    std::vector<Value> values{law.lowest(), law.lowest() + (law.highest() - law.lowest()) / 2, law.highest()};
    if (law.kind == LawKind::choice)
        for (std::int32_t word = 0; word < law.steps; ++word) values.emplace_back(word);
    return values;
}

}  // namespace

TEST_CASE("every parameter of a console is heard as it was told")
{
    const auto profile = console(GENERATE("x32", "x-air"));
    const auto driver = make_driver(profile);
    Heard said;
    for (ParameterId each = 0; each < profile->parameters.size(); ++each) {
        for (const auto& value : samples(profile->law_of(each))) {
            driver->hear(driver->tell({each, value}), said);
            const bool is_heard = said.answers == Question{Kind::leaf, each} && said.settings.size() == 1
                                  && said.settings[0].parameter == each && said.settings[0].value == value && said.fault.empty();
            if (!is_heard) FAIL_CHECK((*profile)[each].name << " " << studio::plain(value) << " " << said.fault);
        }
    }
}

TEST_CASE("every line of a console is heard as it would be printed")
{
    const auto profile = console(GENERATE("x32", "x-air"));
    const auto driver = make_driver(profile);
    Heard said;
    for (std::uint32_t index = 0; index < profile->nodes.size(); ++index) {
        const auto& its = profile->nodes[index];
        std::string text = "/" + its.path;
        for (ParameterId each = its.first; each < its.first + its.count; ++each) text += " " + write_token(profile->law_of(each), samples(profile->law_of(each)).back());
        driver->hear(osc::message("node", {text + "\n"}), said);
        const bool is_whole = said.answers == Question{Kind::line, index} && said.missing.empty() && said.fault.empty()
                              && said.settings.size() + said.unclear.size() == its.count;
        if (!is_whole) FAIL_CHECK(text << " " << said.fault);
    }
}
