#include "driver/driver.hpp"
#include "midi/mtc.hpp"
#include "profile_here.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace recalld;
using namespace recalld::driver;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using studio::Value;

namespace {

struct Machine {
    explicit Machine(Place place = {}) : profile(testing::profile_here("daws/mmc")), driver(make_driver(profile, place))
    {
    }

    studio::ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    void keep()
    {
        for (auto& setting : heard.settings)
            values[(*profile)[setting.parameter].name] = profile->law_of(setting.parameter).spoken(setting.value);
    }
    void hear(wire::View packet)
    {
        heard.at = now;
        driver->hear(packet, heard);
        keep();
    }
    void hear(std::string_view hex) { hear(wire::bytes(hex)); }
    /// So many quarter frames of a tape that runs.
    void run(const midi::Timecode& from, int quarters)
    {
        midi::QuarterFrameWriter tape(from, now);
        for (int given = 0; given < quarters;) {
            now = tape.next();
            for (const auto& piece : tape.due(now)) {
                hear(piece.bytes());
                ++given;
            }
        }
    }
    void after(std::chrono::milliseconds time)
    {
        heard.at = now += time;
        driver->pass_time(heard);
        keep();
    }
    Setting setting(const std::string& name, const std::string& words) const
    {
        return {id(name), profile->law_of(id(name)).parse(words).value()};
    }
    std::string told(const std::string& name, const std::string& words) const
    {
        return wire::hex(driver->tell(setting(name, words)));
    }

    std::shared_ptr<const studio::Profile> profile;
    std::unique_ptr<Driver> driver;
    TimePoint now = TimePoint() + 1h;
    Heard heard;
    std::map<std::string, std::string> values;
};

}  // namespace

TEST_CASE("mmc: nothing of a machine is captured, and nothing can be asked")
{
    const Machine machine;
    for (const auto& parameter : machine.profile->parameters) {
        INFO(parameter.name);
        CHECK(parameter.live);
        CHECK(parameter.blind);
    }
    CHECK(machine.profile->words_of(machine.id("timecode")) == "timecode");
    CHECK(machine.profile->words_of(machine.id("timecode/rate")) == "timecode rate");
    CHECK((*machine.profile)[machine.id("timecode/rate")].read_only);
}

TEST_CASE("mmc: commands that others give show what the machine does")
{
    Machine machine;
    machine.hear("F0 7F 7F 06 02 F7");
    CHECK(machine.values["transport/play"] == "on");
    CHECK(machine.values["transport/stop"] == "off");
    machine.hear("F0 7F 10 06 06 F7");
    CHECK(machine.values["transport/record"] == "on");
    CHECK(machine.values["transport/play"] == "on");
    machine.hear("F0 7F 7F 06 01 F7");
    CHECK(machine.values["transport/stop"] == "on");
    CHECK(machine.values["transport/play"] == "off");
    CHECK(machine.values["transport/record"] == "off");
    machine.hear("F0 7F 7F 06 05 F7");
    CHECK(machine.values["transport/rewind"] == "on");
    machine.hear("F0 7F 7F 06 44 06 01 21 02 03 04 00 F7");  // locate
    CHECK(machine.values["timecode"] == "\"01:02:03:04\"");
    CHECK_FALSE(machine.values.contains("timecode/rate"));
}

TEST_CASE("mmc: with a device number, the commands of others are not ours")
{
    Machine machine({5, {}, "tape"});
    machine.hear("F0 7F 06 06 02 F7");
    CHECK(machine.values.empty());
    machine.hear("F0 7F 05 06 02 F7");
    CHECK(machine.values["transport/play"] == "on");
    machine.hear("F0 7F 7F 06 01 F7");
    CHECK(machine.values["transport/stop"] == "on");
    CHECK(machine.told("transport/play", "on") == "F0 7F 05 06 02 F7");
}

TEST_CASE("mmc: timecode that runs is the tape that plays, until it falls silent")
{
    Machine machine;
    machine.run({1, 0, 0, 0, midi::Rate::tv_25}, 17);
    CHECK(machine.values["timecode/locked"] == "on");
    CHECK(machine.values["transport/play"] == "on");
    CHECK(machine.values["timecode/rate"] == "25");
    CHECK(machine.values["timecode"] == "\"01:00:00:04\"");
    REQUIRE(machine.driver->wake());
    CHECK(*machine.driver->wake() > machine.now);
    machine.after(100ms);
    CHECK(machine.values["timecode/locked"] == "on");
    machine.after(150ms);
    CHECK(machine.values["timecode/locked"] == "off");
    CHECK(machine.values["transport/play"] == "off");
    CHECK_FALSE(machine.driver->wake());
}

TEST_CASE("mmc: a full frame is where it stands")
{
    Machine machine;
    machine.hear(midi::full_frame({midi::all_devices, {2, 3, 4, 5, midi::Rate::drop_29_97}}));
    CHECK(machine.values["timecode"] == "\"02:03:04;05\"");
    CHECK(machine.values["timecode/rate"] == "29.97df");
    CHECK(machine.values["timecode/locked"] == "off");
}

TEST_CASE("mmc: what is set is commanded")
{
    Machine machine;
    const auto [name, words, bytes] = GENERATE(table<std::string, std::string, std::string>({
        {"transport/play", "on", "F0 7F 7F 06 02 F7"},
        {"transport/play", "off", "F0 7F 7F 06 01 F7"},
        {"transport/stop", "on", "F0 7F 7F 06 01 F7"},
        {"transport/record", "on", "F0 7F 7F 06 06 F7"},
        {"transport/record", "off", "F0 7F 7F 06 07 F7"},
        {"transport/fast_forward", "on", "F0 7F 7F 06 04 F7"},
        {"transport/pause", "on", "F0 7F 7F 06 09 F7"},
        {"timecode", "01:02:03:04",
         "F0 7F 7F 06 44 06 01 61 02 03 04 00 F7"},  // 30 frames unless another rate was heard
        {"timecode", "1.2.3.4", "F0 7F 7F 06 44 06 01 61 02 03 04 00 F7"},
    }));
    INFO(name << " " << words);
    CHECK(machine.told(name, words) == bytes);
    CHECK(machine.driver->objection(machine.setting(name, words)).empty());
}

TEST_CASE("mmc: a place is told in the rate that was heard")
{
    Machine machine;
    machine.hear(midi::full_frame({midi::all_devices, {0, 0, 0, 0, midi::Rate::film_24}}));
    CHECK(machine.told("timecode", "10:00:00:23") == "F0 7F 7F 06 44 06 01 0A 00 00 17 00 F7");
    CHECK_THAT(machine.driver->objection(machine.setting("timecode", "10:00:00:24")),
               Contains("in 24 frames a second"));
}

TEST_CASE("mmc: what cannot be commanded is said")
{
    Machine machine;
    const auto [name, words] = GENERATE(table<std::string, std::string>({
        {"timecode", "soon"},
        {"timecode", "01:02:03"},
        {"timecode", "01:02:03:04:05"},
        {"timecode", "25:00:00:00"},
        {"timecode", "01:60:00:00"},
        {"timecode", ""},
        {"transport/stop", "off"},
        {"transport/pause", "off"},
    }));
    INFO(name << " " << words);
    CHECK_FALSE(machine.driver->objection(machine.setting(name, words)).empty());
    CHECK(machine.told(name, words).empty());
}
