#include "driver/osc_node_driver.hpp"

#include "driver/hearing.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;
using wire::bytes;

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
