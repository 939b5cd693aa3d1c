#include "recall/recaller.hpp"

#include <catch2/catch.hpp>

#include "recall/room.hpp"
#include "store/store.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

ProfilePtr example() { return profile_here("example"); }

template <class Work>
std::string complaint_of(Work work)
{
    try {
        work();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "no complaint";
}

}  // namespace

TEST_CASE("a capture keeps what stands there, and says how much")
{
    Room room(profile_here("consoles/x32"));
    disturb(room.console(), 41);
    const auto captured = room.capture("Mix 1");
    REQUIRE(captured.units.size() == 1);
    CHECK(captured.version.name == "Mix 1");
    CHECK(captured.version.take == 1);
    CHECK(captured.units[0].unit == "desk");
    CHECK(captured.units[0].identity == "X32 4.0");
    CHECK(captured.units[0].silent.empty());
    CHECK(captured.units[0].coverage.captured == room.kept());
    CHECK(captured.version.units.at(0).captured == room.kept());
    CHECK(room.plan("Mix 1").writes() == 0);
    CHECK(room.watch->writes.empty());
}

TEST_CASE("a capture names each parameter that did not answer")
{
    Room room(profile_here("consoles/x32"), "silent=ch/05/insert,silent=config/userrout/in");
    const auto captured = room.capture("Mix 1");
    CHECK(captured.units[0].silent == Names{"ch/05/insert/on", "ch/05/insert/pos", "ch/05/insert/sel"});
    CHECK(captured.units[0].coverage.silent.size() == 3);
    CHECK(captured.units[0].coverage.not_exposed == 32);
    CHECK(captured.version.units[0].silent == 3);
}

TEST_CASE("a capture of nothing but what is silent is a capture, for the desk is there")
{
    Room room(example(), "silent=ch/01/eq/1");
    const auto captured = room.capture("Mix 1", "ch/1/eq/1");
    CHECK(captured.units[0].silent == Names{"ch/01/eq/1/f", "ch/01/eq/1/g"});
}

TEST_CASE("a capture in scope holds nothing else")
{
    Room room(example());
    CHECK(room.capture("Mix 1", "ch/1").units[0].coverage.captured == 4 + 2 * 2 + 3 + 2 * 3 + 2 * 2 + 1);
    CHECK_THAT(complaint_of([&] { room.capture("Mix 2", "ch/99"); }), Contains("covers nothing of this rig"));
    CHECK_THAT(complaint_of([&] { room.capture("Mix 2", "nonsense"); }), Contains("nonsense"));
}

TEST_CASE("a unit that is not there is named, with the way to leave it out")
{
    Room room(example());
    REQUIRE(room.comes_online());
    room.capture("Mix 1");
    room.desk.switch_off();
    room.become({{{"desk", "example", {"udp", "127.0.0.1", room.desk.port()}}}, "", {}, {}}, {room.profile});
    const std::string why = "desk is offline: udp 127.0.0.1:" + std::to_string(room.desk.port()) +
                            ": nobody listens there; leave it out with a scope such as \"-desk\"";
    const auto work = GENERATE(table<void (*)(Room&)>({{[](Room& in) { in.capture("Mix 2"); }}, {[](Room& in) { in.recall("Mix 1"); }}}));
    try {
        std::get<0>(work)(room);
        FAIL("it reached the unit");
    } catch (const Unreachable& error) {
        CHECK(error.what() == why);
    }
    CHECK_FALSE(room.recaller->busy());
}

TEST_CASE("a unit that goes while it is read is unreachable, and nothing is stored")
{
    Room room(profile_here("consoles/x32"));
    REQUIRE(room.comes_online());
    room.phases = [&](const std::string&, const std::string&, std::size_t, std::size_t) { room.watch->is_cut = true; };
    CHECK_THAT(complaint_of([&] { room.capture("Mix 1"); }), StartsWith("desk (udp 127.0.0.1:") && Contains(") stopped answering"));
    CHECK(finish(room.io, room.store->run([](store::Store& store) { return store.session_count(); })) == 0);
    room.watch->is_cut = false;
}

