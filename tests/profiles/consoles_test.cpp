#include "load/profile_yaml.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

using namespace recalld;
using studio::Hazard;
using studio::Law;
using studio::LawKind;
using studio::no_parameter;
using studio::Parameter;
using studio::ParameterId;
using studio::Profile;
using studio::Section;
using studio::Stage;
using studio::Value;

namespace {

const Profile& console(const std::string& name)
{
    static std::map<std::string, std::shared_ptr<const Profile>> profiles;
    auto& profile = profiles[name];
    const std::string folder = recalld::testing::source_dir() + "/profiles/consoles/";
    if (!profile) profile = load::read_profile(folder + name + ".yaml", "consoles/" + name);
    return *profile;
}

const Profile& x32() { return console("x32"); }
const Profile& x_air() { return console("x-air"); }

ParameterId id_of(const Profile& profile, const std::string& name)
{
    const auto id = profile.find(name);
    INFO(name);
    REQUIRE(id);
    return *id;
}

const Parameter& parameter(const Profile& profile, const std::string& name) { return profile[id_of(profile, name)]; }

std::string name_of(const Profile& profile, ParameterId id) { return id == no_parameter ? "" : profile[id].name; }

std::string first_segment(const std::string& path) { return path.substr(0, path.find('/')); }

std::vector<std::string> words_in(const std::string& list)
{
    std::istringstream stream(list);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// `mix/01` … `mix/16`
std::string numbered(const std::string& path, int from, int to, std::size_t width)
{
    std::string list;
    for (int n = from; n <= to; ++n) {
        const std::string digits = std::to_string(n);
        list += ' ' + path + std::string(width - std::min(digits.size(), width), '0') + digits;
    }
    return list;
}

/// What a strip's lines are called, in the order of a scene file; `.` is the strip itself.
struct Lines {
    std::string strips;
    std::string lines;
};

std::vector<std::string> paths_of(const Lines& expected)
{
    std::vector<std::string> paths;
    for (const std::string& strip : words_in(expected.strips))
        for (const std::string& line : words_in(expected.lines))
            paths.push_back(line == "." ? strip : strip + "/" + line);
    return paths;
}

void check_in_order(const Profile& profile, const std::vector<std::string>& paths)
{
    std::uint32_t last = 0;
    for (const std::string& path : paths) {
        const auto node = profile.find_node(path);
        INFO(path);
        REQUIRE(node);
        CHECK(*node >= last);
        CHECK(profile.nodes[*node].in_scene);
        last = *node;
    }
}

/// Nodes and parameters below the first word of their paths.
struct Group {
    std::string name;
    int nodes;
    int parameters;
};

void check_groups(const Profile& profile, const std::vector<Group>& expected)
{
    std::map<std::string, std::pair<int, int>> counts;
    for (const auto& node : profile.nodes) {
        auto& [nodes, parameters] = counts[first_segment(node.path)];
        nodes += 1;
        parameters += node.count;
    }
    CHECK(counts.size() == expected.size());
    for (const Group& group : expected) {
        INFO(group.name);
        CHECK(counts[group.name].first == group.nodes);
        CHECK(counts[group.name].second == group.parameters);
    }
}

auto lines_of(const Profile& profile)
{
    return std::count_if(profile.nodes.begin(), profile.nodes.end(), [](const auto& node) { return node.in_scene; });
}

void check_grid(const Law& law)
{
    for (const int step : {0, (law.steps - 1) / 2, law.steps - 1}) {
        INFO(law.name << " step " << step << ": " << law.spoken(step));
        CHECK(law.step_of(static_cast<double>(law.wire(step))) == step);
        const auto parsed = law.parse(law.spoken(step));
        REQUIRE(parsed);
        CHECK(law.spoken(*parsed) == law.spoken(step));
    }
}

void check_positions(const Law& law)
{
    for (const float position : {0.0F, 0.5F, 1.0F}) {
        const std::string spoken = law.spoken(position);
        INFO(law.name << " at " << position << ": " << spoken);
        const auto parsed = law.parse(spoken);
        REQUIRE(parsed);
        CHECK(law.spoken(*parsed) == spoken);
    }
}

void check_numbers(const Law& law)
{
    for (std::int32_t native = law.lowest(); native <= law.highest(); ++native) {
        INFO(law.name << " " << native << ": " << law.spoken(native));
        CHECK(law.holds(native));
        CHECK(law.parse(law.spoken(native)) == std::optional<Value>(native));
    }
    CHECK_FALSE(law.holds(law.lowest() - 1));
    CHECK_FALSE(law.holds(law.highest() + 1));
}

std::string filled(int length, char with) { return std::string(static_cast<std::size_t>(length), with); }

void check_law(const Law& law)
{
    switch (law.kind) {
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return law.steps > 0 ? check_grid(law) : check_positions(law);
        case LawKind::choice:
        case LawKind::integer: return check_numbers(law);
        case LawKind::bits: CHECK(law.parse("%" + filled(law.steps, '1')) == Value(law.highest())); return;
        case LawKind::text: CHECK(law.holds(filled(law.steps, 'x'))); return;
        case LawKind::raw: CHECK(law.parse("0.25")); return;
        case LawKind::blob: CHECK(law.parse("F0 01 F7") == Value("F001F7")); return;
        case LawKind::dial: CHECK(law.parse("12:00") == Value(0.5f)); return;
    }
}

auto with_hazard(const Profile& profile, Hazard hazard)
{
    const auto has = [&](const Parameter& each) { return each.hazard == hazard; };
    return std::count_if(profile.parameters.begin(), profile.parameters.end(), has);
}

}  // namespace

TEST_CASE("the desk has as many lines and parameters as its scene files, and its safes")
{
    // 31 lines of config, and no grp in mtx and main, before firmware 4.
    check_groups(x32(), {{"config", 31 + 6, 322}, {"ch", 32 * 32, 4032}, {"auxin", 8 * 25, 696}, {"fxrtn", 8 * 24, 672},
                         {"bus", 16 * 19, 1248}, {"mtx", 6 * 14, 318}, {"main", 2 * 19, 147}, {"dca", 8 * 2, 40},
                         {"fx", 8 * 2 + 4, 528}, {"outputs", 16 * 2 + 6 + 16 * 2 + 2 + 2 + 1, 222}, {"headamp", 128, 256},
                         {"-show", 2, 12}, {"-ha", 40, 40}, {"-stat", 3, 82}});
    const auto is_new = [](const auto& node) { return node.optional && node.in_scene; };
    const auto added = std::count_if(x32().nodes.begin(), x32().nodes.end(), is_new);
    CHECK(added == 2 + 4 + 6 + 2);
    CHECK(lines_of(x32()) == 2103 + added);
}

TEST_CASE("every line of a scene file is there, in its order")
{
    const std::string sends = numbered("mix/", 1, 16, 2);
    const std::string four = numbered("eq/", 1, 4, 1);
    const std::string six = numbered("eq/", 1, 6, 1);
    const std::string matrix = numbered("mix/", 1, 6, 2);
    const Lines expected = GENERATE_COPY(
        Lines{"config", "chlink auxlink fxlink buslink mtxlink mute linkcfg mono solo talk talk/A talk/B osc "
                        "userrout/out userrout/in routing/routswitch routing/IN routing/AES50A routing/AES50B "
                        "routing/CARD routing/OUT routing/PLAY "
                        "userctrl/A userctrl/A/enc userctrl/A/btn userctrl/B userctrl/B/enc userctrl/B/btn "
                        "userctrl/C userctrl/C/enc userctrl/C/btn tape amixenable "
                        "dp48 dp48/assign dp48/link dp48/grpname"},
        Lines{numbered("ch/", 1, 32, 2),
              "config delay preamp gate gate/filter dyn dyn/filter insert eq" + four + " mix" + sends + " grp automix"},
        Lines{numbered("auxin/", 1, 8, 2), "config preamp eq" + four + " mix" + sends + " grp"},
        Lines{numbered("fxrtn/", 1, 8, 2), "config eq" + four + " mix" + sends + " grp"},
        Lines{numbered("bus/", 1, 16, 2), "config dyn dyn/filter insert eq" + six + " mix" + matrix + " grp"},
        Lines{numbered("mtx/", 1, 6, 2), "config preamp dyn dyn/filter insert eq" + six + " mix grp"},
        Lines{"main/st main/m", "config dyn dyn/filter insert eq" + six + " mix" + matrix + " grp"},
        Lines{numbered("dca/", 1, 8, 1), ". config"},
        Lines{numbered("fx/", 1, 4, 1), ". source par"},
        Lines{numbered("fx/", 5, 8, 1), ". par"},
        Lines{numbered("outputs/main/", 1, 16, 2), ". delay"},
        Lines{numbered("outputs/aux/", 1, 6, 2), "."},
        Lines{numbered("outputs/p16/", 1, 16, 2), ". iQ"},
        Lines{"outputs/aes/01 outputs/aes/02 outputs/rec/01 outputs/rec/02", "."},
        Lines{numbered("headamp/", 0, 127, 3), "."});
    for (const std::string& strip : words_in(expected.strips)) check_in_order(x32(), paths_of({strip, expected.lines}));
}

TEST_CASE("groups of lines come in the order of a scene file")
{
    check_in_order(x32(), words_in("config/chlink ch/01/config auxin/01/config fxrtn/01/config bus/01/config "
                                   "mtx/01/config main/st/config main/m/config dca/1 fx/1 outputs/main/01 "
                                   "outputs/aux/01 outputs/p16/01 outputs/aes/01 outputs/rec/01 headamp/000"));
}

TEST_CASE("the small desk has the lines that third-party tools know")
{
    check_groups(x_air(), {{"config", 7, 33}, {"ch", 16 * 25, 16 * 97}, {"rtn", 5 * 19, 5 * 61},
                           {"bus", 6 * 14, 6 * 84}, {"fxsend", 4 * 3, 24}, {"lr", 13, 80}, {"dca", 4 * 2, 16},
                           {"fx", 4 * 2, 264}, {"routing", 2 + 6 + 16 + 18, 82}, {"headamp", 24, 40}, {"-snap", 1, 2}});
    CHECK(lines_of(x_air()) == 693);
}

TEST_CASE("what a console's law says, it understands")
{
    const std::string name = GENERATE("x32", "x-air");
    for (const Law& law : console(name).laws) check_law(law);
}

TEST_CASE("every parameter of a console has words and a strip")
{
    const Profile& profile = console(GENERATE("x32", "x-air"));
    std::set<std::pair<std::uint32_t, std::string>> spoken;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id) {
        const Parameter& each = profile[id];
        INFO(each.name << ": " << profile.words_of(id));
        CHECK_FALSE(profile.words_of(id).empty());
        CHECK((each.strip == 0) == (each.name.starts_with("config/") || each.name.starts_with("-")));
        CHECK(spoken.emplace(each.strip, profile.words_of(id)).second);  // two controls of a strip have two names
    }
}

