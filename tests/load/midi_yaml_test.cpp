#include "load/midi_yaml.hpp"

#include <catch2/catch.hpp>

#include "load/bent.hpp"
#include "load/profile_yaml.hpp"
#include "load/text_file.hpp"
#include "source_dir.hpp"

using namespace recalld;
using namespace recalld::load;
using studio::RecallLevel;
using studio::Way;

namespace {

const std::string example = read_text_file(recalld::testing::source_dir() + "/profiles/example-midi.yaml");

std::shared_ptr<const studio::Profile> box(std::string_view from = "", std::string_view to = "")
{
    return parse_profile(bent(example, from, to), "box.yaml", "box");
}

const Way& way(const studio::Profile& profile, const std::string& name) { return profile.midi.ways[profile.find(name).value()]; }

}  // namespace

TEST_CASE("the MIDI example: what the box has in common")
{
    const auto profile = box();
    const auto& facts = profile->midi;
    CHECK(profile->recall == RecallLevel::parameter);
    CHECK(facts.device_from == 1);
    CHECK(facts.device_to == 16);
    CHECK(facts.device_wire == 0);
    CHECK_FALSE(facts.null_after);
    CHECK(facts.low_address_first);
    CHECK(facts.blocks == studio::MidiFacts::Blocks::below_total);
    CHECK(facts.says_who_it_is);
    CHECK(facts.maker == std::string("\0\x20\x7A", 3));
    CHECK(facts.family == 1);
    CHECK(facts.model == 2);
    CHECK(facts.gap_ms == 5);
    CHECK(facts.hand_ms == 60'000);
    CHECK(facts.ways.size() == profile->parameters.size());
    CHECK(profile->identity.models == std::vector<std::string>{"Example box"});
}

TEST_CASE("the MIDI example: how each parameter travels")
{
    const auto profile = box();
    CHECK(way(*profile, "controls/volume").kind == Way::Kind::controller);
    CHECK(way(*profile, "controls/volume").number == 7);
    CHECK(way(*profile, "controls/depth").halves == Way::Halves::high_first);
    CHECK(way(*profile, "controls/size").number == 133);
    CHECK(way(*profile, "controls/size").by_increment);
    CHECK(way(*profile, "controls/tune").offset == 64);
    CHECK(way(*profile, "controls/bend").kind == Way::Kind::registered);
    CHECK(way(*profile, "controls/program").per_bank == 100);
    CHECK(way(*profile, "ch/2/level").set.pieces.size() == 5);
    CHECK(way(*profile, "dumps/panel").by_hand == "hold STORE until it blinks");
    const Way& all = way(*profile, "dumps/all");
    CHECK(all.size == 400);
    CHECK(all.fleeting == std::vector<studio::Volatile>{{4, 5}, {-2, -1}, {8, 10}});   // device, checksum, and what the profile says
}

TEST_CASE("what cannot be asked is blind, and no line is asked")
{
    const auto profile = box();
    CHECK_FALSE((*profile)[profile->find("ch/1/level").value()].blind);
    CHECK_FALSE((*profile)[profile->find("controls/size").value()].blind);
    CHECK((*profile)[profile->find("controls/volume").value()].blind);
    CHECK((*profile)[profile->find("dumps/panel").value()].blind);
    for (const auto& node : profile->nodes) CHECK(node.by_leaf);
}

TEST_CASE("a mistake in a way is named with its place")
{
    const auto [from, to, fault] = GENERATE(table<std::string, std::string, std::string>({
        {"{cc: 7}", "{cc: 128}", "expected a number 0 … 127"},
        {"{cc: 7}", "{cc: \"{m}\"}", "nothing counts m here"},
        {"{cc: 7}", "{cc: 7, nrpn: 8}", "needs exactly one of"},
        {"{cc: 7}", "{cc: 7, ask: increment}", "increment asks for an rpn or nrpn"},
        {"{cc: 7}", "{cc: 7, size: 3, volatile: [[1, 2]]}", "volatile goes with dump"},
        {"{cc: 7}", "{cc: 7, offset: 1}", "reaches from 1 to 128"},
        {"{cc: 7}", "{cc: 7, by_hand: x}", "by_hand goes with a dump"},
        {"{cc: 1, halves", "{cc: 40, halves", "controllers of 14 bits are 0 … 31"},
        {"nrpn: 1/5", "nrpn: 1/128", "expected a number 0 … 127"},
        {"nrpn: 1/5", "nrpn: 16384", "expected a number 0 … 16383"},
        {"offset: 64", "offset: 32", "reaches from -32 to 95"},
        {"{integer: [1, 300]}", "{integer: [1, 30000]}", "more programs than the banks hold"},
        {"law: {blob: 500}", "law: tune", "a dump has a blob law"},
        {"{law: level, midi: {cc: 7}}", "level", "how it travels is missing"},
        {"[[8, 10]]", "[[10, 8]]", "the first byte stands before the last"},
        {"ask: \"F0 00 20 7A {device:7} 21 F7\"", "ask: \"F0 00 20 7A {data} 21 F7\"", "a question knows"},
        {"30 {n-1:7} {value} F7", "30 {n-1:7} F7", "it carries a {value}"},
        {"32 {data} F7", "32 {value} F7", "it carries {data}"},
        {"({total:7} {block:7}", "({block:7}", "{block} and {total} belong together"},
        {"maker: \"00 20 7A\"", "maker: \"00 20\"", "a maker is one byte"},
        {"to: 16, wire: 0", "to: 16, wire: 120", "device numbers rise"},
        {"recall: parameter", "recall: program", "what its nodes say is recall: parameter"},
        {"rpn: 0, halves: high_first", "rpn: 0, halves: low_first", "all RPN and NRPN of a box have the same halves"},
        {"protocol: midi", "protocol: osc_nodes", "midi goes with protocol: midi"},
        {"F0 00 20 7A {device:7} 20", "F0 00 20 7A {device:8} 20", "a number is written"},
    }));
    CAPTURE(from, to);
    const auto message = complaint([&] { box(from, to); });
    CHECK(message.find(fault) != std::string::npos);
    CHECK(message.starts_with("box.yaml:"));
}

TEST_CASE("the level of recall is what the ways make of it")
{
    const auto level = [](const std::string& recall, const std::string& field) {
        return complaint([&] {
            parse_profile("profile: 1\nmodel: Box\nprotocol: midi\nsource: made\nrecall: " + recall + "\nnodes: [{path: a, fields: {b: " + field + "}}]\n", "x", "x");
        });
    };
    CHECK(level("program", "{law: {integer: [1, 9]}, midi: {program: none}}") == "no error");
    CHECK(level("armed", "{law: {blob: 9}, midi: {dump: 'F0 {data} F7', by_hand: press it}}") == "no error");
    CHECK(level("dump", "{law: {blob: 9}, midi: {dump: 'F0 {data} F7', ask: 'F0 01 F7'}}") == "no error");
    CHECK(level("parameter", "{law: {integer: [1, 9]}, midi: {set: 'F0 {value} F7', ask: 'F0 01 F7'}}") == "no error");
    CHECK(level("dump", "{law: {integer: [1, 9]}, midi: {program: none}}") == "x:5:9: what its nodes say is recall: program");
}
