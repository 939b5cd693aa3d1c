#include "logbook/sheet_lines.hpp"

#include <catch2/catch.hpp>

#include "logbook/control_names.hpp"
#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;

namespace {

std::string fault_of(const studio::Profile& profile, const std::string& lines)
{
    try {
        read_lines(profile, "1176-A", lines);
        return {};
    } catch (const SheetFault& fault) {
        return fault.what();
    }
}

}  // namespace

TEST_CASE("what is printed beside a control names it, in any case and with any gap")
{
    const auto profile = stereo();
    const auto [words, parameter] = GENERATE(table<std::string, std::string>(
        {{"left/threshold", "left/threshold"}, {"LEFT THRESHOLD", "left/threshold"}, {"right_threshold", "right/threshold"}, {"Right-Gain", "right/gain"}, {"/left/in", "left/in"}}));
    const auto found = controls_named(*profile, words);
    REQUIRE(found.size() == 1);
    CHECK((*profile)[found.front()].name == parameter);
}

TEST_CASE("two controls of one label are both named, and none is chosen")
{
    CHECK(fault_of(*stereo(), "THRESHOLD=0") == "1176-A: THRESHOLD may be LEFT THRESHOLD or RIGHT THRESHOLD; say which");
}

TEST_CASE("a misspelt control brings the one that was meant")
{
    CHECK(fault_of(*limiter(), "inptu=30") == "1176-A: there is no control \"inptu\"; did you mean \"INPUT\"?");
    CHECK_THAT(fault_of(*limiter(), "reverb=30"), Contains("there is INPUT, OUTPUT, RATIO, METER, TAPE"));
}

TEST_CASE("values are kept as they are printed")
{
    const auto change = read_lines(*limiter(), "1176-A", "INPUT=30 dB\noutput = 33\nRatio=20+12+8+4\nmeter=gr\ntape=Lead Vox = loud");
    const std::map<std::string, std::string> kept{{"input", "30"}, {"output", "33"}, {"ratio", "20+12+8+4"}, {"meter", "GR"}, {"tape", "Lead Vox = loud"}};
    CHECK(change.set == kept);
    CHECK(change.any.empty());
    CHECK(change.unknown.empty());
}

TEST_CASE("what is kept is understood again as the same place")
{
    const auto profile = limiter();
    const auto words = GENERATE(as<std::string>{}, "∞", "inf", "30", "33", "31.7", "10:30", "0 dB", "7:00");
    const auto change = read_lines(*profile, "1176-A", "INPUT=" + words);
    const auto input = profile->find("input").value();
    const auto again = meaning(*profile, input, change.set.at("input"));
    REQUIRE(again);
    CHECK(std::abs(std::get<float>(*again) - std::get<float>(*meaning(*profile, input, words))) < 0.002f);
    CHECK(kept_words(profile->law_of(input), *again) == change.set.at("input"));
}

TEST_CASE("a number beyond the scale brings the scale and the nearest mark")
{
    CHECK(fault_of(*limiter(), "INPUT=50") == "1176-A INPUT: 50 is off the scale (∞, 48 … 0 dB); the nearest is 48");
    CHECK(fault_of(*limiter(), "INPUT=loud") == "1176-A INPUT: \"loud\" is not on the scale (∞, 48 … 0 dB)");
    CHECK_THAT(fault_of(*limiter(), "RATIO=5"), Contains("1176-A RATIO: \"5\" is none of its positions; it takes one of 20, 12, 8, 4") && Contains("; did you mean \"4\"?"));
    CHECK_THAT(fault_of(*limiter(), "TAPE=more than twenty letters are too many"), Contains("too long; it takes at most 20 characters"));
}

TEST_CASE("all wrong lines are named at once")
{
    const auto faults = fault_of(*limiter(), "INPUT=50\nOUTPUT=18\nRATIO=5\nnonsense\nOUTPUT=12");
    CHECK(std::ranges::count(faults, '\n') == 3);
    CHECK_THAT(faults, Contains("INPUT: 50") && Contains("RATIO: \"5\"") && Contains("\"nonsense\" is not CONTROL=VALUE") && Contains("OUTPUT: it is said twice"));
}

