#include "recall/restore.hpp"

#include <catch2/catch.hpp>

#include "recall/room.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using Catch::Matchers::Contains;

namespace {

ProfilePtr example() { return profile_here("example"); }
ProfilePtr x32() { return profile_here("consoles/x32"); }

std::size_t position(const Names& names, const std::string& name) { return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()); }

const studio::Finding& finding(const Report& report, const std::string& name)
{
    const auto found = std::ranges::find(report.details, name, &studio::Finding::parameter);
    if (found == report.details.end()) throw std::logic_error("nothing was found about " + name);
    return *found;
}

}  // namespace

TEST_CASE("a recall with nothing to do sends nothing and has matched")
{
    Room room(example());
    room.capture("Mix 1");
    const auto report = room.recall("Mix 1");
    check_all_right(room, report);
    CHECK(report.written == 0);
    CHECK(room.watch->writes.empty());
}

TEST_CASE("only what differs is sent, once, and read back")
{
    Room room(example());
    room.capture("Mix 1");
    room.console().poke("ch/03/mix/fader", 500);
    room.console().poke("ch/01/config/name", std::string("Kick"));
    const auto report = room.recall("Mix 1");
    check_all_right(room, report);
    CHECK(report.written == 2);
    CHECK(room.watch->writes == Names{"ch/01/config/name", "ch/03/mix/fader"});
}

TEST_CASE("a scope leaves everything else as it is")
{
    Room room(x32());
    disturb(room.console(), 51);
    room.capture("Mix 1");
    const auto version = room.values();
    disturb(room.console(), 52);
    for (const std::string link : {"config/chlink/1-2", "config/chlink/3-4"}) room.console().poke(link, 0);   // else sides differ that cannot
    const auto before = room.values();
    const auto [scope, prefixes] = GENERATE(table<std::string, Names>({
        {"ch/1-4", {"ch/01/", "ch/02/", "ch/03/", "ch/04/"}},
        {"headamp", {"headamp/"}},
        {"fx/2", {"fx/2/"}},
        {"links, ch/9-10", {"config/", "ch/", "auxin/", "fxrtn/", "bus/", "mtx/", "main/"}},   // links drag along, by consent
    }));
    const auto report = room.recall("Mix 1", {.scope = scope});
    const auto allowed = prefixes;
    for (const auto& name : room.differing(before))
        CHECK(std::ranges::any_of(allowed, [&](const auto& prefix) { return name.starts_with(prefix); }));
    const auto cover = studio::Scope::parse(scope, {}, {"desk"}).cover("desk", *room.profile);
    std::size_t in_scope = 0;
    for (ParameterId id = 0; id < cover.size(); ++id) {
        if (!cover[id] || !(*room.profile)[id].is_recalled()) continue;
        ++in_scope;
        const auto& name = (*room.profile)[id].name;
        const bool is_there = studio::same(room.console().value(name), version[id]);
        INFO(name);
        CHECK((is_there || is_within({name}, with_verdict(report, Verdict::differs))));
    }
    CHECK(counted(report) == in_scope);
    if (scope != "links, ch/9-10") CHECK(report.all_matched());
}

TEST_CASE("a linked pair comes back on both sides")
{
    Room room(example());
    room.console().poke("config/chlink/1-2", 1);
    room.console().poke("config/linkcfg/fdrmute", 1);
    for (const std::string name : {"ch/01/mix/fader", "ch/02/mix/fader"}) room.console().poke(name, 600);
    room.capture("Mix 1");
    const auto version = room.values();
    const auto now = GENERATE(0, 1);
    room.console().poke("config/chlink/1-2", now);
    room.console().poke("ch/01/mix/fader", 300);
    room.console().poke("ch/02/mix/fader", now == 1 ? 300 : 100);
    room.console().poke("ch/01/mix/03/level", 77);
    room.console().poke("ch/02/mix/03/level", now == 1 ? 77 : 0);
    check_all_right(room, room.recall("Mix 1"));
    CHECK(room.differing(version).empty());
}

