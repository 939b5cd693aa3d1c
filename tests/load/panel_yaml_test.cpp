#include "load/panel_control_yaml.hpp"
#include "load/profile_yaml.hpp"
#include "source_dir.hpp"
#include "studio/panel.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using studio::Control;
using studio::ControlKind;
using studio::Law;
using studio::LawKind;
using studio::Profile;
using Names = std::vector<std::string>;

namespace {

const std::string sane = "profile: 1\n"
                         "model: Limiter\n"
                         "protocol: manual\n"
                         "recall: hand\n"
                         "panel:\n"
                         "  size: 2U\n"
                         "  section: dyn\n"
                         "  revisions: [A (blue stripe), D]\n"
                         "  groups:\n"
                         "    - controls:\n"
                         "        - {knob: INPUT, marks: [∞, 48, 36, 24, 0], unit: dB, large: true}\n"
                         "        - {knob: OUTPUT, marks: [∞, 48, 36, 24, 0], unit: dB, revisions: [A]}\n"
                         "        - {stepped: ATTACK, steps: [1, 2, 3], outer: true}\n"
                         "        - {radio: RATIO, buttons: [20, 12, 4], several: true}\n"
                         "        - {meter: GR}\n"
                         "    - {name: LEFT, row: new, channels: [LEFT, RIGHT], controls: [{button: 48 V, hazard: phantom, section: preamp}, {trim: ZERO, marks: [low, high], tolerance: 1}]}\n";

std::shared_ptr<const Profile> parse(const std::string& yaml) { return parse_profile(yaml, "limiter.yaml", "analog/limiter"); }
std::string complaint_of(const std::string& from, const std::string& to)
{
    return complaint([&] { parse(bent(sane, from, to)); });
}

Names names_of(const Profile& profile)
{
    Names names;
    for (const auto& parameter : profile.parameters) names.push_back(parameter.name);
    return names;
}

const Law& law_of(const Profile& profile, const std::string& name) { return profile.law_of(profile.find(name).value()); }
const Control& control(const Profile& profile, const std::string& name) { return studio::control_of(*profile.panel, profile.find(name).value()); }

}  // namespace

TEST_CASE("a panel makes a parameter of each control, and a strip and a node of each group")
{
    const auto profile = parse(sane);
    CHECK(names_of(*profile) == Names{"input", "output", "attack", "ratio", "left/48-v", "left/zero", "right/48-v", "right/zero"});
    REQUIRE(profile->strips.size() == 3);
    CHECK(profile->strips[0].path == "panel");
    CHECK(profile->strips[0].words.empty());
    CHECK(profile->strips[2].path == "right");
    CHECK(profile->strips[2].words == "RIGHT");
    REQUIRE(profile->nodes.size() == 3);
    CHECK(profile->nodes[0].count == 4);
    CHECK(profile->nodes[2].first == 6);
    CHECK((*profile)[7].strip == 2);
    CHECK((*profile)[7].node == 2);
    CHECK(profile->words_of(0) == "INPUT");
}

TEST_CASE("what is set by hand cannot be asked, has a section and may need consent")
{
    const auto profile = parse(sane);
    CHECK(profile->is_by_hand());
    for (const auto& parameter : profile->parameters) CHECK(parameter.blind);
    CHECK((*profile)[0].section == studio::Section::dyn);
    CHECK((*profile)[4].section == studio::Section::preamp);
    CHECK((*profile)[4].hazard == studio::Hazard::phantom);
    CHECK((*profile)[5].hazard == studio::Hazard::none);
}

TEST_CASE("the panel is as its front")
{
    const auto profile = parse(sane);
    const auto& panel = *profile->panel;
    CHECK(panel.size == studio::PanelSize::rack_2);
    CHECK(panel.revisions == Names{"A (blue stripe)", "D"});
    REQUIRE(panel.groups.size() == 3);
    CHECK(panel.groups[0].controls.size() == 5);
    CHECK(panel.groups[0].controls[4].kind == ControlKind::meter);
    CHECK(panel.groups[0].controls[4].parameter == studio::no_parameter);
    CHECK(panel.groups[1].break_before);
    CHECK_FALSE(panel.groups[2].break_before);
    CHECK(panel.groups[1].copies == "LEFT");
    CHECK(panel.groups[2].copies == "LEFT");
    CHECK(control(*profile, "input").is_large);
    CHECK(control(*profile, "output").revisions == Names{"A (blue stripe)"});
    CHECK(control(*profile, "attack").is_outer);
    CHECK(control(*profile, "ratio").buttons == Names{"20", "12", "4"});
    CHECK(control(*profile, "input").tolerance == 0.2);
    CHECK(control(*profile, "attack").tolerance == 0);
    CHECK(control(*profile, "left/zero").tolerance == 1);
}

TEST_CASE("controls have the laws of their kinds, and equal ones share them")
{
    const auto profile = parse(sane);
    CHECK(law_of(*profile, "input").kind == LawKind::dial);
    CHECK(law_of(*profile, "input").parse("30 dB") == studio::Value(0.625f));
    CHECK(law_of(*profile, "attack").words == Names{"1", "2", "3"});
    CHECK(law_of(*profile, "left/48-v").words == Names{"OUT", "IN"});
    CHECK((*profile)[0].law == (*profile)[1].law);
    CHECK((*profile)[4].law == (*profile)[6].law);
    CHECK(profile->laws.size() == 5);
}

