#include "remote/osc/osc_layouts.hpp"

#include <catch2/catch.hpp>

#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using namespace std::string_literals;

namespace {

/// What a label shows by now; empty when it was never told.
struct Labels {
    explicit Labels(OscRoom& its_room) : room(its_room) {}

    std::string at(const std::string& tail)
    {
        for (const auto& said : room.take())
            if (said.address.starts_with(layout_front) && said.tags == "s") shown[said.address.substr(layout_front.size())] = said.text(0);
        return shown[tail];
    }
    bool shows(const std::string& tail, const std::string& words)
    {
        return room.until([&] { return at(tail).find(words) != std::string::npos; });
    }

    OscRoom& room;
    std::map<std::string, std::string> shown;
};

}  // namespace

TEST_CASE("a layout is told what there is to show, and its buttons choose, recall and confirm")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    room.desk.console().poke("headamp/000/phantom", 1);
    REQUIRE(room.ask("/recalld/capture", {"Night Train"s, "Mix 3"s}, "/recalld/reply/capture").address == "/recalld/reply/capture");
    room.desk.console().poke("headamp/000/phantom", 0);
    Labels labels(room);
    room.say("/recalld/subscribe", {"layout"s});
    REQUIRE(labels.shows("sessions/1", "Night Train"));
    room.say("/recalld/layout/sessions/1", {1.0F});
    room.say("/recalld/layout/sessions/1", {0.0F});
    REQUIRE(labels.shows("versions/1", "Mix 3"));
    room.say("/recalld/layout/versions/1", {1.0F});
    room.say("/recalld/layout/recall", {1.0F});
    REQUIRE(labels.shows("hazards", "phantom"));
    CHECK(room.desk.console().value("headamp/000/phantom") == studio::Value{0});
    room.say("/recalld/layout/confirm", {1.0F});
    REQUIRE(labels.shows("verdict", "matched"));
    CHECK(room.desk.console().value("headamp/000/phantom") == studio::Value{1});
}

TEST_CASE("a label that comes back presses nothing, and a device without a lease is told what to do")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    CHECK(room.ask("/recalld/layout/undo", {1.0F}, "").text(1) == "no_lease");
    room.say("/recalld/subscribe", {"layout"s});
    room.take();
    room.say("/recalld/layout/undo", {"Undo"s});
    room.say("/recalld/layout/undo");
    CHECK(find(room.take(), "/recalld/error") == nullptr);
}

TEST_CASE("who lost his lease is told nothing more")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    Labels labels(room);
    room.say("/recalld/subscribe", {"layout"s, 30});
    REQUIRE(room.until([&] { return !room.heard[room.here].empty(); }));
    room.door->look_after(std::chrono::steady_clock::now() + 31s);
    room.take();
    CHECK(room.ask("/recalld/layout/plan", {1.0F}, "").text(1) == "no_lease");
}
