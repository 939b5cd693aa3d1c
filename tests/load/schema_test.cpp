#include "load/profile_yaml.hpp"
#include "load/rig_yaml.hpp"
#include "load/surface_yaml.hpp"

#include "load/yaml_cursor.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <set>

using namespace recalld::load;
using Json = nlohmann::json;

namespace {

std::string text_of(const std::string& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Walks a YAML file along a schema, as an editor would: enough of draft 2020-12 for what we write.
class Walk {
public:
    explicit Walk(const Json& schema) : root_(schema) {}

    /// Complaints about a place; none when the schema allows it. Notes the keys it met.
    std::vector<std::string> visit(const Cursor& at, const Json& schema)
    {
        if (schema.contains("$ref")) return visit(at, target(schema["$ref"]));
        if (schema.contains("anyOf")) return visit_any(at, schema["anyOf"]);
        if (schema.contains("enum")) return visit_word(at, schema["enum"]);
        if (schema["type"] == "object") return visit_map(at, schema);
        if (schema["type"] == "array") return visit_list(at, schema);
        if (!at.is(Cursor::Kind::text)) return {std::to_string(at.line()) + " is no scalar"};
        return {};
    }

    std::set<std::string> met;  ///< `node.fields`: what was used of what the schema has

private:
    const Json& target(const std::string& reference)
    {
        std::string pointer = reference.substr(1);
        for (std::size_t space = 0; (space = pointer.find("%20")) != std::string::npos;) pointer.replace(space, 3, " ");
        return root_.at(Json::json_pointer(pointer));
    }

    std::vector<std::string> visit_any(const Cursor& at, const Json& choices)
    {
        std::vector<std::string> complaints;
        for (const Json& choice : choices) {
            complaints = visit(at, choice);
            if (complaints.empty()) return {};
        }
        return complaints;
    }

    std::vector<std::string> visit_word(const Cursor& at, const Json& words)
    {
        if (std::find(words.begin(), words.end(), at.text()) != words.end()) return {};
        return {at.text() + " is no such word"};
    }

    std::vector<std::string> visit_map(const Cursor& at, const Json& schema)
    {
        if (!at.is(Cursor::Kind::map)) return {"no map"};
        std::vector<std::string> complaints;
        for (const Json& name : schema.value("required", Json::array()))
            if (!at.find(name.get<std::string>())) complaints.push_back(name.get<std::string>() + " is missing");
        for (const auto& [key, value] : at.entries()) {
            const bool is_known = schema.contains("properties") && schema["properties"].contains(key.text());
            const Json& property = is_known ? schema["properties"][key.text()] : schema["additionalProperties"];
            if (property == false) return {std::to_string(key.line()) + ": " + key.text() + " is not allowed"};
            for (const std::string& complaint : visit(value, property)) complaints.push_back(complaint);
            if (is_known && complaints.empty()) met.insert(key.text());
        }
        return complaints;
    }

    std::vector<std::string> visit_list(const Cursor& at, const Json& schema)
    {
        if (!at.is(Cursor::Kind::list)) return {"no list"};
        std::vector<std::string> complaints;
        std::size_t position = 0;
        for (const Cursor& item : at.items()) {
            const Json& shape = schema.contains("prefixItems") ? schema["prefixItems"].at(position++) : schema["items"];
            for (const std::string& complaint : visit(item, shape)) complaints.push_back(complaint);
        }
        return complaints;
    }

    const Json& root_;
};

/// Every key that a schema knows, at whatever depth.
void collect_keys(const Json& schema, std::set<std::string>& keys)
{
    if (schema.is_object() && schema.value("additionalProperties", Json(true)) == false)
        for (const auto& [name, property] : schema["properties"].items()) keys.insert(name);
    if (schema.is_structured())
        for (const Json& part : schema) collect_keys(part, keys);
}

void check_descriptions(const Json& schema)
{
    if (schema.is_object() && schema.contains("properties") && schema.contains("additionalProperties"))
        for (const auto& [name, property] : schema["properties"].items()) {
            CAPTURE(name);
            CHECK_FALSE(property.value("description", "").empty());
        }
    if (schema.is_structured())
        for (const Json& part : schema) check_descriptions(part);
}

}  // namespace

TEST_CASE("the schemas are JSON and close every map")
{
    const auto text = GENERATE(profile_schema(), rig_schema(), surface_schema());
    const Json schema = Json::parse(text);
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema["type"] == "object");
    CHECK(schema["additionalProperties"] == false);
    for (const auto& [name, definition] : schema["$defs"].items()) {
        CAPTURE(name);
        CHECK(definition["additionalProperties"] == false);
    }
    check_descriptions(schema);
}

TEST_CASE("the schema allows the examples and the examples use every key")
{
    const Json schema = Json::parse(profile_schema());
    Walk walk(schema);
    for (const std::string name : {"example.yaml", "example-midi.yaml", "example-analog.yaml"}) {
        const std::string yaml = text_of(recalld::testing::source_dir() + "/profiles/" + name);
        const YamlDocument document(yaml, name);
        CHECK(walk.visit(Cursor(document), schema) == std::vector<std::string>{});
    }
    std::set<std::string> known;
    collect_keys(schema, known);
    CHECK(walk.met == known);
}

TEST_CASE("the schema refuses what the parser refuses")
{
    const Json schema = Json::parse(profile_schema());
    std::string yaml = text_of(recalld::testing::source_dir() + "/profiles/example.yaml");
    yaml.replace(yaml.find("section: eq"), 7, "sektion");
    const YamlDocument document(yaml, "example.yaml");
    CHECK_FALSE(Walk(schema).visit(Cursor(document), schema).empty());
}

