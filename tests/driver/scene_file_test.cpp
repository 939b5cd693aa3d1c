#include "driver/scene_file.hpp"

#include "driver/consoles.hpp"
#include "studio/diff.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace recalld;
using namespace recalld::driver;
using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Profile;
using studio::Standing;
using studio::UnitState;
using studio::Value;

namespace {

using Lines = std::vector<std::string>;

const std::string header = "#4.0# \"Night Train\" \"mix 3\" %000000000 1\n";

Scene read(const std::string& text, const std::string& console_name = "x32")
{
    return read_scene(text, "made.scn", "foh", console(console_name));
}

/// A scene with these lines behind a sane header.
Scene scene(const std::string& lines) { return read(header + lines); }

std::string complaint(const std::string& text)
{
    try {
        read(text);
    } catch (const SceneError& error) {
        return error.what();
    }
    return "no error";
}

Lines lines_of(const std::string& text)
{
    std::istringstream stream(text);
    Lines lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

struct Written {
    std::string text;
    Lines left_out;

    /// The line of a node; empty when there is none.
    std::string line(const std::string& path) const
    {
        for (const auto& each : lines_of(text))
            if (each.starts_with("/" + path + " ")) return each;
        return {};
    }
};

Written write(const UnitState& state, const std::string& name = "Night Train", const std::string& note = "mix 3")
{
    Written written;
    written.text = write_scene(state, name, note, written.left_out);
    return written;
}

std::string spoken(const Scene& scene, const std::string& name)
{
    return scene.state.spoken(id_of(*scene.state.profile, name));
}

/// The values that a scene holds: `ch/01/mix/on=1 ch/01/mix/pan=50`
std::string held(const Scene& scene)
{
    std::string list;
    for (ParameterId id = 0; id < scene.state.values.size(); ++id)
        if (scene.state.has(id)) list += (list.empty() ? "" : " ") + (*scene.state.profile)[id].name + "=" + studio::plain(scene.state.values[id]);
    return list;
}

enum class Height { lowest, middle, highest };

Value value_at(const Law& law, Height height, const std::string& name)
{
    if (law.kind == LawKind::text) return height == Height::lowest ? std::string() : name.substr(0, static_cast<std::size_t>(law.steps));
    const auto share = height == Height::lowest ? 0.0F : height == Height::middle ? 0.5F : 1.0F;
    if (law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0)) return share;
    const auto room = std::int64_t{law.highest()} - law.lowest();
    return static_cast<std::int32_t>(law.lowest() + (height == Height::lowest ? 0 : height == Height::middle ? room / 2 : room));
}

/// A state of everything a console has, all at the same height; its effects are of the type that stands there in their lists.
UnitState whole_state(Height height, const std::string& console_name = "x32")
{
    UnitState state("foh", console(console_name));
    for (int round = 0; round < 2; ++round)   // the effects' types first
        for (ParameterId id = 0; id < state.values.size(); ++id)
            state.set(id, value_at(state.profile->law_of(id, state.selector(id)), height, (*state.profile)[id].name), Standing::confirmed);
    return state;
}

std::string complete(const std::string& parameters)
{
    std::string line = parameters;
    for (auto tokens = std::ranges::count(parameters, ' ') + 1; tokens < 64; ++tokens) line += " 0";
    return line;
}

}  // namespace

// --- a whole scene -------------------------------------------------------------------------------------------------------------

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

// --- the header ----------------------------------------------------------------------------------------------------------------

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

// --- lines ---------------------------------------------------------------------------------------------------------------------

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
        CHECK(made.warnings == Lines{});
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

// --- what is wrong in a scene --------------------------------------------------------------------------------------------------

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
    const auto made = scene(line + "\n/dca/8 ON\n");
    CHECK(made.warnings == Lines{warning});
    CHECK(held(made) == holds + (holds.empty() ? "" : " ") + "dca/8/on=1");
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
    const auto in_a_name = read(header + "/ch/01/eq ON\n/ch/02/config \"Lead");
    CHECK(held(in_a_name) == "ch/01/eq/on=1");
    CHECK(in_a_name.warnings.size() == 1);
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

// --- effects -------------------------------------------------------------------------------------------------------------------

