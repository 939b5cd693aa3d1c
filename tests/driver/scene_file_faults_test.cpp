#include "driver/scene_file.hpp"

#include "driver/scenes.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

TEST_CASE("a bad token leaves the rest of its line out, and says where")
{
    const auto [line, holds, warning] = GENERATE(table<std::string, std::string, std::string>({
        {"/ch/01/mix ON LOUD ON +0", "ch/01/mix/on=1",
         "made.scn:2:15: \"LOUD\" does not fit ch/01/mix/fader (-oo dB … +10.0 dB); the rest of this line is left out"},
        {"/ch/01/eq/1 Notch 1k00 +0.00 2.0", "",
         "made.scn:2:13: \"Notch\" does not fit ch/01/eq/1/type (one of LCut, LShv, PEQ, VEQ, HShv, HCut); the rest of this line is left out"},
        {"/ch/01/dyn ON COMP PEAK LIN -20.0 4 2", "ch/01/dyn/on=1 ch/01/dyn/mode=0 ch/01/dyn/det=0 ch/01/dyn/env=0 ch/01/dyn/thr=80",
         "made.scn:2:35: \"4\" does not fit ch/01/dyn/ratio (one of 1.1, 1.3, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10, 20, 100); the rest of "
         "this line is left out"},
        {"/ch/01/config \"Vox\" x BL 1", "ch/01/config/name=Vox",
         "made.scn:2:21: \"x\" does not fit ch/01/config/icon (1 … 74); the rest of this line is left out"},
        {"/ch/01/grp %0000002 %000000", "",
         "made.scn:2:12: \"%0000002\" does not fit ch/01/grp/dca (8 bits, such as %00000000); the rest of this line is left out"},
        {"/ch/01/mix  ON  -oo  ON -oo", "ch/01/mix/on=1 ch/01/mix/fader=0 ch/01/mix/st=1",
         "made.scn:2:25: \"-oo\" does not fit ch/01/mix/pan (-100 … +100); the rest of this line is left out"},
    }));
    const auto made = scene(line + "\n/dca/8 ON   -oo\n");
    CHECK(made.warnings == Lines{warning});
    CHECK(held(made) == holds + (holds.empty() ? "" : " ") + "dca/8/on=1 dca/8/fader=0");
}

TEST_CASE("a value that a parameter does not hold is left out alone")
{
    const auto [line, holds, warning] = GENERATE(table<std::string, std::string, std::string>({
        {"/ch/01/config \"Vox\" 0 BL 1", "ch/01/config/name=Vox ch/01/config/color=4 ch/01/config/source=1",
         "made.scn:2:21: \"0\" is not what ch/01/config/icon holds (1 … 74); left out"},
        {"/ch/01/config \"A name too long\" 41 BL 1", "ch/01/config/icon=41 ch/01/config/color=4 ch/01/config/source=1",
         "made.scn:2:16: \"A name too long\" is not what ch/01/config/name holds (at most 12 characters); left out"},
        {"/ch/01/grp %100000000 %000001", "ch/01/grp/mute=1",
         "made.scn:2:12: \"%100000000\" is not what ch/01/grp/dca holds (8 bits, such as %00000000); left out"},
    }));
    const auto made = scene(line + "\n");
    CHECK(made.warnings == Lines{warning});
    CHECK(held(made) == holds);
}

TEST_CASE("a number off the grid is taken as the next one, with a warning")
{
    const auto made = scene("/ch/01/eq/1 PEQ 4k50 +3.10 2.0\n");
    CHECK(made.warnings == Lines{"made.scn:2:17: ch/01/eq/1/f: 4k50 is not on the console's grid; taken as 4k52",
                                 "made.scn:2:22: ch/01/eq/1/g: +3.10 is not on the console's grid; taken as +3.00"});
    CHECK(spoken(made, "ch/01/eq/1/g") == "+3.00 dB");
}

