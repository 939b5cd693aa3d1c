#include "load/profile_yaml.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace std::chrono_literals;
using studio::Hazard;
using studio::Law;
using studio::LawKind;
using studio::no_parameter;
using studio::Parameter;
using studio::ParameterId;
using studio::Profile;
using studio::Section;
using studio::Stage;

namespace {

const Profile& example()
{
    static const auto profile = load::read_profile(recalld::testing::source_dir() + "/profiles/example.yaml", "example");
    return *profile;
}

ParameterId id_of(const std::string& name)
{
    const auto id = example().find(name);
    INFO(name);
    REQUIRE(id);
    return *id;
}

const Parameter& parameter(const std::string& name) { return example()[id_of(name)]; }
const Law& law_of(const std::string& name) { return example().law_of(id_of(name)); }

std::vector<std::string> fields_of(const std::string& path)
{
    std::vector<std::string> names;
    for (const Parameter& field : example().parameters_of(example().nodes.at(example().find_node(path).value())))
        names.push_back(field.name.substr(path.size() + 1));
    return names;
}

}  // namespace

TEST_CASE("the example has what it says")
{
    CHECK(example().nodes.size() == 51);
    CHECK(example().parameters.size() == 124);
    CHECK(example().strips.size() == 1 + 4 + 4 + 2);
    CHECK(example().tables.size() == 1);
    CHECK(example().model == "Example desk");
    CHECK(example().version == 3);
    CHECK(example().protocol == "osc_nodes");
    CHECK_FALSE(example().verified);
    CHECK(example().default_port == 10023);
}

TEST_CASE("the example says how to talk to it")
{
    CHECK(example().identity.ask == "/xinfo");
    CHECK(example().identity.model_argument == 2);
    CHECK(example().identity.models == std::vector<std::string>{"EX1", "EX1R"});
    CHECK(example().identity.firmware_argument == 3);
    CHECK(example().identity.firmwares == std::vector<std::string>{"1.2", "1.3"});
    CHECK(example().subscription.send == "/xremote");
    CHECK(example().subscription.every == 8s);
    CHECK(example().resync_on == std::vector<std::string>{"-show/prepos/current"});
    CHECK(example().pace.window_most == 160);
    CHECK(example().pace.deadline == 60ms);
    REQUIRE(example().settle);
    CHECK(example().settle->after == Stage::fx_type);
    CHECK(example().settle->at_most == 500ms);
    CHECK(example().readback == studio::Readback::leaf);
    CHECK(example().scene_file.version == "4.0");
    CHECK(example().scene_file.header_width == 127);
    CHECK(example().scene_file.older == std::vector<std::string>{"2.7", "3.1"});
}

TEST_CASE("the example's laws")
{
    CHECK(law_of("ch/01/mix/on").words == std::vector<std::string>{"OFF", "ON"});
    CHECK(law_of("ch/01/mix/on").steps == 2);
    CHECK(law_of("ch/01/config/source").kind == LawKind::integer);
    CHECK(law_of("ch/01/config/source").words.size() == 3);
    CHECK(law_of("ch/01/config/icon").low == 1);
    CHECK(law_of("ch/01/config/icon").high == 74);
    CHECK(law_of("ch/01/config/name").kind == LawKind::text);
    CHECK(law_of("ch/01/config/name").steps == 12);
    CHECK(law_of("ch/01/grp/dca").kind == LawKind::bits);
    CHECK(law_of("ch/01/grp/dca").steps == 8);
    CHECK(law_of("ch/01/mix/pan").kind == LawKind::linear);
    CHECK(law_of("ch/01/mix/pan").form.plus);
    CHECK(law_of("ch/01/eq/1/f").kind == LawKind::logarithmic);
    CHECK(law_of("ch/01/eq/1/f").form.frequency);
    CHECK(law_of("ch/01/eq/1/g").form.digits == 3);
    CHECK(law_of("fx/1/par/01").kind == LawKind::raw);
    CHECK(law_of("-show/prepos/current").low == -1);
    CHECK(law_of("-show/prepos/current").name == "nodes:118");
}

TEST_CASE("the example's fader falls to silence")
{
    const Law& fader = law_of("ch/01/mix/fader");
    CHECK(fader.kind == LawKind::points);
    CHECK(fader.points.size() == 5);
    CHECK(fader.bottom_is_off);
    CHECK(fader.steps == 1024);
    CHECK(fader.unit == "dB");
    CHECK(fader.low == -90);
    CHECK(fader.high == 10);
    CHECK(fader.form == studio::TextForm{1, 0, 5, true, true, false});
}

