#include "driver/scene_file.hpp"

#include "driver/scenes.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

TEST_CASE("a whole scene is read and written without a change")
{
    const auto height = GENERATE(Height::lowest, Height::middle, Height::highest);
    const auto first = write(whole_state(height));
    CHECK(first.left_out.empty());
    const auto scene = read(first.text);
    CHECK(scene.warnings == Lines{});
    const auto second = write(scene.state, scene.name, scene.note);
    CHECK(second.text == first.text);
    CHECK(second.left_out.empty());
}

TEST_CASE("whatever a console holds goes into a scene and comes back")
{
    const auto seed = GENERATE(range(1u, 6u));
    const auto first = write(any_state(seed, "x32"));
    CHECK(first.left_out.empty());
    const auto scene = read(first.text);
    CHECK(scene.warnings == Lines{});
    CHECK(write(scene.state).text == first.text);
}

TEST_CASE("a scene has every line of a console, in its order")
{
    const auto text = lines_of(write(whole_state(Height::middle)).text);
    REQUIRE(text.size() == 1 + 2117);
    const auto path = [&](std::size_t number) { return text[number].substr(0, text[number].find(' ')); };
    CHECK(path(1) == "/config/chlink");
    CHECK(path(text.size() - 1) == "/headamp/127");
    const auto place = [&](const std::string& wanted) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (path(i) == wanted) return i;
        return std::size_t{0};
    };
    const Lines order{"/config/chlink", "/config/dp48/grpname", "/ch/01/config", "/ch/01/delay", "/ch/01/preamp", "/ch/01/mix", "/ch/01/mix/01",
                      "/ch/01/mix/02", "/ch/01/mix/16", "/ch/01/grp", "/ch/01/automix", "/ch/02/config", "/ch/32/automix", "/auxin/01/config",
                      "/fxrtn/08/grp", "/bus/01/config", "/mtx/06/grp", "/main/st/config", "/main/m/config", "/dca/1", "/dca/1/config",
                      "/fx/1", "/fx/1/source", "/fx/1/par", "/fx/8/par", "/outputs/main/01", "/outputs/main/01/delay", "/outputs/main/02",
                      "/outputs/rec/02", "/headamp/000", "/headamp/127"};
    for (std::size_t i = 1; i < order.size(); ++i) {
        INFO(order[i]);
        CHECK(place(order[i - 1]) < place(order[i]));
    }
    CHECK(place("/-show/prepos") == 0);
}

TEST_CASE("every effect of a console goes into a scene and comes back")
{
    const auto height = GENERATE(Height::lowest, Height::middle, Height::highest);
    const std::string slot = GENERATE("fx/1", "fx/5");
    const auto& types = console("x32")->law_of(id_of(*console("x32"), slot + "/type"));
    for (std::int32_t type = 0; type < types.steps; ++type) {
        UnitState state("foh", console("x32"));
        state.set(id_of(*state.profile, slot + "/type"), type, Standing::confirmed);
        for (ParameterId id = id_of(*state.profile, slot + "/par/01"), end = id + 64; id < end; ++id)
            state.set(id, value_at(state.profile->law_of(id, state.selector(id)), height, ""), Standing::confirmed);
        const auto first = write(state);
        const auto scene = read(first.text);
        INFO(first.line(slot + "/par"));
        CHECK(lines_of(first.line(slot + "/par") + " ").front().size() > 64 * 2);
        CHECK(scene.warnings == Lines{});
        CHECK(write(scene.state).text == first.text);
    }
}

TEST_CASE("a scene of the small desk is read and written without a change, but for effects that its profile cannot read")
{
    const auto first = write(whole_state(Height::middle, "x-air"));
    CHECK(first.text.starts_with("#2.1# \"Night Train\" \"mix 3\" %000000000 1\n"));
    CHECK(first.left_out.size() == 4);
    CHECK(first.left_out.front() == "fx/1/par/01: 0.5000; its line ends before it");
    const auto scene = read(first.text, "x-air");
    CHECK(scene.warnings == Lines{});
    CHECK(write(scene.state).text == first.text);
    CHECK(scene.lines == 693 - 4);
}