TEST_CASE("the schema of a law wants one kind of law")
{
    const Json schema = Json::parse(profile_schema());
    const Json& law = schema["$defs"]["law"];
    CHECK(law["oneOf"].size() == 9);
    CHECK(law["oneOf"][6]["required"][0] == "text");
    CHECK(law["properties"]["text"]["anyOf"][0]["type"] == "integer");
    CHECK(schema["$defs"]["node"]["properties"]["section"]["enum"].size() == 23);
    CHECK(schema["properties"]["nodes"]["items"]["$ref"] == "#/$defs/node");
}

TEST_CASE("the schema of a rig allows a rig")
{
    const Json schema = Json::parse(rig_schema());
    const YamlDocument document(
        "units:\n"
        "  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1, port: 10023}, device: 3, channel: 1}\n"
        "  - {name: a, profile: p, link: {kind: tcp, host: box, port: 4000}}\n"
        "  - {name: b, profile: p, link: {kind: midi, port: Fader Main, api: jack, virtual: true}}\n"
        "  - {name: h, profile: p, link: {kind: midi, port: Interface 3, hear: Interface 4}}\n"
        "  - {name: c, profile: p, link: {kind: ipmidi, port: 1, interface: 10.0.0.1}}\n"
        "  - {name: d, profile: p, link: {kind: xctl, listen: 0.0.0.0, surface: 10.0.0.6, port: 10111}}\n"
        "  - {name: e, profile: p, role: surface, scale: [[0, -oo], [1, 6]], link: {kind: xctl, host: 10.0.0.5}}\n"
        "  - {name: f, profile: p, link: {kind: none}, serial: \"1\", revision: A, quirks: [hums]}\n"
        "safes: headamp\nscopes: {v: [ch/1]}\npolicy: {gain_jump: 3 dB, verify_rounds: 3, mute_first: false}\n"
        "studio: {name: House, room: A, address: Here, territory: DE, internal: [log]}\n"
        "banks:\n  - {name: mix, surfaces: [left], layers: {inputs: desk ch/*}, fixed: {8: desk bus/1}, master: desk main/st}\n"
        "  - {name: cue, surfaces: [right], strips: [desk bus/*], transport: e}\n"
        "daws:\n  - {unit: e, strips: [desk ch/1], master: desk main/st, follow: true}\n"
        "patch:\n  jacks: [{outputs: \"B{n:1..4}\", inputs: \"B{n:5..8}\", normal: half}, {mult: \"M{n:1..4}\"}]\n  wires: [line 1 -> B1]\n"
        "house:\n  - {role: kick, strip: desk ch/1, colour: red, words: [bd]}\n"
        "prints: [/srv/prints]\n"
        "remote: {osc: {open: true, listen: 0.0.0.0, port: 8765}, http: {port: 0}, announce: false, name: Studio A, hosts: [studio-a.lan]}\n"
        "access: {unpaired: view, addresses: {127.0.0.0/8: operate}, groups: {audio: edit}}\n"
        "macros:\n  - {name: keep, versions: {1: Mix 3}, steps: [cancel, {recall: {session: A, version: $version, dry_run: true}}]}\n"
        "log: {takes: true}\n"
        "triggers:\n  - {name: 1, midi: {port: Pad, hear: In, api: alsa, virtual: false}, when: {note: 60, channel: 1}, macro: keep, arguments: [Mix 4],\n"
        "     armed: true, dry_run: false, confirm: true, debounce: 50 ms, once_within: 2 s, allow: gain, role: operate,\n"
        "     feedback: {note: 60, channel: 1, accepted: 1, running: 2, done: 3, differs: 4, refused: 5}}\n"
        "  - {name: 2, midi: {ipmidi: 1, interface: 10.0.0.1}, when: {program: any, bank: 0}, confirms: 1, feedback: {controller: 7}}\n"
        "  - {name: 3, midi: {port: Pad}, when: {controller: 20, above: 64}, macro: keep}\n"
        "  - {name: 4, midi: {port: Pad}, when: {machine: play, device: 3}, macro: keep}\n"
        "  - {name: 5, midi: {port: Pad}, when: {sysex: F0 .. F7}, macro: keep}\n"
        "  - {name: 6, when: {osc: /a}, macro: keep}\n  - {name: 7, when: {parameter: desk x, is: ONE}, macro: keep}\n",
        "rig.yaml");
    Walk walk(schema);
    CHECK(walk.visit(Cursor(document), schema) == std::vector<std::string>{});
    std::set<std::string> known;
    collect_keys(schema, known);
    CHECK(walk.met == known);
}

TEST_CASE("the schema of a surface allows one that has everything")
{
    const Json schema = Json::parse(surface_schema());
    const YamlDocument document(
        "surface: 1\nmodel: Box\nversion: 2\nprotocol: mcu\nsource: nobody\nverified: true\nmodel_byte: 15\nhandshake: none\n"
        "alive_every: 6 s\nsysex_gap: 5 ms\nbytes_per_second: 3125\nbuttons: {play: 5D}\nstrips: 4\nmaster: true\nmotors: true\n"
        "touch: false\nhold: 1 s\nfader_bits: 12\nlowest: 3\nhighest: 16000\nscale: [[0, -oo], [1, 10]]\nknobs: true\nrings: [dot]\n"
        "jog: true\nflash: false\ndisplay: {first: 1, pitch: 6, width: 5}\nsecond_display: {header: 00 01, width: 7}\ncolours: rgb\n"
        "colour_header: 00 02\nmeters: stereo\nmeter_mode: 7\nmaster_meters: true\ntimecode: true\nassignment: true\n",
        "box.yaml");
    Walk walk(schema);
    CHECK(walk.visit(Cursor(document), schema) == std::vector<std::string>{});
    std::set<std::string> known;
    collect_keys(schema, known);
    CHECK(walk.met == known);
}
