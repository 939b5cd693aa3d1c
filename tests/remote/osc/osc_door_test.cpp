#include "remote/osc/osc_door.hpp"

#include <catch2/catch.hpp>

#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using namespace std::string_literals;

namespace {

using Args = std::vector<Arg>;

const ProfilePtr& with_level()   // a fader whose rise is a hazard
{
    static const auto profile = profile_here("example", {{"fader: fader, pan: pan}", "fader: {law: fader, hazard: level}, pan: pan}"}});
    return profile;
}

rig::AccessConfig nobody(rig::Permission unpaired = rig::Permission::nothing) { return {unpaired, {}, {}}; }

/// The least that a verb must be told to be a request at all.
Args enough_for(const Verb& verb)
{
    Args args;
    for (const auto& argument : verb.arguments)
        if (argument.required) args.emplace_back(argument.kind == ArgumentKind::version ? Arg("S/V"s) : argument.kind == ArgumentKind::number ? Arg(std::int32_t{9}) : Arg("x"s));
    return args;
}

std::size_t bytes_of(const std::vector<Bytes>& packets)
{
    std::size_t bytes = 0;
    for (const auto& packet : packets) bytes += packet.size();
    return bytes;
}

}  // namespace

TEST_CASE("ping and get are answered at once")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    room.say("/recalld/ping");
    CHECK(room.take()[0].words.starts_with("/recalld/reply/ping ,ss \"recalld\" \""));
    room.desk.console().poke("ch/01/mix/fader", 1023);
    room.say("/recalld/get", {"desk"s, "ch/01/mix/on"s});
    const auto said = room.take();
    REQUIRE(said.size() == 1);
    CHECK(said[0].tags == "sssff");
    CHECK(room.room.performing == 0);
}

TEST_CASE("a pattern gives a message for each value, and says how many there are")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    room.say("/recalld/get", {"desk"s, "ch/*/mix/fader"s});
    const auto all = room.take_until("/recalld/reply/get/end");
    REQUIRE(all.size() == 5);
    CHECK(all[0].text(1) == "ch/01/mix/fader");
    CHECK(all[4].words == "/recalld/reply/get/end ,ii 4 4");
    CHECK(room.ask("/recalld/get", {"desk"s, "ch/33/mix/fader"s}, "/recalld/reply/get").words.starts_with("/recalld/error ,sss \"/recalld/get\" \"unknown_parameter\""));
    room.say("/recalld/get", {"desk"s, "/*"s});
    const auto many = room.take_until("/recalld/reply/get/end");
    CHECK(many.back().whole(0) == static_cast<int>(std::min<std::size_t>(200, many.size() - 1)));
    CHECK(many.back().whole(1) >= many.back().whole(0));
}

TEST_CASE("an order is acknowledged at once, shows where it is and ends with a verdict in numbers")
{
    OscRoom room(profile_here("consoles/x32"));
    REQUIRE(room.comes_online());
    room.say("/recalld/capture", {"Night Train"s, "Mix 3"s});
    CHECK(room.heard[room.here].size() == 1);
    auto all = room.take_until("/recalld/reply/capture");
    CHECK(all.front().words == "/recalld/ack ,s \"/recalld/capture\"");
    const auto* progress = find(all, "/recalld/progress");
    REQUIRE(progress);
    CHECK(progress->tags == "sssii");
    const auto last = std::ranges::find(all.rbegin(), all.rend(), "/recalld/progress", &Said::address);
    CHECK(last->whole(3) > last->whole(4) / 2);
    CHECK(last->whole(3) <= last->whole(4));
    CHECK(all.back().words.starts_with("/recalld/reply/capture ,ssiiiiii \"Night Train\" \"Mix 3\" 1 "));

    const auto before = room.desk.console().value("ch/01/mix/pan");
    room.desk.console().poke("ch/01/mix/pan", 77);
    room.say("/recalld/recall/Night%20Train/Mix%203");
    all = room.take_until("/recalld/reply/recall");
    CHECK(all.back().words.starts_with("/recalld/reply/recall ,sssiiiiiiiiiii \"matched\" \"Night Train\" \"Mix 3\" "));
    CHECK(all.back().whole(4) == 1);   // written
    CHECK(room.desk.console().value("ch/01/mix/pan") == before);
    CHECK(room.ask("/recalld/undo", {}, "/recalld/reply/undo").text(0) == "matched");
    CHECK(std::get<std::int32_t>(room.desk.console().value("ch/01/mix/pan")) == 77);
    CHECK(room.ask("/recalld/sessions", {}, "/recalld/reply/sessions").words.starts_with("/recalld/reply/sessions ,iiisiss 0 1 1 \"Night Train\" "));
    CHECK(room.ask("/recalld/versions", {"Night Train"s}, "/recalld/reply/versions").text(3) == "Mix 3");
    CHECK(room.ask("/recalld/reports", {0, 1}, "/recalld/reply/reports").whole(1) == 1);
    CHECK(room.ask("/recalld/report", {}, "/recalld/reply/report").tags == "isssssiiiiiiiiiii");
}