TEST_CASE("the first line has 127 characters")
{
    const auto text = write(whole_state(Height::lowest)).text;
    CHECK(text.find('\n') == 127);
    CHECK(text.starts_with("#4.0# \"Night Train\" \"mix 3\" %000000000 1   "));
    CHECK(lines_of(write(whole_state(Height::lowest), std::string(200, 'n')).text).front().size() > 127);
}

TEST_CASE("name and note come back, but for the quotes in them")
{
    const auto [name, note, read_name, read_note] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"Night Train", "mix 3", "Night Train", "mix 3"},
        {"", "", "", ""},
        {" a ", "#4.0#", " a ", "#4.0#"},
        {"12\" version", "the \"good\" one", "12' version", "the 'good' one"},
        {"two\nlines", "tab\there", "two lines", "tab here"},
        {"Caf\xC3\xA9", "", "Caf\xC3\xA9", ""},
    }));
    const auto scene = read(write(whole_state(Height::lowest), name, note).text);
    CHECK(scene.name == read_name);
    CHECK(scene.note == read_note);
    CHECK(scene.warnings.empty());
}

TEST_CASE("headers of other versions are read, unknown ones are not")
{
    const auto [first, expected] = GENERATE(table<std::string, std::string>({
        {"#4.0# \"a\" \"b\" %000000000 1", "no error"},
        {"#4.0#", "no error"},
        {"#2.7# \"a\" \"b\" %000000000 1", "no error"},
        {"#3.1# \"a\"", "no error"},
        {"#2.1# \"a\"", "no error"},
        {"#5.0# \"a\"", "made.scn:1:1: scene version 5.0 is not one of a Behringer X32 / Midas M32 (known: 4.0 and older)"},
        {"## \"a\"", "made.scn:1:1: scene version  is not one of a Behringer X32 / Midas M32 (known: 4.0 and older)"},
        {"#4.0 \"a\"", "made.scn:1:1: this is no scene file of a Behringer X32 / Midas M32: its first line does not begin with #4.0#"},
        {"/ch/01/mix ON", "made.scn:1:1: this is no scene file of a Behringer X32 / Midas M32: its first line does not begin with #4.0#"},
        {"", "made.scn:1:1: this is no scene file of a Behringer X32 / Midas M32: its first line does not begin with #4.0#"},
    }));
    CHECK(complaint(first + "\n/ch/01/eq ON\n") == expected);
}

TEST_CASE("a header whose name cannot be read is only a warning")
{
    const auto [first, name] = GENERATE(table<std::string, std::string>({
        {"#4.0# \"open %000000000 1", ""}, {"#4.0#\"glued\" \"b\"", ""}, {"#4.0# \"a\tb\"", ""},
    }));
    const auto scene = read(first + "\n/ch/01/eq ON\n");
    CHECK(scene.warnings == Lines{"made.scn:1:1: the header's name cannot be read"});
    CHECK(scene.name == name);
    CHECK(held(scene) == "ch/01/eq/on=1");
}

TEST_CASE("a line sets the parameters of its node, assumed")
{
    const auto made = scene("/ch/17/config \"Lead Vox\" 41 BL 1\n/ch/17/mix ON  -2.3 ON +6 OFF   -oo\n");
    CHECK(held(made) == "ch/17/config/name=Lead Vox ch/17/config/icon=41 ch/17/config/color=4 ch/17/config/source=1 "
                        "ch/17/mix/on=1 ch/17/mix/fader=708 ch/17/mix/st=1 ch/17/mix/pan=53 ch/17/mix/mono=0 ch/17/mix/mlevel=0");
    CHECK(made.state.standings[id_of(*console("x32"), "ch/17/mix/on")] == Standing::assumed);
    CHECK(made.state.standings[id_of(*console("x32"), "ch/18/mix/on")] == Standing::out_of_scope);
    CHECK(made.state.unit == "foh");
    CHECK(made.lines == 2);
    CHECK(made.warnings.empty());
    CHECK(made.name == "Night Train");
    CHECK(made.note == "mix 3");
}

