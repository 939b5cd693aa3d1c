#include "studio/parameter.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace recalld::studio;

namespace {

template <class Enum, class Named>
void check_names(std::size_t count, Named named)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const auto each = static_cast<Enum>(i);
        CHECK(names.emplace(name_of(each)).second);
        CHECK(named(name_of(each)) == each);
    }
    CHECK_FALSE(named("nothing of the kind"));
    CHECK_FALSE(named(""));
}

}  // namespace

TEST_CASE("sections, stages and hazards have one name each and are found by it")
{
    check_names<Section>(section_count, section_named);
    check_names<Stage>(stage_count, stage_named);
    check_names<Hazard>(hazard_count, hazard_named);
}

TEST_CASE("a name stands for the control that has it")
{
    CHECK(name_of(Section::config) == "config");
    CHECK(name_of(Section::mutegroups) == "mutegroups");
    CHECK(name_of(Section::safes) == "safes");
    CHECK(name_of(Stage::links) == "links");
    CHECK(name_of(Stage::fx_type) == "fx_type");
    CHECK(name_of(Stage::mutes) == "mutes");
    CHECK(name_of(Hazard::none) == "none");
    CHECK(name_of(Hazard::repatch) == "repatch");
    CHECK(name_of(Hazard::mutegroup) == "mutegroup");
}

TEST_CASE("links are restored first, mutes last")
{
    CHECK(Stage::links < Stage::routing);
    CHECK(Stage::preamp < Stage::phantom);
    CHECK(Stage::fx_type < Stage::fx);
    CHECK(Stage::faders < Stage::mutes);
}
