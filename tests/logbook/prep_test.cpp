#include "logbook/prep.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "logbook/prep_desk.hpp"
#include "logbook/prep_strips.hpp"
#include "studio/scope.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using namespace recalld::testing;
using Catch::Matchers::Contains;
using studio::Standing;
using studio::UnitState;

namespace {

Prep prepared(const std::string& list, std::vector<Preset> presets = {}, std::vector<std::string> engineers = {}, const UnitState& live = live_desk())
{
    PrepWish wish{tracks_of(read_input_list(list).inputs), house(), std::move(presets), std::move(engineers)};
    return prepare(live, wish);
}

/// `Kick In: ch/01`
std::vector<std::string> seats(const Prep& prep)
{
    std::vector<std::string> all;
    for (const auto& row : prep.rows) all.push_back(row.track + ": " + (row.strip ? desk()->strips[*row.strip].path : "none"));
    return all;
}

std::vector<std::string> kinds(const Prep& prep)
{
    std::vector<std::string> all;
    for (const auto& conflict : prep.conflicts) all.push_back(conflict.kind);
    return all;
}

std::string proposed(const Prep& prep, std::size_t row, const std::string& name)
{
    const auto id = desk()->find(name).value();
    for (const auto& [parameter, value] : prep.rows[row].values)
        if (parameter == id) return desk()->law_of(id).spoken(value);
    return "nothing";
}

}  // namespace

TEST_CASE("tracks go to the strips of their roles, by number and side first")
{
    const auto prep = prepared("Kick In\nKick Out\nSnare Top\nTom 3\nTom\nTom 1\nOH R\nOH L\nVox\n");
    CHECK(seats(prep) == std::vector<std::string>{"Kick In: ch/01", "Kick Out: ch/02", "Snare Top: ch/03", "Tom 3: ch/07", "Tom: ch/06", "Tom 1: ch/05", "OH R: ch/10", "OH L: ch/09", "Vox: ch/17"});
    CHECK(prep.conflicts.empty());
    CHECK(proposed(prep, 0, "ch/01/config/name") == "\"Kick In\"");
    CHECK(proposed(prep, 0, "ch/01/config/color") == "RD");
    CHECK(proposed(prep, 8, "ch/17/config/color") == "YE");
    CHECK(prep.rows[0].why == "\"kick in\" is kick in");
}

TEST_CASE("two tracks for one strip, a role without one and a name that nobody knows are told, and get what is free")
{
    const auto prep = prepared("Snare Top\nSnare Bottom\nBanjo\nAudio 12\n");
    CHECK(seats(prep) == std::vector<std::string>{"Snare Top: ch/03", "Snare Bottom: ch/04", "Banjo: ch/08", "Audio 12: ch/11"});
    CHECK(kinds(prep) == std::vector<std::string>{"strip", "no_strip", "unknown_role"});
    CHECK(prep.conflicts[0].tracks == std::vector<std::string>{"Snare Top", "Snare Bottom"});
    CHECK_THAT(prep.conflicts[0].words, Contains("desk ch/03"));
}

TEST_CASE("more tracks than strips: the last ones get none, and that is said")
{
    std::string list;
    for (int i = 1; i <= 34; ++i) list += "Thing " + std::to_string(i) + "\n";
    const auto prep = prepared(list);
    CHECK(std::ranges::count_if(prep.rows, [](const PrepRow& row) { return row.strip.has_value(); }) == 32);
    CHECK_FALSE(prep.rows[33].strip);
    CHECK(std::ranges::count(kinds(prep), "no_strip") == 2);
}

TEST_CASE("what the list says of strips, roles and colours goes before what names say")
{
    const auto prep = prepared("Name,Strip,Role,Colour\nKick,desk ch/20,,blue\nThing,,lead vox,\nOther,bus/99,,pink\n");
    CHECK(seats(prep) == std::vector<std::string>{"Kick: ch/20", "Thing: ch/17", "Other: ch/04"});
    CHECK(proposed(prep, 0, "ch/20/config/color") == "BL");
    CHECK(kinds(prep) == std::vector<std::string>{"no_strip", "unknown_role", "colour"});
}

