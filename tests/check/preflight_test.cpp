#include "check/preflight.hpp"

#include <catch2/catch.hpp>

#include "load/config_error.hpp"
#include "load/expectation_yaml.hpp"
#include "profile_here.hpp"

using namespace recalld;
using namespace recalld::testing;
using studio::Standing;
using studio::UnitState;
using studio::Value;

namespace {

/// The example desk, all of it known.
struct Desk {
    Desk() : state("desk", profile_here("example"))
    {
        for (studio::ParameterId id = 0; id < state.values.size(); ++id) {
            const auto& law = state.profile->law_of(id);
            state.set(id, law.kind == studio::LawKind::text ? Value("Kick \"in\"") : law.is_stepped() || law.kind == studio::LawKind::raw ? Value(law.lowest()) : Value(law.lowest()), Standing::confirmed);
        }
        state.identity = "EX1 1.2";
    }
    void set(const std::string& name, const std::string& words)
    {
        const auto id = state.profile->find(name).value();
        state.set(id, state.profile->law_of(id).parse(words).value(), Standing::confirmed);
    }
    check::PreflightResult against(const std::string& yaml, bool online = true)
    {
        return check::preflight(load::parse_expectation(yaml, "room.yaml"), {{"desk", online, state.identity, online ? "" : "no answer", online ? &state : nullptr, state.profile.get()}});
    }
    std::string text() const { return check::expectation_text({{state}}, studio::Scope::parse(check::usual_scope, {}, {"desk"}), "Night Train/Mix 3"); }

    UnitState state;
};

std::string with(const std::string& parameters) { return "expectation: 1\nunits:\n  desk:\n    parameters: {" + parameters + "}\n"; }

}  // namespace

TEST_CASE("a room that is as the version it was made from passes, and it is said how much was checked")
{
    Desk desk;
    desk.set("headamp/001/gain", "+21.5 dB");
    const auto result = desk.against(desk.text());
    CHECK(result.failures.empty());
    CHECK(result.warnings.empty());
    CHECK(result.not_known.empty());
    CHECK(result.all.checked == result.all.passed);
    CHECK(result.sections.at("units").checked == 2);
    CHECK(result.sections.at("routing").checked == 5);
    CHECK(result.sections.at("links").checked == 3);
    CHECK(result.sections.at("headamp").checked == 8);
    CHECK(result.sections.at("safes").checked == 1);
    CHECK(result.all.checked == 19);
}

TEST_CASE("what differs is named, with what was expected and found")
{
    Desk desk;
    const auto text = desk.text();
    desk.set("ch/03/config/source", "In 2");
    const auto result = desk.against(text);
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].parameter == "ch/03/config/source");
    CHECK(result.failures[0].words == "ch 3 \"Kick \"in\"\": source");
    CHECK(result.failures[0].expected == "OFF");
    CHECK(result.failures[0].found == "In 2");
    CHECK(result.all.passed == result.all.checked - 1);
}

TEST_CASE("gains that drift are a warning, beyond their tolerance")
{
    const auto [found, warnings, failures] = GENERATE(table<std::string, std::size_t, std::size_t>({{"+20.0", 0, 0}, {"+21.0", 0, 0}, {"+21.5", 1, 0}, {"-12.0", 1, 0}}));
    Desk desk;
    desk.set("headamp/000/gain", found);
    const auto result = desk.against(with("headamp/000/gain: +20.0 dB"));
    CHECK(result.warnings.size() == warnings);
    CHECK(result.failures.size() == failures);
    CHECK(result.all.passed == 1 - warnings);
}

TEST_CASE("a tolerance of its own goes before that of all")
{
    Desk desk;
    desk.set("headamp/000/gain", "+23.0");
    CHECK(desk.against(with("headamp/000/gain: {is: +20.0 dB, tolerance: 3 dB}")).warnings.empty());
    CHECK(desk.against(with("headamp/000/gain: {is: +20.0 dB, tolerance: 2 dB}")).warnings.size() == 1);
    desk.set("ch/01/mix/fader", "-5.0");
    CHECK(desk.against(with("ch/01/mix/fader: {is: -4.0 dB, tolerance: 2 dB}")).all.passed == 1);
    CHECK(desk.against(with("ch/01/mix/fader: -4.0 dB")).failures.size() == 1);   // no gain: it differs
}

