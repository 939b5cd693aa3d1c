#include <catch2/catch.hpp>

#include "recall/room.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using Catch::Matchers::Contains;

// Undo, and recalls that do not come to their end: their reports are true, and undo takes back what they did.

namespace {

ProfilePtr x32() { return profile_here("consoles/x32"); }
ProfilePtr example() { return profile_here("example"); }

/// A desk with a version, and then something else on it.
struct Gig {
    explicit Gig(ProfilePtr profile, std::uint32_t seed, const std::string& faults = "") : room(std::move(profile), faults)
    {
        disturb(room.console(), seed);
        room.capture("Mix 1");
        version = room.values();
        disturb(room.console(), seed + 100);
        before = room.values();
    }

    /// Every parameter is where it should be, or is named with a reason.
    void check_true(const Report& report)
    {
        CHECK(counted(report) == room.writable());
        Names named;
        for (const auto& finding : report.details)
            if (finding.verdict != Verdict::corrected) named.push_back(finding.parameter);
        CHECK(is_within(room.differing(version), named));
        for (const auto& name : with_verdict(report, Verdict::withheld)) CHECK(std::ranges::find(room.watch->writes, name) == room.watch->writes.end());
    }

    Room room;
    std::vector<Value> version, before;
};

}  // namespace

TEST_CASE("undo returns to exactly what was there")
{
    Gig gig(x32(), 71);
    check_all_right(gig.room, gig.room.recall("Mix 1"));
    REQUIRE(gig.room.differing(gig.version).empty());
    const auto undone = gig.room.undo();
    check_all_right(gig.room, undone.report);
    CHECK(undone.undid->id == 1);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("undo after undo takes back the recall before, and then there is none")
{
    Gig gig(example(), 72);
    gig.room.recall("Mix 1");
    gig.room.console().poke("ch/01/mix/fader", 11);
    gig.room.capture("Mix 2");
    disturb(gig.room.console(), 73);
    const auto between = gig.room.values();
    gig.room.recall("Mix 2");
    CHECK(gig.room.undo().undid->version == "Mix 2");
    CHECK(gig.room.differing(between).empty());
    CHECK(gig.room.undo().undid->version == "Mix 1");
    CHECK(gig.room.differing(gig.before).empty());
    CHECK_THROWS_AS(gig.room.undo(), store::NotFound);
}

TEST_CASE("undo works after the daemon was started again")
{
    Gig gig(example(), 74);
    gig.room.recall("Mix 1");
    gig.room.reopen_history();
    check_all_right(gig.room, gig.room.undo().report);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("undo keeps to the scope and the consent of its recall")
{
    Gig gig(example(), 75);
    gig.room.recall("Mix 1", {.scope = "headamp", .allow = "all"});
    gig.room.console().poke("ch/01/mix/fader", 11);
    const auto planned = finish(gig.room.io, gig.room.recaller->plan_undo(quiet));
    CHECK(planned.undone.scope == "headamp");
    CHECK(planned.plan.writes() > 0);
    const auto undone = finish(gig.room.io, gig.room.recaller->undo("", false, quiet));
    CHECK(undone.report.all_matched());
    CHECK(gig.room.console().value("ch/01/mix/fader") == Value(11));
    for (const auto& name : gig.room.differing(gig.before)) CHECK(name == "ch/01/mix/fader");
}

TEST_CASE("undo asks for consent that its recall did not need")
{
    Room room(example());
    room.console().poke("headamp/000/phantom", 0);
    room.capture("Mix 1");
    room.console().poke("headamp/000/phantom", 1);
    room.recall("Mix 1", {.allow = ""});   // off is no hazard, on is
    CHECK_THROWS_AS(finish(room.io, room.recaller->undo("", false, quiet)), Refused);
    CHECK(room.console().value("headamp/000/phantom") == Value(0));
    CHECK(finish(room.io, room.recaller->undo("phantom", false, quiet)).report.all_matched());
    CHECK(room.console().value("headamp/000/phantom") == Value(1));
}

TEST_CASE("a recall that is cancelled in the middle reports what it did, and undo takes that back")
{
    const auto after = GENERATE(1u, 40u, 700u, 3000u, 6500u);
    const auto profile = GENERATE(0, 1) == 0 ? x32() : profile_here("consoles/x-air");
    Gig gig(profile, 76);
    gig.room.watch->on_write = [&](std::size_t writes) {
        if (writes == after) gig.room.recaller->cancel();
    };
    const auto recalled = finish(gig.room.io, gig.room.recalling("Mix 1"));
    gig.room.watch->on_write = {};
    INFO(profile->profile_id << ", cancelled after " << after << " of " << gig.room.watch->writes.size());
    const bool was_in_time = gig.room.watch->writes.size() > after;
    CHECK(recalled.report.cancelled == was_in_time);
    gig.check_true(recalled.report);
    if (was_in_time && after < 1000) {
        CHECK(recalled.report.withheld > 0);
        CHECK(recalled.report.differs == 0);
        CHECK(recalled.report.silent == 0);
        CHECK_FALSE(recalled.report.all_matched());
    }
    check_all_right(gig.room, gig.room.undo().report);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("a desk that dies in the middle of a recall: a true report, and undo when it is back")
{
    const auto after = GENERATE(0u, 300u, 2500u);
    const bool is_switched_off = GENERATE(false, true);
    Gig gig(x32(), 77);
    gig.room.watch->on_write = [&](std::size_t writes) {
        if (writes != after) return;
        if (is_switched_off) net::post(gig.room.io, [&] { gig.room.desk.change("freeze=after 0s for 1000s,queue=1"); });
        gig.room.watch->is_cut = true;
    };
    const auto recalled = finish(gig.room.io, gig.room.recalling("Mix 1"));
    INFO("after " << after);
    CHECK(recalled.report.withheld > 0);
    CHECK(recalled.report.silent > 0);
    CHECK_FALSE(recalled.report.all_matched());
    CHECK_FALSE(recalled.report.cancelled);
    gig.check_true(recalled.report);
    CHECK_THAT(recalled.report.notes.back(), Contains("stopped answering"));
    gig.room.watch->is_cut = false;
    gig.room.watch->on_write = {};
    gig.room.desk.change("");
    check_all_right(gig.room, gig.room.undo().report);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("a desk whose port closes in the middle of a recall is not called silent by mistake when it comes back")
{
    Gig gig(x32(), 78);
    bool once = false;
    gig.room.watch->on_write = [&](std::size_t writes) {
        if (writes < 1500 || std::exchange(once, true)) return;
        net::post(gig.room.io, [&] { gig.room.desk.change(""); });   // the same desk a moment later
    };
    const auto recalled = finish(gig.room.io, gig.room.recalling("Mix 1"));
    gig.check_true(recalled.report);
    gig.room.watch->on_write = {};
    REQUIRE(gig.room.comes_online());
    check_all_right(gig.room, gig.room.undo().report);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("a desk that freezes in the middle of a recall is waited for")
{
    Gig gig(x32(), 79);
    bool once = false;
    gig.room.watch->on_write = [&](std::size_t writes) {
        if (writes < 1500 || std::exchange(once, true)) return;
        net::post(gig.room.io, [&] { gig.room.desk.change("freeze=after 0s for 800ms"); });
    };
    const auto report = gig.room.recall("Mix 1");
    gig.check_true(report);
    check_all_right(gig.room, report);
    CHECK(gig.room.differing(gig.version).empty());
}

TEST_CASE("an undo that was cancelled has taken nothing back: the next one does")
{
    Gig gig(x32(), 81);
    gig.room.recall("Mix 1");
    gig.room.watch->writes.clear();
    gig.room.watch->on_write = [&](std::size_t) { gig.room.recaller->cancel(); };
    CHECK(finish(gig.room.io, gig.room.recaller->undo("all", false, quiet)).report.cancelled);
    gig.room.watch->on_write = {};
    REQUIRE_FALSE(gig.room.differing(gig.before).empty());
    const auto undone = gig.room.undo();
    CHECK(undone.undid->id == 1);
    CHECK(gig.room.differing(gig.before).empty());
}

TEST_CASE("a recall that breaks off while the mains are muted says so, and undo puts them on again")
{
    Gig gig(x32(), 82);
    gig.room.console().poke("main/st/mix/on", 1);
    gig.room.console().poke("main/m/mix/on", 1);
    std::size_t written = 0;
    gig.room.watch->on_write = [&](std::size_t) {
        if (++written == 300) gig.room.watch->is_cut = true;
    };
    const auto recalled = finish(gig.room.io, gig.room.recalling("Mix 1", {.scope = "ch/1-32", .mute_first = true}));
    CHECK(gig.room.console().value("main/st/mix/on") == Value(0));
    const auto unheard = with_verdict(recalled.report, Verdict::silent);
    CHECK(std::ranges::count(unheard, "main/st/mix/on") == 1);
    gig.room.watch->is_cut = false;
    gig.room.watch->on_write = {};
    gig.room.desk.change("");
    gig.room.undo();
    CHECK(gig.room.console().value("main/st/mix/on") == Value(1));
    CHECK(gig.room.console().value("main/m/mix/on") == Value(1));
}