TEST_CASE("a channel of the list is its strip where the house does not say otherwise")
{
    const auto prep = prepared("Channel,Name\n30,Thing\n31,Kick\n3,Other\n");
    CHECK(seats(prep) == std::vector<std::string>{"Thing: ch/30", "Kick: ch/01", "Other: ch/04"});
    CHECK(prep.rows[1].source.empty());
}

TEST_CASE("the line of an input becomes the source of its strip")
{
    const auto prep = prepared("Line,Name,Jack\n5,Kick,\n3,Snare,\n7,OH L,USB L\n");
    CHECK(proposed(prep, 0, "ch/01/config/source") == "In 5");
    CHECK(proposed(prep, 1, "ch/03/config/source") == "In 3");
    CHECK(proposed(prep, 2, "ch/09/config/source") == "USB L");
}

TEST_CASE("gain and 48 V go to the head amp that feeds the strip, and only while it is known whose they are")
{
    const auto prep = prepared("Line,Name,48V,Gain\n1,Kick,no,32\n9,OH L,yes,\n5,Snare,yes,30\n");
    CHECK(proposed(prep, 0, "headamp/000/phantom") == "OFF");
    CHECK(proposed(prep, 0, "headamp/000/gain") == "+32.0 dB");
    CHECK(proposed(prep, 1, "headamp/008/phantom") == "ON");
    CHECK(proposed(prep, 1, "headamp/008/gain") == "nothing");
    CHECK(prep.rows[2].values.size() == 3);   // name, colour, source
    REQUIRE(kinds(prep) == std::vector<std::string>{"gain"});
    CHECK_THAT(prep.conflicts[0].words, Contains("apply this, then prepare again"));
}

TEST_CASE("names that do not fit are shortened, each once, and that is told")
{
    const auto prep = prepared("Acoustic Guitar Left\nAcoustic Guitar Left\n");
    CHECK(prep.rows[0].name.size() <= 12);
    CHECK(prep.rows[1].name.size() <= 12);
    CHECK(prep.rows[0].name != prep.rows[1].name);
    CHECK(std::ranges::count(kinds(prep), "name") == 2);
}

TEST_CASE("an engineer's preset goes to the strip of its role; of two engineers none is taken unasked")
{
    const std::vector<Preset> presets{{1, "Anna", "kick", "consoles/x32", "ch/09", {{"eq/1/g", "+3.00 dB"}, {"gate/on", "ON"}, {"nonsense", "1"}}}, {2, "Ben", "kick", "consoles/x32", "ch/01", {{"eq/1/g", "-3.00 dB"}}},
                                      {3, "Anna", "snare", "consoles/other", "ch/09", {{"eq/1/g", "+3.00 dB"}}}};
    const auto nobody = prepared("Kick\n", presets);
    CHECK(nobody.rows[0].preset.empty());
    CHECK(kinds(nobody) == std::vector<std::string>{"presets"});
    const auto anna = prepared("Kick\nSnare\n", presets, {"anna"});
    CHECK(anna.rows[0].preset == "Anna: kick");
    CHECK(proposed(anna, 0, "ch/01/eq/1/g") == "+3.00 dB");
    CHECK(proposed(anna, 0, "ch/01/gate/on") == "ON");
    CHECK(anna.rows[1].preset.empty());
    CHECK(anna.conflicts.empty());
    REQUIRE(anna.messages.kept.size() == 1);
    CHECK_THAT(anna.messages.kept[0].text, Contains("1 of 3 values"));
    const auto both = prepared("Kick\n", presets, {"Ben", "Anna"});
    CHECK(both.rows[0].preset == "Ben: kick");
    CHECK(kinds(both) == std::vector<std::string>{"presets"});
}

TEST_CASE("inactive tracks get no strip, and stereo ones are told")
{
    SessionText session;
    session.tracks = {{3, "Kick", "", "", "", "Inactive", {}}, {9, "OH", "Stereo", "", "", "", {}}};
    const auto prep = prepare(live_desk(), {tracks_of(session), house(), {}, {}});
    CHECK(seats(prep) == std::vector<std::string>{"Kick: none", "OH: ch/09"});
    CHECK(prep.rows[0].why == "inactive in the session; it gets no strip");
    CHECK(kinds(prep) == std::vector<std::string>{"stereo"});
}

