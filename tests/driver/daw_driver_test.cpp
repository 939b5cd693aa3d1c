#include "driver/daw_profile.hpp"
#include "driver/driver.hpp"
#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;
using Catch::Matchers::Contains;
using studio::Value;

namespace {

constexpr int unity = 12808;  // where one well-known DAW has 0 dB

std::shared_ptr<const studio::Surface> scaled(const std::string& protocol = "mcu")
{
    return a_surface(protocol, [&](studio::Surface& surface) {
        surface.scale = {{0, -std::numeric_limits<double>::infinity()}, {0.0395, -60}, {unity / 16383.0, 0}, {1, 6}};
        if (protocol == "hui") surface.handshake = Handshake::ping;
    });
}

/// A DAW as a unit sees it; time passes when a test says so.
struct Daw {
    explicit Daw(std::shared_ptr<const studio::Surface> surface = scaled())
        : profile(daw_profile(std::move(surface))), driver(make_driver(profile, {{}, {}, "daw"}))
    {
    }

    studio::ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    void keep()
    {
        for (auto& setting : heard.settings) values[(*profile)[setting.parameter].name] = setting.value;
        for (const auto& reply : heard.replies) replies.push_back(wire::hex(reply));
        news = heard.settings.size();
    }
    void hear(std::string_view hex)
    {
        heard.at = now;
        driver->hear(wire::bytes(hex), heard);
        keep();
    }
    void after(std::chrono::milliseconds time)
    {
        heard.at = now += time;
        driver->pass_time(heard);
        keep();
    }
    std::string told(const std::string& name, const std::string& words) const
    {
        const auto value = profile->law_of(id(name)).parse(words);
        return value ? wire::hex(driver->tell({id(name), *value})) : "no value";
    }
    std::string spoken(const std::string& name) const
    {
        const auto found = values.find(name);
        return found == values.end() ? "unknown" : profile->law_of(id(name)).spoken(found->second);
    }

    std::shared_ptr<const studio::Profile> profile;
    std::unique_ptr<Driver> driver;
    TimePoint now = TimePoint() + 1h;
    Heard heard;
    std::map<std::string, Value> values;
    Texts replies;
    std::size_t news = 0;
};

}  // namespace

TEST_CASE("a DAW's profile: everything is of the moment, cannot be asked, and has words")
{
    const auto protocol = GENERATE("mcu", "hui");
    const auto profile = daw_profile(scaled(protocol));
    REQUIRE(profile);
    for (const auto& parameter : profile->parameters) {
        INFO(parameter.name);
        CHECK(parameter.live);
        CHECK(parameter.blind);
        CHECK_FALSE(profile->words[parameter.words].empty());
        CHECK(profile->find(parameter.name)
              == static_cast<studio::ParameterId>(&parameter - profile->parameters.data()));
    }
    const auto name = profile->find("track/3/name").value();
    CHECK(profile->strips[(*profile)[name].strip].words == "track 3");
    CHECK(profile->strips[(*profile)[name].strip].label == name);
    CHECK((*profile)[profile->find("timecode").value()].read_only);
    CHECK(profile->find("key/bank_left"));
    CHECK(profile->find("hold/rewind"));
    CHECK_FALSE(profile->find("key/play"));
    CHECK_FALSE(profile->find("track/9/name"));
    for (const auto& node : profile->nodes)
        for (const auto& parameter : profile->parameters_of(node))
            CHECK((parameter.name == node.path || parameter.name.starts_with(node.path + "/")));
}

TEST_CASE("an extender has what it has, and a protocol without such a role has none")
{
    const auto small = daw_profile(a_surface("mcu", [](studio::Surface& surface) {
        surface.strips = 4;
        surface.master = surface.jog = false;
    }));
    CHECK(small->find("track/4/fader"));
    CHECK_FALSE(small->find("track/5/fader"));
    CHECK_FALSE(small->find("master/fader"));
    CHECK_FALSE(small->find("jog"));
    CHECK(daw_profile(a_surface("xctl")) == nullptr);
}

