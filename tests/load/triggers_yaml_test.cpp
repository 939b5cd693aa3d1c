#include "load/rig_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;
using namespace std::chrono_literals;

namespace {

const std::string sane = R"(units: [{name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}]
macros:
  - {name: keep, steps: [{capture: {session: Night Train, version: "$1"}}]}
  - name: back
    steps:
      - recall: {session: Night Train, version: "Mix $program", scope: "@vocals", mute_first: true}
      - report: {recall: 3}
      - cancel
    versions: {1: Mix 3, 2: Mix 4}
triggers:
  - {name: footswitch, midi: {port: Launchpad}, when: {note: 60, channel: 1}, macro: keep, arguments: [Mix 4]}
  - {name: daw recall, midi: {port: recalld triggers, virtual: true}, when: {program: any, bank: 0}, macro: back, armed: false, confirm: true}
  - {name: fader start, midi: {ipmidi: 1, interface: 10.0.0.1}, when: {controller: 20, above: 64}, macro: keep, debounce: 20 ms, once_within: 5 s}
  - {name: machine, midi: {port: Sync, hear: Sync In, api: jack}, when: {machine: play, device: 3}, macro: keep, dry_run: true, role: edit}
  - {name: dump, midi: {ipmidi: 2}, when: {sysex: "F0 43 10 .. * F7"}, macro: keep, allow: "unmute,gain", confirm: false}
  - {name: button, when: {osc: "/studio/recall/*"}, macro: back}
  - {name: group, when: {parameter: desk config/mute/6, is: "ON"}, macro: keep}
  - {name: by hand, macro: keep}
  - name: ok
    midi: {port: Launchpad}
    when: {note: 61}
    confirms: daw recall
    feedback: {note: 61, channel: 2, accepted: 2, running: 3, done: 4, differs: 5, refused: 6}
)";

rig::RigConfig read(const std::string& yaml) { return parse_rig(yaml, "rig.yaml"); }

std::string complaint_about(const std::string& from, const std::string& to)
{
    return complaint([&] { read(bent(sane, from, to)); });
}

template <class Event>
const Event& event_of(const rig::RigConfig& rig, std::size_t trigger)
{
    return std::get<Event>(rig.triggers.at(trigger).on);
}

}  // namespace

TEST_CASE("macros are verbs with arguments in words")
{
    const auto macros = read(sane).macros;
    REQUIRE(macros.size() == 2);
    CHECK(macros[0].name == "keep");
    CHECK(macros[0].place == "rig.yaml:3:12");
    REQUIRE(macros[0].steps.size() == 1);
    CHECK(macros[0].steps[0].verb == "capture");
    CHECK(macros[0].steps[0].place == "rig.yaml:3:27");
    REQUIRE(macros[0].steps[0].arguments.size() == 2);
    CHECK(macros[0].steps[0].arguments[0].text == "Night Train");
    CHECK(macros[0].steps[0].arguments[1].name == "version");
    CHECK(macros[0].steps[0].arguments[1].text == "$1");
    CHECK(macros[0].steps[0].arguments[1].place == "rig.yaml:3:68");
    REQUIRE(macros[1].steps.size() == 3);
    CHECK(macros[1].steps[0].arguments[3].text == "true");
    CHECK(macros[1].steps[1].arguments[0].text == "3");
    CHECK(macros[1].steps[2].verb == "cancel");
    CHECK(macros[1].steps[2].arguments.empty());
    CHECK(macros[1].versions == std::map<std::string, std::string>{{"1", "Mix 3"}, {"2", "Mix 4"}});
}