TEST_CASE("what is refused for a hazard waits for a second word")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    room.desk.console().poke("headamp/000/phantom", 1);
    REQUIRE(room.ask("/recalld/capture", {"S"s, "V"s}, "/recalld/reply/capture").address == "/recalld/reply/capture");
    room.desk.console().poke("headamp/000/phantom", 0);
    CHECK(room.ask("/recalld/plan", {"S"s, "V"s}, "/recalld/reply/plan").words == R"(/recalld/reply/plan ,ssiiis "S" "V" 1 )" + std::to_string(room.desk.writable() - 1) + R"( 1 "phantom")");
    room.take();
    room.say("/recalld/recall", {"S"s, "V"s, 1.0F});
    room.take_until("/recalld/error");
    room.say("/recalld/recall", {"S"s, "V"s, 0.0F});
    room.say("/recalld/recall", {"S"s, "V"s, 1.0F});
    room.until([&] { return find(messages_in(room.heard[room.here]), "/recalld/confirm/wanted") != nullptr; });
    const auto all = room.take();
    const auto* wanted = find(all, "/recalld/confirm/wanted");
    REQUIRE(wanted);
    CHECK(find(all, "/recalld/error")->text(1) == "refused");
    CHECK(wanted->text(1) == "/recalld/recall");
    CHECK(wanted->text(2) == "phantom");
    CHECK(std::get<std::int32_t>(room.desk.console().value("headamp/000/phantom")) == 0);
    CHECK(room.ask("/recalld/confirm", {wanted->whole(0)}, "/recalld/reply/recall").text(0) == "matched");
    CHECK(std::get<std::int32_t>(room.desk.console().value("headamp/000/phantom")) == 1);
    CHECK(room.ask("/recalld/confirm", {}, "/recalld/reply/recall").address == "/recalld/error");
}

TEST_CASE("every verb needs its role, over OSC as everywhere")
{
    const auto role = GENERATE(rig::Permission::nothing, rig::Permission::view, rig::Permission::operate, rig::Permission::edit);
    OscRoom room(profile_here("example"), {rig::Permission::nothing, {{"127.0.0.1", role}}, {}});
    for (const auto rows : {osc_door_verbs(), verbs()})
        for (const auto& verb : rows) {
            INFO(verb.name);
            const bool is_ours = std::ranges::find(osc_door_verbs(), verb.name, &Verb::name) != osc_door_verbs().end();
            if (is_ours && !is_of_osc_door(verb)) continue;   // pairing begins elsewhere: here it is the code that is said
            room.say("/recalld/" + std::string(verb.name), enough_for(verb));
            room.until([&] { return !room.heard[room.here].empty(); });
            const auto said = room.take();
            const bool is_forbidden = said[0].address == "/recalld/error" && said[0].text(1) == "forbidden";
            CHECK(is_forbidden == (role < verb.permission));
            if (is_forbidden) CHECK(said[0].text(2).find("recallctl pair --role") != std::string::npos);
            room.until([&] { return room.room.performing == 0; });
            room.take();
        }
    for (const auto* address : {"/recalld/unit/desk/ch/01/mix/on", "/recalld/position/desk/ch/01/mix/on"}) {
        room.say(address);
        CHECK((room.take().at(0).words.find("forbidden") != std::string::npos) == (role < rig::Permission::view));
        room.say(address, {0.0F});
        const auto said = room.take();
        CHECK((!said.empty() && said[0].words.find("forbidden") != std::string::npos) == (role < rig::Permission::operate));
    }
}

