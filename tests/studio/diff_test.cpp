#include "studio/diff.hpp"

#include "studio/small_desk.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

namespace {

/// Two states of one desk, equal at first.
struct Pair {
    Pair()
    {
        for (UnitState* state : {&from, &to}) {
            enter(*state, "ch/17/config/name", std::string("Lead Vox"));
            enter(*state, "ch/17/mix/09/level", 68);
            enter(*state, "ch/17/mix/on", 1);
            enter(*state, "fx/1/type", 0);
            enter(*state, "fx/1/par/01", 0.5F);
        }
    }

    std::vector<std::string> sentences(const Scope& scope = {}) const
    {
        std::vector<std::string> found;
        for (const auto& difference : diff(from, to, scope)) found.push_back(difference.sentence());
        return found;
    }

    std::shared_ptr<const Profile> desk = small_desk();
    UnitState from{"foh", desk};
    UnitState to{"foh", desk};
};

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("equal states do not differ")
{
    CHECK(Pair().sentences().empty());
}

TEST_CASE("a difference is a sentence in the words of the studio")
{
    Pair pair;
    enter(pair.from, "ch/17/mix/09/level", 64);
    enter(pair.to, "ch/17/mix/09/level", 76);
    enter(pair.to, "ch/17/mix/on", 0);
    CHECK(pair.sentences() == Sentences{R"(ch 17 "Lead Vox": on ON -> OFF)",
                                        R"(ch 17 "Lead Vox": send to bus 9 -18.0 dB -> -12.0 dB)"});
    const auto difference = diff(pair.from, pair.to).back();
    CHECK(difference.unit == "foh");
    CHECK(difference.name == "ch/17/mix/09/level");
    CHECK(difference.parameter == id_of(*pair.desk, "ch/17/mix/09/level"));
    CHECK(difference.from == "-18.0 dB");
    CHECK(difference.to == "-12.0 dB");
}

TEST_CASE("a strip is called by its new name")
{
    Pair pair;
    enter(pair.to, "ch/17/config/name", std::string("Vox 1"));
    CHECK(pair.sentences() == Sentences{R"(ch 17 "Vox 1": name "Lead Vox" -> "Vox 1")"});
}

TEST_CASE("what only one side has is a difference, what neither has is none")
{
    Pair pair;
    enter(pair.from, "ch/03/mix/on", 1);
    enter(pair.to, "ch/17/mix/on", 1, Standing::not_exposed);
    enter(pair.to, "ch/03/mix/fader", 5, Standing::by_hand);
    CHECK(pair.sentences() == Sentences{"ch 3: on ON -> silent", R"(ch 17 "Lead Vox": on ON -> not exposed)"});
}

TEST_CASE("an assumed value is as good as a confirmed one")
{
    Pair pair;
    enter(pair.to, "ch/17/mix/on", 1, Standing::assumed);
    CHECK(pair.sentences().empty());
}

TEST_CASE("steps are compared, not their text")
{
    Pair pair;
    enter(pair.from, "ch/03/mix/fader", 767);
    enter(pair.to, "ch/03/mix/fader", 768);
    CHECK(pair.sentences() == Sentences{"ch 3: fader 0.0 dB (step 767) -> 0.0 dB (step 768)"});
    enter(pair.to, "fx/1/par/01", 0.5004F);
    CHECK(pair.sentences().size() == 1);
}

TEST_CASE("each side speaks of its own effect")
{
    Pair pair;
    enter(pair.to, "fx/1/type", 1);
    enter(pair.to, "fx/1/par/01", 1.0F);
    CHECK(pair.sentences() == Sentences{"fx 1: type HALL -> DLY", "fx 1: time 1.00 s -> 3000 ms"});
    enter(pair.to, "fx/1/type", 1, Standing::unknown);
    CHECK(pair.sentences() == Sentences{"fx 1: type HALL -> silent", "fx 1: decay 1.00 s -> 1.0000"});
}

TEST_CASE("only what is in scope differs")
{
    Pair pair;
    enter(pair.to, "ch/17/mix/09/level", 70);
    enter(pair.to, "ch/17/mix/on", 0);
    CHECK(pair.sentences(Scope::parse("sends", {}, {"foh"})).size() == 1);
    CHECK(pair.sentences(Scope::parse("-sends, -mix", {}, {"foh"})).empty());
    CHECK(pair.sentences(Scope::parse("foh ch/17", {}, {"foh"})).size() == 2);
}

TEST_CASE("whether one parameter differs")
{
    Pair pair;
    enter(pair.from, "ch/03/mix/on", 1);
    CHECK(differ(pair.from, pair.to, id_of(*pair.desk, "ch/03/mix/on")));
    CHECK_FALSE(differ(pair.from, pair.to, id_of(*pair.desk, "ch/17/mix/on")));
    CHECK_FALSE(differ(pair.from, pair.to, id_of(*pair.desk, "ch/03/mix/fader")));
}

TEST_CASE("snapshots are compared unit by unit")
{
    Pair pair;
    enter(pair.to, "ch/17/mix/on", 0);
    const Snapshot from{{pair.from, UnitState("mon", pair.desk)}};
    const Snapshot to{{UnitState("stage", pair.desk), pair.to}};
    const auto found = diff(from, to);
    REQUIRE(found.differences.size() == 1);
    CHECK(found.differences[0].unit == "foh");
    CHECK(found.compared == 5);
    CHECK(found.missing == std::vector<std::string>{"stage", "mon"});
}

TEST_CASE("a unit with another profile is not compared, and not called equal")
{
    Pair pair;
    DeskBuilder other;
    other.node("ch/17/mix");
    other.field("on", onoff(), "on", Section::mix);
    const UnitState small("foh", other.done());
    CHECK(diff(pair.from, small).empty());
    for (const auto& found : {diff(Snapshot{{small}}, Snapshot{{pair.to}}), diff(Snapshot{{pair.from}}, Snapshot{{small}})}) {
        CHECK(found.missing == std::vector<std::string>{"foh"});
        CHECK(found.compared == 0);
        CHECK(found.differences.empty());
    }
}