TEST_CASE("sides that a link made equal go apart again")
{
    Room room(example());
    room.console().poke("ch/01/mix/01/level", 600);
    room.console().poke("ch/02/mix/01/level", 300);
    room.capture("Mix 1");
    const auto version = room.values();
    room.console().poke("config/chlink/1-2", 1);
    room.console().poke("ch/01/mix/01/level", 100);
    room.console().poke("ch/02/mix/01/level", 100);
    check_all_right(room, room.recall("Mix 1"));
    CHECK(room.differing(version).empty());
}

TEST_CASE("safes hold a recall back, and are told")
{
    rig::RigConfig policy;
    policy.safes = "ch/1, headamp";
    Room room(example(), "", policy);
    room.capture("Mix 1");
    room.console().poke("ch/01/mix/fader", 300);
    room.console().poke("headamp/000/gain", 100);
    room.console().poke("ch/02/mix/fader", 300);
    const auto report = room.recall("Mix 1");
    CHECK(room.console().value("ch/01/mix/fader") == Value(300));
    CHECK(room.console().value("headamp/000/gain") == Value(100));
    CHECK(room.console().value("ch/02/mix/fader") == Value(0));
    CHECK(with_verdict(report, Verdict::safe) == Names{"ch/01/mix/fader", "headamp/000/gain"});
    CHECK(report.all_matched());   // what is safe is where it should be
    CHECK(counted(report) == room.writable());
}

TEST_CASE("what is safe and is reset by another effect is told: nobody puts it back, nobody calls it safe")
{
    rig::RigConfig policy;
    policy.safes = "fx/1/par";
    Room room(example(), "", policy);
    room.console().poke("fx/1/type", 1);
    room.console().poke("fx/1/par/01", 0.9f);
    room.console().poke("fx/1/par/02", 0.9f);
    room.capture("Mix 1");
    room.console().poke("fx/1/type", 0);
    room.console().poke("fx/1/par/02", 0.95f);   // 01 stands in the version as it stands here
    CHECK_THROWS_WITH(room.recall("Mix 1", {.allow = "gain"}), Contains("needs consent: link"));
    CHECK(room.watch->writes.empty());

    const auto report = room.recall("Mix 1", {.allow = "link"});
    CHECK(room.watch->writes == Names{"fx/1/type"});
    CHECK(room.console().value("fx/1/type") == Value(1));
    REQUIRE_FALSE(studio::same(room.console().value("fx/1/par/01"), Value(0.9f)));   // or this test shows nothing
    REQUIRE_FALSE(studio::same(room.console().value("fx/1/par/02"), Value(0.95f)));
    const auto differ = with_verdict(report, Verdict::differs);
    CHECK(is_within({"fx/1/par/01", "fx/1/par/02"}, differ));
    CHECK_FALSE(is_within({"fx/1/par/02"}, with_verdict(report, Verdict::safe)));
    CHECK_FALSE(report.all_matched());
    CHECK_THAT(finding(report, "fx/1/par/01").why, Contains("changed along"));
    CHECK_THAT(finding(report, "fx/1/par/02").why, Contains("it is safe, but changed along with what was written, from "));
    CHECK(counted(report) == room.writable());
}

TEST_CASE("what a desk will not take differs, by name, with both values")
{
    const auto real = profile_here("example", {{"source: {integer: [0, 2], words: [\"OFF\", In 1, In 2]}", "source: {integer: [0, 1], words: [\"OFF\", In 1]}"}});
    Room room(example(), real);
    room.keep("theirs", from_the_works(example(), {{"ch/02/config/source", "In 2"}, {"ch/03/config/source", "In 1"}}));
    const auto report = room.recall("theirs");
    CHECK(with_verdict(report, Verdict::differs) == Names{"ch/02/config/source"});
    const auto& found = finding(report, "ch/02/config/source");
    CHECK(found.wanted == "In 2");
    CHECK(found.found == "In 1");
    CHECK_THAT(found.why, Contains("keeps its own value"));
    CHECK(counted(report) == room.writable());
    CHECK(report.matched + report.corrected == room.writable() - 1);
    CHECK_FALSE(report.all_matched());
    CHECK(room.console().value("ch/03/config/source") == Value(1));
}