TEST_CASE("people read the words of the desk")
{
    const auto [name, strip, words] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/17/mix/09/level", "ch 17", "send to bus 9"}, {"ch/17/mix/09/pan", "ch 17", "send to bus 9 pan"},
        {"auxin/03/eq/1/g", "aux 3", "eq 1 gain"}, {"fxrtn/02/mix/pan", "fx return 2", "pan"},
        {"bus/09/dyn/ratio", "bus 9", "compressor ratio"}, {"ch/01/gate/thr", "ch 1", "gate threshold"},
        {"ch/01/preamp/hpf", "ch 1", "low cut frequency"}, {"mtx/04/mix/fader", "matrix 4", "fader"},
        {"main/st/mix/on", "main LR", "on switch"}, {"main/m/mix/05/on", "mono/centre", "send to matrix 5 on switch"},
        {"dca/2/fader", "DCA 2", "fader"}, {"fx/1/source/l", "fx 1", "source left"},
        {"fx/5/par/07", "fx 5", "parameter 7"},
        {"outputs/main/05/src", "output 5", "source"}, {"outputs/aux/02/pos", "aux output 2", "tap"},
        {"outputs/p16/07/iQ/model", "P16 output 7", "iQ model"}, {"outputs/aes/01/invert", "AES output 1", "polarity"},
        {"outputs/rec/02/src", "recorder R", "source"}, {"headamp/008/gain", "local input 9", "head-amp gain"},
        {"headamp/034/phantom", "AES50A input 3", "48 V"}, {"headamp/082/gain", "AES50B input 3", "head-amp gain"},
        {"config/chlink/3-4", "desk", "link channels 3-4"}, {"config/mute/2", "desk", "mute group 2"},
        {"config/userrout/in/08", "desk", "user in 8"}, {"config/routing/IN/9-16", "desk", "inputs 9-16"},
    }));
    const ParameterId id = id_of(x32(), name);
    CHECK(x32().words_of(id) == words);
    CHECK(x32().strips[x32()[id].strip].words == strip);
}