TEST_CASE("triggers from every source")
{
    const auto rig = read(sane);
    REQUIRE(rig.triggers.size() == 9);
    CHECK(event_of<rig::NoteEvent>(rig, 0).note == 60);
    CHECK(event_of<rig::NoteEvent>(rig, 0).channel == 1);
    CHECK_FALSE(event_of<rig::ProgramEvent>(rig, 1).program);
    CHECK(event_of<rig::ProgramEvent>(rig, 1).bank == 0);
    CHECK_FALSE(event_of<rig::ProgramEvent>(rig, 1).channel);
    CHECK(event_of<rig::ControllerEvent>(rig, 2).controller == 20);
    CHECK(event_of<rig::ControllerEvent>(rig, 2).above == 64);
    CHECK(event_of<rig::MachineEvent>(rig, 3).command == "play");
    CHECK(event_of<rig::MachineEvent>(rig, 3).device == 3);
    const auto& sysex = event_of<rig::SysexEvent>(rig, 4);
    REQUIRE(sysex.bytes.size() == 5);
    CHECK(sysex.bytes[1] == std::byte{0x43});
    CHECK_FALSE(sysex.bytes[3]);
    CHECK(sysex.has_any_rest);
    CHECK(event_of<rig::OscEvent>(rig, 5).address == "/studio/recall/*");
    CHECK(event_of<rig::ParameterEvent>(rig, 6).unit == "desk");
    CHECK(event_of<rig::ParameterEvent>(rig, 6).parameter == "config/mute/6");
    CHECK(event_of<rig::ParameterEvent>(rig, 6).value == "ON");
    CHECK(std::holds_alternative<std::monostate>(rig.triggers[7].on));
}

TEST_CASE("a trigger's ports, defaults and feedback")
{
    const auto triggers = read(sane).triggers;
    CHECK(triggers[0].midi->kind == "midi");
    CHECK(triggers[0].midi->port_name == "Launchpad");
    CHECK(triggers[1].midi->is_virtual);
    CHECK(triggers[2].midi->kind == "ipmidi");
    CHECK(triggers[2].midi->port == 1);
    CHECK(triggers[2].midi->interface == "10.0.0.1");
    CHECK(triggers[3].midi->heard_from == "Sync In");
    CHECK(triggers[3].midi->api == "jack");
    CHECK_FALSE(triggers[5].midi);
    CHECK(triggers[0].armed);
    CHECK(triggers[0].confirm);
    CHECK_FALSE(triggers[0].dry_run);
    CHECK(triggers[0].debounce == 50ms);
    CHECK(triggers[0].once_within == 2s);
    CHECK(triggers[0].role == rig::Permission::operate);
    CHECK(triggers[0].arguments == std::vector<std::string>{"Mix 4"});
    CHECK_FALSE(triggers[0].feedback);
    CHECK_FALSE(triggers[1].armed);
    CHECK(triggers[2].debounce == 20ms);
    CHECK(triggers[2].once_within == 5s);
    CHECK(triggers[3].dry_run);
    CHECK(triggers[3].role == rig::Permission::edit);
    CHECK(triggers[4].allow == "unmute,gain");
    CHECK_FALSE(triggers[4].confirm);
    CHECK(triggers[8].confirms == "daw recall");
    CHECK(triggers[8].macro.empty());
    const auto& feedback = *triggers[8].feedback;
    CHECK(feedback.is_note);
    CHECK(feedback.number == 61);
    CHECK(feedback.channel == 2);
    CHECK(std::array{feedback.accepted, feedback.running, feedback.done, feedback.differs, feedback.refused} == std::array{2, 3, 4, 5, 6});
    const auto other = read(bent(sane, "feedback: {note: 61", "feedback: {controller: 7")).triggers[8].feedback;
    CHECK_FALSE(other->is_note);
    CHECK(other->number == 7);
}

TEST_CASE("a rig without triggers has none")
{
    const auto rig = read(sane.substr(0, sane.find('\n')));
    CHECK(rig.macros.empty());
    CHECK(rig.triggers.empty());
}