TEST_CASE("levels are in dB through the scale, and in per cent of the way without one")
{
    const Daw daw;
    CHECK(daw.profile->law_of(daw.id("track/1/fader")).parse("0 dB") == Value(unity));
    CHECK(daw.profile->law_of(daw.id("track/1/fader")).spoken(Value(16383)) == "+6.0 dB");
    CHECK(daw.profile->law_of(daw.id("track/1/fader")).spoken(Value(0)) == "-oo dB");
    const auto plain = daw_profile(a_surface("mcu"));
    CHECK(plain->law_of(plain->find("track/1/fader").value()).spoken(Value(16383)) == "100.0%");
}

TEST_CASE("nothing is known before the DAW speaks; then all that it shows is")
{
    Daw daw;
    daw.driver->forget();
    daw.after(0ms);
    CHECK(daw.values == std::map<std::string, Value>{{"online", 0}});
    CHECK_THAT(daw.driver->note(), Contains("nothing heard"));
    daw.hear("F0 00 00 66 14 00 F7");
    CHECK(daw.replies.size() == 1);  // the device query wants an answer
    CHECK(daw.replies.front().starts_with("F0 00 00 66 14 01"));
    CHECK(daw.spoken("online") == "on");
    CHECK(daw.spoken("transport/play") == "off");
    CHECK(daw.spoken("track/1/name") == "\"\"");
    CHECK(daw.spoken("track/1/fader") == "unknown");  // no motor was told anything
    CHECK(daw.driver->note().empty());
}

TEST_CASE("what a DAW was seen to send becomes values")  // shared facts on surfaces, 1.11
{
    Daw daw;
    for (const auto* hex :
         {"F0 00 00 66 14 12 00 54 72 6B 20 31 20 20 F7", "F0 00 00 66 14 12 38 50 61 6E 20 20 20 20 F7", "E0 08 64",
          "90 2A 7F", "90 5D 7F", "90 08 7F", "90 73 01", "D0 1E"})
        daw.hear(hex);
    CHECK(daw.spoken("track/1/name") == "\"Trk 1\"");
    CHECK(daw.spoken("track/1/value") == "\"Pan\"");
    CHECK(daw.spoken("track/1/fader") == "0.0 dB");
    CHECK(daw.spoken("key/assign_pan") == "on");
    CHECK(daw.spoken("key/rude_solo") == "flash");
    CHECK(daw.spoken("transport/stop") == "on");
    CHECK(daw.spoken("track/1/solo") == "on");
    CHECK(daw.spoken("track/2/overload") == "on");
    daw.hear("90 5E 7F");
    daw.hear("90 5D 00");
    CHECK(daw.spoken("transport/play") == "on");
    CHECK(daw.spoken("transport/stop") == "off");
}

TEST_CASE("digits come one by one; the time is told when they are all there")
{
    Daw daw;
    daw.hear("90 71 7F");
    for (const auto* digit : {"B0 40 35", "B0 41 30", "B0 42 30", "B0 43 32", "B0 44 31", "B0 45 30", "B0 46 30",
                              "B0 47 31", "B0 48 30", "B0 49 20"}) {
        daw.hear(digit);
        CHECK(daw.news == 0);
    }
    REQUIRE(daw.driver->wake());
    CHECK(*daw.driver->wake() <= daw.now + 20ms);
    daw.after(20ms);
    CHECK(daw.spoken("timecode") == "\"01:00:12:005\"");
    daw.after(20ms);
    CHECK(daw.news == 0);
}

TEST_CASE("levels are levels, not values, and fall by themselves")
{
    Daw daw;
    daw.hear("D0 0C");
    REQUIRE(daw.heard.levels.size() == 1);
    CHECK(daw.heard.levels[0].strip == daw.profile->find_strip("track/1"));
    CHECK(daw.heard.levels[0].dbfs[0] == 0);
    daw.after(1s);
    CHECK(daw.heard.levels.empty());
    daw.after(2s);
    REQUIRE(daw.heard.levels.size() == 1);
    CHECK(daw.heard.levels[0].dbfs[0] == no_signal);
}

