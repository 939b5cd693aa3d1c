#include "rig/daw_bridge.hpp"

#include "driver/daw_profile.hpp"
#include "profile_here.hpp"
#include "rig/fader_scale.hpp"
#include "rig/rig.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::testing;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using rig::DawBridge;
using studio::ParameterId;
using studio::Standing;
using studio::Value;

namespace {

constexpr int unity = 12779;        // of this surface
constexpr int console_unity = 767;  // of 1024 steps

std::shared_ptr<const studio::Surface> surface(bool master = true)
{
    auto its = std::make_shared<studio::Surface>();
    its->protocol = "mcu";
    its->master = master;
    its->scale = {{0, studio::minus_infinity}, {0.04, -60}, {0.78, 0}, {1, 10}};
    return its;
}

rig::Placed at(const std::string& text) { return {text, "rig.yaml:9:9"}; }

using Told = std::vector<std::pair<std::string, int>>;

/// A console, a DAW's surface and the bridge; what is wanted of either is written down, and the console does it. Time
/// passes when a test says so.
struct Stage {
    explicit Stage(bool follow = false,
                   const rig::DawConfig& config = {at("daw"), {at("desk ch/*")}, at("desk main/st")})
        : desk(profile_here("consoles/x32")),
          daw(driver::daw_profile(surface())),
          gear{{"desk", desk, nullptr}, {"daw", daw, nullptr}},
          bridge(layout(config, follow), studio, hands())
    {
        studio.open("desk", desk);
        studio.open("daw", daw);
        for (const auto* strip : {"ch/01", "ch/02", "main/st"}) {
            console(std::string(strip) + "/mix/fader", console_unity);
            console(std::string(strip) + "/mix/on", 1);
        }
        says("online", 1);
        for (const auto* track : {"track/1", "track/2"}) {
            says(std::string(track) + "/fader", unity);
            says(std::string(track) + "/mute", 0);
            says(std::string(track) + "/select", 0);
        }
        after(2s);
        told.clear();
    }

    rig::DawLayout layout(rig::DawConfig config, bool follow) const
    {
        config.follow = follow;
        return rig::make_daw_layout(config, gear);
    }
    DawBridge::Hands hands()
    {
        DawBridge::Hands all;
        all.move = [this](const std::string& unit, ParameterId id, const Value& value) {
            told.emplace_back((unit == "daw" ? daw : desk)->parameters[id].name, std::get<std::int32_t>(value));
            if (unit == "desk") studio.apply(unit, id, value, Standing::assumed, studio::Origin::person);
        };
        all.is_held = [this](const std::string&, ParameterId id) { return held == (*desk)[id].name; };
        all.is_there = [this](const std::string&) { return is_there; };
        return all;
    }
    void console(const std::string& name, Value value)
    {
        studio.apply("desk", desk->find(name).value(), std::move(value), Standing::confirmed, studio::Origin::device);
    }
    void says(const std::string& name, int value)
    {
        studio.apply("daw", daw->find(name).value(), Value(value), Standing::confirmed, studio::Origin::device);
    }
    /// The motor goes where it is told, as DAWs do.
    void echoes()
    {
        for (const auto& [name, value] : Told(told))
            if (name.ends_with("/fader") && daw->find(name)) says(name, value);
    }
    void after(std::chrono::milliseconds time)
    {
        now += time;
        bridge.tick(now);
    }
    Told take() { return std::exchange(told, {}); }
    int place_of(int step) const
    {
        return *rig::position_of(*surface(), desk->law_of(desk->find("ch/01/mix/fader").value()), Value(step));
    }

    DawBridge::Time now{1h};
    studio::Studio studio;
    ProfilePtr desk, daw;
    std::vector<rig::BankGear> gear;
    Told told;
    std::string held;
    bool is_there = true;
    DawBridge bridge;
    studio::Studio::Subscription listening =
        studio.listen([this](const studio::Change& change) { bridge.on_change(change, now); });
};

}  // namespace

TEST_CASE("a console's fader is touched, moved and let go on the DAW's surface")
{
    Stage stage;
    stage.console("ch/01/mix/fader", 500);
    stage.console("ch/01/mix/fader", 400);
    CHECK(
        stage.take()
        == Told{{"track/1/touch", 1}, {"track/1/fader", stage.place_of(500)}, {"track/1/fader", stage.place_of(400)}});
    CHECK(stage.bridge.deadline() == stage.now + DawBridge::rest);
    stage.after(DawBridge::rest);
    CHECK(stage.take() == Told{{"track/1/touch", 0}});
    CHECK_FALSE(stage.bridge.deadline());
}