TEST_CASE("an effect's line is read by its type and written the same")
{
    const auto [type, parameters] = GENERATE(table<std::string, std::string>({
        {"HALL", "34 1.57 60 5k74 25 -9.5 83 7k2 0.95 25 50 50"},
        {"PLAT", "32 2.11 60 6k50 30 0.0 60 7k2 1.09 211.44 20 20"},
        {"VREV", "40 3.0 100 OFF FRONT 0.0 76 11k9 1.00 0.70"},
        {"DLY", "100 842 ST 1 4/3 13 10 20k0 97 30 30 20k0"},
        {"CRS", "0.50 15 15 19.9 19.9 100 97 15k1 120 100 85"},
        {"FILT", "0.20 0 70 104.7 LP 100 TRI 90 64 12 143 60 4POL OFF"},
        {"D/RV", "240 3/4 7k6 40.0 40 +0 24 1.43 52 5k6 89 100"},
        {"FL/R", "0.41 80 2.2 25 70 -15 14 0.97 24.0 7k2 113 100"},
        {"P1A", "ON 0.0 0.0 20 0.0 0.6 0.0 12k 0.0 20k ON"},
        {"LIM", "0.0 -0.5 0 3 0.05 662 ON OFF"},
        {"ULC2", "OFF -24 -24 4.7 4.8 20 ON -24 -31 3.7 1.9 4"},
        {"EXC", "3k31 28 24 14 30 30 OFF"},
        {"DRV", "25 20 28 -6.5 55 18k7 0.0 154 0.0 4k1"},
        {"PIT2", "0 -10 5.0 100 -50 100 0 10 6.9 100 50 15k8"},
    }));
    const auto line = "/fx/1/par " + complete(parameters);
    const auto made = scene("/fx/1 " + type + "\n" + line + "\n");
    CHECK(made.warnings == Lines{});
    const auto written = write(made.state);
    CHECK(written.line("fx/1") == "/fx/1 " + type);
    CHECK(written.line("fx/1/par") == line);
    CHECK(written.left_out.empty());
}

TEST_CASE("an effect's number is kept as the wire would carry it")
{
    const auto made = scene("/fx/1 DLY\n/fx/1/par 50 1 X 3/2\n");
    const auto& state = made.state;
    CHECK(state.values[id_of(*state.profile, "fx/1/par/01")] == Value(0.5F));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/02")] == Value(0.0F));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/03")] == Value(1));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/04")] == Value(6));
    CHECK(spoken(made, "fx/1/par/04") == "3/2");
}

TEST_CASE("the slots that a type does not use are written as zeros and read as nothing")
{
    const auto made = scene("/fx/1 PIT\n/fx/1/par " + complete("0 0 5.0 52 15k8 100") + "\n");
    CHECK_FALSE(made.state.has(id_of(*console("x32"), "fx/1/par/07")));
    CHECK(made.warnings == Lines{});
}

TEST_CASE("parameters of an effect that nobody named are left out, and said so")
{
    const auto made = scene("/fx/1/par 34 1.57\n/fx/1 HALL\n");
    CHECK(made.warnings == Lines{"made.scn:2:11: fx/1/par/01: nothing says what \"34\" means; the rest of this line is left out"});
    CHECK(held(made) == "fx/1/type=0");
}

TEST_CASE("an effect's values beyond its range are taken as its end, with a warning")
{
    const auto made = scene("/fx/1 HALL\n/fx/1/par 300 1.57\n");
    CHECK(made.warnings == Lines{"made.scn:3:11: fx/1/par/01: 300 is not on the console's grid; taken as 200"});
}

TEST_CASE("without its type an effect's line is not written")
{
    auto state = whole_state(Height::middle);
    state.set(id_of(*state.profile, "fx/1/type"), 0, Standing::unknown);
    const auto written = write(state);
    CHECK(written.line("fx/1/par").empty());
    CHECK(written.left_out == Lines{"fx/1/type: silent; its line ends before it", "fx/1/par/01: 0.5000; its line ends before it"});
}

// --- what a state does not hold ------------------------------------------------------------------------------------------------

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

// --- people's words ------------------------------------------------------------------------------------------------------------

TEST_CASE("two scenes differ in the words of the studio")
{
    const auto before = scene("/ch/17/config \"Lead Vox\" 41 BL 1\n/ch/17/mix/09 ON -14.0 +0 POST 0\n/ch/17/eq/1 PEQ 1k02 +0.00 2.0\n"
                              "/headamp/016 +26.5 ON\n/fx/2 HALL\n/fx/2/par 34 1.57\n/main/st/mix ON   0.0 +0\n");
    const auto after = scene("/ch/17/config \"Lead Vox\" 41 BL 1\n/ch/17/mix/09 ON -11.0 +0 PRE 0\n/ch/17/eq/1 PEQ 1k02 +3.00 2.0\n"
                             "/headamp/016 +26.5 OFF\n/fx/2 DLY\n/fx/2/par 34 842\n/main/st/mix ON -10.0 +0\n");
    Lines sentences;
    for (const auto& difference : studio::diff(before.state, after.state)) sentences.push_back(difference.sentence());
    CHECK(sentences == Lines{R"(ch 17 "Lead Vox": eq 1 gain 0.00 dB -> +3.00 dB)",
                             R"(main LR: fader 0.0 dB -> -10.0 dB)",
                             R"(ch 17 "Lead Vox": send to bus 9 -14.0 dB -> -11.0 dB)",
                             R"(ch 17 "Lead Vox": send to bus 9 tap POST -> PRE)",
                             "fx 2: type HALL -> DLY",
                             "fx 2: mix 34 ms -> 34%",
                             "fx 2: time 1.57 s -> 842 ms",
                             "local input 17: 48 V ON -> OFF"});
}