TEST_CASE("people read the values of the desk")
{
    const auto [name, native, spoken] = GENERATE(table<std::string, std::int32_t, std::string>({
        {"ch/01/mix/fader", 0, "-oo dB"}, {"ch/01/mix/fader", 1023, "+10.0 dB"}, {"ch/01/mix/01/level", 120, "0.0 dB"},
        {"ch/01/mix/pan", 0, "-100"}, {"ch/01/eq/1/f", 200, "20.00 kHz"}, {"ch/01/eq/1/f", 113, "990.9 Hz"},
        {"ch/01/eq/1/q", 0, "10"}, {"ch/01/eq/1/q", 71, "0.3"}, {"ch/01/dyn/ratio", 6, "4.0"},
        {"ch/01/delay/time", 0, "0.3 ms"},
        {"ch/01/gate/hold", 100, "2000 ms"}, {"ch/01/config/source", 39, "USB L"}, {"ch/01/dyn/keysrc", 64, "Bus 16"},
        {"config/userrout/in/08", 8, "Local 8"}, {"config/userrout/in/09", 44, "AES50A 12"},
        {"config/userrout/out/01", 176, "Output 8"}, {"outputs/main/01/src", 6, "Bus 3"},
        {"outputs/p16/01/src", 26, "Ch 1"}, {"config/routing/OUT/9-12", 20, "OUT1-4"},
        {"config/routing/OUT/13-16", 35, "UIN29-32"}, {"config/routing/AES50A/41-48", 31, "UOUT41-48"},
        {"config/routing/IN/AUX", 10, "CARD1-2"}, {"config/osc/dest", 18, "L+R"}, {"fx/1/type", 60, "PIT"},
        {"fx/5/type", 33, "SUB"},
        {"headamp/000/gain", 77, "+26.5 dB"}, {"main/st/eq/1/type", 13, "LR24"}, {"ch/01/mix/01/type", 2, "EQ->"},
    }));
    INFO(name);
    CHECK(x32().law_of(id_of(x32(), name)).spoken(native) == spoken);
}