TEST_CASE("a control may not matter, or not be known")
{
    const auto change = read_lines(*limiter(), "1176-A", "INPUT=-\nOUTPUT=?");
    CHECK(change.any == std::vector<std::string>{"input"});
    CHECK(change.unknown == std::vector<std::string>{"output"});
    CHECK(change.set.empty());
}

TEST_CASE("a trim whose scale begins with a minus can be set to it")
{
    CHECK(read_lines(*stereo(), "comp", "LEFT GAIN=-").set.at("left/gain") == "-");
    CHECK(read_lines(*stereo(), "comp", "LEFT GAIN=does not matter").any == std::vector<std::string>{"left/gain"});   // there `-` is a place
    CHECK(read_lines(*stereo(), "comp", "LEFT IN=-").any == std::vector<std::string>{"left/in"});
}

TEST_CASE("a tolerance stands behind the value, or alone, and can be taken away")
{
    const auto change = read_lines(*limiter(), "1176-A", "INPUT=30~0.5\nOUTPUT=~1");
    CHECK(change.set.at("input") == "30");
    CHECK(change.set.count("output") == 0);
    CHECK(change.tolerance.at("input") == 0.5);
    CHECK(change.tolerance.at("output") == 1.0);
    CHECK(read_lines(*limiter(), "1176-A", "INPUT=~").tolerance.at("input") == std::nullopt);
    CHECK_THAT(fault_of(*limiter(), "INPUT=30~wide"), Contains("1176-A INPUT: the tolerance \"wide\" is not a number of divisions"));
    CHECK_THAT(fault_of(*limiter(), "RATIO=4~1"), Contains("is none of its positions"));
    CHECK(read_lines(*limiter(), "1176-A", "TAPE=~ Anna").set.at("tape") == "~ Anna");
}

TEST_CASE("a tolerance is at most half of the control's own scale")
{
    const auto profile = limiter();   // eight divisions
    CHECK(read_lines(*profile, "1176-A", "INPUT=30~4").tolerance.at("input") == 4.0);
    CHECK(fault_of(*profile, "INPUT=30~50") == "1176-A INPUT: a tolerance of 50 divisions says nothing: the scale has 8; at most 4, half of it, are taken");
    CHECK_THAT(fault_of(*profile, "INPUT=~4.1"), Contains("a tolerance of 4.1 divisions says nothing"));
    CHECK(fault_of(*stereo(), "LEFT THRESHOLD=0~1").empty());   // two divisions
    CHECK_THAT(fault_of(*stereo(), "LEFT THRESHOLD=0~2"), Contains("the scale has 2; at most 1"));
    CHECK_THAT(fault_of(*profile, "INPUT=30~wide"), Contains("not a number of divisions from 0 to 4, such as ~0.5"));
}

TEST_CASE("the line that shows how is one that the panel takes")
{
    CHECK(example_line(*limiter()) == "INPUT=18");
    CHECK(example_line(*stereo()) == "left/threshold=0");   // two are printed THRESHOLD, and a name without blanks is typed as it stands
    for (const auto& profile : {limiter(), stereo()}) CHECK(fault_of(*profile, example_line(*profile)).empty());
    PanelBuilder bare("analog/bare");
    bare.group("", "");
    bare.add(studio::ControlKind::note, "TAPE", "tape", tape(20));
    CHECK(example_line(*bare.done()).empty());
}

TEST_CASE("a flood of lines is refused")
{
    std::string flood;
    for (int i = 0; i < 501; ++i) flood += "\n";
    CHECK_THAT(fault_of(*limiter(), flood + "INPUT=30"), Contains("more than 500 lines"));
    CHECK(fault_of(*limiter(), "").empty());
}

// --- the rest of a sheet ---

