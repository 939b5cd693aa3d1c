#include "remote/osc/osc_subscribers.hpp"

#include <catch2/catch.hpp>

#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using studio::Origin;
using studio::Standing;
using namespace std::string_literals;

namespace {

struct Following : OscRoom {
    explicit Following(const ProfilePtr& profile = profile_here("example")) : OscRoom(profile) { REQUIRE(comes_online()); }

    studio::ParameterId id(const std::string& name) const { return desk.profile->find(name).value(); }
    void change(const std::string& name, studio::Value value) { desk.studio.apply("desk", id(name), std::move(value), Standing::confirmed, Origin::device); }
    /// Lets the present state come, and throws it away.
    void settle(const OscPlace& from)
    {
        until([&] { return !heard[from].empty(); });
        run_for(desk.io, 100ms);
        heard[from].clear();
    }
    std::vector<Said> next(const OscPlace& from)
    {
        until([&] { return !heard[from].empty(); }, 2s);
        return take(from);
    }
    std::vector<Said> next() { return next(here); }
};

}  // namespace

TEST_CASE("who subscribes gets what is there, once, and then what changes")
{
    Following room;
    room.say("/recalld/subscribe", {"desk ch/1 mix"s});
    CHECK(room.take().at(0).words == "/recalld/reply/subscribe ,si \"desk ch/1 mix\" 60");
    const auto state = room.next();
    CHECK(state.size() == 6);   // on, fader and pan, in both forms
    CHECK(find(state, "/recalld/unit/desk/ch/01/mix/fader"));
    CHECK(find(state, "/recalld/position/desk/ch/01/mix/fader"));
    room.say("/recalld/subscribe", {"desk ch/1 mix"s});
    run_for(room.desk.io, 100ms);
    CHECK(addresses(room.take()) == std::vector<std::string>{"/recalld/reply/subscribe"});   // renewed: nothing again

    for (int step = 100; step <= 1000; ++step) room.change("ch/01/mix/fader", step);
    room.change("ch/02/mix/fader", 5);   // nobody follows it
    const auto changes = room.next();
    REQUIRE(changes.size() == 2);   // the latest only
    CHECK(changes[1].real(0) == Approx(1000.0 / 1023));
    room.say("/recalld/unsubscribe", {"desk ch/1 mix"s});
    room.take();
    room.change("ch/01/mix/fader", 7);
    run_for(room.desk.io, 100ms);
    CHECK(room.take().empty());
    CHECK(room.door->subscribers().size() == 0);
}

TEST_CASE("a client may want one form only")
{
    Following room;
    const auto [as, wanted] = GENERATE(table<std::string, std::string>({{"as=unit", "/recalld/unit/desk/ch/01/mix/fader"}, {"as=position", "/recalld/position/desk/ch/01/mix/fader"}}));
    room.say("/recalld/subscribe", {"desk ch/1/mix/fader"s, as});
    room.take();
    CHECK(addresses(room.next()) == std::vector<std::string>{wanted});
    CHECK(room.ask("/recalld/subscribe", {"desk"s, "as=nothing"s}, "").text(1) == "usage");
}

TEST_CASE("a lease ends by itself")
{
    Following room;
    room.say("/recalld/subscribe", {"desk ch/1 mix"s, 5});
    room.say("/recalld/subscribe", {"room"s, 60});
    const auto now = std::chrono::steady_clock::now();
    room.door->look_after(now + 4s);
    room.settle(room.here);
    room.change("ch/01/mix/fader", 77);
    CHECK(room.next().size() == 2);
    room.door->look_after(now + 6s);
    room.change("ch/01/mix/fader", 78);
    run_for(room.desk.io, 100ms);
    CHECK(room.take().empty());
    CHECK(room.door->subscribers().size() == 1);
    room.door->look_after(now + 61s);
    CHECK(room.door->subscribers().size() == 0);
    for (const int seconds : {0, 3601}) CHECK(room.ask("/recalld/subscribe", {"room"s, seconds}, "").text(1) == "usage");
}