TEST_CASE("the target holds what is proposed and nothing else, and its scope covers exactly that")
{
    const auto live = live_desk();
    const auto prep = prepared("Line,Name\n1,Kick\n2,Kick Out\n3,Snare\n12,Vox\n");
    const auto target = target_of(live, prep);
    const auto touched = prep.touched();
    for (studio::ParameterId id = 0; id < target.values.size(); ++id) REQUIRE(target.has(id) == (std::ranges::find(touched, id) != touched.end()));
    const auto text = scope_of("desk", *live.profile, touched);
    CHECK(text == "desk ch/1-3/config/color, desk ch/17/config/color, desk ch/1-3/config/name, desk ch/17/config/name, desk ch/1-3/config/source, desk ch/17/config/source");
    const auto covered = studio::Scope::parse(text, {}, {"desk"}).cover("desk", *live.profile);
    for (studio::ParameterId id = 0; id < covered.size(); ++id) REQUIRE(covered[id] == target.has(id));
    const auto short_text = scope_of("desk", *live.profile, touched, 60);
    CHECK(short_text == "desk ch/1-3/config, desk ch/17/config");
    CHECK(scope_of("desk", *live.profile, touched, 30) == "desk ch/1-3, desk ch/17");
    CHECK(scope_of("desk", *live.profile, touched, 3) == "desk");
}

TEST_CASE("gear without standard strips is filled in order")
{
    const auto small = profile_here("example");
    UnitState live("desk", small);
    const auto prep = prepare(live, {tracks_of(read_input_list("Line,Name\n2,Kick\n9,Snare\n").inputs), {}, {}, {}});
    REQUIRE(prep.rows.size() == 2);
    CHECK(small->strips[*prep.rows[0].strip].path == "ch/01");
    CHECK(prep.rows[0].source == "In 2");
    CHECK(prep.rows[1].source.empty());   // this desk has no such input
}

TEST_CASE("presets of a strip leave out levels, names, routing, and gain unless asked for")
{
    auto state = live_desk();
    const auto put = [&](const char* name, std::int32_t value) { state.set(state.profile->find(name).value(), value, Standing::confirmed); };
    put("ch/05/eq/1/g", 70);
    put("ch/05/mix/fader", 700);
    put("headamp/004/gain", 80);
    put("headamp/004/phantom", 1);
    const auto plain = preset_of(state, strip("ch/05"), {});
    REQUIRE(plain.values.size() == 1);
    CHECK(plain.values[0] == std::pair<std::string, std::string>("eq/1/g", "+2.50 dB"));
    auto with_gain = preset_of(state, strip("ch/05"), {{}, true});
    CHECK(with_gain.values.size() == 3);
    CHECK(preset_of(state, strip("ch/05"), {{studio::Section::mix}, false}).values.size() == 1);
    with_gain.engineer = "Anna", with_gain.role = "kick";
    const auto prep = prepared("Kick\n", {with_gain}, {"Anna"}, state);
    CHECK(proposed(prep, 0, "headamp/000/gain") == "+28.0 dB");
    CHECK(proposed(prep, 0, "headamp/000/phantom") == "ON");
}

TEST_CASE("the newest preset of an engineer counts, and lines that are none are passed over")
{
    const auto line = [](store::EntryId id, const std::string& data, const std::string& kind = "preset") {
        store::Entry entry;
        entry.id = id;
        entry.said.kind = kind;
        entry.said.data = data;
        return entry;
    };
    const std::string anna = R"({"engineer": "Anna", "role": "kick", "profile": "p", "strip": "ch/01", "values": {"a": "1"}})";
    const auto presets = presets_in({line(9, anna), line(8, "{broken"), line(7, R"({"engineer": "Anna", "role": "kick"})"), line(6, anna, "note"), line(5, anna),
                                     line(4, R"({"engineer": "ben", "role": "kick", "profile": "p", "values": {"a": 1, "b": "2"}})")});
    REQUIRE(presets.size() == 2);
    CHECK(presets[0].entry == 9);
    CHECK(presets[1].values == std::vector<std::pair<std::string, std::string>>{{"b", "2"}});
    CHECK(preset_json(presets[0]).dump() == Json::parse(anna).dump());
}

TEST_CASE("strips are meant as people say them")
{
    const auto& profile = *desk();
    for (const auto* words : {"ch/03", "/ch/3", "desk ch/03", "ch 3", "CH 3", "desk ch 3"}) CHECK(strip_meant(profile, "desk", words) == strip("ch/03"));
    CHECK(strip_meant(profile, "desk", "bus 1") == strip("bus/01"));
    for (const auto* words : {"", "ch/99", "ch", "3", "desk"}) CHECK_FALSE(strip_meant(profile, "desk", words));
}

