#include "check/trace_notes.hpp"

#include "check/desk_routing.hpp"
#include "check/rooms.hpp"
#include "profile_here.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;
using recalld::testing::profile_here;
using Names = std::vector<std::string>;

namespace {

/// A desk that stands in the small room; `around` is filled from its values.
struct DeskRoom {
    DeskRoom() { set("config/routing/routswitch", "REC"), set("config/routing/IN/1-8", "AN1-8"); }

    void set(const std::string& parameter, const std::string& words)
    {
        const auto id = state.profile->find(parameter).value();
        state.set(id, state.profile->law_of(id).parse(words).value(), studio::Standing::confirmed);
    }
    Names notes(const std::string& point) const
    {
        Surroundings around;
        around.units = {"desk", "1176-A", "1176-B"};
        for (const auto* unit : {"1176-A", "1176-B"}) add_unit_points(unit, *profile_here("analog/ua-1176ln"), around);
        add_desk_routing(state, around);
        const PatchGraph graph(small_room(), {}, around);
        const auto start = graph.find(point);
        REQUIRE(start);
        return notes_on(graph, trace(graph, *start), around);
    }

    studio::UnitState state{"desk", profile_here("consoles/x32")};
};

}  // namespace

TEST_CASE("a channel that hears nothing says why, from wherever its way is asked for")
{
    DeskRoom room;
    room.set("ch/03/config/source", "OFF");
    const auto point = GENERATE(as<std::string>{}, "desk ch 3", "desk ch/03", "DAW 3");
    CHECK(room.notes(point) == Names{"nothing feeds desk ch 3: desk ch/03/config/source is OFF"});
}

TEST_CASE("what nobody has read is not known, and not nothing")
{
    DeskRoom room;
    CHECK(room.notes("desk ch 3") == Names{"what feeds desk ch 3 is not known: nobody has read desk ch/03/config/source"});
    room.set("ch/03/config/source", "In 9");
    CHECK(room.notes("desk ch 3") == Names{"what feeds desk slot 9 is not known: nobody has read desk config/routing/IN/9-16"});
}

TEST_CASE("what the profile has no point for is not called nothing")
{
    DeskRoom room;
    room.set("ch/03/config/source", "FX 1L");
    CHECK(room.notes("desk ch 3") == Names{"what feeds desk ch 3 is not told by its profile: desk ch/03/config/source is FX 1L"});
}

TEST_CASE("a channel that hears something, and a way that begins outside of units, need no words")
{
    DeskRoom room;
    room.set("ch/03/config/source", "In 3");
    CHECK(room.notes("desk ch 3").empty());
    CHECK(room.notes("1176-A").empty());
    CHECK(room.notes("line 1").empty());
    CHECK(room.notes("B9").empty());
}

TEST_CASE("a unit that no wire names is known, and nothing is wired to it")
{
    CHECK(DeskRoom().notes("1176-b") == Names{"nothing is wired to 1176-B"});
}

TEST_CASE("a socket without a wire and a strip that the profile does not feed say so")
{
    DeskRoom room;
    room.set("ch/09/config/source", "In 3");
    CHECK(room.notes("desk in 20") == Names{"nothing is wired to desk in 20", "nothing in the patch follows desk in 20"});
    CHECK(room.notes("desk DCA 1") == Names{"the profile of desk does not say what feeds desk DCA 1", "nothing in the patch follows desk DCA 1"});
}
