#include "driver/daw_profile.hpp"
#include "profile_here.hpp"
#include "rig/bank_layout.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::testing;
using namespace std::chrono_literals;
using driver::JogTurned;
using driver::Pressed;
using studio::ParameterId;
using studio::Value;

namespace {

std::shared_ptr<const studio::Surface> box(const std::string& protocol = "mcu")
{
    auto surface = std::make_shared<studio::Surface>();
    surface->protocol = protocol;
    surface->jog = true;
    return surface;
}

rig::Placed at(const std::string& text) { return {text, "rig.yaml:5:5"}; }

using Moves = std::vector<std::pair<std::string, Value>>;

/// A fader box whose transport keys are for a DAW, or for a machine.
struct Room {
    explicit Room(ProfilePtr transport, const std::string& protocol = "mcu")
        : its(std::move(transport)),
          bank(layout(protocol), studio, [this](const std::string& unit, ParameterId id, const Value& value) {
              CHECK(unit == "daw");
              moves.emplace_back((*its)[id].name, value);
          })
    {
        studio.open("desk", desk);
        studio.open("daw", its);
    }
    rig::BankLayout layout(const std::string& protocol) const
    {
        rig::BankConfig config{"mix", {at("left")}, {{"inputs", {at("desk ch/*")}}}, {}, {}, at("daw")};
        return rig::make_layout(config,
                                {{"desk", desk, nullptr}, {"left", nullptr, box(protocol)}, {"daw", its, nullptr}});
    }
    void says(const std::string& name, Value value)
    {
        studio.apply("daw", its->find(name).value(), std::move(value), studio::Standing::confirmed,
                     studio::Origin::device);
    }
    void does(const driver::Gesture& gesture) { bank.on_gesture(0, gesture, now); }
    Moves take() { return std::exchange(moves, {}); }
    bool is_lit(const std::string& light) const { return bank.face(0).lights.contains(light); }

    rig::Bank::Time now{1h};
    studio::Studio studio;
    ProfilePtr desk = profile_here("consoles/x32"), its;
    Moves moves;
    rig::Bank bank;
    studio::Studio::Subscription listening =
        studio.listen([this](const studio::Change& change) { bank.on_change(change.unit, change.parameter, now); });
};

}  // namespace

TEST_CASE("transport keys are fingers on the DAW's keys, and the wheel is its wheel")
{
    Room room(driver::daw_profile(box()));
    room.does(Pressed{"rewind", true});
    room.does(Pressed{"rewind", false});
    CHECK(room.take() == Moves{{"hold/rewind", 1}, {"hold/rewind", 0}});
    room.does(JogTurned{-3});
    CHECK(room.take() == Moves{{"jog", -3}});
    room.does(Pressed{"bank_right", true});
    CHECK(room.take().empty());  // that one is the bank's own
}

TEST_CASE("a machine is told what to do")
{
    Room room(profile_here("daws/mmc"));
    room.does(Pressed{"play", true});
    room.does(Pressed{"play", false});
    room.does(Pressed{"cycle", true});
    room.does(JogTurned{1});
    CHECK(room.take() == Moves{{"transport/play", 1}});
}

TEST_CASE("lamps and time of the DAW are on the box")
{
    Room room(driver::daw_profile(box()));
    room.says("transport/play", 1);
    room.says("key/smpte_light", 1);
    room.says("timecode", std::string("01:00:12:05"));
    CHECK(room.is_lit("play"));
    CHECK(room.is_lit("smpte_light"));
    CHECK(room.bank.face(0).timecode == "01:00:12:005");  // three digits of frames, as such boxes have them
    room.says("transport/play", 0);
    CHECK_FALSE(room.is_lit("play"));
    room.says("timecode", std::string("12.03.02.045"));
    CHECK(room.bank.face(0).timecode == "12.03.02.045");
}

TEST_CASE("eight digits have two for the frames")
{
    Room room(profile_here("daws/mmc"), "hui");
    room.says("timecode", std::string("01:00:12;05"));
    CHECK(room.bank.face(0).timecode == "01:00:12:05");
}

TEST_CASE("a transport that is none is said with its place")
{
    const auto desk = profile_here("consoles/x32");
    const std::vector<rig::BankGear> gear{{"desk", desk, nullptr}, {"left", nullptr, box()}};
    rig::BankConfig config{"mix", {at("left")}, {{"inputs", {at("desk ch/*")}}}, {}, {}, at("desk")};
    CHECK_THROWS_WITH(rig::make_layout(config, gear), "rig.yaml:5:5: unit \"desk\" has no transport");
    config.transport = at("dask");
    CHECK_THROWS_WITH(rig::make_layout(config, gear),
                      "rig.yaml:5:5: no unit \"dask\" in this rig; did you mean \"desk\"?");
}