TEST_CASE("words that read the same are the same")
{
    Desk desk;
    const auto id = desk.state.profile->find("ch/01/mix/fader").value();
    for (std::int32_t step = 700; step < 740; ++step) {
        desk.state.set(id, step, Standing::confirmed);
        CHECK(desk.against(with("ch/01/mix/fader: \"" + desk.state.spoken(id) + "\"")).all.passed == 1);
    }
}

TEST_CASE("what nobody knows is neither passed nor failed")
{
    Desk desk;
    desk.state.standings[desk.state.profile->find("ch/01/config/source").value()] = Standing::unknown;
    const auto result = desk.against(with("ch/01/config/source: In 1, ch/02/config/source: \"OFF\""));
    CHECK(result.all.checked == 1);
    REQUIRE(result.not_known.size() == 1);
    CHECK(result.not_known[0].found == "silent");
}

TEST_CASE("a unit that is offline fails once, and what it holds is not known")
{
    Desk desk;
    const auto result = desk.against(desk.text(), false);
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].found == "offline: no answer");
    CHECK(result.not_known.size() == 18);
    CHECK(result.all.checked == 1);
    CHECK(desk.against("expectation: 1\nunits: {desk: {online: false}}", false).failures.empty());
    CHECK(desk.against("expectation: 1\nunits: {verb: {online: true}}").failures.at(0).found == "not in the rig");
    CHECK(desk.against("expectation: 1\nunits: {desk: {identity: EX1R 1.2}}").failures.at(0).found == "EX1 1.2");
}

TEST_CASE("a name that the profile does not have fails with its place")
{
    Desk desk;
    CHECK_THROWS_WITH(desk.against(with("ch/01/config/sauce: In 1")), Catch::StartsWith("room.yaml:4:") && Catch::Contains("did you mean \"ch/01/config/source\"?"));
    CHECK_THROWS_WITH(desk.against(with("ch/01/config/source: In 9")), Catch::StartsWith("room.yaml:4:") && Catch::Contains("\"In 9\" does not fit"));
}

TEST_CASE("a name or words that the profile does not have fail even while the unit is offline")
{
    Desk desk;
    CHECK_THROWS_WITH(desk.against(with("ch/01/config/sauce: In 1"), false), Catch::StartsWith("room.yaml:4:") && Catch::Contains("did you mean \"ch/01/config/source\"?"));
    CHECK_THROWS_WITH(desk.against(with("ch/01/config/source: In 9"), false), Catch::Contains("\"In 9\" does not fit"));
    CHECK(desk.against(with("ch/01/config/source: In 1"), false).not_known.size() == 1);
}

TEST_CASE("what could not be written down is named")
{
    Desk desk;
    const auto scope = studio::Scope::parse(check::usual_scope, {}, {"desk"});
    CHECK(check::left_out_of({{desk.state}}, scope).empty());
    CHECK(desk.text().find("# Not known") == std::string::npos);
    desk.state.standings[desk.state.profile->find("ch/01/config/source").value()] = Standing::unknown;
    desk.state.standings[desk.state.profile->find("ch/02/config/source").value()] = Standing::out_of_scope;   // nobody asked for it
    CHECK(check::left_out_of({{desk.state}}, scope) == std::vector<std::string>{"desk ch/01/config/source"});
    CHECK(desk.text().ends_with("# Not known in that version, so not checked:\n#   desk ch/01/config/source\n"));
}

TEST_CASE("an unknown key of an expectation is an error with its place")
{
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"expectation: 1\nunit: {}\n", "room.yaml:2:1: "},
        {"expectation: 2\nunits: {}\n", "room.yaml:1:14: "},
        {"units: {}\n", "room.yaml:1:1: "},
        {"expectation: 1\nunits: {desk: {on_line: true}}\n", "room.yaml:2:16: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {is: 1, tolerant: 1 dB}}}}\n", "room.yaml:2:40: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {is: 1, tolerance: 1}}}}\n", "room.yaml:2:51: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: [1]}}}\n", "room.yaml:2:32: "},
    }));
    CHECK_THROWS_WITH(load::parse_expectation(yaml, "room.yaml"), Catch::StartsWith(message));
}

TEST_CASE("an expectation may be JSON")
{
    Desk desk;
    CHECK(desk.against(R"({"expectation": 1, "units": {"desk": {"online": true, "parameters": {"config/chlink/1-2": "OFF"}}}})").all.passed == 2);
}