TEST_CASE("the same number in another form is no warning")
{
    const auto made = scene("/ch/01/mix ON -0.0 ON 6 OFF 0.0\n/ch/01/gate ON GATE -30.0 20.0 12 50.24 151 0\n/headamp/000 26.5 OFF\n"
                            "/ch/01/eq/1 Lcut 4k37 -10.75 2.0\n");
    CHECK(made.warnings == Lines{});
    CHECK(spoken(made, "ch/01/gate/hold") == "50.2 ms");
    CHECK(spoken(made, "headamp/000/gain") == "+26.5 dB");
    CHECK(spoken(made, "ch/01/mix/fader") == "0.0 dB");
}

TEST_CASE("an unknown or broken line is left out, and says where")
{
    const auto [line, warning] = GENERATE(table<std::string, std::string>({
        {"/ch/33/mix ON", "made.scn:2:1: /ch/33/mix is not a line of a Behringer X32 / Midas M32; left out"},
        {"  /ch/33 ON", "made.scn:2:3: /ch/33 is not a line of a Behringer X32 / Midas M32; left out"},
        {"/ch/01/mix/fader 0.0", "made.scn:2:1: /ch/01/mix/fader is not a line of a Behringer X32 / Midas M32; left out"},
        {"# a comment", "made.scn:2:1: # is not a line of a Behringer X32 / Midas M32; left out"},
        {"/", "made.scn:2:1: / is not a line of a Behringer X32 / Midas M32; left out"},
        {"/" + std::string(5000, 'x'), "made.scn:2:1: /" + std::string(63, 'x') + " is not a line of a Behringer X32 / Midas M32; left out"},
        {"/-show/prepos 3", "made.scn:2:1: /-show/prepos is not a line of a Behringer X32 / Midas M32; left out"},
    }));
    const auto made = scene(line + "\n/ch/02/eq ON\n");
    CHECK(made.warnings == Lines{warning});
    CHECK(held(made) == "ch/02/eq/on=1");
    CHECK(made.lines == 1);
}

TEST_CASE("a line that cannot be taken apart is left out")
{
    for (const auto& line : Lines{"/ch/01/config \"open 41 BL 1", "/ch/01/config \"a\"b 41", "/ch/01/eq\tON", std::string("/ch/01/eq \0", 11)}) {
        const auto made = scene(line + "\n/ch/02/eq ON\n");
        REQUIRE(made.warnings.size() == 1);
        CHECK(made.warnings[0].starts_with("made.scn:2:1: "));
        CHECK(made.warnings[0].ends_with(": the line is left out"));
        CHECK(held(made) == "ch/02/eq/on=1");
    }
}

TEST_CASE("lines with fewer values than their node are told once, all together, at the end")
{
    const auto [lines, warnings] = GENERATE(table<std::string, Lines>({
        {"/ch/01/mix ON\n", {"made.scn:2: this line has fewer values than a Behringer X32 / Midas M32 holds there; what is lacking is left as it is"}},
        {"/ch/01/eq ON\n/ch/01/mix/01 ON   0.0 +0 PRE\n\n/ch/01/mix ON -oo\n/headamp/003 +26.5\n",   // no panFollow: an older firmware's
         {"made.scn:3: 3 lines, this one first, have fewer values than a Behringer X32 / Midas M32 holds there; what is lacking is left as it is"}},
        {"/dca/1\n", {"made.scn:2: this line has fewer values than a Behringer X32 / Midas M32 holds there; what is lacking is left as it is"}},
        {"/ch/01/mix ON LOUD\n/ch/09/mix/02 ON\n",   // what is broken was told by itself
         {"made.scn:2:15: \"LOUD\" does not fit ch/01/mix/fader (-oo dB … +10.0 dB); the rest of this line is left out",
          "made.scn:3: this line has fewer values than a Behringer X32 / Midas M32 holds there; what is lacking is left as it is"}},
        {"/fx/1 PIT\n/fx/1/par 0 0 5.0 52 15k8 100\n", {}},   // a pitch effect has no more
        {"/fx/1 PIT\n/fx/1/par 0 0 5.0 52 15k8\n",
         {"made.scn:3: this line has fewer values than a Behringer X32 / Midas M32 holds there; what is lacking is left as it is"}},
        {"/ch/01/mix ON   -oo ON +0 OFF   -oo\n/ch/01/mix/02 ON   -oo\n", {}},
    }));
    CHECK(scene(lines).warnings == warnings);
}

