#include "remote/layouts/layout_seat.hpp"

#include "remote/layouts/furnished.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;

namespace {

/// A device at the room; what its labels show now.
struct Device {
    explicit Device(Furnished& its_room, Permission role = Permission::operate) : room(its_room), caller{role, "anna"}
    {
        seat = std::make_shared<LayoutSeat>(room.room, [this](const std::vector<LayoutLabel>& labels) {
            for (const auto& label : labels) shown[label.address] = label.value;
        });
        seat->begin(caller);
    }
    ~Device()
    {
        seat->leave();
        CHECK(run_until(room.io, [this] { return room.room.performing == 0; }));
    }
    std::string label(const std::string& tail) { return std::get<std::string>(shown[std::string(layout_front) + tail]); }
    void press(const std::string& tail) { REQUIRE(seat->press(std::string(layout_front) + tail, caller)); }
    bool shows(const std::string& tail, const std::string& words)
    {
        const bool did = run_until(room.io, [&] { return label(tail).find(words) != std::string::npos; });
        if (!did) UNSCOPED_INFO(tail << " shows: " << label(tail));
        return did;
    }

    Furnished& room;
    Caller caller;
    std::shared_ptr<LayoutSeat> seat;
    std::map<std::string, std::variant<std::string, float>> shown;
};

void capture(Furnished& room, const std::string& version)
{
    Call call = call_of(room.room, {{"session", "Night Train"}, {"version", version}}, Permission::operate, "ben");
    finish(room.io, perform("capture", std::move(call)));
}

}  // namespace

TEST_CASE("a device chooses, plans, is refused, confirms and undoes at a desk")
{
    Furnished room("example");
    REQUIRE(room.comes_online());
    room.desk.console().poke("ch/01/mix/on", 1);
    capture(room, "Mix 1");
    Device device(room);
    REQUIRE(device.shows("sessions/1", "Night Train, 1 version"));
    REQUIRE(device.shows("report", "not_found"));
    room.desk.console().poke("ch/01/mix/on", 0);

    device.press("sessions/1");
    REQUIRE(device.shows("versions/1", "Mix 1, "));
    device.press("versions/1");
    device.press("plan");
    REQUIRE(device.shows("verdict", "1 to write"));
    CHECK_THAT(device.label("hazards"), Catch::Contains("unmute 1"));
    device.press("recall");
    REQUIRE(device.shows("verdict", "refused"));
    CHECK_THAT(device.label("hazards"), Catch::StartsWith("Confirm allows unmute"));
    CHECK(room.desk.console().value("ch/01/mix/on") == Value(0));
    device.press("confirm");
    REQUIRE(device.shows("verdict", "Night Train / Mix 1@1: all as kept"));
    CHECK(room.desk.console().value("ch/01/mix/on") == Value(1));
    CHECK(device.shows("report", "all as kept"));
    device.press("undo");
    REQUIRE(device.shows("verdict", "all as kept"));
    REQUIRE(run_until(room.io, [&] { return room.desk.console().value("ch/01/mix/on") == Value(0); }));
}

TEST_CASE("what others do is seen at once")
{
    Furnished room("example");
    REQUIRE(room.comes_online());
    Device device(room);
    REQUIRE(device.shows("sessions/page", "no sessions yet"));
    capture(room, "Mix 1");
    CHECK(device.shows("sessions/1", "Night Train, 1 version"));
    CHECK(device.shows("units/1", "desk: online"));
    room.room.news.work_is({"capture", "ben", "reading", "desk", 1, 4});
    CHECK(device.shows("progress", "capture: reading desk, 1 of 4, asked by ben"));
    CHECK(std::get<float>(device.shown["/recalld/layout/progress/bar"]) == 0.25F);
    room.room.news.work_is({});
    CHECK(device.shows("progress", "nothing under way"));
}

TEST_CASE("a device without the role is told so and changes nothing")
{
    Furnished room("example");
    REQUIRE(room.comes_online());
    capture(room, "Mix 1");
    Device device(room, Permission::view);
    REQUIRE(device.shows("sessions/1", "Night Train"));
    device.press("sessions/1");
    REQUIRE(device.shows("versions/1", "Mix 1"));
    device.press("versions/1");
    device.press("recall");
    CHECK(device.shows("verdict", "forbidden: recall needs the role operate"));
    device.press("notes/1");
    CHECK(device.shows("noted", "forbidden"));
}

TEST_CASE("a device whose lease is over is told nothing more")
{
    Furnished room("example");
    Device device(room);
    REQUIRE(device.shows("sessions/page", "no sessions yet"));
    device.seat->leave();
    device.shown.clear();
    room.room.news.tell(Area::sessions);
    room.room.news.work_is({"capture", "ben", "reading", "desk", 1, 4});
    device.seat->press("/recalld/layout/status", device.caller);
    REQUIRE(run_until(room.io, [&] { return room.room.performing == 0; }));
    room.io.restart();
    room.io.poll();
    CHECK(device.shown.empty());
    room.room.news.work_is({});
}

TEST_CASE("a device that presses faster than answers come is refused, and goes on afterwards")
{
    Furnished room("example");
    Device device(room);
    for (int i = 0; i < 40; ++i) device.press("report");
    CHECK(device.shows("report", "busy"));
    REQUIRE(run_until(room.io, [&] { return room.room.performing == 0; }));
    device.press("status");
    CHECK(device.shows("room", "units online"));
    CHECK_FALSE(device.seat->press("/recalld/layout/nothing", device.caller));
}