TEST_CASE("what does not answer is silent, never matched, and the rest is right")
{
    Room room(example());
    room.capture("Mix 1");
    const auto version = room.values();
    disturb(room.console(), 53);
    room.desk.change("silent=ch/03/eq/1");
    const auto report = room.recall("Mix 1");
    CHECK(with_verdict(report, Verdict::silent) == Names{"ch/03/eq/1/f", "ch/03/eq/1/g"});
    CHECK(finding(report, "ch/03/eq/1/f").found == "silent");
    CHECK_THAT(finding(report, "ch/03/eq/1/f").why, Contains("no answer"));
    CHECK(is_within(room.differing(version), {"ch/03/eq/1/f", "ch/03/eq/1/g"}));
    CHECK(counted(report) == room.writable());
}

TEST_CASE("what this firmware does not have is left out, with a note")
{
    Room room(example());
    room.capture("Mix 1");
    disturb(room.console(), 54);
    room.desk.switch_on(simulate::Console(example()), "silent=ch/04/grp");
    room.become({{{"desk", "example", {"udp", "127.0.0.1", room.desk.port()}}}, "", {}, {}}, {room.profile});
    REQUIRE(room.comes_online());
    const auto report = room.recall("Mix 1");
    CHECK(report.notes == Names{"ch 4: dca: not exposed by this unit; left out"});
    CHECK(counted(report) == room.writable() - 1);
    CHECK(report.all_matched());
}

TEST_CASE("a unit that cannot be read back ends unverified")
{
    const auto blind = profile_here("example", {{"readback: leaf", "readback: none"}});
    Room room(blind);
    room.capture("Mix 1");
    disturb(room.console(), 55);
    const auto report = room.recall("Mix 1", {.mute_first = GENERATE(false, true)});
    CHECK(report.unverified == report.written);
    CHECK(report.unverified > 50);
    CHECK_FALSE(report.all_matched());
    CHECK(counted(report) == room.writable());
    CHECK(room.recall("Mix 1").written == 0);   // on a desk that works it had arrived
}

TEST_CASE("what was lost on its way is sent again and called corrected")
{
    Room room(example());
    room.capture("Mix 1");
    room.console().poke("ch/03/mix/fader", 500);
    int lost = GENERATE(1, 3, 6);
    room.watch->loses = [&](const std::string& name) { return name == "ch/03/mix/fader" && lost-- > 0; };
    const auto report = room.recall("Mix 1");
    check_all_right(room, report);
    CHECK(with_verdict(report, Verdict::corrected) == Names{"ch/03/mix/fader"});
    CHECK(room.console().value("ch/03/mix/fader") == Value(0));
}

TEST_CASE("what never arrives differs, and is sent so often and no oftener")
{
    rig::RigConfig policy;
    policy.policy.verify_rounds = GENERATE(0u, 2u);
    Room room(example(), "", policy);
    room.capture("Mix 1");
    room.console().poke("ch/03/mix/fader", 500);
    room.watch->loses = [&](const std::string& name) { return name == "ch/03/mix/fader"; };
    const auto report = room.recall("Mix 1");
    CHECK(with_verdict(report, Verdict::differs) == Names{"ch/03/mix/fader"});
    CHECK(room.watch->writes.size() == 1 + 2 * policy.policy.verify_rounds);
}