TEST_CASE("what can hurt asks first, and stands in its stage")
{
    const auto [name, section, stage, hazard] = GENERATE(table<std::string, Section, Stage, Hazard>({
        {"config/buslink/3-4", Section::links, Stage::links, Hazard::link},
        {"config/linkcfg/eq", Section::links, Stage::links, Hazard::link},
        {"config/mute/1", Section::mutegroups, Stage::mutes, Hazard::mutegroup},
        {"config/solo/level", Section::monitor, Stage::outputs, Hazard::monitor},
        {"config/talk/A/destmap", Section::talkback, Stage::outputs, Hazard::talkback},
        {"config/osc/level", Section::oscillator, Stage::outputs, Hazard::oscillator},
        {"config/userrout/in/01", Section::routing, Stage::routing, Hazard::routing},
        {"config/routing/routswitch", Section::routing, Stage::routing, Hazard::routing},
        {"config/routing/OUT/1-4", Section::routing, Stage::routing, Hazard::routing},
        {"config/dp48/assign/01", Section::routing, Stage::routing, Hazard::routing},
        {"config/userctrl/A/btn/5", Section::user, Stage::processing, Hazard::none},
        {"config/tape/gainL", Section::recorder, Stage::processing, Hazard::none},
        {"ch/01/config/name", Section::config, Stage::processing, Hazard::none},
        {"ch/01/config/source", Section::routing, Stage::routing, Hazard::routing},
        {"ch/01/preamp/trim", Section::preamp, Stage::processing, Hazard::none},
        {"ch/01/mix/on", Section::mix, Stage::mutes, Hazard::unmute},
        {"ch/01/mix/fader", Section::mix, Stage::faders, Hazard::none},
        {"ch/01/mix/01/on", Section::sends, Stage::sends, Hazard::none},
        {"main/st/mix/fader", Section::mix, Stage::faders, Hazard::level},
        {"mtx/06/mix/on", Section::mix, Stage::mutes, Hazard::unmute},
        {"dca/8/on", Section::mix, Stage::mutes, Hazard::unmute},
        {"fx/1/type", Section::fx, Stage::fx_type, Hazard::none},
        {"fx/1/par/64", Section::fx, Stage::fx, Hazard::none},
        {"outputs/main/01/src", Section::outputs, Stage::outputs, Hazard::routing},
        {"outputs/main/01/delay/time", Section::outputs, Stage::outputs, Hazard::none},
        {"headamp/127/gain", Section::headamp, Stage::preamp, Hazard::gain},
        {"headamp/127/phantom", Section::headamp, Stage::phantom, Hazard::phantom},
    }));
    const Parameter& each = parameter(x32(), name);
    INFO(name);
    CHECK(each.section == section);
    CHECK(each.stage == stage);
    CHECK(each.hazard == hazard);
}

