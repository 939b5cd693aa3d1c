#include "live_surface.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::rig::testing;

namespace {

/// What hands were taken for having moved, at the console.
struct Hands {
    explicit Hands(Stage& stage) : listening(stage.room.studio.listen([this](const studio::Change& change) { moves += change.origin == studio::Origin::person ? 1 : 0; })) {}
    int moves = 0;
    studio::Studio::Subscription listening;
};

wire::Bytes move_of(int strip, int position)
{
    return {static_cast<std::byte>(0xE0 | strip), static_cast<std::byte>(position & 0x7F), static_cast<std::byte>(position >> 7)};
}

}  // namespace

TEST_CASE("a port that is a loop is named, and nothing that comes back moves the console")
{
    Stage stage(GENERATE(as<std::string>{}, "surfaces/x-touch", "surfaces/mcu", "surfaces/hui", "surfaces/bcf2000", "surfaces/ssl-uf8"), false, true);
    Hands hands(stage);
    Tablet tablet(stage.room.io, stage.room.desk);
    tablet.set("ch/01/mix/on", 0);
    INFO(stage.unit->surface()->profile_id);
    REQUIRE(stage.until([&] { return stage.unit->note().find("the port is a loop") != std::string::npos; }));
    tablet.set("ch/02/mix/on", 0);
    tablet.set("ch/02/mix/fader", 0.75f);
    REQUIRE(stage.until([&] { return stage.room.is_confirmed("ch/02/mix/fader", 767); }));
    stage.let_pass(300ms);
    CHECK(hands.moves == 0);
    CHECK(stage.room.desk.console().value("ch/01/mix/on") == Value(0));
    CHECK(stage.room.desk.console().value("ch/02/mix/on") == Value(0));
}

TEST_CASE("a box on a port that somebody hands back works, and the port is named")
{
    Stage stage("surfaces/x-touch", true, true);
    auto& box = stage.cable.box;
    REQUIRE(stage.until([&] { return stage.unit->online() && box.face().cell(0, 0).starts_with("ch 1"); }));
    REQUIRE(stage.until([&] { return stage.unit->note().find("the port is a loop") != std::string::npos; }));
    stage.cable.say(box.grab(0, stage.now()));
    stage.cable.say(box.move(0, 0.6, stage.now(), 200ms));
    REQUIRE(stage.until([&] { return stage.stands(0, 0.6) && std::abs(stage.way_of("ch/01/mix/fader") - 0.6) < 0.005; }));
    stage.cable.say(box.let_go(0, stage.now()));
    stage.let_pass(300ms);
    Hands hands(stage);
    Tablet tablet(stage.room.io, stage.room.desk);
    tablet.set("ch/02/mix/fader", 0.75f);
    REQUIRE(stage.until([&] { return stage.stands(1, stage.way_of("ch/02/mix/fader")); }));
    stage.let_pass(300ms);
    CHECK(hands.moves == 0);
    CHECK(stage.stands(0, 0.6));
    SECTION("and when nobody does so any more, that is seen")
    {
        stage.cable.comes_back = false;
        int number = 0;
        CHECK(stage.until([&] {
            tablet.set("ch/03/config/name", "In " + std::to_string(++number));
            return stage.unit->note().empty();
        }));
    }
}

TEST_CASE("a second box in the same port is named")
{
    Stage stage;
    REQUIRE(stage.until([&] { return stage.unit->online() && stage.unit->note().empty(); }));
    stage.cable.say(stage.cable.box.power_on(stage.now()));
    stage.cable.say({wire::bytes("F0 00 00 66 15 01 'OTHER01' 01 02 03 04 F7")});
    CHECK(stage.until([&] { return stage.unit->note().starts_with("two boxes answer in this port, SIM0001 and OTHER01"); }));
}

TEST_CASE("a hundred thousand messages at once: the last values are right, and the core serves others meanwhile")
{
    Stage stage;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    stage.cable.say(stage.cable.box.grab(0, stage.now()));
    stage.let_pass(50ms);
    constexpr int pieces = 1000, messages = 100;
    int fed = 0, served = 0;
    std::function<void()> feed = [&] {
        wire::Bytes piece;
        for (int i = 0; i < messages; ++i) {
            const bool is_last = fed == pieces - 1 && i == messages - 1;
            const auto message = i % 10 == 9 && !is_last ? wire::bytes("90 7F 7F") : move_of(0, is_last ? 12'000 : (fed * messages + i) % 16'000);
            piece.insert(piece.end(), message.begin(), message.end());
        }
        stage.cable.on_packet(piece);
        if (++fed < pieces) net::post(stage.room.io, feed);
    };
    net::post(stage.room.io, feed);
    Tablet tablet(stage.room.io, stage.room.desk);
    REQUIRE(stage.until([&] {
        const auto wanted = Value(100 + served % 500);
        if (served == 0 || stage.room.is_confirmed("ch/09/mix/fader", Value(100 + (served - 1) % 500)))
            tablet.set("ch/09/mix/fader", static_cast<float>(std::get<std::int32_t>(wanted)) / 1023), ++served;
        return fed == pieces;
    }));
    CHECK(served > 1);   // the tablet's moves came through while the flood ran
    const auto law = stage.room.profile->law_of(stage.room.id("ch/01/mix/fader"));
    const auto last = rig::value_at(*stage.unit->surface(), law, 12'000 * 16'383 / 15'999);
    REQUIRE(last);
    CHECK(stage.until([&] { return stage.room.is_confirmed("ch/01/mix/fader", Value(*last)); }));
    CHECK(stage.room.desk.console().value("ch/01/mix/fader") == Value(*last));
}

TEST_CASE("a SysEx without an end takes no memory for ever, and the next hand is heard")
{
    Stage stage;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    wire::Bytes endless(65'536, std::byte{0x11});
    endless.front() = std::byte{0xF0};
    stage.cable.on_packet(endless);
    endless.front() = std::byte{0x11};
    for (int i = 0; i < 200; ++i) stage.cable.on_packet(endless);   // thirteen times what a stream keeps
    stage.cable.say(stage.cable.box.grab(0, stage.now()));
    stage.cable.say(stage.cable.box.move(0, 0.6, stage.now()));
    CHECK(stage.until([&] { return std::abs(stage.way_of("ch/01/mix/fader") - 0.6) < 0.005; }));
}

TEST_CASE("bytes that mean nothing are counted and nothing else")
{
    Stage stage;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    Hands hands(stage);
    std::mt19937 dice(5);
    for (int i = 0; i < 500; ++i) {
        wire::Bytes piece;
        for (int n = 0; n < 50; ++n) piece.push_back(static_cast<std::byte>(dice() % 2 == 0 ? 0xF4 + dice() % 2 : dice() % 128));   // no status that carries a hand
        stage.cable.on_packet(piece);
    }
    stage.cable.on_packet(wire::bytes("A0 01 02 C0 01 F0 7E 7F 06 01 F7"));
    CHECK(stage.unit->senseless() > 0);
    CHECK(hands.moves == 0);
    CHECK(stage.unit->online());
}
