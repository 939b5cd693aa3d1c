#include "load/gear_json.hpp"

#include "load/bent.hpp"
#include "load/profile_yaml.hpp"
#include "studio/panel.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using studio::ControlKind;
using Names = std::vector<std::string>;

namespace {

const std::string sane = R"({
  "unitId": "limiter-2", "name": "Limiter", "manufacturer": "Somebody", "version": "1.0.0", "category": "compressor", "formFactor": "19-inch 2U",
  "faceplateImage": "limiter.jpg",
  "controls": [
    {"id": "ratio", "label": "RATIO", "type": "switch", "position": {"x": 0.8, "y": 0.3}, "options": ["4", "8", "12", "20"]},
    {"id": "input", "label": "INPUT", "type": "knob", "position": {"x": 0.1, "y": 0.35}, "startAngle": -150, "endAngle": 150, "value": 0.5},
    {"id": "low", "label": "", "type": "fader", "position": {"x": 0.5, "y": 0.9}},
    {"id": "freq", "label": "FREQ", "type": "knob", "position": {"x": 0.2, "y": 0.9}, "steps": [0, 30, 60], "options": [{"label": "20"}, {"label": "30"}, {"value": 60}]},
    {"id": "freq2", "label": "FREQ", "type": "knob", "position": {"x": 0.3, "y": 0.9}, "steps": [0, 30]},
    {"id": "in", "label": "Ω \"x\"", "type": "button", "position": {"x": 0.9, "y": 0.95}},
    {"id": "mode", "label": "MODE", "type": "switch", "position": {"x": 0.99, "y": 0.95}}
  ]
})";

std::string complaint_of(const std::string& from, const std::string& to)
{
    return complaint([&] { profile_of_gear(bent(sane, from, to), "unit.json"); });
}

std::shared_ptr<const studio::Profile> imported(const std::string& json) { return parse_profile(profile_of_gear(json, "unit.json"), "unit.yaml", "analog/unit"); }

}  // namespace

TEST_CASE("a unit of a library becomes a profile that can be read")
{
    const auto profile = imported(sane);
    CHECK(profile->model == "Somebody Limiter");
    CHECK(profile->is_by_hand());
    CHECK_FALSE(profile->verified);
    CHECK(profile->panel->size == studio::PanelSize::rack_2);
    CHECK((*profile)[0].section == studio::Section::dyn);
    Names names;
    for (const auto& parameter : profile->parameters) names.push_back(parameter.name);
    CHECK(names == Names{"input", "ratio", "freq", "freq-2", "low", "x", "mode"});
}

TEST_CASE("rows are read from above, each from the left")
{
    const auto profile = imported(sane);
    REQUIRE(profile->panel->groups.size() == 2);
    CHECK(profile->panel->groups[0].controls.size() == 2);
    CHECK(profile->panel->groups[1].controls.size() == 5);
    CHECK(profile->panel->groups[1].break_before);
}

TEST_CASE("kinds are what the library's types come to")
{
    const auto profile = imported(sane);
    const auto kind = [&](const char* name) { return studio::control_of(*profile->panel, profile->find(name).value()).kind; };
    const auto words = [&](const char* name) { return profile->law_of(profile->find(name).value()).words; };
    CHECK(kind("input") == ControlKind::knob);
    CHECK(profile->law_of(0).spoken(0.5f) == "12:00");
    CHECK(kind("ratio") == ControlKind::stepped);
    CHECK(words("ratio") == Names{"4", "8", "12", "20"});
    CHECK(words("freq") == Names{"20", "30", "60"});
    CHECK(words("freq-2") == Names{"1", "2"});
    CHECK(kind("low") == ControlKind::slider);
    CHECK(kind("x") == ControlKind::button);
    CHECK(words("mode") == Names{"OFF", "ON"});
}

TEST_CASE("a unit may stand in an object of its own")
{
    CHECK(imported("{\"unit\": " + sane + "}")->parameters.size() == 7);
}

TEST_CASE("what is wrong is named with its JSON path")
{
    CHECK(complaint_of("\"name\": \"Limiter\", ", "") == "unit.json: /: missing key \"name\"");
    CHECK(complaint_of("\"controls\"", "\"knobs\"") == "unit.json: /: missing key \"controls\"");
    CHECK(complaint_of("\"type\": \"fader\"", "\"type\": \"lever\"") == "unit.json: /controls/2/type: \"lever\" is none of knob, switch, button, fader");
    CHECK(complaint_of("\"y\": 0.35", "\"y\": 35") == "unit.json: /controls/1/position/y: out of range 0 … 1");
    CHECK(complaint_of("\"y\": 0.35", "\"y\": \"top\"") == "unit.json: /controls/1/position/y: expected a number");
    CHECK(complaint_of("\"startAngle\": -150", "\"startAngle\": []") == "unit.json: /controls/1/startAngle: expected a number");
    CHECK(complaint_of("\"4\", \"8\"", "\"4\", \"4\"") == "unit.json: /controls/0/options/1: \"4\" stands twice");
    CHECK(complaint_of("\"4\", \"8\"", "{}, \"4\"") == "unit.json: /controls/0/options/0: has no label, name or value");
    CHECK(complaint_of("[0, 30, 60]", "[0, 30]") == "unit.json: /controls/3/options: 3 options for 2 steps");
    CHECK(complaint_of("\"id\": \"low\", ", "") == "unit.json: /controls/2: has neither label nor id");
    CHECK(complaint_of("\"label\": \"INPUT\"", "\"label\": \"" + std::string(41, 'x') + "\"") == "unit.json: /controls/1/label: longer than 40 bytes");
    CHECK(complaint_of("\"label\": \"INPUT\"", "\"label\": \"a\\nb\"") == "unit.json: /controls/1/label: has control characters");
    CHECK(complaint_of("\"label\": \"INPUT\"", "\"label\": {}") == "unit.json: /controls/1/label: expected text");
    CHECK(complaint([] { profile_of_gear("[]", "unit.json"); }) == "unit.json: /: expected an object");
    CHECK(complaint([] { profile_of_gear("{\"name\": \"x\", \"controls\": []}", "unit.json"); }) == "unit.json: /controls: has no controls");
    CHECK(complaint([] { profile_of_gear("{\"name\":\n  nonsense}", "unit.json") ; }) == "unit.json:2:4: this is not JSON any more");
    CHECK(complaint([] { profile_of_gear(std::string(1'000'001, ' '), "unit.json"); }) == "unit.json:1:1: the file is larger than 1 MB");
}
