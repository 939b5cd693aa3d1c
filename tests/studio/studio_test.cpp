#include "studio/studio.hpp"

#include "studio/small_desk.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <optional>

using namespace recalld::studio;

namespace {

/// A studio with one unit, and what it told.
struct Room {
    Room() { page = &studio.open("foh", small_desk()); }

    bool apply(const std::string& name, Value value, Standing standing = Standing::confirmed)
    {
        return studio.apply("foh", id_of(*page->profile, name), std::move(value), standing, Origin::device);
    }

    Studio::Subscription note(const std::string& who)
    {
        return studio.listen([this, who](const Change& change) { heard.push_back(who + " " + plain(change.value)); });
    }

    Studio studio;
    UnitState* page = nullptr;
    std::vector<std::string> heard;
};

using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("a new value is news, an equal one is not")
{
    Room room;
    const auto ear = room.note("a");
    CHECK(room.apply("ch/03/mix/fader", 700));
    CHECK_FALSE(room.apply("ch/03/mix/fader", 700));
    CHECK(room.apply("ch/03/mix/fader", 701));
    CHECK(room.apply("ch/03/config/name", std::string("Kick")));
    CHECK_FALSE(room.apply("ch/03/config/name", std::string("Kick")));
    CHECK(room.heard == Heard{"a 700", "a 701", "a Kick"});
}

TEST_CASE("the first value is news whatever it is")
{
    Room room;
    CHECK(room.apply("ch/03/mix/fader", 0));
    CHECK(room.apply("ch/03/config/name", std::string()));
}

TEST_CASE("a raw float that moved less than half a step is no news, but is kept")
{
    Room room;
    CHECK(room.apply("fx/1/par/01", 0.5F));
    CHECK_FALSE(room.apply("fx/1/par/01", 0.5003F));
    CHECK(*room.page->value(id_of(*room.page->profile, "fx/1/par/01")) == Value(0.5003F));
    CHECK(room.apply("fx/1/par/01", 0.51F));
}

TEST_CASE("a change says whose, what and who moved it")
{
    Room room;
    std::optional<Origin> origin;
    ParameterId parameter = no_parameter;
    std::string unit;
    const auto ear = room.studio.listen([&](const Change& change) {
        unit = change.unit;
        parameter = change.parameter;
        origin = change.origin;
    });
    const ParameterId on = id_of(*room.page->profile, "ch/17/mix/on");
    CHECK(room.studio.apply("foh", on, 1, Standing::assumed, Origin::recall));
    CHECK(unit == "foh");
    CHECK(parameter == on);
    CHECK(origin == Origin::recall);
}

TEST_CASE("certainty changes quietly")
{
    Room room;
    const auto ear = room.note("a");
    const ParameterId on = id_of(*room.page->profile, "ch/03/mix/on");
    room.apply("ch/03/mix/on", 1, Standing::assumed);
    CHECK_FALSE(room.apply("ch/03/mix/on", 1, Standing::confirmed));
    CHECK(room.page->standings[on] == Standing::confirmed);
    CHECK_FALSE(room.apply("ch/03/mix/on", 1, Standing::assumed));
    CHECK(room.page->standings[on] == Standing::assumed);
    CHECK(room.heard == Heard{"a 1"});
}

TEST_CASE("doubt leaves the values and takes their certainty")
{
    Room room;
    room.apply("ch/03/mix/on", 1);
    room.apply("ch/03/mix/fader", 5, Standing::not_exposed);
    room.studio.doubt("foh");
    room.studio.doubt("nobody");
    CHECK(room.page->standings[id_of(*room.page->profile, "ch/03/mix/on")] == Standing::assumed);
    CHECK(room.page->standings[id_of(*room.page->profile, "ch/03/mix/fader")] == Standing::not_exposed);
    CHECK(room.page->standings[id_of(*room.page->profile, "ch/17/mix/on")] == Standing::unknown);
    CHECK_FALSE(room.apply("ch/03/mix/on", 1));
}

TEST_CASE("an unknown unit or parameter changes nothing")
{
    Room room;
    const auto ear = room.note("a");
    CHECK_FALSE(room.studio.apply("mon", 0, 1, Standing::confirmed, Origin::device));
    CHECK_FALSE(room.studio.apply("foh", no_parameter, 1, Standing::confirmed, Origin::device));
    CHECK(room.heard.empty());
}

TEST_CASE("every unit has a page of its own, opened anew when opened again")
{
    Room room;
    room.studio.open("mon", small_desk());
    room.apply("ch/03/mix/on", 1);
    REQUIRE(room.studio.page("mon"));
    CHECK(room.studio.page("mon")->standings[2] == Standing::unknown);
    CHECK(room.studio.page("stage") == nullptr);
    const UnitState& again = room.studio.open("foh", small_desk());
    CHECK_FALSE(again.has(id_of(*again.profile, "ch/03/mix/on")));
    CHECK(room.studio.page("foh") == &again);
    room.studio.close("foh");
    CHECK(room.studio.page("foh") == nullptr);
    room.studio.close("foh");
}

TEST_CASE("a page can be opened anew by the name that stands on it")
{
    Room room;
    const UnitState& again = room.studio.open(room.page->unit, small_desk());
    CHECK(again.unit == "foh");
    CHECK(room.studio.page("foh") == &again);
}

TEST_CASE("who does not listen any more hears nothing")
{
    Room room;
    auto first = room.note("a");
    {
        const auto second = room.note("b");
        room.apply("ch/03/mix/fader", 1);
    }
    room.apply("ch/03/mix/fader", 2);
    first = Studio::Subscription();
    room.apply("ch/03/mix/fader", 3);
    CHECK(room.heard == Heard{"a 1", "b 1", "a 2"});
}

TEST_CASE("a subscription can be handed on")
{
    Room room;
    auto first = room.note("a");
    Studio::Subscription second = std::move(first);
    room.apply("ch/03/mix/fader", 1);
    auto third = room.note("c");
    third = std::move(second);   // "c" stops listening
    room.apply("ch/03/mix/fader", 2);
    Studio::Subscription& itself = third;
    third = std::move(itself);
    room.apply("ch/03/mix/fader", 3);
    CHECK(room.heard == Heard{"a 1", "a 2", "a 3"});
}

TEST_CASE("a listener may stop listening while it is told")
{
    Room room;
    std::optional<Studio::Subscription> once;
    const std::string words(100, 'x');   // lives with the listener: it must not go before the listener returns
    once = room.studio.listen([&, words](const Change&) {
        once.reset();
        room.heard.push_back("once " + std::to_string(words.size()));
    });
    const auto other = room.note("b");
    room.apply("ch/03/mix/fader", 1);
    room.apply("ch/03/mix/fader", 2);
    CHECK(room.heard == Heard{"once 100", "b 1", "b 2"});
}

TEST_CASE("a listener may make the next one stop listening")
{
    Room room;
    std::optional<Studio::Subscription> next;
    const auto first = room.studio.listen([&](const Change&) { next.reset(); });
    next = room.note("b");
    const auto last = room.note("c");
    room.apply("ch/03/mix/fader", 1);
    room.apply("ch/03/mix/fader", 2);
    CHECK(room.heard == Heard{"c 1", "c 2"});
}

TEST_CASE("who starts listening while others are told hears the next change")
{
    Room room;
    std::vector<Studio::Subscription> more;
    const auto first = room.studio.listen([&](const Change&) { more.push_back(room.note("new")); });
    room.apply("ch/03/mix/fader", 1);
    CHECK(room.heard.empty());
    room.apply("ch/03/mix/fader", 2);
    CHECK(room.heard == Heard{"new 2"});
    CHECK(more.size() == 2);
}

TEST_CASE("a listener may change something itself")
{
    Room room;
    const auto follow = room.studio.listen([&](const Change& change) {
        const auto& name = (*room.page->profile)[change.parameter].name;
        if (name == "ch/03/mix/fader") room.apply("ch/17/mix/fader", change.value);
    });
    const auto note = room.note("b");
    room.apply("ch/03/mix/fader", 9);
    CHECK(room.heard == Heard{"b 9", "b 9"});
    CHECK(*room.page->value(id_of(*room.page->profile, "ch/17/mix/fader")) == Value(9));
}

TEST_CASE("a listener that answers a change does not change what the others are told")
{
    Room room;
    const auto back = room.studio.listen([&](const Change& change) {
        if (change.value == Value(1)) room.apply("ch/03/mix/on", 0);
    });
    const auto note = room.note("b");
    room.apply("ch/03/mix/on", 1);
    CHECK(room.heard == Heard{"b 0", "b 1"});
}

TEST_CASE("a listener may stop listening while it answers in the middle of another change")
{
    Room room;
    std::optional<Studio::Subscription> inner;
    const auto outer = room.studio.listen([&](const Change& change) {
        if (change.value == Value(1)) room.apply("ch/03/mix/fader", 2);
    });
    inner = room.studio.listen([&](const Change& change) {
        room.heard.push_back("inner " + plain(change.value));
        inner.reset();
    });
    const auto note = room.note("b");
    room.apply("ch/03/mix/fader", 1);
    CHECK(room.heard == Heard{"inner 2", "b 2", "b 1"});
}

TEST_CASE("a page may be closed while its change is told")
{
    Room room;
    const auto close = room.studio.listen([&](const Change&) { room.studio.close("foh"); });
    const auto note = room.note("b");
    CHECK(room.apply("ch/03/config/name", std::string(100, 'n')));
    CHECK(room.heard == Heard{"b " + std::string(100, 'n')});
}