TEST_CASE("areas come as the answers of what shows them, when they change")
{
    Following room(profile_here("consoles/x32"));   // big enough to show progress
    for (const auto* area : {"room", "work", "sessions", "reports", "log", "triggers"}) room.say("/recalld/subscribe", {std::string(area)});
    room.take();
    room.until([&] { return room.room.performing == 0 && !room.heard[room.here].empty(); });
    run_for(room.desk.io, 150ms);
    const auto first = room.take();
    CHECK(find(first, "/recalld/reply/status"));
    CHECK(find(first, "/recalld/reply/unit"));
    CHECK(find(first, "/recalld/progress")->words == R"(/recalld/progress ,sssii "" "" "" 0 0)");
    CHECK(find(first, "/recalld/reply/sessions")->words == "/recalld/reply/sessions ,iii 0 0 0");
    CHECK(find(first, "/recalld/reply/entries"));
    CHECK_FALSE(find(first, "/recalld/reply/report"));   // there is none yet
    const auto other = OscRoom::place(6000);
    room.send(osc::message("/recalld/capture", {"S"s, "V"s}), other);
    CHECK(room.until([&] {
        const auto said = messages_in(room.heard[room.here]);
        const auto page = std::ranges::find_if(said, [](const Said& one) { return one.address == "/recalld/reply/sessions" && one.whole(2) == 1; });
        return page != said.end() && find(said, "/recalld/reply/entries");
    }));
    CHECK(find(room.take(), "/recalld/progress"));   // everybody sees the work of others
    room.send(osc::message("/recalld/recall", {"S"s, "V"s}), other);
    CHECK(room.until([&] { return find(messages_in(room.heard[room.here]), "/recalld/reply/report") != nullptr; }));
}

TEST_CASE("packets stay small, and a big state comes in several turns")
{
    Following room;
    room.say("/recalld/subscribe", {"desk"s});
    room.take();
    room.until([&] { return !room.heard[room.here].empty(); });
    run_for(room.desk.io, 300ms);
    const auto packets = room.heard[room.here];
    for (const auto& packet : packets) CHECK(packet.size() <= 1400);
    CHECK(packets.size() > 5);
    std::set<std::string> told;
    for (const auto& said : messages_in(packets)) CHECK(told.insert(said.address).second);   // each once
    std::size_t known = 0;
    for (studio::ParameterId one = 0; one < room.desk.profile->parameters.size(); ++one) known += room.desk.unit()->page().has(one);
    CHECK(std::ranges::count_if(told, [](const std::string& address) { return address.starts_with("/recalld/unit/"); }) == static_cast<std::ptrdiff_t>(known));
}

TEST_CASE("at most 64 KiB go to one client at a time, and the rest follows")
{
    OscRoom room(profile_here("consoles/x32"));
    REQUIRE(room.comes_online());
    room.say("/recalld/subscribe", {"desk"s});
    room.take();
    std::vector<std::size_t> turns;
    std::size_t all = 0;
    room.until([&] {
        std::size_t bytes = 0;
        for (const auto& packet : std::exchange(room.heard[room.here], {})) bytes += packet.size();
        if (bytes > 0) turns.push_back(bytes);
        all += bytes;
        return turns.size() >= 3;
    });
    REQUIRE(turns.size() >= 3);
    for (const auto bytes : turns) CHECK(bytes <= 64 * 1024 + 64 * 2 * 120);
}

TEST_CASE("who does not read gets the latest when he reads again")
{
    Following room;
    room.say("/recalld/subscribe", {"desk ch/1/mix/fader"s, "as=unit"s});
    room.settle(room.here);
    room.full.insert(room.here);
    for (int step = 1; step < 500; ++step) {
        room.change("ch/01/mix/fader", step);
        if (step % 100 == 0) run_for(room.desk.io, 40ms);
    }
    run_for(room.desk.io, 100ms);
    CHECK(room.take().empty());
    room.full.clear();
    const auto said = room.next();
    REQUIRE(said.size() == 1);
    CHECK(said[0].real(0) == Approx(room.desk.profile->law_of(room.id("ch/01/mix/fader")).engineering(499)));
}

