#include "load/rig_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string smallest =
    "units: [{name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1, port: 10023}}]";

const std::string sane = R"(units:
  - {name: foh, profile: consoles/x32, link: {kind: udp, host: 10.0.0.2}}
  - {name: mon, profile: consoles/x32, link: {kind: udp, host: mon.local, port: 10024}}
safes: [mon, foh headamp]
scopes:
  vocals: ch/17-20, bus/9
  band: ["@vocals", ch/1-16]
policy: {gain_jump: 6 dB, verify_rounds: 5, mute_first: true}
)";

std::string complaint_about(const std::string& yaml)
{
    return complaint([&] { parse_rig(yaml, "rig.yaml"); });
}

}  // namespace

TEST_CASE("the smallest rig works as it stands")
{
    const rig::RigConfig rig = parse_rig(smallest, "rig.yaml");
    REQUIRE(rig.units.size() == 1);
    CHECK(rig.units[0].name == "desk");
    CHECK(rig.units[0].profile == "consoles/x32");
    CHECK(rig.units[0].link.kind == "udp");
    CHECK(rig.units[0].link.host == "127.0.0.1");
    CHECK(rig.units[0].link.port == 10023);
    CHECK(rig.safes.empty());
    CHECK(rig.scopes.empty());
    CHECK(rig.policy.gain_jump == 3.0);
    CHECK(rig.policy.verify_rounds == 3);
    CHECK_FALSE(rig.policy.mute_first);
}

TEST_CASE("MIDI gear has a device number and a channel, at the end of a raw stream")
{
    const auto rig = parse_rig("units: [{name: verb, profile: outboard/lexicon-pcm80, link: {kind: tcp, host: 127.0.0.1, port: 5000}, device: 3, channel: 16}]", "rig.yaml");
    CHECK(rig.units[0].link.kind == "tcp");
    CHECK(rig.units[0].device == 3);
    CHECK(rig.units[0].channel == 16);
    CHECK_FALSE(parse_rig(smallest, "rig.yaml").units[0].device);
    CHECK(complaint_about(bent(smallest, "}}]", "}, channel: 17}]")).find("rig.yaml:1:") == 0);
}

TEST_CASE("a rig says everything once")
{
    const rig::RigConfig rig = parse_rig(sane, "rig.yaml");
    REQUIRE(rig.units.size() == 2);
    CHECK(rig.units[0].link.port == 0);
    CHECK(rig.units[1].link.host == "mon.local");
    CHECK(rig.safes == "mon, foh headamp");
    CHECK(rig.scopes.at("vocals") == "ch/17-20, bus/9");
    CHECK(rig.scopes.at("band") == "@vocals, ch/1-16");
    CHECK(rig.policy.gain_jump == 6.0);
    CHECK(rig.policy.verify_rounds == 5);
    CHECK(rig.policy.mute_first);
    CHECK(parse_rig(bent(sane, "[mon, foh headamp]", "headamp"), "rig.yaml").safes == "headamp");
}

TEST_CASE("a bad rig says where")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"host: mon.local, port", "host: mon.local, prot",
          "rig.yaml:3:75: unknown key \"prot\"; did you mean \"port\"?"},
         {"10024", "0", "rig.yaml:3:81: 0 is out of range 1 … 65535"},
         {"10024", "65536", "rig.yaml:3:81: 65536 is out of range 1 … 65535"},
         {"10024", "\"10024\"", "rig.yaml:3:81: expected a whole number, found \"10024\""},
         {"name: mon", "name: foh", "rig.yaml:3:12: a second unit \"foh\""},
         {"name: mon", "name: m o n", "rig.yaml:3:12: a name has letters, digits, - and _, not \"m o n\""},
         {"name: mon", "name: \"\"", "rig.yaml:3:12: a name has letters, digits, - and _, not \"\""},
         {"name: mon, ", "", "rig.yaml:3:5: missing key \"name\" in unit"},
         {"kind: udp, host: 10.0.0.2", "kind: upd, host: 10.0.0.2",
          "rig.yaml:2:53: \"upd\" is none of udp, tcp, ipmidi, midi, none, xctl; did you mean \"udp\"?"},
         {"kind: udp, host: 10.0.0.2", "kind: udp", "rig.yaml:2:46: missing key \"host\" in udp link"},
         {"host: 10.0.0.2", "host: \"\"", "rig.yaml:2:64: a host has a name or an address"},
         {"host: 10.0.0.2", "host: ~", "rig.yaml:2:64: expected text, found nothing"},
         {"6 dB", "6", "rig.yaml:8:21: expected decibels such as 3 dB, found \"6\""},
         {"6 dB", "-6 dB", "rig.yaml:8:21: -6 is out of range 0 … 144"},
         {"verify_rounds: 5", "verify_rounds: 500", "rig.yaml:8:42: 500 is out of range 0 … 20"},
         {"mute_first: true", "mute_first: yes", "rig.yaml:8:57: expected true or false, found \"yes\""},
         {"  vocals:", "  voc als:", "rig.yaml:6:3: a name has letters, digits, - and _, not \"voc als\""},
         {"safes:", "saves:", "rig.yaml:4:1: unknown key \"saves\"; did you mean \"safes\"?"},
         {"safes:", "policy:", "rig.yaml:8:1: duplicate key \"policy\"; it stands on line 4 already"},
         {"[mon, foh headamp]", "{mon: true}", "rig.yaml:4:8: expected text or a list, found a map"}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}