TEST_CASE("who cancels while things are read gets nothing stored and nothing written")
{
    Room room(profile_here("consoles/x32"));
    room.capture("Mix 1");
    disturb(room.console(), 42);
    const auto before = room.values();
    std::string was;
    room.phases = [&](const std::string&, const std::string&, std::size_t, std::size_t) { was += room.recaller->cancel() + " "; };
    CHECK_THROWS_AS(room.capture("Mix 2"), Cancelled);
    CHECK_THAT(was, StartsWith("capture "));
    CHECK_THROWS_AS(room.recall("Mix 1"), Cancelled);
    CHECK_THROWS_AS(room.plan("Mix 1"), Cancelled);
    CHECK(room.differing(before).empty());
    CHECK(finish(room.io, room.store->run([](store::Store& store) { return store.version_count("Gig", true); })) == 1);
    CHECK(room.recaller->cancel().empty());   // nothing runs
}

TEST_CASE("a cancelled recall does not cancel what is read after it")
{
    Room room(example());
    room.capture("Mix 1");
    disturb(room.console(), 43);
    room.phases = [&](const std::string& phase, const std::string&, std::size_t, std::size_t) {
        if (phase.starts_with("writing")) room.recaller->cancel();
    };
    CHECK(room.recall("Mix 1").cancelled);
    const auto live = finish(room.io, room.recaller->read_live(studio::Scope(), quiet));
    CHECK(studio::coverage_of(live.units.at(0)).captured == room.kept());
}

namespace {
task<> wait_for_idle(Recaller& recaller, bool& idle)
{
    const auto alone = co_await recaller.alone("reload");
    idle = true;
}
}  // namespace

TEST_CASE("work is done one after the other")
{
    Room room(example());
    room.capture("Mix 1");
    disturb(room.console(), 44);
    const auto disturbed = room.values();
    auto first = net::co_spawn(room.io, room.recalling("Mix 1"), net::use_future);
    auto second = net::co_spawn(room.io, room.recaller->undo("all", false, quiet), net::use_future);
    auto third = net::co_spawn(room.io, room.recalling("Mix 1"), net::use_future);
    bool idle = false;
    run_until(room.io, [&] { return room.recaller->busy().has_value(); });
    CHECK(room.recaller->busy()->name == "recall");
    net::co_spawn(room.io, wait_for_idle(*room.recaller, idle), net::detached);
    REQUIRE(run_until(room.io, [&] { return third.wait_for(0s) == std::future_status::ready; }));
    CHECK(run_until(room.io, [&] { return idle; }));
    check_all_right(room, first.get().report);
    CHECK(second.get().undid->id == 1);
    check_all_right(room, third.get().report);
    CHECK_FALSE(room.recaller->busy());
}

TEST_CASE("hazards without consent refuse the whole recall, with its plan")
{
    Room room(profile_here("consoles/x32"));
    disturb(room.console(), 45);
    room.capture("Mix 1");
    disturb(room.console(), 46);
    const auto before = room.values();
    const std::string allow = GENERATE("", "gain", "phantom,gain,unmute,level,routing,repatch,link,monitor,talkback,oscillator");
    try {
        room.recall("Mix 1", {.allow = allow});
        FAIL("it was not refused");
    } catch (const Refused& refused) {
        CHECK(refused.plan->refused(parse_hazards(allow)).any());
        CHECK(refused.plan->writes() > 1000);
        CHECK_THAT(refused.what(), Contains("nothing was written") && Contains("mutegroup"));
    }
    CHECK(room.differing(before).empty());
    CHECK(room.watch->writes.empty());
    CHECK(finish(room.io, room.store->run([](store::Store& store) { return store.recall_count(); })) == 0);
    CHECK_THROWS_AS(room.recall("Mix 1", {.allow = "nonsense"}), std::invalid_argument);
}

TEST_CASE("what the version holds of other rigs is left out, with a word")
{
    Room room(example());
    auto other = from_the_works(example());
    other.unit = "monitors";
    room.keep("theirs", other);
    CHECK_THROWS_AS(room.plan("theirs"), Unreachable);
    CHECK(complaint_of([&] { room.recall("theirs"); }) == "nothing of this version can be recalled with this rig and scope: "
                                                         "monitors: the version holds it, this rig does not have it; left out");
}

