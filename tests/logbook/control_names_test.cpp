#include "logbook/control_names.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;

namespace {

/// As a message would name what was found.
std::vector<std::string> found(const studio::Profile& profile, const std::string& words)
{
    std::vector<std::string> names;
    for (const auto id : controls_named(profile, words)) names.push_back(profile[id].name);
    return names;
}

std::string why_not_one(const studio::Profile& profile, const std::string& words) { return logbook::why_not_one(profile, words, controls_named(profile, words)); }

/// A front with more controls than a message should list.
std::shared_ptr<const studio::Profile> long_row()
{
    PanelBuilder builder("analog/row");
    builder.group("", "");
    for (int i = 1; i <= 20; ++i) builder.add(studio::ControlKind::knob, "SEND " + std::to_string(i), "send-" + std::to_string(i), dial({"0", "10"}, ""));
    return builder.done();
}

}  // namespace

TEST_CASE("the words on a front mean one control, however they are written")
{
    const auto words = GENERATE(as<std::string>{}, "left/threshold", "LEFT THRESHOLD", "left threshold", "Left_Threshold", "LEFT-THRESHOLD", "  left   threshold  ", "/LEFT/THRESHOLD/");
    CHECK(found(*stereo(), words) == std::vector<std::string>{"left/threshold"});
}

TEST_CASE("a label that stands on the front once needs no group before it")
{
    PanelBuilder builder("analog/strip");
    builder.group("EQ", "eq");
    builder.add(studio::ControlKind::knob, "LOW", "low", dial({"0", "10"}, ""));
    builder.group("COMP", "comp");
    builder.add(studio::ControlKind::knob, "RATIO", "ratio", dial({"1", "10"}, ""));
    const auto strip = builder.done();
    CHECK(found(*strip, "ratio") == std::vector<std::string>{"comp/ratio"});
    CHECK(found(*strip, "comp ratio") == std::vector<std::string>{"comp/ratio"});
    CHECK(found(*strip, "eq ratio").empty());
}

TEST_CASE("a label that stands there twice is found twice")
{
    CHECK(found(*stereo(), "gain") == std::vector<std::string>{"left/gain", "right/gain"});
}

TEST_CASE("a whole name wins over a label that sounds the same")
{
    PanelBuilder builder("analog/odd");
    builder.group("", "");
    builder.add(studio::ControlKind::knob, "LEFT GAIN", "trim", dial({"0", "10"}, ""));
    builder.group("LEFT", "left");
    builder.add(studio::ControlKind::knob, "GAIN", "gain", dial({"0", "10"}, ""));
    builder.group("RIGHT", "right");
    builder.add(studio::ControlKind::knob, "GAIN", "gain", dial({"0", "10"}, ""));
    const auto odd = builder.done();
    CHECK(found(*odd, "left/gain") == std::vector<std::string>{"left/gain"});
    CHECK(found(*odd, "LEFT GAIN").size() == 2);   // both are printed so; nobody guesses
}

TEST_CASE("nothing, blanks and strangers mean no control")
{
    const auto words = GENERATE(as<std::string>{}, "", " ", "/", "-", "threshold left", "thresholds", "left");
    CHECK(found(*stereo(), words).empty());
}

TEST_CASE("a profile without a front has parameters and no labels")
{
    studio::Profile bare;
    bare.index();
    CHECK(controls_named(bare, "INPUT").empty());
}

TEST_CASE("a control is called as it is printed, with its group before it")
{
    const auto profile = stereo();
    CHECK(control_words(*profile, profile->find("right/in").value()) == "RIGHT IN");
    CHECK(control_words(*limiter(), 0) == "INPUT");
}

TEST_CASE("what is wrong with a name is said with what was meant")
{
    const auto [words, message] = GENERATE(table<std::string, std::string>({
        {"gain", "gain may be LEFT GAIN or RIGHT GAIN; say which"},
        {"left gian", "there is no control \"left gian\"; did you mean \"LEFT GAIN\"?"},
        {"RIGHT TRESHOLD", "there is no control \"RIGHT TRESHOLD\"; did you mean \"RIGHT THRESHOLD\"?"},
        {"xyz", "there is no control \"xyz\"; there is LEFT THRESHOLD, LEFT GAIN, LEFT IN, RIGHT THRESHOLD, RIGHT GAIN, RIGHT IN"},
    }));
    CHECK(why_not_one(*stereo(), words) == message);
}

TEST_CASE("a message lists a dozen controls and no more")
{
    const auto message = why_not_one(*long_row(), "oscillator");
    CHECK(message.find("SEND 12, …") != std::string::npos);
    CHECK(message.find("SEND 13") == std::string::npos);
}