TEST_CASE("unity is unity, on the master, too")
{
    Stage stage;
    stage.console("ch/02/mix/fader", 100);
    stage.console("ch/02/mix/fader", console_unity);
    const auto told = stage.take();
    CHECK(told.back().first == "track/2/fader");
    CHECK(std::abs(told.back().second - unity) < 16);  // this console has no step at 0 dB, but one at -0.01
    stage.console("main/st/mix/fader", console_unity - 100);
    CHECK(stage.take().front().first == "master/touch");
}

TEST_CASE("what the DAW shows already is not told again")
{
    Stage stage;
    stage.says("track/1/fader", stage.place_of(300) + 5);  // less than its surface tells apart
    stage.console("ch/01/mix/fader", 300);
    stage.says("track/1/mute", 1);
    stage.console("ch/01/mix/on", 0);
    CHECK(stage.take().empty());
}

TEST_CASE("mute and select are keys, in the console's own sense")
{
    Stage stage;
    stage.console("ch/01/mix/on", 0);
    CHECK(stage.take() == Told{{"track/1/mute", 1}});
    stage.says("track/1/mute", 1);
    stage.console("ch/01/mix/on", 1);
    CHECK(stage.take() == Told{{"track/1/mute", 0}});
    stage.console("-stat/selidx", 1);
    CHECK(stage.take() == Told{{"track/2/select", 1}});
    stage.says("track/2/select", 1);
    stage.console("-stat/selidx", 0);
    CHECK(stage.take() == Told{{"track/1/select", 1}});  // what is left is left by selecting another
}

TEST_CASE("without follow a DAW moves nothing on the console")
{
    Stage stage;
    stage.says("track/1/fader", 3000);
    stage.says("track/1/mute", 1);
    stage.after(10s);
    CHECK(stage.take().empty());
}

TEST_CASE("with follow the console goes where the DAW goes, and its answer goes no further")
{
    Stage stage(true);
    stage.says("track/1/fader", stage.place_of(200));
    CHECK(stage.take() == Told{{"ch/01/mix/fader", 200}});
    stage.console("ch/01/mix/fader", 201);  // the nearest step that it has
    stage.says("track/1/mute", 1);
    CHECK(stage.take().empty());
    CHECK(stage.bridge.deadline() == stage.now + DawBridge::farewell);
    stage.after(DawBridge::farewell);
    CHECK(stage.take() == Told{{"ch/01/mix/on", 0}});
    stage.after(2s);
    stage.console("ch/01/mix/fader", 600);  // and now a hand there
    CHECK(stage.take().back() == std::pair<std::string, int>("track/1/fader", stage.place_of(600)));
}

TEST_CASE("with follow the echo of a gesture moves nothing, and what the DAW makes of it does")
{
    Stage stage(true);
    for (int step = 600; step > 500; step -= 7) {
        stage.console("ch/01/mix/fader", step);
        stage.echoes();
        stage.after(5ms);
    }
    for (const auto& [name, value] : stage.take()) CHECK(name.starts_with("track/1/"));
    stage.after(DawBridge::rest);
    stage.take();
    stage.says("track/1/fader", stage.place_of(450));  // it has rules of its own
    CHECK(stage.take() == Told{{"ch/01/mix/fader", 450}});
}

TEST_CASE("with follow a fader under a hand is left alone")
{
    Stage stage(true);
    stage.held = "ch/01/mix/fader";
    stage.says("track/1/fader", 3000);
    stage.console("ch/02/mix/fader", 500);  // touched for the DAW
    stage.take();
    stage.says("track/2/fader", 3000);
    CHECK(stage.take().empty());
}

TEST_CASE("whoever comes or goes overwrites nobody")
{
    Stage stage(true);
    stage.says("online", 0);
    stage.says("track/1/fader", 0);  // it shows nothing any more
    stage.says("track/1/mute", 1);
    stage.console("ch/01/mix/fader", 300);
    stage.console("ch/02/mix/on", 0);
    CHECK(stage.take().empty());
    stage.says("online", 1);
    stage.says("track/1/fader", 2000);  // all that it has, at its coming
    stage.says("track/1/mute", 0);
    CHECK(stage.take().empty());
    stage.after(2s);
    stage.is_there = false;
    stage.console("ch/01/mix/fader", 900);  // a console that is being read
    CHECK(stage.take().empty());
}

