#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "load/profile_yaml.hpp"
#include "simulate/desk_fixture.hpp"
#include "source_dir.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;
using studio::ParameterId;

// What the small desk proves rule by rule, on whole profiles from the profiles folder.

namespace {

std::shared_ptr<const studio::Profile> profile(const std::string& id)
{
    return load::read_profile(recalld::testing::source_dir() + "/profiles/" + id + ".yaml", id);
}

std::string any_profile() { return GENERATE("example", "consoles/x32"); }

Value any_value(const Law& law, std::mt19937& dice)
{
    if (law.kind == LawKind::text) return std::string(dice() % (static_cast<std::uint32_t>(law.steps) + 1), 'x');
    if (law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0))
        return static_cast<float>(dice() % 1001) / 1000;
    const auto span = static_cast<std::uint32_t>(law.highest() - law.lowest()) + 1;
    return law.lowest() + static_cast<std::int32_t>(dice() % span);
}

/// Everything but links and effect types, which move others, gets some value.
void scramble(simulate::Console& console, std::uint32_t seed)
{
    std::mt19937 dice(seed);
    for (ParameterId id = 0; id < console.profile().parameters.size(); ++id) {
        const auto& parameter = console.profile()[id];
        if (parameter.stage != Stage::links && parameter.stage != Stage::fx_type)
            console.poke(parameter.name, any_value(console.profile().law_of(id), dice));
    }
}

std::string line_of(simulate::Console& console, const std::string& path)
{
    const auto answers = console.receive(1, osc::message("/node", {path}), {});
    REQUIRE(answers.size() == 1);
    return std::string(*osc::read_message(answers[0].packet)->argument(0).text());
}

}  // namespace

TEST_CASE("every leaf of a profile is answered under its own address")
{
    const auto made = profile(any_profile());
    simulate::Console console(made);
    for (const auto& parameter : made->parameters) {
        const auto answers = console.receive(1, osc::bare("/" + parameter.name), {});
        REQUIRE(answers.size() == 1);
        const auto message = osc::read_message(answers[0].packet);
        CHECK(message->address() == "/" + parameter.name);
        CHECK(message->tags().size() == 1);
    }
}

TEST_CASE("a desk understands every line that it writes, and writes it again")
{
    const auto made = profile(any_profile());
    simulate::Console one(made), other(made);
    scramble(one, 1);
    for (const auto& node : made->nodes) {
        const auto line = line_of(one, node.path);
        if (std::ranges::any_of(made->parameters_of(node), &studio::Parameter::read_only)) continue;
        REQUIRE(other.receive(1, osc::message("/", {line}), {}).size() == 1);
        CHECK(line_of(other, node.path) == line);
    }
}

TEST_CASE("a scene made of a desk's own lines loads whole")
{
    const auto made = profile(any_profile());
    simulate::Console one(made), other(made);
    scramble(one, 2);
    std::string scene = "#4.0# \"own\" \"\" %000000000 1\n";
    for (const auto& node : made->nodes) scene += line_of(one, node.path);
    CHECK(other.load_scene(scene).empty());
    for (const auto& node : made->nodes) CHECK(line_of(other, node.path) == line_of(one, node.path));
}

TEST_CASE("what one desk answers, another takes and answers alike")
{
    const auto made = profile(any_profile());
    simulate::Console one(made), other(made);
    scramble(one, 3);
    for (const auto& parameter : made->parameters) {
        if (parameter.read_only || parameter.stage == Stage::links || parameter.stage == Stage::fx_type) continue;
        const auto answer = one.receive(1, osc::bare("/" + parameter.name), {});
        REQUIRE(answer.size() == 1);
        CHECK(other.receive(1, answer[0].packet, {}).empty());
        CHECK(other.value(parameter.name) == one.value(parameter.name));
    }
}

TEST_CASE("every type of effect loads and prints")
{
    const auto made = profile(any_profile());
    simulate::Console console(made);
    for (ParameterId id = 0; id < made->parameters.size(); ++id) {
        const auto selector = (*made)[id].selector;
        if (selector == studio::no_parameter || (*made)[id].slot != 0) continue;
        for (std::int32_t type = 0; type < made->law_of(selector).steps; ++type) {
            console.receive(1, osc::message("/" + (*made)[selector].name, {type}), {});
            CHECK(console.value((*made)[selector].name) == Value(type));
            CHECK(line_of(console, made->nodes[(*made)[id].node].path).ends_with('\n'));
        }
    }
}
