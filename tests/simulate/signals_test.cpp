#include "simulate/signals.hpp"

#include <catch2/catch.hpp>

#include "profile_here.hpp"
#include "simulate/console.hpp"
#include "osc/packet.hpp"

using namespace recalld;
using namespace recalld::testing;

namespace {

/// A big desk, and what is plugged into it.
struct Plugged {
    explicit Plugged(const std::string& text) { signals.plug(text); }
    double at(const std::string& strip) const { return signals.level_of(settings, profile->find_strip(strip).value()); }
    void set(const std::string& name, const std::string& words)
    {
        const auto id = profile->find(name).value();
        simulate::Changes changes;
        settings.set(id, profile->law_of(id).parse(words).value(), changes);
    }

    ProfilePtr profile = profile_here("consoles/x32");
    simulate::Settings settings{*profile};
    simulate::Signals signals{*profile};
};

}  // namespace

TEST_CASE("a level follows the routing from its jack to the strip")
{
    Plugged desk("headamp/002=-18");
    CHECK(desk.at("ch/03") == Approx(-90));   // its source is off yet
    desk.set("ch/03/config/source", "In 3");
    CHECK(desk.at("ch/03") == Approx(-18));
    CHECK(desk.at("ch/04") == Approx(-90));
    desk.set("ch/04/config/source", "In 3");
    desk.set("ch/03/config/source", "In 4");
    CHECK(desk.at("ch/03") == Approx(-90));
    CHECK(desk.at("ch/04") == Approx(-18));
    desk.set("headamp/002/gain", "+6.0 dB");
    CHECK(desk.at("ch/04") == Approx(-12));
    desk.set("headamp/002/gain", "+60.0 dB");
    CHECK(desk.at("ch/04") == Approx(0));     // it clips
}

TEST_CASE("a microphone that needs 48 V is silent without")
{
    Plugged desk("headamp/000=-30+48V,noise=-80");
    desk.set("ch/01/config/source", "In 1");
    CHECK(desk.at("ch/01") == Approx(-80));
    desk.set("headamp/000/phantom", "ON");
    CHECK(desk.at("ch/01") == Approx(-30));
}

TEST_CASE("a cord brings the oscillator back")
{
    Plugged desk("bus/03>headamp/016");
    desk.set("ch/17/config/source", "In 17");
    desk.set("config/routing/IN/17-24", "AN17-24");
    desk.set("config/osc/level", "-20.0");
    desk.set("config/osc/dest", "Bus 3");
    desk.set("bus/03/mix/fader", "0.0");
    CHECK(desk.at("ch/17") == Approx(-90));
    desk.set("-stat/osc/on", "ON");
    CHECK(desk.at("ch/17") == Approx(-20).margin(0.1));
    CHECK(desk.at("bus/03") == Approx(-20).margin(0.1));
    desk.set("bus/03/mix/fader", "-10.0");
    CHECK(desk.at("ch/17") == Approx(-30).margin(0.2));
    desk.set("config/osc/dest", "Bus 4");
    CHECK(desk.at("ch/17") == Approx(-90));
}

TEST_CASE("what is plugged can be pulled, and what makes no sense changes nothing")
{
    Plugged desk("ch/05=-30,noise=-85");
    CHECK(desk.at("ch/05") == Approx(-30));
    for (const auto* wrong : {"ch/05", "ch/99=-3", "ch/05=3", "ch/05=loud", "ch/05=-30x", "ch/01>ch/99", "noise=", "ch/06=-20,ch/05=nan"}) CHECK_THROWS_AS(desk.signals.plug(wrong), std::invalid_argument);
    CHECK(desk.at("ch/06") == Approx(-85));
    desk.signals.plug("ch/05=off");
    CHECK(desk.at("ch/05") == Approx(-85));
}

TEST_CASE("a desk without anything plugged knows no hand that plugs")
{
    const auto now = simulate::Clock::now();
    const auto order = osc::message("/-sim/signal", {std::string("ch/01=-20")});
    simulate::Console console(profile_here("consoles/x32"));
    CHECK(console.receive(1, order, now).empty());
    console.plug("noise=-90");
    const auto answers = console.receive(1, order, now);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].packet == osc::message("/-sim/signal", {std::string("ok")}));
    const auto wrong = console.receive(1, osc::message("/-sim/signal", {std::string("nothing")}), now);
    REQUIRE(wrong.size() == 1);
    CHECK(*osc::read_message(wrong[0].packet)->argument(0).text() == "signal \"nothing\": it is of the form headamp/002=-18, bus/03>headamp/016 or noise=-90");
}