TEST_CASE("no dangerous control of a kind is forgotten")
{
    CHECK(with_hazard(x32(), Hazard::gain) == 128);
    CHECK(with_hazard(x32(), Hazard::phantom) == 128);
    CHECK(with_hazard(x32(), Hazard::unmute) == 32 + 8 + 8 + 16 + 6 + 2 + 8);
    CHECK(with_hazard(x32(), Hazard::level) == 6 + 2);
    CHECK(with_hazard(x32(), Hazard::link) == 16 + 4 + 4 + 8 + 3 + 4);
    CHECK(with_hazard(x32(), Hazard::mutegroup) == 6);
    CHECK(with_hazard(x32(), Hazard::monitor) == 17);
    CHECK(with_hazard(x32(), Hazard::talkback) == 2 + 2 * 4);
    CHECK(with_hazard(x32(), Hazard::oscillator) == 7);
    const int banks = 1 + 5 + 6 + 6 + 4 + 4 + 5;
    const int outputs = (16 + 6 + 16 + 2) * 3 + 2 * 3;
    CHECK(with_hazard(x32(), Hazard::routing) == banks + (48 + 32) + (3 + 48 + 24) + (32 + 8) + outputs);
    CHECK(with_hazard(x_air(), Hazard::gain) == 24);
    CHECK(with_hazard(x_air(), Hazard::phantom) == 16);
    CHECK(with_hazard(x_air(), Hazard::unmute) == 16 + 5 + 6 + 4 + 1 + 4);
    CHECK(with_hazard(x_air(), Hazard::level) == 1);
}

TEST_CASE("what is only told is never written")
{
    const Profile& profile = console(GENERATE("x32", "x-air"));
    for (const Parameter& each : profile.parameters) {
        INFO(each.name);
        CHECK((each.read_only || each.live) == (each.name.starts_with("-") || each.name == "config/dp48/broadcast"));
        CHECK((each.section == Section::safes) == (each.name.starts_with("-show") || each.name.starts_with("-snap")));
    }
}

