#include "logbook/preset.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "logbook/lines.hpp"
#include "logbook/prep_desk.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using studio::Section;

namespace {

/// A desk of which channel 5 has an equaliser, a gate, a fader, a head amp.
studio::UnitState played()
{
    auto state = live_desk();
    const auto put = [&](const char* name, std::int32_t value) { state.set(state.profile->find(name).value(), value, studio::Standing::confirmed); };
    put("ch/05/eq/1/g", 70);
    put("ch/05/eq/on", 1);
    put("ch/05/gate/on", 1);
    put("ch/05/mix/fader", 700);
    put("ch/05/mix/01/level", 80);
    put("headamp/004/gain", 80);
    put("headamp/004/phantom", 1);
    return state;
}

std::vector<std::string> names(const Preset& preset)
{
    std::vector<std::string> all;
    for (const auto& [name, words] : preset.values) all.push_back(name);
    std::ranges::sort(all);
    return all;
}

using Names = std::vector<std::string>;

std::string data(const std::string& engineer, const std::string& role, const std::string& profile = "p")
{
    return R"({"engineer": ")" + engineer + R"(", "role": ")" + role + R"(", "profile": ")" + profile + R"(", "strip": "ch/01", "values": {"a": "1"}})";
}

}  // namespace

TEST_CASE("a preset is what sounds: no level, no name, no routing, no gain")
{
    const auto preset = preset_of(played(), strip("ch/05"), {});
    CHECK(names(preset) == Names{"eq/1/g", "eq/on", "gate/on"});
    CHECK(preset.profile == "consoles/x32");
    CHECK(preset.strip == "ch/05");
    CHECK(preset.engineer.empty());   // who says so signs it
}

TEST_CASE("sections that are asked for are those, and no others")
{
    CHECK(names(preset_of(played(), strip("ch/05"), {{Section::gate}, false})) == Names{"gate/on"});
    CHECK(names(preset_of(played(), strip("ch/05"), {{Section::mix, Section::eq}, false})) == Names{"eq/1/g", "eq/on", "mix/fader"});
    CHECK(preset_of(played(), strip("ch/05"), {{Section::insert}, false}).values.empty());
}

TEST_CASE("gain and 48 V come along when they are asked for, without the number of the head amp")
{
    const auto preset = preset_of(played(), strip("ch/05"), {{Section::gate}, true});
    CHECK(names(preset) == Names{"=gain", "=phantom", "gate/on"});
}

TEST_CASE("where nobody knows which head amp feeds the strip, there is no gain to keep")
{
    auto state = played();
    state.set(state.profile->find("-ha/04/index").value(), -1, studio::Standing::confirmed);
    CHECK(names(preset_of(state, strip("ch/05"), {{Section::gate}, true})) == Names{"gate/on"});
}

TEST_CASE("what is not known of a strip is not kept")
{
    CHECK(preset_of(played(), strip("ch/06"), {}).values.empty());
    CHECK(preset_of(studio::UnitState("desk", desk()), strip("ch/05"), {{}, true}).values.empty());
}

TEST_CASE("a preset of a bus fits a bus, its names relative to it")
{
    auto state = played();
    state.set(state.profile->find("bus/03/eq/2/g").value(), 20, studio::Standing::confirmed);
    CHECK(names(preset_of(state, strip("bus/03"), {})) == Names{"eq/2/g"});
}

TEST_CASE("each value that is kept is understood when it is read again")
{
    const auto state = played();
    const auto preset = preset_of(state, strip("ch/05"), {});
    for (const auto& [name, words] : preset.values) {
        const auto id = desk()->find("ch/05/" + name).value();
        const auto value = desk()->law_of(id, state.selector(id)).parse(words);
        CAPTURE(name, words);
        REQUIRE(value);
        CHECK(studio::same(*value, *state.value(id)));
    }
}

TEST_CASE("a preset comes back from its line")
{
    auto preset = preset_of(played(), strip("ch/05"), {{}, true});
    preset.engineer = "Anna", preset.role = "kick";
    const auto again = preset_from(line(7, "preset", "", "Anna", preset_json(preset).dump()));
    REQUIRE(again);
    CHECK(again->entry == 7);
    CHECK(again->values == preset.values);
    CHECK(again->profile == preset.profile);
    CHECK(preset_json(*again) == preset_json(preset));
}

TEST_CASE("a line that holds no preset is none")
{
    for (const auto* broken : {"", "{", "[]", "3", R"({"engineer": "A"})", R"({"engineer": "", "role": "kick", "values": {}})", R"({"engineer": "A", "role": "kick", "values": []})",
                               R"({"engineer": 3, "role": "kick", "values": {}})"}) {
        CAPTURE(broken);
        CHECK_FALSE(preset_from(line(1, "preset", "", "", broken)));
    }
    CHECK_FALSE(preset_from(line(1, "note", "", "", data("Anna", "kick"))));
}

TEST_CASE("of an engineer the newest preset for a role and a profile counts")
{
    const auto presets = presets_in({line(9, "preset", "", "", data("anna", "kick")), line(8, "preset", "", "", data("Anna", "kick")), line(7, "preset", "", "", data("Anna", "snare")),
                                     line(6, "preset", "", "", data("Anna", "kick", "other")), line(5, "preset", "", "", data("Ben", "kick"))});
    std::vector<store::EntryId> kept;
    for (const auto& preset : presets) kept.push_back(preset.entry);
    CHECK(kept == std::vector<store::EntryId>{9, 7, 6, 5});
}

TEST_CASE("an empty log has no presets") { CHECK(presets_in({}).empty()); }

TEST_CASE("presets of other names stand beside each other, and each comes back with its name")
{
    auto made = preset_of(played(), strip("ch/05"), {});
    made.engineer = "Anna", made.role = "kick";
    const auto plain = preset_json(made).dump();
    CHECK(plain.find("name") == std::string::npos);
    made.name = "bright";
    const auto bright = preset_json(made).dump();
    const auto presets = presets_in({line(3, "preset", "", "", bright), line(2, "preset", "", "", plain), line(1, "preset", "", "", bright)});
    REQUIRE(presets.size() == 2);
    CHECK(presets[0].entry == 3);
    CHECK(label_of(presets[0]) == "Anna/bright");
    CHECK(label_of(presets[1]) == "Anna");
    const std::vector<const Preset*> all{&presets[0], &presets[1]}, named{&presets[0]};
    CHECK(presets_meant(all, "ANNA") == std::vector<const Preset*>{&presets[1]});
    CHECK(presets_meant(all, "anna/bright") == named);
    CHECK(presets_meant(named, "Anna") == named);
    CHECK(presets_meant(all, "Anna/dark").empty());
    CHECK(presets_meant(all, "bright").empty());
}
