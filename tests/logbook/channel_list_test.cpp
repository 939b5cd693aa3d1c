#include "logbook/channel_list.hpp"

#include <catch2/catch.hpp>

#include "logbook/csv.hpp"

using namespace recalld::logbook;

namespace {

/// The cells of the only channel.
std::vector<std::string> channel(const Input& input)
{
    const auto table = read_csv(channel_list_csv({input}));
    REQUIRE(table.rows.size() == 7);   // two lines of version, heading, columns, the channel, two sections
    return table.rows[4].cells;
}

Input named(std::string name)
{
    Input input;
    input.name = std::move(name);
    return input;
}

}  // namespace

TEST_CASE("the channel is that of the strip, else the line, else the place in the list")
{
    auto input = named("Kick");
    CHECK(channel(input)[1] == "1");
    input.line = 7;
    CHECK(channel(input)[1] == "7");
    input.strip = "desk ch/05";
    CHECK(channel(input)[1] == "5");
    input.strip = "desk main/st";   // no number in it
    CHECK(channel(input)[1] == "7");
}

TEST_CASE("the socket is that of the jack, else the line when it counts inputs, else the channel")
{
    auto input = named("Kick");
    input.strip = "desk ch/05";
    CHECK(channel(input)[5] == "5");
    input.line = 7;
    CHECK(channel(input)[5] == "7");
    input.is_channel = true;
    CHECK(channel(input)[5] == "5");
    input.jack = "L012";
    CHECK(channel(input)[5] == "12");
    input.jack = "Stage L";
    CHECK(channel(input)[5] == "5");
}

TEST_CASE("the side is the last word of the name")
{
    const auto [name, side] = GENERATE(table<std::string, std::string>({{"OH L", "Left"}, {"OH-R", "Right"}, {"OH", "Mono"}, {"L Vox", "Mono"}, {"Hall", "Mono"}}));
    CHECK(channel(named(name))[6] == side);
}

TEST_CASE("48 V stands on only where the list says yes, and gains are whole dB")
{
    auto input = named("Kick");
    CHECK(channel(input)[9] == "Off");
    CHECK(channel(input)[7].empty());
    input.phantom = false;
    input.gain_db = 32.5;
    CHECK(channel(input)[9] == "Off");
    CHECK(channel(input)[7] == "33");
    input.phantom = true;
    input.gain_db = -12.4;
    CHECK(channel(input)[9] == "On");
    CHECK(channel(input)[7] == "-12");
    CHECK(channel(input)[8] == "Off");   // nobody said that the pad is in
}

TEST_CASE("names have eight characters, each once, whatever the list says")
{
    const auto table = read_csv(channel_list_csv({named("Acoustic Guitar"), named("Acoustic Guitar"), named("a,b"), named("=1+1")}));
    REQUIRE(table.rows.size() == 10);
    CHECK(table.rows[4].cells[2].size() <= 8);
    CHECK(table.rows[4].cells[2] != table.rows[5].cells[2]);
    CHECK(table.rows[6].cells[2] == "a,b");
}

TEST_CASE("an empty list is a file with its sections")
{
    CHECK(channel_list_csv({}) == "[Version]\r\n1\r\n[Channels]\r\nType,No,Name,Colour,Socket Type,Socket No,Side,Gain,Pad,48V\r\n[Outputs]\r\n[Virtual Soundcheck]\r\n");
}
