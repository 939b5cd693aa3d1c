#include "remote/news.hpp"

#include <catch2/catch.hpp>

#include "remote/feed.hpp"
#include "remote/stage.hpp"

using namespace recalld::remote;
using recalld::remote::test::Stage;

TEST_CASE("whoever listens is told, until he stops, even while news is told")
{
    News news;
    std::vector<Area> heard;
    std::optional<News::Subscription> second;
    const auto first = news.listen([&](Area area) {
        heard.push_back(area);
        second.reset();
    });
    int others = 0;
    second.emplace(news.listen([&](Area) { ++others; }));
    news.tell(Area::sessions);
    news.tell(Area::log);
    CHECK(heard == std::vector{Area::sessions, Area::log});
    CHECK(others == 0);
    CHECK(area_named("reports") == Area::reports);
    CHECK_FALSE(area_named("nothing"));
}

TEST_CASE("a feed gathers each area once until it is taken")
{
    Stage stage;
    int told = 0;
    Feed feed(stage.room, [&] { ++told; });
    feed.follow(Area::log);
    CHECK(feed.take().areas == std::vector{Area::log});   // the present state comes first
    for (int i = 0; i < 100; ++i) stage.room.news.tell(Area::log);
    stage.room.news.tell(Area::sessions);
    CHECK(told == 2);
    CHECK(feed.take().areas == std::vector{Area::log});
    CHECK(feed.take().areas.empty());
    feed.leave(Area::log);
    stage.room.news.tell(Area::log);
    CHECK(told == 2);
    CHECK(feed.follows_nothing());
}

TEST_CASE("a feed gathers each parameter once, however often it moved, and says when some are left")
{
    Stage stage;
    int told = 0;
    Feed feed(stage.room, [&] { ++told; });
    feed.follow("ch/1 mix");   // the room has no rig, but a page
    const auto present = feed.take().values.size();   // nobody of the rig is there: the page alone has values
    CHECK(present == 0);
    for (int i = 0; i < 10; ++i) stage.move(100);
    CHECK(told == 1);
    const auto taken = feed.take();
    REQUIRE(taken.values.size() == 1);
    CHECK(taken.values[0].unit == "desk");
    CHECK((*stage.profile)[taken.values[0].parameter].name == "ch/01/mix/fader");
    CHECK_FALSE(taken.more);
    stage.move(1);
    CHECK(told == 2);
    CHECK(feed.take(0).more);
    CHECK(feed.take(5).values.size() == 1);
    CHECK_THROWS_AS(feed.follow("desk nonsense"), recalld::studio::ScopeError);
}

TEST_CASE("an order that waits for a second word can be had once, by number or by whoever gave it, for half a minute")
{
    Confirmations confirmations;
    const auto now = Confirmations::Time{} + std::chrono::hours(1);
    const auto wait = [&](const std::string& who) { return confirmations.add({0, who, "recall", Json::object(), "gain", {}}, now); };
    const auto first = wait("anna");
    wait("bob");
    CHECK_FALSE(confirmations.take("carl", {}, now));
    CHECK(confirmations.take("bob", {}, now)->caller == "bob");
    CHECK_FALSE(confirmations.take("bob", {}, now));
    CHECK(confirmations.take("carl", first, now)->caller == "anna");
    wait("anna");
    const auto newer = wait("anna");
    CHECK(confirmations.take("anna", {}, now)->id == newer);
    CHECK_FALSE(confirmations.take("anna", {}, now));
    wait("anna");
    CHECK_FALSE(confirmations.take("anna", {}, now + std::chrono::seconds(31)));
}
