#include "recall/hazards.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "recall/states.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using Catch::Matchers::Contains;

namespace {

ProfilePtr x32() { return profile_here("consoles/x32"); }

std::string hazards_between(const std::string& name, const std::string& now, const std::string& then)
{
    auto from = from_the_works(x32(), {{name, then}});
    const auto id = id_of(from, name);
    const auto target = from.values[id];
    from = now == "?" ? with(from, name, Standing::unknown) : with(from, {{name, now}});
    return name_hazards(hazards_of(from, id, target, {}));
}

}  // namespace

TEST_CASE("what is a hazard, and what is not")
{
    const auto [name, now, then, hazard] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"headamp/000/phantom", "OFF", "ON", "phantom"},
        {"headamp/000/phantom", "ON", "OFF", ""},
        {"headamp/000/phantom", "?", "ON", "phantom"},
        {"headamp/000/phantom", "?", "OFF", ""},
        {"headamp/000/gain", "20", "23", "gain"},
        {"headamp/000/gain", "20", "22.5", ""},
        {"headamp/000/gain", "20", "-12", ""},
        {"headamp/000/gain", "?", "20", "gain"},
        {"headamp/000/gain", "?", "-10", ""},
        {"ch/01/mix/on", "OFF", "ON", "unmute"},
        {"ch/01/mix/on", "ON", "OFF", ""},
        {"main/st/mix/on", "?", "ON", "unmute"},
        {"main/st/mix/fader", "-10", "-6", "level"},
        {"main/st/mix/fader", "-10", "-8", ""},
        {"main/st/mix/fader", "0", "-oo", ""},
        {"main/st/mix/fader", "-oo", "-30", "level"},
        {"mtx/03/mix/fader", "-oo", "0", "level"},
        {"main/st/mix/fader", "?", "-80", "level"},
        {"main/st/mix/fader", "?", "-oo", ""},
        {"config/routing/IN/1-8", "AN1-8", "A1-8", "routing"},
        {"config/userrout/in/05", "Local 5", "OFF", "routing"},
        {"ch/01/config/source", "In 1", "In 2", "routing"},
        {"outputs/main/01/src", "Main L", "OFF", "routing"},
        {"config/chlink/1-2", "OFF", "ON", "link"},
        {"config/chlink/1-2", "ON", "OFF", "link"},
        {"config/linkcfg/eq", "OFF", "ON", "link"},
        {"config/solo/level", "-20", "-30", "monitor"},
        {"config/talk/A/level", "-20", "-30", "talkback"},
        {"config/osc/level", "-20", "-30", "oscillator"},
        {"config/mute/1", "OFF", "ON", "mutegroup"},
        {"config/mute/1", "ON", "OFF", "mutegroup"},
        {"ch/01/mix/fader", "-oo", "+10", ""},
        {"ch/01/preamp/trim", "-18", "+18", ""},
        {"ch/01/config/name", "Kick", "Snare", ""},
        {"ch/01/mix/09/level", "-oo", "+10", ""},
        {"dca/1/fader", "-oo", "+10", ""},
    }));
    INFO(name << ": " << now << " -> " << then);
    CHECK(hazards_between(name, now, then) == hazard);
}

TEST_CASE("every hazard of the language is one on some console")
{
    std::set<studio::Hazard> met;
    for (const auto& parameter : x32()->parameters) met.insert(parameter.hazard);
    met.insert(studio::Hazard::repatch);   // of the plan, not of a parameter
    CHECK(met.size() == studio::hazard_count);
}

TEST_CASE("the policy says how much gain is a jump")
{
    const auto from = from_the_works(x32(), {{"headamp/000/gain", "20"}});
    const auto gain = id_of(from, "headamp/000/gain");
    for (const auto& [jump, is_hazard] : {std::pair(6.0, true), std::pair(6.5, false), std::pair(0.0, true)}) {
        rig::RecallPolicy policy;
        policy.gain_jump = jump;
        CHECK(hazards_of(from, gain, x32()->law_of(gain).nearest_step(26), policy).any() == is_hazard);
    }
}

TEST_CASE("a rise is told in the law's unit, from the lowest level that is heard")
{
    auto from = from_the_works(x32(), {{"headamp/000/gain", "20"}, {"main/st/mix/fader", "-oo"}, {"main/m/mix/fader", "0"}});
    CHECK(rise(from, id_of(from, "headamp/000/gain"), Value(x32()->law_of(id_of(from, "headamp/000/gain")).nearest_step(32))) == Approx(12));
    CHECK(rise(from, id_of(from, "main/st/mix/fader"), Value(767)) == Approx(90).margin(1));
    CHECK(rise(from, id_of(from, "main/m/mix/fader"), Value(0)) < -80);
    CHECK(rise(from, id_of(from, "ch/01/config/name"), Value(std::string("x"))) == 0);
    CHECK(rise(from, id_of(from, "ch/01/mix/on"), Value(1)) == 0);
}

TEST_CASE("hazards are read and written by name")
{
    const auto [text, name] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {" , ,", ""},
        {"phantom", "phantom"},
        {"gain, phantom", "phantom,gain"},
        {"level,level", "level"},
        {"all", "all"},
        {"phantom,all", "all"},
        {"phantom,gain,unmute,level,routing,repatch,link,monitor,talkback,oscillator,mutegroup",
         "phantom,gain,unmute,level,routing,repatch,link,monitor,talkback,oscillator,mutegroup"},
    }));
    CHECK(name_hazards(parse_hazards(text)) == name);
    CHECK(parse_hazards(name_hazards(parse_hazards(text))) == parse_hazards(text));
}

TEST_CASE("an unknown hazard is named, with those that are known")
{
    for (const std::string word : {"fantom", "none", "ALL", "phantom gain"})
        CHECK_THROWS_WITH(parse_hazards("gain," + word), "\"" + word + "\" is no hazard; known are all, phantom, gain, unmute, level, routing, repatch, "
                                                                       "link, monitor, talkback, oscillator, mutegroup");
}

TEST_CASE("input routing differs when something that feeds an input does")
{
    const auto [name, words, differs] = GENERATE(table<std::string, std::string, bool>({
        {"config/routing/IN/1-8", "A1-8", true},
        {"config/userrout/in/05", "AES50A 5", true},
        {"ch/09/config/source", "In 3", true},
        {"config/routing/OUT/1-4", "AN1-4", false},
        {"outputs/main/01/src", "Main L", false},
        {"ch/09/mix/on", "OFF", false},
    }));
    const auto from = from_the_works(x32());
    const auto to = with(from_the_works(x32(), {{"config/routing/OUT/1-4", "A1-4"}}), {{name, words}});
    INFO(name);
    CHECK(input_routing_differs(from, to) == differs);
    CHECK_FALSE(input_routing_differs(from, with(to, name, Standing::unknown)));
}