TEST_CASE("a hand is not told its own moves, others are")
{
    Following room;
    const auto other = OscRoom::place(6000);
    for (const auto& who : {room.here, other}) {
        room.send(osc::message("/recalld/subscribe", {"desk ch/1/mix/pan"s}), who);
        room.settle(who);
    }
    room.say("/recalld/position/desk/ch/01/mix/pan", {0.75F});
    CHECK(addresses(room.next(other)) == std::vector<std::string>{"/recalld/unit/desk/ch/01/mix/pan", "/recalld/position/desk/ch/01/mix/pan"});
    CHECK(addresses(room.take()) == std::vector<std::string>{"/recalld/unit/desk/ch/01/mix/pan"});   // a label beside it wants the words
    room.change("ch/01/mix/pan", 3);   // somebody moved it on the desk
    CHECK(room.next().size() == 2);
}

TEST_CASE("there are only so many clients, and so many subscriptions of one")
{
    Following room;
    for (int i = 0; i < 16; ++i) room.say("/recalld/subscribe", {"desk ch/1,desk ch/" + std::to_string(i + 2)});
    const auto all = room.take();
    CHECK(std::ranges::count(all, "/recalld/reply/subscribe", &Said::address) == 16);
    CHECK(room.ask("/recalld/subscribe", {"room"s}, "").text(1) == "too_many");
    for (std::uint16_t i = 0; i < 255; ++i) room.send(osc::message("/recalld/subscribe", {"work"s}), OscRoom::place(static_cast<std::uint16_t>(10'000 + i)));
    CHECK(room.door->subscribers().size() == 256);
    room.send(osc::message("/recalld/subscribe", {"work"s}), OscRoom::place(20'000));
    CHECK(room.take(OscRoom::place(20'000)).at(0).text(1) == "too_many");
    CHECK(room.ask("/recalld/unsubscribe", {}, "/recalld/reply/unsubscribe").address == "/recalld/reply/unsubscribe");
    CHECK(room.door->subscribers().size() == 255);
}

TEST_CASE("a scope that nobody understands is refused before anything is remembered")
{
    Following room;
    const auto error = room.ask("/recalld/subscribe", {"rooom"s}, "");
    CHECK(error.text(1) == "scope");
    CHECK(error.text(2).find("areas are room, work, sessions") != std::string::npos);
    CHECK(room.door->subscribers().size() == 0);
}

TEST_CASE("fifty clients hear of a thousand changes, each of every last value")
{
    Following room;
    std::vector<OscPlace> places;
    for (std::uint16_t i = 0; i < 50; ++i) places.push_back(OscRoom::place(static_cast<std::uint16_t>(7000 + i)));
    for (const auto& place : places) room.send(osc::message("/recalld/subscribe", {"desk ch/* mix"s, "as=unit"s}), place);
    run_for(room.desk.io, 150ms);
    for (const auto& place : places) room.heard[place].clear();
    std::map<std::string, int> last;
    for (int i = 0; i < 1000; ++i) {
        const auto name = "ch/0" + std::to_string(1 + i % 4) + "/mix/pan";
        room.change(name, last[name] = i / 4 % 101);
        if (i % 30 == 0) room.desk.io.poll();
    }
    const auto has_all = [&](const OscPlace& place) {
        std::map<std::string, float> told;
        for (const auto& said : messages_in(room.heard[place])) told[said.address] = said.real(0);
        return std::ranges::all_of(last, [&](const auto& one) {
            return told.contains("/recalld/unit/desk/" + one.first) && told["/recalld/unit/desk/" + one.first] == static_cast<float>(one.second * 2 - 100);
        });
    };
    for (const auto& place : places) CHECK(room.until([&] { return has_all(place); }));
}
