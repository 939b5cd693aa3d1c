#include "logbook/prep_strips.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "logbook/prep_desk.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using recalld::testing::profile_here;
using studio::no_parameter;

namespace {

Input input(std::optional<int> line, std::string jack = {}, bool is_channel = false)
{
    Input made;
    made.line = line;
    made.jack = std::move(jack);
    made.is_channel = is_channel;
    return made;
}

std::string source_words(const Input& input)
{
    const auto& law = desk()->law_of(*desk()->find("ch/01/config/source"));
    const auto value = source_of(law, input);
    return value ? law.spoken(*value) : "none";
}

std::vector<std::string> paths(const studio::Profile& profile)
{
    std::vector<std::string> all;
    for (const auto strip : input_strips(profile)) all.push_back(profile.strips[strip].path);
    return all;
}

studio::ParameterId id(const std::string& name) { return desk()->find(name).value(); }

}  // namespace

TEST_CASE("a channel has a name, a colour, a source, and room for so many letters")
{
    const auto facts = facts_of(*desk(), strip("ch/05"));
    CHECK(facts.label == id("ch/05/config/name"));
    CHECK(facts.colour == id("ch/05/config/color"));
    CHECK(facts.source == id("ch/05/config/source"));
    CHECK(facts.longest_name == 12);
}

TEST_CASE("what a strip cannot be told is no parameter")
{
    const auto main = facts_of(*desk(), strip("main/st"));
    CHECK(main.label != no_parameter);
    CHECK(main.source == no_parameter);
    const auto amp = facts_of(*desk(), strip("headamp/000"));
    CHECK(amp.label == no_parameter);
    CHECK(amp.longest_name == 0);
}

TEST_CASE("inputs are the channels of the desk, not its aux returns and buses")
{
    const auto all = paths(*desk());
    REQUIRE(all.size() == 32);
    CHECK(all.front() == "ch/01");
    CHECK(all.back() == "ch/32");
}

TEST_CASE("every console of the house's profiles has inputs in order, each once")
{
    const auto name = GENERATE(as<std::string>{}, "example", "consoles/x32", "consoles/x-air");
    const auto all = paths(*profile_here(name));
    CAPTURE(name);
    REQUIRE_FALSE(all.empty());
    CHECK(std::ranges::is_sorted(all));
    CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("the source is what the jack says in the desk's words, else its number, else the line's")
{
    CHECK(source_words(input(5)) == "In 5");
    CHECK(source_words(input(5, "7")) == "In 7");
    CHECK(source_words(input(5, "USB L")) == "USB L");
    CHECK(source_words(input(5, "usb l")) == "USB L");
    CHECK(source_words(input(5, "L7")) == "In 5");         // a jack of the house that the desk does not know
    CHECK(source_words(input(std::nullopt, "L7")) == "none");
    CHECK(source_words(input(std::nullopt)) == "none");
}

TEST_CASE("the number of a channel is no input")
{
    CHECK(source_words(input(5, "", true)) == "none");
    CHECK(source_words(input(5, "9", true)) == "In 9");
}

TEST_CASE("an input that the desk does not have is no source")
{
    for (const int line : {0, -1, 99, 100'000}) CHECK(source_words(input(line)) == "none");
    CHECK(source_words(input(std::nullopt, "99999")) == "none");
    CHECK(source_words(input(std::nullopt, "999999999999999999999")) == "none");
}

TEST_CASE("the head amp is the one that the desk says feeds the strip")
{
    auto state = live_desk();
    auto amp = head_amp_of(state, strip("ch/05"));
    REQUIRE(amp);
    CHECK(amp->gain == id("headamp/004/gain"));
    CHECK(amp->phantom == id("headamp/004/phantom"));
    state.set(id("-ha/04/index"), 40, studio::Standing::confirmed);
    amp = head_amp_of(state, strip("ch/05"));
    REQUIRE(amp);
    CHECK(amp->phantom == id("headamp/040/phantom"));
}

TEST_CASE("a strip that nothing with a head amp feeds has none, nor has one of which it is not known")
{
    auto state = live_desk();
    for (const std::int32_t index : {-1, 500}) {
        state.set(id("-ha/04/index"), index, studio::Standing::confirmed);
        CHECK_FALSE(head_amp_of(state, strip("ch/05")));
    }
    CHECK_FALSE(head_amp_of(studio::UnitState("desk", desk()), strip("ch/05")));
    CHECK_FALSE(head_amp_of(state, strip("bus/01")));
    CHECK_FALSE(head_amp_of(state, strip("main/st")));
}

TEST_CASE("what says which head amp feeds which strip is known by name, and nothing else is asked for it")
{
    const auto picks = head_amp_picks(*desk());
    REQUIRE(picks.size() == desk()->parameters.size());
    for (studio::ParameterId at = 0; at < picks.size(); ++at) {
        CAPTURE((*desk())[at].name);
        REQUIRE(picks[at] == (*desk())[at].name.starts_with("-ha/"));
    }
    const auto fixed = head_amp_picks(*profile_here("outboard/lexicon-pcm80"));
    CHECK(std::ranges::find(fixed, true) == fixed.end());
}

TEST_CASE("a strip is meant by its number however it is written, and by no other")
{
    const auto [words, path] = GENERATE(table<std::string, std::string>({
        {"ch/3", "ch/03"}, {"ch/003", "ch/03"}, {" ch/03 ", "ch/03"}, {"Ch 3", "ch/03"}, {"desk  ch/03", "ch/03"}, {"main/st", "main/st"}, {"bus/16", "bus/16"}, {"DCA 2", "dca/2"},
    }));
    CAPTURE(words);
    const auto meant = strip_meant(*desk(), "desk", words);
    REQUIRE(meant);
    CHECK(desk()->strips[*meant].path == path);
}

TEST_CASE("words that mean no strip mean none")
{
    for (const auto* words : {"", " ", "/", "ch/0", "ch/33", "ch/-1", "ch/3x", "other ch/03", "ch/99999999999999999999", "deskch/03"}) {
        CAPTURE(words);
        CHECK_FALSE(strip_meant(*desk(), "desk", words));
    }
}

TEST_CASE("a scope names ranges, and takes in more only when it would be too long")
{
    const auto& profile = *desk();
    const std::vector<studio::ParameterId> ids{id("ch/01/config/name"), id("ch/02/config/name"), id("ch/05/config/name"), id("headamp/003/gain")};
    CHECK(scope_of("desk", profile, ids) == "desk ch/1-2/config/name, desk ch/5/config/name, desk headamp/3/gain");
    CHECK(scope_of("desk", profile, ids, 55) == "desk ch/1-2/config, desk ch/5/config, desk headamp/3");
    CHECK(scope_of("desk", profile, ids, 10) == "desk");
    CHECK(scope_of("desk", profile, {}) == "");
}