TEST_CASE("a link keeps equal what the desk keeps equal")
{
    const auto [name, partner, by, only_if] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"ch/03/mix/09/level", "ch/04/mix/09/level", "config/chlink/3-4", ""},
        {"ch/04/mix/09/level", "ch/03/mix/09/level", "config/chlink/3-4", ""}, {"ch/03/mix/09/pan", "", "", ""},
        {"ch/03/mix/pan", "", "", ""}, {"ch/03/config/name", "", "", ""}, {"ch/03/preamp/trim", "", "", ""},
        {"ch/03/delay/time", "ch/04/delay/time", "config/chlink/3-4", "config/linkcfg/hadly"},
        {"ch/03/gate/thr", "ch/04/gate/thr", "config/chlink/3-4", "config/linkcfg/dyn"},
        {"ch/03/dyn/filter/f", "ch/04/dyn/filter/f", "config/chlink/3-4", ""},
        {"ch/03/eq/4/g", "ch/04/eq/4/g", "config/chlink/3-4", "config/linkcfg/eq"},
        {"auxin/07/mix/on", "auxin/08/mix/on", "config/auxlink/7-8", "config/linkcfg/fdrmute"},
        {"fxrtn/01/eq/on", "fxrtn/02/eq/on", "config/fxlink/1-2", "config/linkcfg/eq"},
        {"bus/15/grp/dca", "bus/16/grp/dca", "config/buslink/15-16", "config/linkcfg/fdrmute"},
        {"bus/15/insert/sel", "bus/16/insert/sel", "config/buslink/15-16", "config/linkcfg/dyn"},
        {"mtx/05/dyn/mix", "mtx/06/dyn/mix", "config/mtxlink/5-6", "config/linkcfg/dyn"},
        {"main/st/mix/fader", "", "", ""},
    }));
    const Parameter& each = parameter(x32(), name);
    INFO(name);
    CHECK(name_of(x32(), each.partner) == partner);
    CHECK(name_of(x32(), each.linked_by) == by);
    CHECK(name_of(x32(), each.linked_if) == only_if);
}

TEST_CASE("every effect's parameters have words")
{
    REQUIRE(x32().tables.size() == 1);
    const studio::Table& rows = x32().tables.front();
    const std::string type = GENERATE("fx/1/type", "fx/5/type");
    for (const std::string& word : x32().law_of(id_of(x32(), type)).words) {
        INFO(word);
        REQUIRE(rows.contains(word));
        std::set<std::string> words;
        for (const studio::Slot& slot : rows.at(word)) {
            CHECK(words.insert(slot.words).second);
            const Law& law = x32().laws[slot.law];
            if (law.is_stepped()) CHECK(law.steps == 0);  // the value stays what the wire carried
        }
    }
    CHECK(rows.size() == 61);
}

TEST_CASE("an effect has as many parameters as a console writes")
{
    const auto [type, count] = GENERATE(table<std::string, std::size_t>({
        {"HALL", 12}, {"AMBI", 10}, {"RPLT", 16}, {"VRM", 13}, {"DLY", 12}, {"3TAP", 15}, {"DIMC", 7}, {"MODD", 13},
        {"GEQ2", 64}, {"GEQ", 32}, {"TEQ2", 64}, {"TEQ", 32}, {"P1A2", 22}, {"CMB", 29}, {"CMB2", 58}, {"FAC1M", 13},
        {"FAC2", 14}, {"ENH2", 16}, {"ENH", 9}, {"EXC2", 14}, {"AMP2", 18}, {"DRV2", 20}, {"PIT2", 12}, {"PIT", 6},
    }));
    INFO(type);
    CHECK(x32().tables.front().at(type).size() == count);
}

TEST_CASE("an effect's parameter means what its type says")
{
    const ParameterId decay = id_of(x32(), "fx/2/par/02");
    const Value hall = 0;
    const Value delay = 10;
    CHECK(x32().words_of(decay, &hall) == "decay");
    CHECK(x32().law_of(decay, &hall).spoken(0.64F) == "1.57 s");
    CHECK(x32().words_of(decay, &delay) == "time");
    CHECK(x32().law_of(decay, &delay).spoken(1.0F) == "3000 ms");
    CHECK(x32().words_of(decay) == "parameter 2");
    CHECK(name_of(x32(), x32()[id_of(x32(), "fx/8/par/01")].selector) == "fx/8/type");
}

TEST_CASE("the consoles say how to talk to them")
{
    CHECK(x32().default_port == 10023);
    CHECK(x32().identity.models.size() == 8);
    CHECK(x32().subscription.send == "/xremote");
    CHECK(x32().scene_file.header_width == 127);
    CHECK(x32().nodes.at(x32().find_node("config/routing/routswitch").value()).path == "config/routing");
    CHECK(x32().mute_first.size() == 8);
    CHECK(x32().input_routing.size() == 1 + 5 + 5 + 32 + 32 + 8);
    CHECK_FALSE(x32().verified);
    CHECK_FALSE(x_air().verified);
}