TEST_CASE("what is wrong is told with its place")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>({
        {"name: back", "name: keep", "rig.yaml:4:11: a second macro \"keep\""},
        {"name: button", "name: dump", "rig.yaml:16:12: a second trigger \"dump\""},
        {"name: button", "name: \"\"", "rig.yaml:16:12: a trigger has a name"},
        {"steps: [{capture: {session: Night Train, version: \"$1\"}}]", "steps: []", "rig.yaml:3:25: needs at least 1 item"},
        {"- cancel", "- {cancel: {}, undo: {}}", "rig.yaml:8:9: a step is one verb and its arguments"},
        {"- cancel", "- {cancel: {now: [1]}}", "rig.yaml:8:24: expected text, found a list"},
        {"scope: \"@vocals\"", "scope: ON", "put quotes around ON"},
        {"macro: back, armed", "macro: bak, armed", "rig.yaml:12:109: there is no macro \"bak\"; did you mean \"back\"?"},
        {"confirms: daw recall", "confirms: daw", "rig.yaml:22:15: there is no trigger \"daw\""},
        {"confirms: daw recall", "confirms: ok", "rig.yaml:22:15: \"ok\" has no macro that could wait"},
        {"confirms: daw recall", "confirms: dump", "rig.yaml:22:15: \"dump\" has confirm: false"},
        {"confirms: daw recall", "confirms: daw recall\n    macro: keep", "rig.yaml:19:5: trigger needs exactly one of macro, confirms"},
        {", macro: keep, arguments", ", arguments", "rig.yaml:11:5: trigger needs exactly one of macro, confirms"},
        {"{note: 60, channel: 1}", "{note: 60, program: 1}", "rig.yaml:11:55: event needs exactly one of note, program"},
        {"{note: 60, channel: 1}", "{channel: 1}", "rig.yaml:11:55: event needs exactly one of note, program"},
        {"{note: 60, channel: 1}", "{note: 128}", "rig.yaml:11:62: 128 is out of range 0 … 127"},
        {"{note: 60, channel: 1}", "{note: C3}", "rig.yaml:11:62: expected a whole number, found \"C3\""},
        {"{note: 60, channel: 1}", "{note: 60, channel: 0}", "0 is out of range 1 … 16"},
        {"{note: 60, channel: 1}", "{note: 60, bank: 1}", "rig.yaml:11:66: \"bank\" does not go with note"},
        {"{program: any, bank: 0}", "{program: any, bank: 16384}", "16384 is out of range 0 … 16383"},
        {"above: 64", "above: 127", "127 is out of range 0 … 126"},
        {"F0 43 10 .. * F7", "43 10 F7", "a SysEx begins with F0 and ends with F7"},
        {"F0 43 10 .. * F7", "F0 43 10", "a SysEx begins with F0 and ends with F7"},
        {"F0 43 10 .. * F7", "F0 43 * 10 F7", "after * there is F7 and nothing else"},
        {"F0 43 10 .. * F7", "F0 43 1 F7", "is no byte such as 7F, no .. and no *"},
        {"F0 43 10 .. * F7", "F0 43 80 F7", "inside a SysEx no byte is above 7F"},
        {"F0 43 10 .. * F7", "F0 F7 F7", "F7 ends a SysEx; nothing follows"},
        {"F0 43 10 .. * F7", "", "a SysEx begins with F0 and ends with F7"},
        {"/studio/recall/*", "studio", "rig.yaml:16:32: an address begins with /"},
        {"/studio/recall/*", "/recalld/recall", "rig.yaml:16:32: /recalld is where the verbs are"},
        {"parameter: desk config/mute/6", "parameter: config/mute/6", "a unit and its parameter, such as desk config/mute/6"},
        {", is: \"ON\"", "", "say with is: what value sets it off"},
        {"{name: button, when", "{name: button, midi: {port: x}, when", "rig.yaml:16:26: osc comes from no MIDI port"},
        {"midi: {port: Launchpad}, when: {note: 60", "when: {note: 60", "say with midi: from which port"},
        {"{name: by hand, macro", "{name: by hand, midi: {port: x}, macro", "say with when: what comes from this port"},
        {"{port: Launchpad}, when: {note: 60", "{port: Launchpad, ipmidi: 1}, when: {note: 60", "trigger port needs exactly one of port, ipmidi"},
        {"{port: Launchpad}, when: {note: 60", "{port: \"\"}, when: {note: 60", "a port has a name"},
        {"virtual: true}", "virtual: true, hear: x}", "a virtual port hears whoever joins it"},
        {"ipmidi: 2", "ipmidi: 2, virtual: true", "\"virtual\" goes with port"},
        {"port: Sync, ", "port: Sync, interface: 10.0.0.1, ", "\"interface\" goes with ipmidi"},
        {"{name: by hand, macro: keep}", "{name: by hand, macro: keep, feedback: {note: 1}}", "feedback goes to a trigger's MIDI port"},
        {"debounce: 20 ms", "debounce: 20", "a duration such as"},
        {"role: edit", "role: king", "\"king\" is none of view, operate, edit"},
        {"armed: false", "armd: false", "unknown key \"armd\"; did you mean \"armed\"?"},
        {"feedback: {note: 61, ", "feedback: {", "feedback needs exactly one of note, controller"},
        {"done: 4", "done: 128", "128 is out of range 0 … 127"},
    }));
    INFO(from << " -> " << to);
    CHECK_THAT(complaint_about(from, to), Contains(message));
}