TEST_CASE("a fader that a person moves while the recall runs is his, and is told as moved")
{
    Room room(x32());
    room.console().poke("dca/1/fader", 700);
    room.capture("Mix 1");
    disturb(room.console(), 56);
    room.console().poke("dca/1/fader", 700);   // unchanged
    room.console().poke("dca/2/fader", 800);   // to be written
    room.console().poke("ch/09/mix/fader", 800);
    room.console().poke("config/chlink/9-10", 0);
    bool moved = false;
    room.phases = [&](const std::string& phase, const std::string&, std::size_t done, std::size_t) {
        if (phase != "writing mutes" || done > 0 || std::exchange(moved, true)) return;
        Tablet tablet(room.io, room.desk);
        for (const std::string name : {"dca/1/fader", "dca/2/fader", "ch/09/mix/fader"}) tablet.set(name, 0.25f);
    };
    const auto report = room.recall("Mix 1");
    auto names = with_verdict(report, Verdict::moved);
    std::ranges::sort(names);
    CHECK(names == Names{"ch/09/mix/fader", "dca/1/fader", "dca/2/fader"});
    for (const auto& name : names) CHECK(room.console().value(name) == Value(256));
    CHECK_THAT(finding(report, "dca/1/fader").why, Contains("somebody moved it"));
    CHECK(finding(report, "dca/1/fader").found == "-30.0 dB");
    CHECK(counted(report) == room.writable());
    CHECK(report.matched + report.corrected == room.writable() - 3);
}

TEST_CASE("what somebody moves at one unit while another is restored is told: as moved, or as gone over")
{
    Room room(example());
    SimulatedDesk monitors(room.io, example());
    const auto at = [](const std::string& unit, const SimulatedDesk& desk) { return rig::UnitConfig{unit, "example", {"udp", "127.0.0.1", desk.port()}}; };
    room.become({{at("desk", room.desk), at("monitors", monitors)}, "", {}, {}}, {room.profile, room.profile});
    REQUIRE(run_until(room.io, [&] { return room.unit()->online() && room.rig.find("monitors")->online(); }));
    room.capture("Mix 1");
    const auto version = values_of(monitors.console());
    room.console().poke("ch/01/mix/fader", 500);
    for (const std::string name : {"ch/01/mix/fader", "ch/02/mix/fader", "ch/04/mix/fader"}) monitors.console().poke(name, 600);
    bool moved = false;
    room.phases = [&](const std::string& phase, const std::string& unit, std::size_t, std::size_t) {
        if (unit != "desk" || !phase.starts_with("writing") || std::exchange(moved, true)) return;
        Tablet tablet(room.io, monitors);
        tablet.set("ch/02/mix/fader", 0.25f);   // will be written
        tablet.set("ch/03/mix/fader", 0.25f);   // stands as it should
        tablet.set("ch/04/mix/fader", 0.0f);    // goes where the version has it
    };
    const auto report = room.recall("Mix 1");
    REQUIRE(moved);
    CHECK(with_verdict(report, Verdict::moved) == Names{"ch/03/mix/fader"});
    CHECK(finding(report, "ch/03/mix/fader").unit == "monitors");
    CHECK(monitors.console().value("ch/03/mix/fader") == Value(256));
    CHECK(differences(*room.profile, version, values_of(monitors.console())) == Names{"ch/03/mix/fader"});
    CHECK(report.notes == Names{"monitors: somebody moved this after it was read, and the recall went over it; undo does not bring it back: "
                                "ch 2: fader -30.0 dB"});
    CHECK(counted(report) == 2 * room.writable());
}

TEST_CASE("what nobody moves meanwhile is not told as gone over")
{
    Room room(x32());
    disturb(room.console(), 65);
    room.capture("Mix 1");
    disturb(room.console(), 66);
    CHECK(room.recall("Mix 1").notes == room.plan("Mix 1").notes);
}

TEST_CASE("who moves a fader and puts it back has moved nothing")
{
    Room room(x32());
    room.capture("Mix 1");
    disturb(room.console(), 57);
    bool moved = false;
    room.phases = [&](const std::string& phase, const std::string&, std::size_t done, std::size_t) {
        if (phase != "writing mutes" || done > 0 || std::exchange(moved, true)) return;
        Tablet tablet(room.io, room.desk);
        tablet.set("dca/1/fader", 0.25f);
        tablet.set("dca/1/fader", 0.0f);
    };
    check_all_right(room, room.recall("Mix 1"));
}