TEST_CASE("with follow, lamps that a DAW puts out before it leaves unmute nothing")
{
    Stage stage(true);
    stage.says("track/1/mute", 1);
    stage.after(DawBridge::farewell);
    CHECK(stage.take() == Told{{"ch/01/mix/on", 0}});
    stage.says("track/1/mute", 0);
    stage.after(DawBridge::farewell / 2);
    stage.says("online", 0);
    CHECK_FALSE(stage.bridge.deadline());
    stage.after(2s);
    CHECK(stage.take().empty());
}

TEST_CASE("a DAW that goes while it is touched is let go")
{
    Stage stage;
    stage.console("ch/01/mix/fader", 500);
    stage.take();
    stage.says("online", 0);
    CHECK(stage.take() == Told{{"track/1/touch", 0}});
    CHECK_FALSE(stage.bridge.deadline());
}

TEST_CASE("the first eight strips of a pattern, and whatever is named one by one")
{
    const Stage stage;
    CHECK(stage.bridge.layout().strips.size() == 9);
    CHECK(stage.bridge.layout().strips[7].path == "track/8");
    CHECK(stage.bridge.layout().strips[8].path == "master");
    const auto two = rig::make_daw_layout({at("daw"), {at("desk ch/9"), at("desk bus/2")}}, stage.gear);
    REQUIRE(two.strips.size() == 2);
    CHECK(two.profile->strips.size() == 10);
    CHECK(stage.desk->strips[two.strips[1].console.controls->strip].path == "bus/02");
}

TEST_CASE("what a DAW cannot be given is said with its place")
{
    const Stage stage;
    const auto why = [&](const rig::DawConfig& config) {
        try {
            rig::make_daw_layout(config, stage.gear);
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
        return std::string("no error");
    };
    CHECK(why({at("dav"), {at("desk ch/1")}})
          == "rig.yaml:9:9: no unit \"dav\" with role: surface in this rig; did you mean \"daw\"?");
    CHECK(why({at("desk"), {at("desk ch/1")}}) == "rig.yaml:9:9: no unit \"desk\" with role: surface in this rig");
    CHECK_THAT(why({at("daw"), {at("desk ch/77")}}), Contains("names no strip"));
    CHECK(why({at("daw"), {at("desk ch/1-7"), at("desk ch/8-9")}})
          == "rig.yaml:9:9: the surface of \"daw\" has 8 strips, and they are taken");
    const std::vector<rig::BankGear> small{{"desk", stage.desk, nullptr},
                                           {"daw", driver::daw_profile(surface(false)), nullptr}};
    CHECK_THROWS_WITH(rig::make_daw_layout({at("daw"), {at("desk ch/1")}, at("desk main/st")}, small),
                      "rig.yaml:9:9: the surface of \"daw\" has no master fader");
}

TEST_CASE("a role turns a fader box into the unit of a DAW")
{
    rig::RigConfig config;
    config.units = {{"desk", "consoles/x32", {"udp", "127.0.0.1", 1}},
                    {"daw", "surfaces/mcu", {"tcp", "127.0.0.1", 2}}};
    config.units[1].role = rig::Role::surface;
    config.units[1].role_place = "rig.yaml:3:40";
    config.units[1].scale = {{0, -60}, {1, 12}};
    config.daws = {{at("daw"), {at("desk ch/*")}}};
    const auto loaded = rig::Rig::check(config, {profile_here("consoles/x32"), nullptr}, {nullptr, surface()});
    REQUIRE(loaded.profiles[1]);
    CHECK(loaded.profiles[1]->protocol == "daw");
    CHECK(loaded.profiles[1]->law_of(loaded.profiles[1]->find("track/1/fader").value()).high == 12);
    CHECK_FALSE(loaded.surfaces[1]);
    CHECK(loaded.daws->size() == 1);

    config.units[0].role = rig::Role::surface;
    config.units[0].role_place = "rig.yaml:2:40";
    CHECK_THROWS_WITH(
        rig::Rig::check(config, {profile_here("consoles/x32"), nullptr}, {nullptr, surface()}),
        "rig.yaml:2:40: desk: role: surface needs the profile of a control surface, and consoles/x32 is none");
    config.units[0].role = rig::Role::host;
    auto other = *surface();
    other.protocol = "xctl";
    CHECK_THROWS_WITH(rig::Rig::check(config, {profile_here("consoles/x32"), nullptr},
                                      {nullptr, std::make_shared<studio::Surface>(other)}),
                      Contains("rig.yaml:3:40: daw: no DAW is spoken to in \"xctl\""));
}
