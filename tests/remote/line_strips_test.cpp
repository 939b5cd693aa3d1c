#include "remote/line_strips.hpp"

#include "remote/web/desk_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;

namespace {

struct StripRoom : DeskRoom {
    StripRoom()
    {
        poke("ch/03/config/source", "In 2");
        finish(desk.io, read("ch/03/config/source"));
    }
    task<bool> read(std::string name)
    {
        const auto unit = desk.rig.find("desk");
        co_await unit->refresh(*desk.profile->find(name));
        co_return true;
    }
    std::string strip_of(int number, bool is_channel, const std::string& name = "Kick", const char* prep = "{}") const
    {
        logbook::Input input;
        input.name = name;
        if (number > 0) input.line = number;
        input.is_channel = is_channel;
        return LineStrips(room, Json::parse(prep)).strip_of(input);
    }
};

}  // namespace

TEST_CASE("a row without a strip stands on its channel")
{
    StripRoom room;
    CHECK(room.strip_of(1, true) == "desk ch/01");
    CHECK(room.strip_of(4, true) == "desk ch/04");
    CHECK(room.strip_of(5, true).empty());
    CHECK(room.strip_of(0, true).empty());
}

TEST_CASE("a line stands on the one strip that it feeds")
{
    StripRoom room;
    CHECK(room.strip_of(2, false) == "desk ch/03");
    CHECK(room.strip_of(4, false).empty());
}

TEST_CASE("where a kept preparation put it goes before its number")
{
    StripRoom room;
    constexpr const char* prep = R"({"tracks": [{"track": "Kick", "strip": "desk ch/02"}, {"track": "Vox", "strip": null}, {"track": "Gtr", "strip": "desk ch/01"}, {"track": "Gtr", "strip": "desk ch/04"}, 7]})";
    CHECK(room.strip_of(1, true, "Kick", prep) == "desk ch/02");
    CHECK(room.strip_of(1, true, "Vox", prep) == "desk ch/01");
    CHECK(room.strip_of(0, false, "Gtr", prep).empty());   // which of the two?
    CHECK(room.strip_of(1, true, "Kick", R"({"tracks": 5})") == "desk ch/01");
}

TEST_CASE("no two lines have one number")
{
    const auto [own, numbers] = GENERATE(table<std::vector<std::size_t>, std::vector<std::size_t>>({
        {{}, {}}, {{3, 1, 2}, {3, 1, 2}}, {{0, 1, 0}, {2, 1, 3}}, {{7, 7, 7}, {7, 1, 2}}, {{0, 0}, {1, 2}}}));
    CHECK(unique_numbers(own) == numbers);
}