TEST_CASE("buttons that may be in together are words of all sets")
{
    const auto profile = parse(sane);
    CHECK(law_of(*profile, "ratio").words == Names{"none", "20", "12", "20+12", "4", "20+4", "12+4", "20+12+4"});
    const auto alone = parse(bent(sane, ", several: true", ""));
    CHECK(law_of(*alone, "ratio").words == Names{"20", "12", "4"});
}

TEST_CASE("marks stand in equal distances or where they are said to stand")
{
    const auto profile = parse(bent(sane, "marks: [∞, 48, 36, 24, 0]", "at: [[0, 10], [0.25, \"\"], [1, -20]]"));
    const auto& marks = law_of(*profile, "input").marks;
    REQUIRE(marks.size() == 3);
    CHECK(marks[1].position == 0.25);
    CHECK(marks[1].label.empty());
    CHECK(marks[2].number == -20);
    CHECK(law_of(*profile, "output").marks[1].position == 0.25);
}

TEST_CASE("groups without a name share one strip")
{
    const auto profile = parse(bent(sane, "name: LEFT, row: new, channels: [LEFT, RIGHT], ", ""));
    CHECK(names_of(*profile) == Names{"input", "output", "attack", "ratio", "48-v", "zero"});
    CHECK(profile->strips.size() == 1);
    REQUIRE(profile->nodes.size() == 2);
    CHECK(profile->nodes[1].path == "panel-2");
    CHECK(profile->parameters_of(profile->nodes[1]).size() == 2);
}

TEST_CASE("a group with a name and channels is called by both")
{
    const auto profile = parse(bent(sane, "name: LEFT, row: new, channels: [LEFT, RIGHT]", "name: EQ, row: each, channels: [LEFT, RIGHT]"));
    CHECK(profile->strips[1].words == "LEFT EQ");
    CHECK(profile->find("right-eq/zero"));
    CHECK(profile->panel->groups[2].break_before);
    CHECK(profile->panel->groups[2].copies == "EQ");
}

TEST_CASE("names are made of labels")
{
    auto [label, slug] = GENERATE(table<std::string, std::string>({{"PEAK REDUCTION", "peak-reduction"}, {"48 V", "48-v"}, {"+4/-10", "4-10"}, {"Ω", ""}, {" A  B ", "a-b"}}));
    CHECK(slug_of(label) == slug);
}

TEST_CASE("impossible marks are refused where they stand")
{
    const std::string marks = "marks: [∞, 48, 36, 24, 0]";
    CHECK(complaint_of(marks, "marks: [1, 2, 1]") == "limiter.yaml:11:39: \"1\" stands twice; a value that is noted must mean one place");
    CHECK(complaint_of(marks, "marks: [a, A]") == "limiter.yaml:11:36: \"A\" stands twice; a value that is noted must mean one place");
    CHECK(complaint_of(marks, "marks: [1]") == "limiter.yaml:11:32: needs at least 2 items");
    CHECK(complaint_of(marks, "at: [[0, 1], [0, 2]]") == "limiter.yaml:11:39: the places of marks must rise");
    CHECK(complaint_of(marks, "at: [[0, 1], [0.5, 2], [0.4, 3]]") == "limiter.yaml:11:49: the places of marks must rise");
    CHECK(complaint_of(marks, "at: [[0, 1], [1.5, 2]]") == "limiter.yaml:11:39: a mark stands at 0 … 1 of the way");
    CHECK(complaint_of(marks, "at: [[-0.1, 1], [1, 2]]") == "limiter.yaml:11:31: a mark stands at 0 … 1 of the way");
    CHECK(complaint_of(marks, "at: [[0, 1]]") == "limiter.yaml:11:29: needs at least 2 items");
    CHECK(complaint_of(marks, "at: [[0, 1], [1, 1]]") == "limiter.yaml:11:42: \"1\" stands twice; a value that is noted must mean one place");
    CHECK(complaint_of(marks, "marks: [1, 2], at: [[0, 1], [1, 2]]") == "limiter.yaml:11:44: marks and at are two ways to say the same; keep one");
    CHECK(complaint_of(", " + marks, "") == "limiter.yaml:11:11: knob needs marks or at: what is printed around it");
    CHECK(complaint_of("steps: [1, 2, 3]", "steps: [1, \"\", 3]") == "limiter.yaml:13:40: says nothing");
}