TEST_CASE("while a person plays with the faders, the report says what stands there")
{
    Room room(x32(), "person=200/s,seed=3,duplicate=1%,loss=0.5%");
    disturb(room.console(), 58);
    room.capture("Mix 1");
    const auto version = finish(room.io, room.store->run([&](store::Store& store) {
        return store.load(store.find("Gig", "Mix 1").id, [&](const std::string&) { return room.profile; });
    }));
    disturb(room.console(), 59);
    const auto recalled = finish(room.io, room.recalling("Mix 1"));
    const auto& page = room.unit()->page();
    CHECK(recalled.report.moved > 0);
    CHECK(counted(recalled.report) == room.writable());
    std::size_t there = 0;
    for (ParameterId id = 0; id < room.profile->parameters.size(); ++id)
        if ((*room.profile)[id].is_recalled() && studio::same(page.values[id], version.units[0].values[id])) ++there;
    CHECK(recalled.report.matched + recalled.report.corrected <= there + 10);   // he goes on while the report is filed
    CHECK(recalled.report.differs <= 2);
}

TEST_CASE("a scene that somebody recalls meanwhile is noticed: what it changed is told, nothing is called matched unread")
{
    Room room(x32());
    disturb(room.console(), 60);
    room.capture("Mix 1");
    const auto version = room.values();
    room.console().poke("dca/1/fader", 900);
    room.console().load_scene("#4.0# \"other\" \"\" %000000000 1\n/ch/11/config \"Theirs\" 3 RD 5\n/dca/3 OFF -10.0\n");
    for (ParameterId id = 0; id < room.profile->parameters.size(); ++id) room.console().poke((*room.profile)[id].name, version[id]);
    room.console().poke("dca/1/fader", 900);
    bool done_once = false;
    room.phases = [&](const std::string& phase, const std::string&, std::size_t, std::size_t) {
        if (phase == "writing faders" && !std::exchange(done_once, true)) Tablet(room.io, room.desk).set("-action/goscene", 5);
    };
    const auto report = room.recall("Mix 1");
    CHECK(room.console().value("ch/11/config/name") == Value(std::string("Theirs")));
    const auto wrong = room.differing(version);
    CHECK_FALSE(wrong.empty());
    auto told = with_verdict(report, Verdict::moved);
    CHECK(is_within(wrong, told));
    CHECK(counted(report) == room.writable());
}

TEST_CASE("what changes along with a link beyond what the profile says is not called matched")
{
    Room room(example());
    room.console().poke("config/chlink/1-2", 1);
    room.capture("Mix 1");
    room.console().poke("config/chlink/1-2", 0);
    room.phases = [&](const std::string& phase, const std::string&, std::size_t, std::size_t) {
        if (phase == "writing sends") room.console().poke("ch/01/mix/pan", 3);   // a real desk moves pans when it links
    };
    const auto report = room.recall("Mix 1");
    CHECK(with_verdict(report, Verdict::differs) == Names{"ch/01/mix/pan"});
    CHECK_THAT(finding(report, "ch/01/mix/pan").why, Contains("changed along"));
    CHECK(counted(report) == room.writable());
    room.phases = quiet;
    check_all_right(room, room.recall("Mix 1"));
}

TEST_CASE("mute first: everything else is written while the mains are off, and they come back")
{
    const std::string faults = GENERATE("", "loss=2%,duplicate=1%,reorder=1%,seed=8");
    Room room(x32(), faults);
    disturb(room.console(), 61);
    room.console().poke("main/st/mix/on", 1);
    room.console().poke("main/m/mix/on", 0);
    room.console().poke("mtx/01/mix/on", 1);
    room.console().poke("mtx/02/mix/on", 1);
    room.console().poke("config/mtxlink/1-2", 0);
    room.capture("Mix 1");
    const auto version = room.values();
    disturb(room.console(), 62);
    for (const std::string name : {"main/st/mix/on", "mtx/01/mix/on"}) room.console().poke(name, 1);
    for (const std::string name : {"main/m/mix/on", "mtx/02/mix/on"}) room.console().poke(name, 0);
    room.console().poke("config/mtxlink/1-2", 0);
    const auto report = room.recall("Mix 1", {.mute_first = true});
    check_all_right(room, report);
    CHECK(room.differing(version).empty());
    const auto& writes = room.watch->writes;
    CHECK(room.watch->values[position(writes, "main/st/mix/on")] == Value(0));
    CHECK(room.watch->values[position(writes, "mtx/01/mix/on")] == Value(0));
    const std::size_t muted = std::max(position(writes, "main/st/mix/on"), position(writes, "mtx/01/mix/on"));
    const auto first_other = std::ranges::find_if(writes, [](const auto& name) { return !name.ends_with("mix/on"); });
    CHECK(static_cast<std::size_t>(first_other - writes.begin()) > muted);
    if (!faults.empty()) return;
    const auto unmuted = std::ranges::find(writes.begin() + static_cast<std::ptrdiff_t>(muted) + 1, writes.end(), "main/st/mix/on");
    CHECK(std::all_of(unmuted, writes.end(), [](const auto& name) { return name.ends_with("mix/on"); }));
}