TEST_CASE("a whole scene of an older firmware has one warning, and holds all but what that firmware lacks")
{
    auto state = whole_state(Height::middle);
    std::size_t lacking = 0;
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if ((*state.profile)[id].name.ends_with("/panFollow")) {
            state.standings[id] = Standing::not_exposed;
            ++lacking;
        }
    REQUIRE(lacking > 200);
    const auto made = read(write(state).text);
    REQUIRE(made.warnings.size() == 1);
    CHECK_THAT(made.warnings[0], Catch::StartsWith("made.scn:") && Catch::Contains(": " + std::to_string(lacking) + " lines, this one first, "));
    CHECK(made.state.standings[id_of(*state.profile, "ch/01/mix/01/panFollow")] == Standing::out_of_scope);
    CHECK(made.state.standings[id_of(*state.profile, "ch/01/mix/01/type")] == Standing::assumed);
}

TEST_CASE("short lines are told even where warnings end")
{
    std::string many = "/ch/01/mix ON\n";
    for (int i = 0; i < 1000; ++i) many += "/nothing\n";
    const auto made = scene(many);
    CHECK(made.warnings.size() == 202);
    CHECK_THAT(made.warnings.back(), Catch::StartsWith("made.scn:2: this line has fewer values"));
}

TEST_CASE("more values than a line has are left out")
{
    CHECK(scene("/ch/01/eq ON OFF ON\n").warnings == Lines{"made.scn:2:14: more values than ch/01/eq has; left out"});
    std::string many = "/fx/1 HALL\n/fx/1/par";
    for (int i = 0; i < 64; ++i) many += " 10";
    CHECK(scene(many + " 0\n").warnings.back().ends_with("more values than fx/1/par has; left out"));
    for (int i = 0; i < 300; ++i) many += " 0";
    CHECK(scene(many + "\n").warnings.size() == 1);   // nobody writes 256 values
}

TEST_CASE("warnings end somewhere")
{
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "/nothing\n";
    const auto made = scene(many + "/ch/01/eq ON\n");
    CHECK(made.warnings.size() == 201);
    CHECK(made.warnings.back() == "… and more");
}

TEST_CASE("a file cut off anywhere holds what it still says, or is refused")
{
    const std::string text = header + "/ch/01/config \"Lead Vox\" 41 BL 1\n/ch/01/eq ON\n";
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto cut = text.substr(0, size);
        if (complaint(cut) == "no error") CHECK(held(read(text)).starts_with(held(read(cut)).substr(0, 20)));
        else CHECK(size < text.find(" 41"));
    }
    const auto in_a_number = read(text.substr(0, text.find("41") + 1));
    CHECK(held(in_a_number) == "ch/01/config/name=Lead Vox ch/01/config/icon=4");
    CHECK_THAT(in_a_number.warnings.back(), Catch::Matchers::Contains("may be cut off"));
    const auto in_a_name = read(header + "/ch/01/eq ON\n/ch/02/config \"Lead");
    CHECK(held(in_a_name) == "ch/01/eq/on=1");
    CHECK(in_a_name.warnings.size() == 2);
}

TEST_CASE("what is no scene at all is refused")
{
    CHECK(complaint("") == "made.scn: no line of it is a setting of a Behringer X32 / Midas M32");
    CHECK(complaint(header) == "made.scn: no line of it is a setting of a Behringer X32 / Midas M32");
    CHECK(complaint(header + "/nothing\n") == "made.scn: no line of it is a setting of a Behringer X32 / Midas M32");
    CHECK(complaint(std::string(4096, '\0')).starts_with("made.scn:1:1: this is no scene file"));
    CHECK(complaint("\x7F" "ELF\x02\x01\x01\n\xFF\xFE\n").starts_with("made.scn:1:1: this is no scene file"));
    CHECK(complaint(header + std::string(1000, '\xFF') + "\n" + std::string(64, '\0') + "\n") != "no error");
    CHECK(complaint("PK\x03\x04").starts_with("made.scn:1:1: this is no scene file"));
}