TEST_CASE("setting is done by hands: a key is pressed and let go where its lamp does not show it already")
{
    Daw daw;
    daw.hear("90 5D 7F");  // it stands
    daw.after(0ms);
    const auto [name, words, bytes] = GENERATE(table<std::string, std::string, std::string>({
        {"transport/play", "on", "90 5E 7F 90 5E 00"},
        {"transport/play", "off", ""},
        {"transport/stop", "on", ""},
        {"track/3/mute", "on", "90 12 7F 90 12 00"},
        {"track/3/mute", "off", ""},
        {"key/flip", "on", "90 32 7F 90 32 00"},
        {"track/3/fader", "0 dB", "90 6A 7F E2 08 64 90 6A 00"},
        {"master/fader", "+6", "90 70 7F E8 7F 7F 90 70 00"},
        {"hold/rewind", "on", "90 5B 7F"},
        {"hold/rewind", "off", "90 5B 00"},
        {"jog", "-2", "B0 3C 42"},
        {"track/1/touch", "on", "90 68 7F"},
        {"track/1/name", "Vox", ""},
    }));
    INFO(name << " " << words);
    CHECK(daw.told(name, words) == bytes);
    CHECK(daw.heard.settings.empty());  // nothing stands before the DAW says so
}

TEST_CASE("play is ended by the stop key, and stop by nothing")
{
    Daw daw;
    daw.hear("90 5E 7F");
    CHECK(daw.told("transport/play", "off") == "90 5D 7F 90 5D 00");
    CHECK_THAT(daw.driver->objection({daw.id("transport/stop"), 0}), Contains("set transport/play on"));
    CHECK(daw.driver->objection({daw.id("transport/stop"), 1}).empty());
}

TEST_CASE("a touched fader is only moved")
{
    Daw daw;
    CHECK(daw.told("track/1/touch", "on") == "90 68 7F");
    CHECK(daw.told("track/1/fader", "0 dB") == "E0 08 64");
    CHECK(daw.told("track/1/touch", "off") == "90 68 00");
}

TEST_CASE("a DAW that says goodbye shows nothing any more, and that it has gone comes first")
{
    Daw daw;
    daw.hear("90 5E 7F");
    daw.hear("90 10 7F");
    daw.hear("F0 00 00 66 14 08 00 F7");
    REQUIRE(daw.news > 10);
    CHECK((*daw.profile)[daw.heard.settings.front().parameter].name == "online");
    CHECK(daw.spoken("online") == "off");
    CHECK(daw.spoken("transport/play") == "off");
    CHECK(daw.spoken("track/1/mute") == "off");
    CHECK_THAT(daw.driver->note(), Contains("has gone"));
}

TEST_CASE("hui: pinged it is there, and without pings it has gone")
{
    Daw daw(scaled("hui"));
    CHECK(hex_of(daw.driver->greet()) == Texts{"FF"});
    daw.hear("90 00 00");
    CHECK(daw.replies == Texts{"90 00 7F"});
    CHECK(daw.spoken("online") == "on");
    daw.hear("F0 00 00 66 05 00 10 02 4B 69 63 6B F7");
    CHECK(daw.spoken("track/3/name") == "\"Kick\"");
    CHECK(daw.told("transport/play", "on") == "B0 0F 0E B0 2F 44 B0 0F 0E B0 2F 04");
    for (int second = 0; second < 10; ++second) daw.after(1s);
    CHECK(daw.spoken("online") == "off");
}

TEST_CASE("clock and active sensing on the same port are no fault, and nonsense is")
{
    Daw daw;
    daw.hear("F8");
    CHECK(daw.heard.fault.empty());
    daw.hear("FE");
    CHECK(daw.heard.fault.empty());
    CHECK(daw.values.empty());
    daw.hear("F0 00 00 67 15 13 00 4B 69 63 6B 20 20 20 F7");  // another box's second display
    CHECK(daw.heard.fault.empty());
    daw.hear("C0 01");
    CHECK_FALSE(daw.heard.fault.empty());
}