namespace {

std::vector<studio::ParameterId> all_of(const studio::Profile& profile)
{
    std::vector<studio::ParameterId> all;
    for (studio::ParameterId id = 0; id < profile.parameters.size(); ++id) all.push_back(id);
    return all;
}

std::string fault_of(const studio::Profile& profile, const std::string& lines, const std::vector<studio::ParameterId>& blank)
{
    try {
        read_lines(profile, "1176-A", lines, blank);
        return {};
    } catch (const SheetFault& fault) {
        return fault.what();
    }
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a star is every control that nobody noted yet and no other line names")
{
    const auto profile = limiter();
    const auto change = read_lines(*profile, "1176-A", "*=-\nINPUT=30", {profile->find("input").value(), profile->find("ratio").value(), profile->find("tape").value()});
    CHECK(change.set == std::map<std::string, std::string>{{"input", "30"}});
    CHECK(change.any == Names{"ratio", "tape"});
}

TEST_CASE("what was noted before stays as it is when the rest does not matter")
{
    const auto profile = limiter();
    CHECK(read_lines(*profile, "1176-A", "*=-", {profile->find("meter").value()}).any == Names{"meter"});
}

TEST_CASE("a star does not matter also where a minus is printed")
{
    const auto profile = stereo();
    const auto change = read_lines(*profile, "comp", "*=-", all_of(*profile));
    CHECK(change.any.size() == 6);
    CHECK(change.set.empty());
}

TEST_CASE("the rest may have a value, where each of it takes it")
{
    const auto profile = limiter();
    const std::vector dials{profile->find("input").value(), profile->find("output").value()};
    CHECK(read_lines(*profile, "1176-A", "* = 0 dB ~ 0.5", dials).set == std::map<std::string, std::string>{{"input", "0"}, {"output", "0"}});
    CHECK(read_lines(*profile, "1176-A", "* = 0~0.5", dials).tolerance.at("output") == 0.5);
    const auto faults = fault_of(*profile, "*=0", all_of(*profile));
    CHECK_THAT(faults, Contains("1176-A RATIO: \"0\" is none of its positions") && Contains("1176-A METER") && Contains("1176-A TAPE: what is written there is no setting"));
    CHECK_THAT(faults, !Contains("INPUT"));
}

TEST_CASE("a star that means nothing is refused")
{
    const auto [lines, fault] = GENERATE(table<std::string, std::string>({
        {"*=?", "1176-A *: nobody knows them as it is"},
        {"*=", "1176-A *: nobody knows them as it is"},
        {"*=-\n*=0", "1176-A *: it is said twice"},
    }));
    CHECK_THAT(fault_of(*limiter(), lines, all_of(*limiter())), Contains(fault));
    CHECK(fault_of(*limiter(), "*=-", {}) == "1176-A: every control is noted already, and nothing is left for *");
}

TEST_CASE("said again beside other controls a star has nothing to do, and nobody is scolded")
{
    const auto change = read_lines(*limiter(), "1176-A", "INPUT=30\n*=-");
    CHECK(change.any.empty());
    CHECK(change.set.size() == 1);
}

// --- in words ---

TEST_CASE("what a line of the log says reads from left to right")
{
    const auto [lines, words] = GENERATE(table<std::string, std::string>({
        {"RATIO=4\nOUTPUT=18\nINPUT=30", "INPUT 30 dB, OUTPUT 18 dB, RATIO 4"},
        {"METER=-\nRATIO=?", "METER does not matter, RATIO is not known"},
        {"INPUT=30~0.5", "INPUT 30 dB, INPUT within 0.5 of a division"},
        {"INPUT=~", "INPUT as exact as usual"},
        {"TAPE=lead vox", "TAPE \"lead vox\""},
        {"INPUT=9:00", "INPUT 40.8 dB"},
    }));
    CHECK(words_of(*limiter(), read_lines(*limiter(), "1176-A", lines)) == words);
}

TEST_CASE("presets, photos and where it came from are said, too")
{
    SheetChange change;
    change.preset = "Vocal Plate 12";
    change.photo = Photo{"a.jpg", "image/jpeg", 1600, 900, "eA==", ""};
    change.from = "Night Train/Mix 2";
    CHECK(words_of(*limiter(), change) == "preset \"Vocal Plate 12\", photo of 1600 x 900 pixels; copied from Night Train/Mix 2");
    change = {};
    change.preset = "";
    CHECK(words_of(*limiter(), change) == "no preset");
    change = {};
    change.from = "LEFT";
    CHECK(words_of(*limiter(), change) == "copied from LEFT");
}

TEST_CASE("what the profile does not know any more is said by its name")
{
    SheetChange change;
    change.set = {{"input", "30"}, {"left-over", "3"}};
    change.any = {"gone"};
    CHECK(words_of(*limiter(), change) == "INPUT 30 dB, left-over 3, gone does not matter");
    change.set = {{"input", "beyond"}};
    change.any.clear();
    CHECK(words_of(*limiter(), change) == "INPUT beyond");
}