TEST_CASE("gain and 48 V of a preset wait until the strip has its new input: the old one feeds another microphone")
{
    const std::vector<Preset> presets{{1, "Anna", "kick", "consoles/x32", "ch/09", {{"eq/1/g", "+3.00 dB"}, {"=gain", "+28.0 dB"}, {"=phantom", "ON"}}}};
    const auto moved = prepared("Line,Name\n5,Kick\n", presets, {"Anna"});
    CHECK(proposed(moved, 0, "ch/01/eq/1/g") == "+3.00 dB");
    CHECK(proposed(moved, 0, "ch/01/config/source") == "In 5");
    for (const auto* amp : {"headamp/000/", "headamp/004/"})
        for (const auto* of_amp : {"gain", "phantom"}) CHECK(proposed(moved, 0, std::string(amp) + of_amp) == "nothing");
    REQUIRE(kinds(moved) == std::vector<std::string>{"gain"});
    CHECK_THAT(moved.conflicts[0].words, Contains("the preset Anna: kick has a gain or 48 V, but the input of desk ch/01 changes first: apply this, then prepare again"));
    CHECK(moved.messages.kept.empty());
    const auto stays = prepared("Line,Name\n1,Kick\n", presets, {"Anna"});
    CHECK(proposed(stays, 0, "headamp/000/gain") == "+28.0 dB");
    CHECK(proposed(stays, 0, "headamp/000/phantom") == "ON");
    CHECK(stays.conflicts.empty());
}

TEST_CASE("a preset that brings an input of its own moves it, and the list's input goes before")
{
    const std::vector<Preset> presets{{1, "Anna", "kick", "consoles/x32", "ch/09", {{"=gain", "+28.0 dB"}, {"config/source", "In 9"}}}};
    const auto of_preset = prepared("Kick\n", presets, {"Anna"});
    CHECK(proposed(of_preset, 0, "ch/01/config/source") == "In 9");
    CHECK(proposed(of_preset, 0, "headamp/000/gain") == "nothing");
    const auto of_list = prepared("Line,Name\n1,Kick\n", presets, {"Anna"});
    CHECK(proposed(of_list, 0, "ch/01/config/source") == "In 1");
    CHECK(proposed(of_list, 0, "headamp/000/gain") == "+28.0 dB");
}

TEST_CASE("where nobody knows the head amp, a preset's gain is told and left out")
{
    auto live = live_desk();
    live.set(live.profile->find("-ha/00/index").value(), -1, Standing::confirmed);
    const auto prep = prepared("Kick\n", {{1, "Anna", "kick", "consoles/x32", "ch/09", {{"=gain", "+28.0 dB"}}}}, {"Anna"}, live);
    REQUIRE(kinds(prep) == std::vector<std::string>{"gain"});
    CHECK_THAT(prep.conflicts[0].words, Contains("nobody knows which head amp feeds desk ch/01"));
}

TEST_CASE("of several presets of an engineer the named one is taken by its name, and the plain one by hers alone")
{
    const std::vector<Preset> presets{{1, "Anna", "kick", "consoles/x32", "ch/09", {{"eq/1/g", "+3.00 dB"}}, "bright"}, {2, "Anna", "kick", "consoles/x32", "ch/09", {{"eq/1/g", "+1.00 dB"}}}};
    CHECK(proposed(prepared("Kick\n", presets, {"anna/Bright"}), 0, "ch/01/eq/1/g") == "+3.00 dB");
    CHECK(prepared("Kick\n", presets, {"anna/Bright"}).rows[0].preset == "Anna/bright: kick");
    const auto plain = prepared("Kick\n", presets, {"Anna"});
    CHECK(proposed(plain, 0, "ch/01/eq/1/g") == "+1.00 dB");
    CHECK(plain.conflicts.empty());
    const auto only = prepared("Kick\n", {presets[0]}, {"Anna", "Anna/bright"});
    CHECK(only.rows[0].preset == "Anna/bright: kick");
    CHECK(only.conflicts.empty());
    CHECK(kinds(prepared("Kick\n", presets)) == std::vector<std::string>{"presets"});
}