TEST_CASE("mute first leaves alone what is safe, and what the scope excludes")
{
    rig::RigConfig policy;
    policy.safes = "ch/1";
    Room room(example(), "", policy);
    for (const std::string strip : {"ch/01", "ch/02", "ch/03", "ch/04"}) room.console().poke(strip + "/mix/on", 1);
    room.capture("Mix 1");
    for (const std::string strip : {"ch/01", "ch/02", "ch/03", "ch/04"}) room.console().poke(strip + "/eq/1/g", 7);
    const auto report = room.recall("Mix 1", {.scope = "eq, -ch/2", .mute_first = true});
    CHECK(report.all_matched());
    CHECK(room.watch->writes == Names{"ch/03/mix/on", "ch/04/mix/on", "ch/03/eq/1/g", "ch/04/eq/1/g", "ch/03/mix/on", "ch/04/mix/on"});
    for (const std::string strip : {"ch/01", "ch/02", "ch/03", "ch/04"}) CHECK(room.console().value(strip + "/mix/on") == Value(1));
}

TEST_CASE("a lost unmute is sent again: the mains never stay off behind a good report")
{
    Room room(x32());
    room.console().poke("main/st/mix/on", 1);
    room.capture("Mix 1");
    room.console().poke("dca/1/fader", 5);
    int times = 0;
    const int lost = GENERATE(1, 3, 100);
    room.watch->loses = [&](const std::string& name) { return name == "main/st/mix/on" && ++times > 1 && times <= 1 + lost; };
    const auto report = room.recall("Mix 1", {.mute_first = true});
    CHECK(counted(report) == room.writable());
    if (lost < 100) return check_all_right(room, report);
    CHECK(with_verdict(report, Verdict::differs) == Names{"main/st/mix/on"});
    CHECK_THAT(finding(report, "main/st/mix/on").why, Contains("muted first"));
}

TEST_CASE("a lost mute is sent again before anything else")
{
    Room room(x32());
    for (const auto id : room.profile->mute_first) room.console().poke((*room.profile)[id].name, 0);
    room.console().poke("main/st/mix/on", 1);
    room.capture("Mix 1");
    room.console().poke("dca/1/fader", 5);
    int lost = 2;
    room.watch->loses = [&](const std::string& name) { return name == "main/st/mix/on" && lost-- > 0; };
    check_all_right(room, room.recall("Mix 1", {.mute_first = true}));
    const Names expected{"main/st/mix/on", "main/st/mix/on", "main/st/mix/on", "dca/1/fader", "main/st/mix/on"};
    CHECK(room.watch->writes == expected);
    CHECK(room.console().value("main/st/mix/on") == Value(1));
}

TEST_CASE("a recall that is cancelled while muted unmutes what it muted")
{
    Room room(x32());
    disturb(room.console(), 63);
    room.console().poke("main/st/mix/on", GENERATE(0, 1));
    room.capture("Mix 1");
    disturb(room.console(), 64);
    room.console().poke("main/st/mix/on", 1);
    room.watch->on_write = [&](std::size_t writes) {
        if (writes == 500) room.recaller->cancel();
    };
    const auto report = room.recall("Mix 1", {.mute_first = true});
    CHECK(report.cancelled);
    CHECK(report.withheld > 1000);
    CHECK(room.console().value("main/st/mix/on") == Value(1));
}