TEST_CASE("the example's ranges and lists of fields")
{
    CHECK(fields_of("config/chlink") == std::vector<std::string>{"1-2", "3-4"});
    CHECK(fields_of("ch/04/config") == std::vector<std::string>{"name", "icon", "color", "source"});
    CHECK(fields_of("ch/02/mix/03") == std::vector<std::string>{"on", "level", "pan"});
    CHECK(fields_of("ch/02/mix/04") == std::vector<std::string>{"on", "level"});
    CHECK(fields_of("fx/2/par") == std::vector<std::string>{"01", "02", "03", "04"});
    CHECK(example().nodes[3].path == "ch/01/config");
    CHECK(example().nodes[7].path == "ch/01/eq/1");
    CHECK(example().nodes[8].path == "ch/01/eq/2");
    CHECK(example().nodes[9].path == "ch/02/eq/1");
}

TEST_CASE("the example's nodes differ where they say")
{
    const auto node = [](const std::string& path) { return example().nodes.at(example().find_node(path).value()); };
    CHECK(node("config/routing").by_leaf);
    CHECK(node("config/routing/routswitch").path == "config/routing");
    CHECK(node("ch/01/grp").optional);
    CHECK_FALSE(node("ch/01/mix").optional);
    CHECK_FALSE(node("ch/01/mix").by_leaf);
    CHECK(node("ch/01/mix").in_scene);
    CHECK_FALSE(node("-show/prepos").in_scene);
}

TEST_CASE("the example's fields take from their node what they do not say")
{
    CHECK(parameter("ch/03/mix/fader").section == Section::mix);
    CHECK(parameter("ch/03/mix/fader").stage == Stage::faders);
    CHECK(parameter("ch/03/mix/fader").hazard == Hazard::none);
    CHECK(parameter("ch/03/mix/on").stage == Stage::mutes);
    CHECK(parameter("ch/03/mix/on").hazard == Hazard::unmute);
    CHECK(parameter("ch/03/config/source").section == Section::routing);
    CHECK(parameter("ch/03/config/name").section == Section::config);
    CHECK(parameter("config/routing/routswitch").hazard == Hazard::routing);
    CHECK(parameter("headamp/000/phantom").stage == Stage::phantom);
    CHECK(parameter("headamp/000/gain").hazard == Hazard::gain);
    CHECK(parameter("-show/prepos/current").read_only);
    CHECK_FALSE(parameter("headamp/000/gain").read_only);
}

TEST_CASE("the example in people's words")
{
    const auto words = [](const std::string& name) {
        return example().strips[parameter(name).strip].words + ": " + example().words_of(id_of(name));
    };
    CHECK(words("ch/03/mix/04/level") == "ch 3: send to bus 4");
    CHECK(words("ch/03/mix/03/pan") == "ch 3: send to bus 3 pan");
    CHECK(words("ch/03/mix/fader") == "ch 3: fader");
    CHECK(words("ch/01/eq/2/f") == "ch 1: eq 2 frequency");
    CHECK(words("headamp/003/gain") == "local input 4: gain");
    CHECK(words("fx/2/type") == "fx 2: type");
    CHECK(words("config/chlink/3-4") == "desk: chlink 3-4");
    CHECK(example().strips[parameter("ch/02/mix/on").strip].label == id_of("ch/02/config/name"));
    CHECK(example().strips[parameter("fx/1/type").strip].label == no_parameter);
}

TEST_CASE("the example's effects mean what their type says")
{
    const ParameterId first = id_of("fx/1/par/01");
    const studio::Value hall = 0;
    const studio::Value delay = 1;
    CHECK(parameter("fx/1/par/01").selector == id_of("fx/1/type"));
    CHECK(parameter("fx/1/par/04").slot == 3);
    CHECK(example().words_of(first, &hall) == "pre delay");
    CHECK(example().law_of(first, &hall).unit == "ms");
    CHECK(example().law_of(first + 1, &hall).name == "seconds");
    CHECK(example().law_of(first + 1, &hall).steps == 0);
    CHECK(example().words_of(first, &delay) == "mix");
    CHECK(example().law_of(first + 2, &hall).kind == LawKind::raw);
}

TEST_CASE("the example's links copy both ways")
{
    const Parameter& level = parameter("ch/01/mix/03/level");
    CHECK(level.partner == id_of("ch/02/mix/03/level"));
    CHECK(level.linked_by == id_of("config/chlink/1-2"));
    CHECK(level.linked_if == no_parameter);
    const Parameter& fader = parameter("ch/04/mix/fader");
    CHECK(fader.partner == id_of("ch/03/mix/fader"));
    CHECK(fader.linked_by == id_of("config/chlink/3-4"));
    CHECK(fader.linked_if == id_of("config/linkcfg/fdrmute"));
    CHECK(parameter("ch/01/mix/pan").partner == no_parameter);
    CHECK(parameter("ch/01/mix/03/pan").partner == no_parameter);
}

TEST_CASE("the example's lists of parameters")
{
    CHECK(example().mute_first.size() == 4);
    CHECK(example().mute_first[3] == id_of("ch/04/mix/on"));
    CHECK(example().input_routing.size() == 5);
    CHECK(example().input_routing[0] == id_of("config/routing/routswitch"));
}
