#include <catch2/catch.hpp>

#include <limits>
#include <random>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

namespace {

std::vector<wire::Bytes> sound_packets()
{
    return {
        osc::bare("/ch/01/mix/fader"),
        osc::message("/ch/01/mix/fader", {0.5f}),
        osc::message("/ch/01/config/name", {std::string("Vox")}),
        osc::message("/ch/01/eq/1", {1, 0.5f, 0.5f}),
        osc::message("/node", {std::string("ch/01/mix")}),
        osc::message("/", {std::string("/ch/01/config \"Lead Vox\" 41 RD 1")}),
        osc::message("/fx/1/type", {1}),
        osc::message("/config/chlink/1-2", {1}),
        osc::message("/load", {std::string("scene"), 1}),
        osc::bare("/xremote"),
    };
}

}  // namespace

TEST_CASE("nonsense is not answered")
{
    const std::string literal = GENERATE(
        "", "00", "00 00 00 00", "'ch/0'", "'/xin' 'fo' 00 00 ',' 00 00", "'/xinfo' 00", "'/xinfo' 00 00 'zzzz'",
        "'/xinfo' 00 00 ',Z' 00 00", "'/xinfo' 00 00 ',i' 00 00", "'/node' 00 00 00 ',s' 00 00 'ch/0'",
        "'/node' 00 00 00 ',b' 00 00 7F FF FF FF", "'/' 00 00 00 ',s' 00 00", "FF FF FF FF FF FF FF FF");
    Desk desk;
    desk.subscribe({1, 2});
    CHECK(desk.send(1, wire::bytes(literal)).empty());
}

TEST_CASE("bundles are ignored, whatever is in them")
{
    Desk desk;
    desk.subscribe({1, 2});
    const auto set = osc::message("/ch/01/mix/on", {0});
    CHECK(desk.send(1, osc::bundle(osc::immediately, {set, osc::bare("/info")})).empty());
    CHECK(desk.send(1, osc::bundle(osc::immediately, {})).empty());
    CHECK(desk.ask("/ch/01/mix/on") == ",i 1");
}

TEST_CASE("numbers from outside any grid do no harm")
{
    const auto number = GENERATE(std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
                                 std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::max(),
                                 std::numeric_limits<float>::denorm_min(), -0.0f);
    Desk desk;
    for (const std::string leaf : {"mix/fader", "mix/pan", "eq/1/f", "eq/1/g", "preamp/hpf", "mix/01/level"})
        desk.send(1, "/ch/01/" + leaf, {number});
    desk.send(1, "/fx/1/par/01", {number});
    for (const std::string node : {"ch/01/mix", "ch/01/eq/1", "ch/01/preamp", "ch/01/mix/01", "fx/1/par"})
        CHECK_FALSE(desk.line(node).empty());
}

TEST_CASE("extreme integers do no harm")
{
    const auto number =
        GENERATE(std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min(), -1, 0x1000);
    Desk desk;
    for (const std::string leaf :
         {"/ch/01/mix/on", "/ch/01/config/icon", "/ch/01/config/source", "/ch/01/grp/dca", "/fx/1/type", "/fx/1/par/01",
          "/fx/1/par/03", "/config/chlink/1-2", "/-action/goscene"})
        desk.send(1, leaf, {number});
    for (const std::string node : {"ch/01/config", "ch/01/grp", "fx/1", "fx/1/par"})
        CHECK_FALSE(desk.line(node).empty());
}

TEST_CASE("numbers in lines from outside any grid do no harm")
{
    const std::string token =
        GENERATE("999999999999999", "-999999999999999", "0.00000000000001", "9k99999999999", "99999999999999999999",
                 "nan", "inf", "-", "+", ".", "k", "1e9", "0x10", "-oo", "%", "%11111111111111111111111111111111");
    Desk desk;
    for (const std::string line : {"/ch/01/mix ON ", "/ch/01/mix ON -10.0 ", "/ch/01/eq/1 RD ", "/ch/01/config \"x\" ",
                                   "/ch/01/grp ", "/fx/1/par ", "/fx/1/par 1 1.00 SMALL "})
        CHECK(desk.send(1, "/", {line + token}).size() == 1);
    desk.send(1, "/fx/1/type", {2});
    CHECK(desk.send(1, "/", {"/fx/1/par " + token}).size() == 1);
    CHECK_FALSE(desk.line("fx/1/par").empty());
}

TEST_CASE("texts of any kind fit in a line again")
{
    const std::string text = GENERATE("\"", "a\"b", "\n", "\x01\x7f", "\xff\xfe", "%s%n", "Caf\xc3\xa9 au lait");
    Desk desk;
    desk.send(1, "/ch/01/config/name", {text});
    const auto line = desk.line("ch/01/config");
    CHECK(std::ranges::count(line, '"') == 2);
    CHECK(line.find('\n') == line.npos);
}

TEST_CASE("a line of a thousand tokens or sixty thousand letters is survived")
{
    Desk desk;
    std::string many = "/ch/01/mix";
    for (int i = 0; i < 1000; ++i) many += " ON";
    CHECK(desk.send(1, "/", {many}).empty());
    desk.send(1, "/", {"/ch/01/config \"" + std::string(60'000, 'x') + "\""});
    CHECK(desk.ask("/ch/01/config/name") == ",s \"xxxxxxxxxxxx\"");
    CHECK(desk.send(1, "/node", {std::string(60'000, '/')}).empty());
}

TEST_CASE("bent and cut packets never break it")
{
    std::mt19937 dice(1);
    Desk desk;
    desk.subscribe({1, 2, 3, 4});
    for (const auto& sound : sound_packets()) {
        for (std::size_t size = 0; size <= sound.size(); ++size)
            desk.send(1, wire::Bytes(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(size)));
        for (int i = 0; i < 300; ++i) {
            auto bent = sound;
            bent[dice() % bent.size()] = static_cast<std::byte>(dice());
            for (const auto& answer : desk.console.receive(1, bent, desk.now))
                CHECK((answer.to <= 4 && !answer.packet.empty()));
        }
    }
    CHECK_FALSE(desk.line("ch/01/mix").empty());
}