TEST_CASE("whoever sends the code has its role from then on, until it is taken away")
{
    OscRoom room(profile_here("example"), nobody());
    CHECK(room.ask("/recalld/status", {}, "/recalld/reply/status").text(1) == "forbidden");
    CHECK(room.ask("/recalld/pair", {"WRONGONE"s}, "/recalld/reply/pair").text(1) == "wrong_code");
    const auto now = std::chrono::system_clock::now();
    const auto code = room.access.offer(rig::Permission::operate, "Anna's phone", now).code;
    CHECK(room.ask("/recalld/pair", {code}, "/recalld/reply/pair").words == "/recalld/reply/pair ,s \"operate\"");
    CHECK(room.ask("/recalld/pair", {code}, "/recalld/reply/pair").text(1) == "wrong_code");
    CHECK(room.ask("/recalld/status", {}, "/recalld/reply/status").address == "/recalld/reply/status");
    room.say("/recalld/subscribe", {"room"s});
    CHECK(room.door->subscribers().size() == 1);
    REQUIRE(room.access.revoke(room.access.pairings().at(0).id));
    CHECK(room.ask("/recalld/status", {}, "/recalld/reply/status").text(1) == "forbidden");
    room.door->look_after(std::chrono::steady_clock::now());
    CHECK(room.door->subscribers().size() == 0);
}

TEST_CASE("an unknown address never gets more than eight times what it sent")
{
    OscRoom room(profile_here("example"), nobody(rig::Permission::view));
    REQUIRE(room.comes_online());
    const auto asked = GENERATE_COPY(values<Bytes>({
        osc::bare("/recalld/ping"), osc::message("/recalld/status"), osc::message("/recalld/units"), osc::message("/recalld/get", {"desk"s, "/*"s}),
        osc::message("/recalld/get", {"desk"s, "ch/01/mix/fader"s}), osc::message("/recalld/entries"), osc::message("/recalld/recall", {"S"s, "V"s}), osc::message("/recalld/nonsense"),
        osc::message("/x"), osc::message("/recalld/subscribe", {"desk"s}), osc::message("/recalld/check"), osc::message("/recalld/diff", {"S/V"s, "live"s}),
        osc::bundle(osc::immediately, {osc::message("/recalld/status"), osc::message("/recalld/status"), osc::message("/recalld/get", {"desk"s, "/*"s})}),
        wire::bytes("2F 72 65 63 00 00 00"), wire::bytes("00 00 00 00")}));
    room.send(asked, room.here);
    room.until([&] { return room.room.performing == 0; });
    run_for(room.desk.io, 150ms);
    INFO(osc::describe(asked));
    CHECK(bytes_of(room.heard[room.here]) <= 8 * asked.size());
    CHECK(room.door->subscribers().size() == 0);
}

