#include "studio/snapshot.hpp"

#include "studio/small_desk.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("a new page knows nothing")
{
    const UnitState page("foh", small_desk());
    CHECK(page.values.size() == page.profile->parameters.size());
    for (ParameterId id = 0; id < page.values.size(); ++id) {
        CHECK_FALSE(page.has(id));
        CHECK(page.value(id) == nullptr);
        CHECK(page.spoken(id) == "silent");
    }
    CHECK(UnitState("foh", nullptr).values.empty());
}

TEST_CASE("only what is confirmed or assumed is there")
{
    const auto [standing, is_there, spoken] = GENERATE(table<Standing, bool, std::string>({
        {Standing::confirmed, true, "-20.0 dB"}, {Standing::assumed, true, "-20.0 dB"}, {Standing::unknown, false, "silent"},
        {Standing::not_exposed, false, "not exposed"}, {Standing::by_hand, false, "by hand"},
        {Standing::out_of_scope, false, "not captured"},
    }));
    UnitState page("foh", small_desk());
    const ParameterId send = id_of(*page.profile, "ch/17/mix/09/level");
    page.set(send, 60, standing);
    CHECK(page.has(send) == is_there);
    CHECK((page.value(send) != nullptr) == is_there);
    CHECK(page.spoken(send) == spoken);
}

TEST_CASE("a strip is called by its name when it has one")
{
    UnitState page("foh", small_desk());
    const auto strip = (*page.profile)[id_of(*page.profile, "ch/17/config/name")].strip;
    CHECK(page.strip_words(strip) == "ch 17");
    enter(page, "ch/17/config/name", std::string());
    CHECK(page.strip_words(strip) == "ch 17");
    enter(page, "ch/17/config/name", std::string("Lead Vox"));
    CHECK(page.strip_words(strip) == "ch 17 \"Lead Vox\"");
    enter(page, "ch/17/config/name", std::string("Lead Vox"), Standing::out_of_scope);
    CHECK(page.strip_words(strip) == "ch 17");
    enter(page, "ch/17/config/name", 3);
    CHECK(page.strip_words(strip) == "ch 17");
    CHECK(page.strip_words(0) == "desk");
}

TEST_CASE("what came from print agrees with what reads alike; what was captured agrees to the grain")
{
    const auto [standing, agrees] = GENERATE(table<Standing, bool>({{Standing::assumed, true}, {Standing::confirmed, false}, {Standing::unknown, false}}));
    UnitState file("foh", small_desk()), desk("foh", small_desk());
    for (auto* state : {&file, &desk}) enter(*state, "fx/1/type", 0);
    const ParameterId decay = id_of(*desk.profile, "fx/1/par/01");
    enter(file, "fx/1/par/01", 0.5F, standing);
    enter(desk, "fx/1/par/01", 0.5009F);
    REQUIRE(file.profile->law_of(decay, file.selector(decay)).spoken(0.5F) == desk.spoken(decay));
    CHECK(agree(file, desk, decay) == agrees);
    CHECK(agree(desk, file, decay) == agrees);
    enter(desk, "fx/1/par/01", 0.6F);
    CHECK_FALSE(agree(file, desk, decay));
}

TEST_CASE("an effect's value is spoken by its type, when that is known")
{
    UnitState page("foh", small_desk());
    const ParameterId first = id_of(*page.profile, "fx/1/par/01");
    enter(page, "fx/1/par/01", 0.5F);
    CHECK(page.selector(first) == nullptr);
    CHECK(page.spoken(first) == "0.5000");
    enter(page, "fx/1/type", 0);
    REQUIRE(page.selector(first));
    CHECK(*page.selector(first) == Value(0));
    CHECK(page.spoken(first) == "1.00 s");
    enter(page, "fx/1/type", 1);
    CHECK(page.spoken(first) == "1501 ms");
    CHECK(page.selector(id_of(*page.profile, "fx/1/type")) == nullptr);
}

TEST_CASE("coverage counts what was captured and names what is silent")
{
    UnitState page("foh", small_desk());
    for (ParameterId id = 0; id < page.values.size(); ++id) page.standings[id] = Standing::out_of_scope;
    enter(page, "ch/03/mix/on", 1);
    enter(page, "ch/03/mix/fader", 767, Standing::assumed);
    enter(page, "fx/1/type", 0, Standing::not_exposed);
    enter(page, "headamp/000/gain", 0, Standing::by_hand);
    enter(page, "ch/17/mix/on", 0, Standing::unknown);
    enter(page, "ch/17/mix/fader", 0, Standing::unknown);
    const auto coverage = coverage_of(page);
    CHECK(coverage.captured == 2);
    CHECK(coverage.not_exposed == 1);
    CHECK(coverage.by_hand == 1);
    CHECK(coverage.silent == std::vector{id_of(*page.profile, "ch/17/mix/on"), id_of(*page.profile, "ch/17/mix/fader")});
    CHECK(coverage_of(UnitState{}).captured == 0);
}

TEST_CASE("a snapshot finds its units by name")
{
    const Snapshot snapshot{{UnitState("foh", small_desk()), UnitState("mon", small_desk())}};
    REQUIRE(snapshot.unit("mon"));
    CHECK(snapshot.unit("mon")->unit == "mon");
    CHECK(snapshot.unit("stage") == nullptr);
    CHECK(Snapshot{}.unit("foh") == nullptr);
}