TEST_CASE("17 MB are no scene")
{
    const std::string huge(17u << 20, '\n');
    CHECK(complaint(header + huge) == "made.scn: 17 MB is too large for a scene file (most: 16 MB)");
}

TEST_CASE("a unit without scene files has none")
{
    auto plain = std::make_shared<Profile>();
    plain->model = "Preamp";
    CHECK_THROWS_WITH(read_scene(header, "made.scn", "pre", plain), "made.scn: Preamp has no scene files");
}

TEST_CASE("a line ends before its first unknown value, and that is said")
{
    auto state = whole_state(Height::lowest);
    state.set(id_of(*state.profile, "ch/01/mix/st"), 0, Standing::unknown);
    state.set(id_of(*state.profile, "ch/02/mix/on"), 0, Standing::unknown);
    const auto written = write(state);
    CHECK(written.line("ch/01/mix") == "/ch/01/mix OFF   -oo");
    CHECK(written.line("ch/02/mix").empty());
    CHECK(written.left_out == Lines{"ch/01/mix/st: silent; its line ends before it", "ch/02/mix/on: silent; its line ends before it"});
}

TEST_CASE("what nobody asked for is no loss, what stands behind it is")
{
    UnitState state("foh", console("x32"));
    std::ranges::fill(state.standings, Standing::out_of_scope);
    CHECK(write(state).left_out.empty());
    CHECK(lines_of(write(state).text).size() == 1);
    state.set(id_of(*state.profile, "ch/01/mix/fader"), 767, Standing::confirmed);
    CHECK(write(state).left_out == Lines{"ch/01/mix/on: not captured; its line ends before it"});
    state.set(id_of(*state.profile, "ch/01/mix/on"), 1, Standing::confirmed);
    CHECK(write(state).left_out.empty());
    CHECK(write(state).line("ch/01/mix") == "/ch/01/mix ON   0.0");
}

TEST_CASE("what this firmware does not have ends a line without a word")
{
    auto state = whole_state(Height::lowest);
    state.set(id_of(*state.profile, "ch/01/mix/01/panFollow"), 0, Standing::not_exposed);
    state.set(id_of(*state.profile, "config/dp48/scope"), 0, Standing::not_exposed);
    state.set(id_of(*state.profile, "config/dp48/broadcast"), 0, Standing::not_exposed);
    state.set(id_of(*state.profile, "config/dp48/aesAB"), 0, Standing::not_exposed);
    const auto written = write(state);
    CHECK(written.line("ch/01/mix/01") == "/ch/01/mix/01 OFF   -oo -100 IN/LC");
    CHECK(written.line("config/dp48").empty());
    CHECK(written.left_out.empty());
}

TEST_CASE("a value that no law can print ends its line, and that is said")
{
    const auto [name, value, left_out] = GENERATE(table<std::string, Value, std::string>({
        {"ch/01/mix/on", 7, "ch/01/mix/on: 7"},
        {"ch/01/mix/on", 0.5F, "ch/01/mix/on: 0.5000"},
        {"ch/01/mix/fader", 1024, "ch/01/mix/fader: +10.0 dB"},
        {"ch/01/mix/fader", std::string("x"), "ch/01/mix/fader: \"x\""},
        {"ch/01/config/name", 3, "ch/01/config/name: 3"},
        {"ch/01/grp/dca", 256, "ch/01/grp/dca: none"},
        {"fx/1/par/02", 3, "fx/1/par/02: 3"},
    }));
    auto state = whole_state(Height::lowest);
    state.set(id_of(*state.profile, name), value, Standing::confirmed);
    CHECK(write(state).left_out == Lines{left_out + "; its line ends before it"});
}

TEST_CASE("a whole number beyond its range is written as the device said it")
{
    auto state = whole_state(Height::lowest);
    state.set(id_of(*state.profile, "ch/01/config/icon"), 0, Standing::confirmed);
    CHECK(write(state).line("ch/01/config") == "/ch/01/config \"\" 0 OFF 0");
}