TEST_CASE("what fits is answered to an unknown address: an error that says what to do")
{
    OscRoom room(profile_here("example"), nobody());
    room.say("/recalld/status");
    const auto said = room.take();
    REQUIRE(said.size() == 1);
    CHECK(said[0].text(1) == "forbidden");
    CHECK(said[0].text(2).starts_with("status needs the role view; 127.0.0.1 has none. Pair"));
    room.say("/recalld/subscribe", {"room"s, 60});
    CHECK(room.take().at(0).text(1) == "forbidden");
    room.send(wire::bytes("2F 72 65 63 00 00 00"), room.here);
    CHECK(room.take().empty());
    const auto stream = OscRoom::place(40'000, "127.0.0.1", 7);
    room.send(wire::bytes("2F 72 65 63 00 00 00"), stream);
    CHECK(room.take(stream).at(0).text(1) == "malformed");
}

TEST_CASE("a packet that is none disturbs nobody, and is told to who is known")
{
    OscRoom room;
    room.send(wire::bytes("2F 72 65 63 00 00 00"), room.here);
    CHECK(room.take().at(0).words.starts_with("/recalld/error ,sss \"\" \"malformed\" \"this is no OSC packet: length is not a multiple of four"));
    room.say("/recalld/ping");
    CHECK(room.take().at(0).address == "/recalld/reply/ping");
}

TEST_CASE("requests in a bundle are answered in their order")
{
    OscRoom room;
    room.send(osc::bundle(osc::immediately, {osc::bare("/recalld/ping"), osc::message("/recalld/nothing"), osc::bundle(osc::immediately, {osc::message("/recalld/port", {0})})}), room.here);
    CHECK(addresses(room.take()) == std::vector<std::string>{"/recalld/reply/ping", "/recalld/error", "/recalld/reply/port"});
}

TEST_CASE("a button acts when it is pressed, and once")
{
    OscRoom room;
    const auto count = [&](const std::string& address, float value) {
        room.say(address, {value});
        return room.take().size();
    };
    CHECK(count("/recalld/ping", 1) == 1);
    CHECK(count("/recalld/ping", 1) == 0);
    CHECK(count("/recalld/ping", 0) == 0);
    CHECK(count("/recalld/ping", 1) == 1);
    room.send(osc::message("/recalld/ping", {1.0F}), OscRoom::place(5001));
    CHECK(room.take(OscRoom::place(5001)).size() == 1);   // somebody else's finger
}

TEST_CASE("answers go where an address says that it listens")
{
    OscRoom room;
    const auto elsewhere = OscRoom::place(9000);
    room.say("/recalld/port", {9000});
    CHECK(room.take().empty());
    CHECK(room.take(elsewhere).at(0).words == "/recalld/reply/port ,i 9000");
    CHECK(room.door->clients().place_of(room.here.address, 5000, std::chrono::steady_clock::now()) == elsewhere);
    for (const int port : {80, 1023, 65536}) CHECK(room.ask("/recalld/port", {port}, "/recalld/reply/port").text(1) == "usage");
    CHECK(room.ask("/recalld/port", {0}, "/recalld/reply/port").words == "/recalld/reply/port ,i 0");
    CHECK(room.door->clients().place_of(room.here.address, 5000, std::chrono::steady_clock::now()) == room.here);
}

TEST_CASE("what we say ourselves is never answered: two of us cannot talk for ever")
{
    OscRoom room;
    for (const auto* address : {"/recalld/reply/ping", "/recalld/error", "/recalld/ack", "/recalld/progress", "/recalld/confirm/wanted"}) room.say(address, {"x"s, "y"s, "z"s});
    CHECK(room.take().empty());
}

TEST_CASE("messages of others go to whoever wants them")
{
    OscRoom room;
    std::vector<std::string> others;
    room.open([&](const osc::Message& message, const Caller& caller, const std::function<void(const Bytes&)>& reply) {
        others.push_back(std::string(message.address()) + " from " + caller.name);
        if (message.address() != "/go") return false;
        reply(osc::message("/gone"));
        return true;
    });
    room.say("/go");
    CHECK(room.take().at(0).address == "/gone");
    room.say("/stay");
    CHECK(room.take().at(0).text(1) == "unknown_address");
    room.say("/recalldx/ping");
    CHECK(room.take().at(0).text(1) == "unknown_address");
    CHECK(others == std::vector<std::string>{"/go from OSC 127.0.0.1", "/stay from OSC 127.0.0.1", "/recalldx/ping from OSC 127.0.0.1"});
}

TEST_CASE("verbs without an end point to those that have one")
{
    OscRoom room;
    CHECK(room.ask("/recalld/watch", {}, "").text(2).find("/recalld/subscribe") != std::string::npos);
    CHECK(room.ask("/recalld/midi_monitor", {"x"s}, "").text(1) == "not_here");
}

TEST_CASE("who has too much under way is told to wait")
{
    OscRoom room;
    for (int i = 0; i < 9; ++i) room.say("/recalld/sessions", {i, 1});
    const auto at_once = room.take();
    REQUIRE(at_once.size() == 1);
    CHECK(at_once[0].text(1) == "busy");
    room.until([&] { return room.room.performing == 0; });
    CHECK(room.take().size() == 8);
    CHECK(room.ask("/recalld/sessions", {}, "/recalld/reply/sessions").address == "/recalld/reply/sessions");
}

TEST_CASE("a hand moves a parameter, and the desk has it")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    for (int i = 0; i <= 20; ++i) room.say("/recalld/position/desk/ch/01/mix/fader", {static_cast<float>(i) / 20});
    CHECK(room.take().empty());
    CHECK(room.until([&] { return room.desk.console().value("ch/01/mix/fader") == studio::Value(1023); }));
    room.say("/recalld/unit/desk/ch/01/config/name", {"Vox"s});
    CHECK(room.until([&] { return room.desk.console().value("ch/01/config/name") == studio::Value("Vox"s); }));
    room.say("/recalld/unit/desk/ch/01/mix/fader");
    CHECK(room.take().at(0).words == "/recalld/unit/desk/ch/01/mix/fader ,f 10");
    CHECK(room.until([&] { return room.desk.unit()->page().standings[room.desk.profile->find("ch/01/mix/fader").value()] == studio::Standing::confirmed; }));
}