TEST_CASE("a version of several units is recalled where the rig has them")
{
    Room room(example());
    auto other = from_the_works(example()), ours = from_the_works(example(), {{"ch/01/mix/fader", "-10"}});
    other.unit = "monitors";
    room.keep("both", {{other, ours}});
    const auto report = room.recall("both");
    CHECK(counted(report) - report.withheld == room.writable());
    CHECK(report.withheld == room.writable());   // the other unit's: nobody put them back
    CHECK_FALSE(report.all_matched());
    CHECK(report.notes.front() == "monitors: the version holds it, this rig does not have it; left out");
}

TEST_CASE("another firmware than the version's, and the desk's own safes, are told")
{
    Room room(profile_here("consoles/x32"));
    auto state = from_the_works(room.profile);
    state.identity = "X32 3.07";
    room.keep("old", state);
    room.console().poke("-show/showfile/show/inputs", 3);
    const auto plan = room.plan("old");
    REQUIRE(plan.notes.size() == 2);
    CHECK(plan.notes[0] == "desk: captured from X32 3.07, now it is X32 4.0");
    CHECK_THAT(plan.notes[1], Contains("own safe is set"));
    CHECK(room.recall("old").notes == plan.notes);
}

TEST_CASE("a version that is not there is not recalled")
{
    Room room(example());
    CHECK_THROWS_AS(room.recall("Mix 1"), store::NotFound);
    CHECK_THROWS_AS(room.undo(), store::NotFound);
    CHECK_THAT(complaint_of([&] { room.undo(); }), Contains("there is no recall to undo"));
    CHECK_FALSE(room.recaller->busy());
}

TEST_CASE("a version with the longest name, in any script, is recalled and undone")
{
    Room room(example());
    std::string name = "x";
    while (name.size() + 2 <= 200) name += "é";
    room.capture(name);
    disturb(room.console(), 47);
    const auto disturbed = room.values();
    check_all_right(room, room.recall(name));
    room.undo();
    CHECK(room.differing(disturbed).empty());
    for (int i = 0; i < 6; ++i) {   // each is another "before recall of before recall of …"
        room.recall(name);
        room.undo();
    }
    CHECK(room.differing(disturbed).empty());
}

TEST_CASE("a recall is in the history: its safety snapshot, what was begun, its report")
{
    Room room(example());
    room.capture("Mix 1");
    disturb(room.console(), 48);
    const auto recalled = finish(room.io, room.recalling("Mix 1", {.scope = "ch/1-2", .allow = "unmute,routing"}));
    const auto entry = finish(room.io, room.store->run([&](store::Store& store) { return store.recall(recalled.id); }));
    REQUIRE(entry);
    CHECK(entry->state == store::RecallState::finished);
    CHECK(entry->scope == "ch/1-2");
    CHECK(entry->allowed == "unmute,routing");
    CHECK(entry->version == "Mix 1");
    CHECK_THAT(entry->report, Contains("\"matched\":" + std::to_string(recalled.report.matched)));
    CHECK_THAT(entry->begun.at(0), StartsWith("desk writing routing: ") && Contains(" parameters: ch/01/config/source"));
    const auto safety = finish(room.io, room.store->run([&](store::Store& store) { return store.find(entry->safety); }));
    CHECK(safety.name == "before recall of Mix 1");
    CHECK(safety.kind == store::VersionKind::safety);
}

TEST_CASE("when the history finds no room, nothing is written that undo could not take back")
{
    Room room(profile_here("consoles/x32"));
    disturb(room.console(), 49);
    room.capture("Mix 1");
    disturb(room.console(), 50);
    const auto before = room.values();
    const auto pages = static_cast<std::uint32_t>(std::filesystem::file_size(room.folder.path / "recalld.db") / 4096);
    const auto more = GENERATE(0u, 4u, 8u, 12u, 14u, 16u, 17u, 18u, 19u, 20u, 24u, 40u);
    room.reopen_history({pages + more});
    room.watch->writes.clear();
    std::string complaint;
    Report report;
    try {
        report = room.recall("Mix 1", {.mute_first = true});
        check_all_right(room, report);
    } catch (const store::StoreError& error) {
        complaint = error.what();
    }
    INFO(more << " pages more, " << room.watch->writes.size() << " writes: " << complaint << (report.notes.empty() ? "" : report.notes.back()));
    room.reopen_history();
    if (room.watch->writes.empty()) {
        CHECK_FALSE(complaint.empty());
        CHECK(room.differing(before).empty());
    } else {
        room.undo();
        CHECK(room.differing(before).empty());
    }
}
