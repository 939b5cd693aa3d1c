#include "logbook/prep_seats.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>

#include "logbook/prep_desk.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;

namespace {

/// What came of seating these tracks on the desk of the tests.
struct Seated {
    std::shared_ptr<const PrepWish> wish;   ///< whose places the seats name
    std::vector<Seat> seats;
    std::vector<PrepConflict> conflicts;

    std::string at(std::size_t track) const { return seats[track].strip ? desk()->strips[*seats[track].strip].path : "none"; }
    std::vector<std::string> all() const
    {
        std::vector<std::string> paths;
        for (std::size_t i = 0; i < seats.size(); ++i) paths.push_back(at(i));
        return paths;
    }
    std::vector<std::string> kinds() const
    {
        std::vector<std::string> all;
        for (const auto& conflict : conflicts) all.push_back(conflict.kind);
        return all;
    }
};

Seated seated(std::vector<Input> inputs, std::vector<HousePlace> places = house())
{
    Seated seated;
    seated.wish = std::make_shared<const PrepWish>(PrepWish{tracks_of(inputs), std::move(places), {}, {}});
    seated.seats = Seating("desk", *desk(), *seated.wish, seated.conflicts).seats();
    return seated;
}

Input named(std::string name, std::string strip = {}, std::string role = {})
{
    Input input;
    input.name = std::move(name);
    input.strip = std::move(strip);
    input.role = std::move(role);
    return input;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("who is named first sits first, whatever the order of the list")
{
    CHECK(seated({named("Kick"), named("Snare", "ch/01")}).all() == Paths{"ch/02", "ch/01"});
    CHECK(seated({named("Tom"), named("Tom 1")}).all() == Paths{"ch/06", "ch/05"});
    CHECK(seated({named("Thing"), named("Kick In"), named("Kick Out")}).all() == Paths{"ch/04", "ch/01", "ch/02"});
}

TEST_CASE("sides are places of a role, and a number with a side is a pair")
{
    const auto pairs = std::vector{place("tom", "", {"ch/05", "ch/06", "ch/07", "ch/08"})};
    CHECK(seated({named("Tom 2 R"), named("Tom 1 L"), named("Tom 2 L"), named("Tom 1 R")}, pairs).all() == Paths{"ch/08", "ch/05", "ch/07", "ch/06"});
    CHECK(seated({named("OH R"), named("OH L")}).all() == Paths{"ch/10", "ch/09"});
    CHECK(seated({named("Snare R")}).all() == Paths{"ch/03"});   // the only strip is everybody's
}

TEST_CASE("a number beyond the strips of a role takes what is left of them")
{
    const auto four = seated({named("Tom 4"), named("Tom 1")});
    CHECK(four.all() == Paths{"ch/06", "ch/05"});
    CHECK(four.conflicts.empty());
}

TEST_CASE("a role without strips takes those of the nearest one that has some")
{
    const auto tops = seated({named("Snare Top"), named("Kick In"), named("Ride")});
    CHECK(tops.all() == Paths{"ch/03", "ch/01", "ch/09"});
    CHECK(tops.seats[0].role == "snare top");
    REQUIRE(tops.seats[0].place);
    CHECK(tops.seats[0].place->role == "snare");
}

TEST_CASE("two for one strip: the first sits, the second is moved, and both are named")
{
    const auto two = seated({named("Snare"), named("Snare 1")});
    CHECK(two.all() == Paths{"ch/04", "ch/03"});   // the numbered one is surer
    REQUIRE(two.kinds() == Paths{"strip"});
    CHECK(two.conflicts[0].tracks == Paths{"Snare 1", "Snare"});
    CHECK(two.conflicts[0].strips == Paths{"ch/03"});
    CHECK(two.seats[0].why == "its strip is taken; the next free one");
    const auto named_twice = seated({named("A", "ch/20"), named("B", "ch/20")});
    CHECK(named_twice.at(0) == "ch/20");
    CHECK(named_twice.at(1) != "ch/20");
    CHECK(std::ranges::count(named_twice.kinds(), "strip") == 1);
}

TEST_CASE("a strip that the desk does not have is told, and the track finds another")
{
    const auto odd = seated({named("Kick", "bus/99")});
    CHECK(odd.all() == Paths{"ch/01"});
    REQUIRE(odd.kinds() == Paths{"no_strip"});
    CHECK_THAT(odd.conflicts[0].words, Contains("bus/99") && Contains("desk does not have"));
}

TEST_CASE("what the list calls the role counts, even one that nobody knows")
{
    const auto given = seated({named("Something", "", "kick"), named("Other", "", "theremin")});
    CHECK(given.at(0) == "ch/01");
    CHECK(given.seats[0].why == "the list says kick");
    CHECK(given.seats[1].role == "theremin");
    CHECK(given.kinds() == Paths{"no_strip"});
}

TEST_CASE("words of the house are roles, and of two equal ones that with a strip is meant")
{
    auto places = house();
    places[0].words = {"thumper"};
    places.push_back({"cello spot", "", {"cellos"}, {strip("ch/20")}});
    const auto all = seated({named("Thumper"), named("Cellos")}, places);
    CHECK(all.all() == Paths{"ch/01", "ch/20"});
    CHECK(all.conflicts.empty());
}

TEST_CASE("a house may call a role as it likes: its vox are everybody's vocals")
{
    const auto places = std::vector{place("vox", "", {"ch/17"}), place("bd", "", {"ch/01"}), place("singer corner", "", {"ch/20"})};
    CHECK(seated({named("Lead Singer"), named("Kick In"), named("Singer Corner")}, places).all() == Paths{"ch/17", "ch/01", "ch/20"});
    CHECK(seated({named("Vocals"), named("Bass Drum")}, places).all() == Paths{"ch/17", "ch/01"});
}

TEST_CASE("of two roles of the house that share a word one is taken, and both are named")
{
    const auto shared = seated({named("Magic")}, {{"spot a", "", {"magic"}, {strip("ch/20")}}, {"spot b", "", {"magic"}, {strip("ch/21")}}});
    CHECK(shared.all() == Paths{"ch/20"});
    REQUIRE(shared.kinds() == Paths{"role"});
    CHECK_THAT(shared.conflicts[0].words, Contains("spot a, spot b") && Contains("taken for spot a"));
}

TEST_CASE("a house without strips is no house: tracks fill the desk in order and nobody complains of it")
{
    const auto free = seated({named("Kick"), named("Snare"), named("Vox")}, {});
    CHECK(free.all() == Paths{"ch/01", "ch/02", "ch/03"});
    CHECK(free.conflicts.empty());
}

TEST_CASE("strips of the house are given to strangers last")
{
    std::vector<Input> many;
    for (int i = 0; i < 32; ++i) many.push_back(named("Zither " + std::string(1, static_cast<char>('a' + i % 26)) + (i > 25 ? "x" : "")));
    const auto full = seated(many);
    const auto paths = full.all();
    CHECK(std::ranges::find(paths, "none") == paths.end());
    const auto of_house = std::ranges::find(paths, "ch/01") - paths.begin();
    CHECK(of_house >= 32 - 9);   // nine strips of the house
}

TEST_CASE("no strip has two tracks, however many come")
{
    std::vector<Input> many;
    for (int i = 0; i < 60; ++i)
        for (const auto* name : {"Kick", "Tom 1", "OH L", "Vox", "Thing"}) many.push_back(named(name));
    const auto full = seated(many);
    auto paths = full.all();
    std::erase(paths, "none");
    CHECK(paths.size() == 32);
    std::ranges::sort(paths);
    CHECK(std::ranges::adjacent_find(paths) == paths.end());
    CHECK(std::ranges::count(full.kinds(), "no_strip") == 300 - 32);
}

TEST_CASE("tracks that are left out take nobody's strip")
{
    SessionText session;
    session.tracks = {{1, "Kick", "", "", "", "Inactive", {}}, {2, "Kick 2", "", "", "", "", {}}};
    PrepWish wish{tracks_of(session), {place("kick", "", {"ch/01"})}, {}, {}};
    std::vector<PrepConflict> conflicts;
    const auto seats = Seating("desk", *desk(), wish, conflicts).seats();
    CHECK_FALSE(seats[0].strip);
    REQUIRE(seats[1].strip);
    CHECK(desk()->strips[*seats[1].strip].path == "ch/01");
    CHECK(conflicts.empty());
}