TEST_CASE("what could hurt is no hand's work: it is refused, and the true value comes back")
{
    OscRoom room;
    room.desk.console().poke("headamp/001/gain", 0);
    room.desk.console().poke("ch/01/mix/on", 0);
    room.desk.console().poke("headamp/000/phantom", 0);
    REQUIRE(room.comes_online());
    const auto [address, value, truth, hazard] = GENERATE(table<std::string, float, std::string, std::string>({
        {"/recalld/unit/desk/headamp/000/phantom", 1, " ,i 0", "phantom"}, {"/recalld/position/desk/headamp/000/phantom", 1, " ,f 0", "phantom"},
        {"/recalld/unit/desk/ch/01/mix/on", 1, " ,i 0", "unmute"}, {"/recalld/unit/desk/headamp/001/gain", 40, " ,f -12", "gain"}}));
    room.say(address, {value});
    room.say(address, {value});
    const auto all = room.take();
    REQUIRE(all.size() == 4);
    CHECK(all[0].words == address + truth);
    CHECK(all[1].text(1) == "refused");
    CHECK(all[1].text(2).find("allow=" + hazard) != std::string::npos);
    CHECK(all[3].text(1) == "refused");
    run_for(room.desk.io, 50ms);
    CHECK(room.desk.console().value("headamp/000/phantom") == studio::Value(0));
    CHECK(room.desk.console().value("ch/01/mix/on") == studio::Value(0));
    CHECK(room.desk.console().value("headamp/001/gain") == studio::Value(0));
}

TEST_CASE("a fader that may hurt moves only from where it stands")
{
    OscRoom room(with_level());
    room.desk.console().poke("ch/01/mix/fader", 0);
    REQUIRE(room.comes_online());
    const std::string fader = "/recalld/position/desk/ch/01/mix/fader";
    room.say(fader, {0.75F});
    room.say(fader, {0.75F});
    CHECK(room.take().size() == 4);   // a macro does not jump it, however often it tries
    room.say(fader, {0.002F});
    CHECK(room.take().empty());       // but a hand that takes it where it is …
    room.say(fader, {0.75F});
    CHECK(room.take().empty());       // … may be fast
    CHECK(room.until([&] { return room.desk.console().value("ch/01/mix/fader") == studio::Value(767); }));
    room.send(osc::message(fader, {1.0F}), OscRoom::place(5001));
    CHECK(room.take(OscRoom::place(5001)).size() == 2);   // somebody else is not the one who drags
    room.say("/recalld/unit/desk/ch/01/mix/fader", {-20.0F});
    CHECK(room.take().empty());       // down is always allowed
}

TEST_CASE("a fader comes up from silence: what ends below -40 dB is no jump")
{
    OscRoom room(with_level());
    room.desk.console().poke("ch/01/mix/fader", 0);
    REQUIRE(room.comes_online());
    const std::string fader = "/recalld/unit/desk/ch/01/mix/fader";
    room.say(fader, {-30.0F});
    CHECK(room.take().size() == 2);
    room.say(fader, {-45.0F});
    CHECK(room.take().empty());
    room.say(fader, {-10.0F});
    CHECK(room.take().empty());   // and on from there
}

TEST_CASE("what cannot be moved says why")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    const auto error = [&](const std::string& address, const Args& args) {
        room.say(address, args);
        return room.take().at(0).text(1);
    };
    CHECK(error("/recalld/unit/desk/-show/prepos/current", {3}) == "read_only");
    CHECK(error("/recalld/unit/desk/ch/01/mix/fader", {1.0F, 2.0F}) == "usage");
    CHECK(error("/recalld/unit/desk/ch/01/mix/fader", {20.0F}) == "out_of_range");
    CHECK(error("/recalld/unit/nobody/ch/01/mix/fader", {1.0F}) == "unknown_unit");
    CHECK(error("/recalld/position/desk/ch/01/config/name", {}) == "silent");
    room.desk.watch->is_cut = true;
    room.desk.desk.switch_off();
    REQUIRE(room.until([&] { return !room.desk.unit()->online(); }, 60s));
    CHECK(error("/recalld/unit/desk/ch/01/mix/fader", {-3.0F}) == "unreachable");
}

TEST_CASE("a room without access lets nobody do anything")
{
    OscRoom room;
    room.room.access = nullptr;
    room.say("/recalld/status");
    CHECK(room.take().at(0).text(1) == "forbidden");
    CHECK(room.ask("/recalld/pair", {"ABCDEFGH"s}, "/recalld/reply/pair").text(1) == "wrong_code");
}