TEST_CASE("doubled names are refused by both their labels")
{
    CHECK(complaint_of("knob: OUTPUT", "knob: in.put, name: input") == "limiter.yaml:12:18: \"INPUT\" and \"in.put\" are both called input; say name: … at one of them");
    CHECK(complaint_of("[LEFT, RIGHT]", "[LEFT, left]") == "limiter.yaml:16:40: a second group \"left\"");
    CHECK(complaint_of("[LEFT, RIGHT]", "[LEFT, PANEL]") == "limiter.yaml:16:40: a second group \"panel\"");
    CHECK(complaint_of("knob: OUTPUT", "knob: Ω") == "limiter.yaml:12:18: no name can be made of \"Ω\"; say name: …");
    CHECK(complaint_of("knob: OUTPUT", "knob: OUTPUT, name: Out Put") == "limiter.yaml:12:32: a name is small letters, digits and hyphens: \"out-put\"");
    CHECK(complaint_of("(blue stripe), D]", "(blue stripe), A (blue stripe)]") == "limiter.yaml:8:32: stands twice");
}

TEST_CASE("what goes with other kinds is refused")
{
    CHECK(complaint_of("steps: [1, 2, 3]", "steps: [1, 2], marks: [1, 2]") == "limiter.yaml:13:51: marks goes with knob, slider and trim, not with stepped");
    CHECK(complaint_of("{meter: GR}", "{meter: GR, hazard: gain}") == "limiter.yaml:15:31: hazard goes with what can be set, not with meter");
    CHECK(complaint_of("steps: [1, 2, 3], outer", "positions: [1, 2], outer") == "limiter.yaml:13:40: positions goes with toggle, not with stepped");
    CHECK(complaint_of("steps: [1, 2, 3], ", "") == "limiter.yaml:13:11: stepped needs steps");
    CHECK(complaint_of("large: true", "outer: true") == "limiter.yaml:11:71: there is no knob before it that it could be the ring of");
    CHECK(complaint_of("[20, 12, 4]", "[1, 2, 3, 4, 5, 6, 7]") == "limiter.yaml:14:35: at most 6 buttons when several may be in; here are 7");
    CHECK(complaint_of("[20, 12, 4]", "[none, 12, 4]") == "limiter.yaml:14:36: \"none\" means something else where several buttons may be in");
    CHECK(complaint_of("revisions: [A]", "revisions: [C]") == "limiter.yaml:12:77: the panel has no revision \"C\"; did you mean \"D\"?");
    CHECK(complaint_of("{meter: GR}", "{meter: GR, knob: X}") == "limiter.yaml:15:11: control needs exactly one of knob, stepped, slider, toggle, button, radio, cycle, trim, jack, note, meter");
    CHECK(complaint_of("tolerance: 1", "tolerance: -1").find("-1 is out of range 0 … 10") != std::string::npos);
    CHECK(complaint_of("size: 2U", "size: 5U") == "limiter.yaml:6:9: \"5U\" is none of 1U, 2U, 3U, 4U, 500, pedal, desk; did you mean \"1U\"?");
}

TEST_CASE("a panel, a hand and no line belong together")
{
    CHECK(complaint_of("protocol: manual", "protocol: midi") == "limiter.yaml:3:11: what has a panel is set by hand: protocol: manual");
    CHECK(complaint_of("recall: hand", "recall: dump") == "limiter.yaml:4:9: what has a panel is set by hand: recall: hand");
    CHECK(complaint_of("recall: hand\n", "") == "limiter.yaml:5:3: what has a panel is set by hand: recall: hand");
    CHECK(complaint_of("recall: hand\n", "recall: hand\nnodes: [{path: a, fields: {b: {integer: [0, 1]}}}]\n")
          == "limiter.yaml:5:8: nodes is for gear with a line; a front that is set by hand is all in panel");
    CHECK(complaint_of("recall: hand\n", "recall: hand\nmidi: {}\n") == "limiter.yaml:5:7: midi is for gear with a line; a front that is set by hand is all in panel");
    const std::string device = "profile: 1\nmodel: Desk\nsource: nobody\nnodes: [{path: a, fields: {b: {integer: [0, 1]}}}]\n";
    CHECK(complaint([&] { parse(device + "protocol: manual\n"); }) == "limiter.yaml:5:11: protocol manual needs a panel: what a person sets");
    CHECK(complaint([&] { parse(device + "protocol: osc_nodes\nrecall: hand\n"); }) == "limiter.yaml:6:9: recall: hand is for protocol: manual");
    CHECK(complaint([&] { parse("profile: 1\nmodel: Desk\nsource: nobody\nprotocol: osc_nodes\n"); }) == "limiter.yaml:1:1: missing key \"nodes\" in profile");
}

TEST_CASE("the analog example has what it says")
{
    const auto example = read_profile(recalld::testing::source_dir() + "/profiles/example-analog.yaml", "example-analog");
    CHECK(names_of(*example) == Names{"input/gain", "input/trim", "input/48-v", "input/z-in", "input/insert", "input/source", "left-eq/frequency", "left-eq/gain",
                                      "left-eq/tilt", "left-eq/shelf", "left-eq/mode", "right-eq/frequency", "right-eq/gain", "right-eq/tilt", "right-eq/shelf", "right-eq/mode"});
    CHECK(law_of(*example, "left-eq/frequency").spoken(0.9f) == "5850 Hz");
    CHECK(control(*example, "input/gain").colour == "red");
    CHECK(example->panel->quirks.size() == 1);
}