namespace {

std::string with_link(const std::string& link) { return "units: [{name: x, profile: p, link: " + link + "}]"; }

rig::LinkConfig link_of(const std::string& link) { return parse_rig(with_link(link), "rig.yaml").units[0].link; }

}  // namespace

TEST_CASE("every kind of link has its own keys")
{
    CHECK(link_of("{kind: tcp, host: box.lan, port: 4000}").host == "box.lan");
    CHECK(link_of("{kind: tcp, host: box.lan, port: 4000}").port == 4000);
    CHECK(link_of("{kind: ipmidi, port: 3}").port == 3);
    CHECK(link_of("{kind: ipmidi, port: 3}").interface == "127.0.0.1");
    CHECK(link_of("{kind: ipmidi, port: 64, interface: 10.0.0.1}").interface == "10.0.0.1");
    const auto midi = link_of("{kind: midi, port: Fader Main}");
    CHECK(midi.port_name == "Fader Main");
    CHECK(midi.api == "auto");
    CHECK_FALSE(midi.is_virtual);
    CHECK(link_of("{kind: midi, port: \"24\"}").port_name == "24");
    CHECK(link_of("{kind: midi, port: DAW, api: jack, virtual: true}").api == "jack");
    CHECK(link_of("{kind: midi, port: DAW, api: jack, virtual: true}").is_virtual);
    CHECK(link_of("{kind: midi, port: Interface 3, hear: Interface 4}").heard_from == "Interface 4");
    CHECK(link_of("{kind: xctl, host: 10.0.0.5}").host == "10.0.0.5");
    const auto host = link_of("{kind: xctl, listen: 0.0.0.0, surface: 10.0.0.6, port: 10112}");
    CHECK(host.listen == "0.0.0.0");
    CHECK(host.surface == "10.0.0.6");
    CHECK(host.port == 10'112);
}

TEST_CASE("a link that is wrong says where")
{
    const auto [link, message] = GENERATE(table<std::string, std::string>({
        {"midi", "1:37: expected link as a map, found \"midi\""},
        {"{host: a}", "1:37: missing key \"kind\" in link"},
        {"{kind: tcp, host: a}", "1:37: missing key \"port\" in tcp link"},
        {"{kind: tcp, host: a, port: 1, api: jack}", "1:67: unknown key \"api\"; tcp link has kind, host, port"},
        {"{kind: ipmidi}", "1:37: missing key \"port\" in ipmidi link"},
        {"{kind: ipmidi, port: 65}", "1:58: 65 is out of range 1 … 64"},
        {"{kind: ipmidi, port: 1, interface: \"\"}", "1:72: a host has a name or an address"},
        {"{kind: midi}", "1:37: missing key \"port\" in midi link"},
        {"{kind: midi, port: \"\"}", "1:56: a port has a name"},
        {"{kind: midi, port: [1]}", "1:56: expected text, found a list"},
        {"{kind: midi, port: a, api: oss}", "1:64: \"oss\" is none of auto, alsa, jack"},
        {"{kind: midi, port: a, virtual: true, hear: b}", "1:80: a virtual port hears whoever joins it"},
        {"{kind: midi, port: a, virtual: yes}", "1:68: expected true or false, found \"yes\""},
        {"{kind: midi, port: a, host: b}", "1:59: unknown key \"host\"; midi link has kind, port, hear, api, virtual"},
        {"{kind: xctl}", "1:37: xctl link needs exactly one of host, listen"},
        {"{kind: xctl, host: a, listen: b}", "1:37: xctl link needs exactly one of host, listen"},
        {"{kind: xctl, host: a, surface: b}", "1:68: a surface is named where we listen, not beside a host"},
        {"{kind: xctl, listen: \"\"}", "1:58: a host has a name or an address"},
    }));
    CHECK(complaint_about(with_link(link)) == "rig.yaml:" + message);
}

TEST_CASE("a scope that means nothing is found at start")
{
    CHECK_THAT(complaint_about(bent(sane, "foh headamp", "foh haedamp")),
               Catch::StartsWith("rig.yaml:4:8: ") && Catch::Contains("haedamp"));
    CHECK_THAT(complaint_about(bent(sane, "@vocals", "@vocal")),
               Catch::StartsWith("rig.yaml:7:9: ") && Catch::Contains("@vocal"));
    CHECK_THAT(complaint_about(bent(sane, "ch/17-20, bus/9", "\"@band\"")), Catch::StartsWith("rig.yaml:6:11: "));
}

TEST_CASE("a rig knows where its safes and scopes stand, for who finds fault with them later")
{
    const rig::RigConfig rig = parse_rig(sane, "rig.yaml");
    CHECK(rig.safes_place == "rig.yaml:4:8");
    CHECK(rig.scope_places == std::map<std::string, std::string>{{"vocals", "rig.yaml:6:11"}, {"band", "rig.yaml:7:9"}});
    CHECK(parse_rig(smallest, "rig.yaml").safes_place.empty());
    CHECK(parse_rig(smallest, "rig.yaml").scope_places.empty());
}

TEST_CASE("a rig knows where a revision stands, for who knows the panel")
{
    const auto rig = parse_rig("units:\n  - {name: 1176-A, profile: analog/x, revision: D}\n  - {name: LA2A, profile: analog/y}\n", "rig.yaml");
    CHECK(rig.units[0].revision == "D");
    CHECK(rig.units[0].revision_place == "rig.yaml:2:49");
    CHECK(rig.units[1].revision_place.empty());
}

TEST_CASE("a rig without units is none")
{
    CHECK(complaint_about("") == "rig.yaml:1:1: the file is empty");
    CHECK(complaint_about("units: []") == "rig.yaml:1:8: needs at least 1 item");
    CHECK(complaint_about("safes: headamp") == "rig.yaml:1:1: missing key \"units\" in rig");
    CHECK(complaint_about("- name: desk") == "rig.yaml:1:1: expected rig as a map, found a list");
    CHECK(complaint_about("units: {name: desk}") == "rig.yaml:1:8: expected a list, found a map");
    CHECK_THAT(complaint([] { read_rig("/nowhere/rig.yaml"); }), Catch::Contains("/nowhere/rig.yaml: No such file"));
}

TEST_CASE("takes go into the log by themselves only where the rig says so")
{
    CHECK_FALSE(parse_rig(smallest, "rig.yaml").log.takes);
    CHECK(parse_rig(smallest + "\nlog: {takes: true}", "rig.yaml").log.takes);
    CHECK(complaint_about(smallest + "\nlog: {takes: often}").find("rig.yaml:2:14") == 0);
    CHECK(complaint_about(smallest + "\nlog: {take: true}").find("takes") != std::string::npos);
}

TEST_CASE("what is internal is a chapter of the book, by its name or another word for it")
{
    const std::string units = "units: [{name: desk, profile: example, link: {kind: none}}]\n";
    CHECK(load::parse_rig(units + "studio: {internal: [map, sheets, line_check, recording, analog, checks]}\n", "rig.yaml").studio.internal.size() == 6);
    for (const auto* odd : {"cover", "gossip"}) CHECK_THROWS_WITH(load::parse_rig(units + "studio: {internal: [" + odd + "]}\n", "rig.yaml"), Catch::Matchers::Contains("line_check"));
}
