#include "studio/dial.hpp"

#include <catch2/catch.hpp>

#include "studio/panel.hpp"

using namespace recalld::studio;

namespace {

Law dial(const std::vector<std::string>& labels, std::string unit = {})
{
    Law law;
    law.kind = LawKind::dial;
    law.marks = spread_marks(labels);
    law.unit = std::move(unit);
    return law;
}

const Law input = dial({"∞", "48", "36", "30", "24", "18", "12", "6", "0"}, "dB");

}  // namespace

TEST_CASE("a dial says what is printed where the hand stands")
{
    auto [position, words] = GENERATE(table<double, std::string>({
        {0.0, "∞"}, {0.375, "30 dB"}, {1.0, "0 dB"}, {0.4375, "27 dB"}, {0.9375, "3 dB"},
    }));
    CHECK(dial_words(input, position) == words);
}

TEST_CASE("a dial is set as it is printed, with or without its unit")
{
    auto [words, position] = GENERATE(table<std::string, double>({
        {"30", 0.375}, {"30 dB", 0.375}, {" 30dB ", 0.375}, {"∞", 0}, {"oo", 0}, {"inf", 0}, {"27", 0.4375}, {"0", 1}, {"12:00", 0.5}, {"7:00", 0}, {"5:00", 1}, {"17:00", 1},
    }));
    REQUIRE(dial_position(input, words));
    CHECK(*dial_position(input, words) == Approx(position).margin(1e-9));
}

TEST_CASE("what is not on the scale is no setting, and the nearest mark is offered")
{
    auto [words, offer] = GENERATE(table<std::string, std::string>({{"50", "48"}, {"-3", "0"}, {"40 dB", "36"}, {"loud", ""}, {"6:00", ""}, {"12:75", ""}, {"8:1", ""}, {"", ""}}));
    CHECK((words == "40 dB" || !dial_position(input, words)));
    if (words != "40 dB") CHECK(dial_offer(input, words) == offer);
}

TEST_CASE("between marks without numbers a dial is read as a clock")
{
    const auto bandwidth = dial({"SHARP", "BROAD"});
    CHECK(dial_words(bandwidth, 0.35) == "10:30");
    CHECK(*dial_position(bandwidth, "10:30") == Approx(0.35));
    CHECK(*dial_position(bandwidth, "broad") == 1);
    CHECK_FALSE(dial_position(bandwidth, "5"));
}

TEST_CASE("a click at the end has a name and no number")
{
    const auto attack = dial({"OFF", "1", "2", "3", "4", "5", "6", "7"});
    CHECK(dial_words(attack, 0) == "OFF");
    CHECK(*dial_position(attack, "1") == Approx(1.0 / 7));
    CHECK_FALSE(dial_position(attack, "0.5"));
    CHECK(dial_words(attack, 0.07) == "7:42");
}

TEST_CASE("numbers are read as they are printed on panels")
{
    auto [label, number] = GENERATE(table<std::string, double>({{".03", 0.03}, {"4k7", 4700}, {"1.5k", 1500}, {"+8", 8}, {"-20", -20}, {"−20", -20}, {"10k", 10000}, {"3K9", 3900}}));
    REQUIRE(printed_number(label));
    CHECK(*printed_number(label) == Approx(number));
}

TEST_CASE("words are no numbers")
{
    auto label = GENERATE(as<std::string>{}, "OFF", "∞", "10:1", "1 m", "", "-", "x3");
    CHECK_FALSE(printed_number(label));
}

TEST_CASE("what a dial says is taken back as the same place")
{
    const auto threshold = dial({"10 mV", "30", "100", "300", "1k", "3k"}, "mV");
    for (int step = 0; step <= 100; ++step) {
        const double position = step / 100.0;
        const auto again = dial_position(input, dial_words(input, position));
        REQUIRE(again);
        CHECK(*again == Approx(position).margin(0.002));
        CHECK(dial_position(threshold, dial_words(threshold, position)));
    }
}

TEST_CASE("a division is the way between the marks around the hand")
{
    CHECK(dial_division(input, 0.4) == Approx(0.125));
    Law uneven = dial({"0", "5", "10"});
    uneven.marks[1].position = 0.2;
    CHECK(dial_division(uneven, 0.1) == Approx(0.2));
    CHECK(dial_division(uneven, 0.7) == Approx(0.8));
}

TEST_CASE("a law that is a dial speaks, parses and holds")
{
    CHECK(input.spoken(Value{0.375f}) == "30 dB");
    CHECK(input.parse("30") == std::optional<Value>(0.375f));
    CHECK_FALSE(input.parse("50"));
    CHECK(input.holds(Value{0.5f}));
    CHECK_FALSE(input.holds(Value{1.5f}));
    CHECK_FALSE(input.holds(Value{3}));
    CHECK(input.range().find("∞, 48, 36") == 0);
}

TEST_CASE("a control is found by its parameter")
{
    Panel panel;
    panel.groups.push_back({"LEFT", {{ControlKind::knob, 3, "GAIN"}, {ControlKind::meter, no_parameter, "VU"}}});
    CHECK(control_of(panel, 3).label == "GAIN");
    CHECK(control_of(panel, 9).parameter == no_parameter);
}