TEST_CASE("a partial scene is written as it was")
{
    const std::string text = "/config/chlink ON OFF\n/ch/01/mix ON\n/ch/01/mix/01 ON   0.0 +0 PRE 0\n/headamp/003 +26.5 ON\n";
    const auto written = write(scene(text).state);
    CHECK(written.text.substr(written.text.find('\n') + 1) == text);
    CHECK(written.left_out.empty());
}

TEST_CASE("line ends of other systems and lines without one are read")
{
    const std::string expected = "ch/01/eq/on=1 ch/02/eq/on=0";
    for (const std::string text : {"/ch/01/eq ON\n/ch/02/eq OFF\n", "/ch/01/eq ON\r\n/ch/02/eq OFF\r\n", "/ch/01/eq ON\n/ch/02/eq OFF",
                                   "/ch/01/eq ON   \n\n\n/ch/02/eq OFF  ", "  /ch/01/eq   ON\r\n\r\n  /ch/02/eq OFF\n"}) {
        const auto made = scene(text);
        CHECK(held(made) == expected);
        CHECK(made.warnings.size() == (text.ends_with('\n') ? 0 : 1));   // it may be cut off: there is no telling
    }
    const auto windows = read("#4.0# \"a\" \"b\" %000000000 1   \r\n/ch/01/eq ON\r\n");
    CHECK(windows.name == "a");
    CHECK(windows.warnings == Lines{});
}

TEST_CASE("an even send has a switch and a level, an odd one the pan and tap of the pair")
{
    const auto text = write(whole_state(Height::lowest));
    CHECK(text.line("ch/01/mix/01") == "/ch/01/mix/01 OFF   -oo -100 IN/LC 0");
    CHECK(text.line("ch/01/mix/02") == "/ch/01/mix/02 OFF   -oo");
    CHECK(text.line("bus/16/mix/05") == "/bus/16/mix/05 OFF   -oo -100 IN/LC 0");
    CHECK(text.line("bus/16/mix/06") == "/bus/16/mix/06 OFF   -oo");
    const auto made = scene("/ch/01/mix/02 ON   0.0 +0 PRE 0\n");
    CHECK(held(made) == "ch/01/mix/02/on=1 ch/01/mix/02/level=120");
    CHECK(made.warnings == Lines{"made.scn:2:24: more values than ch/01/mix/02 has; left out"});
}

TEST_CASE("columns are padded as a console pads them")
{
    const auto lowest = write(whole_state(Height::lowest)), highest = write(whole_state(Height::highest));
    CHECK(lowest.line("ch/01/preamp") == "/ch/01/preamp -18.0 OFF OFF 12  20");
    CHECK(highest.line("ch/01/preamp") == "/ch/01/preamp +18.0 ON ON 24 400");
    CHECK(lowest.line("ch/01/gate") == "/ch/01/gate OFF EXP2 -80.0 3.0 0 0.02    5 0");
    CHECK(highest.line("ch/01/gate") == "/ch/01/gate ON DUCK 0.0 60.0 120 2000 4000 64");
    CHECK(lowest.line("ch/01/eq/1") == "/ch/01/eq/1 LCut 20.0 -15.0  10");
    CHECK(highest.line("ch/01/eq/1") == "/ch/01/eq/1 HCut 20k00 +15.0 0.3");
    CHECK(highest.line("ch/01/mix") == "/ch/01/mix ON +10.0 ON +100 ON +10.0");
    CHECK(highest.line("ch/01/grp") == "/ch/01/grp %11111111 %111111");
    CHECK(lowest.line("ch/01/delay") == "/ch/01/delay OFF   0.3");
    CHECK(lowest.line("headamp/000") == "/headamp/000 -12.0 OFF");
    CHECK(lowest.line("config/routing") == "/config/routing REC");
}

TEST_CASE("a line under its other name is read, and written under its own")
{
    const auto made = scene("/config/routing/routswitch PLAY\n");
    CHECK(held(made) == "config/routing/routswitch=1");
    CHECK(write(made.state).line("config/routing") == "/config/routing PLAY");
}

TEST_CASE("what is said twice counts as said last")
{
    CHECK(held(scene("/ch/01/eq ON\n/ch/01/eq OFF\n")) == "ch/01/eq/on=0");
}
