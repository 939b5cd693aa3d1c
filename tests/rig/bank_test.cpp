#include "rig/bank_layout.hpp"
#include "rig/fader_scale.hpp"

#include "profile_here.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::testing;
using namespace std::chrono_literals;
using driver::FaderMoved;
using driver::FaderTouched;
using driver::Light;
using driver::Pressed;
using driver::VPotTurned;
using rig::Bank;
using studio::ParameterId;
using studio::Value;

namespace {

std::shared_ptr<const studio::Surface> box(int strips = 8, bool master = true)
{
    auto surface = std::make_shared<studio::Surface>();
    surface->strips = static_cast<std::uint8_t>(strips);
    surface->master = master;
    return surface;
}

rig::Placed at(const std::string& text) { return {text, "rig.yaml:1:1"}; }

/// A console's page, two surfaces, and a bank between them; time passes when a test says so.
struct Room {
    explicit Room(rig::BankConfig config = {"mix", {at("left")}, {{"inputs", {at("ch/*")}}, {"buses", {at("bus/*")}}}, {}, at("main/st")})
        : profile(profile_here("consoles/x32")), page(&studio.open("desk", profile)), bank(layout(config), studio, [this](const std::string& unit, ParameterId id, const Value& value) {
              moves.emplace_back((*profile)[id].name, value);
              if (is_there) studio.apply(unit, id, value, studio::Standing::assumed, studio::Origin::person);
          })
    {
        for (int n = 1; n <= 32; ++n) {
            const auto strip = "ch/" + two(n);
            set(strip + "/mix/fader", 100 + n);
            set(strip + "/mix/on", 1);
            set(strip + "/mix/pan", 50);
            set(strip + "/config/name", std::string(n == 3 ? "Lead Vox" : ""));
        }
        set("main/st/mix/fader", 767);
    }

    rig::BankLayout layout(const rig::BankConfig& config) const
    {
        return rig::make_layout(config, {{"desk", profile, nullptr}, {"left", nullptr, box()}, {"right", nullptr, box(8, false)}});
    }

    static std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
    ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    void set(const std::string& name, Value value) { studio.apply("desk", id(name), std::move(value), studio::Standing::confirmed, studio::Origin::device); }
    Value value(const std::string& name) const { return page->values[id(name)]; }
    template <class Gesture>
    void does(const Gesture& gesture, std::size_t on = 0)
    {
        bank.on_gesture(on, gesture, now);
    }
    void press(const std::string& button)
    {
        does(Pressed{button, true});
        does(Pressed{button, false});
    }
    void after(std::chrono::milliseconds time)
    {
        now += time;
        bank.tick(now);
    }
    const driver::Face& face(std::size_t on = 0) const { return bank.face(on); }
    int place(const std::string& name) const { return *rig::position_of(*box(), profile->law_of(id(name)), value(name)); }
    bool is_lit(const std::string& light) const { return face().lights.contains(light); }

    Bank::Time now{1h};
    studio::Studio studio;
    std::shared_ptr<const studio::Profile> profile;
    studio::UnitState* page;
    std::vector<std::pair<std::string, Value>> moves;
    bool is_there = true;
    Bank bank;
    studio::Studio::Subscription listening = studio.listen([this](const studio::Change& change) { bank.on_change(change.unit, change.parameter, now); });
};

}  // namespace

TEST_CASE("the faders stand where the console's faders stand, with names and values")
{
    Room room;
    for (int strip = 0; strip < 8; ++strip) CHECK(room.face().faders[static_cast<std::size_t>(strip)] == room.place("ch/0" + std::to_string(strip + 1) + "/mix/fader"));
    CHECK(room.face().faders[driver::master_strip] == room.place("main/st/mix/fader"));
    CHECK(room.face().cells[0][0] == "ch 1");
    CHECK(room.face().cells[2][0] == "Lead Vox");
    CHECK(room.face().rings[0].lit);
    CHECK(room.face().rings[0].centre);
}

TEST_CASE("a hand on a fader moves the console's fader, and the motor follows the hand")
{
    Room room;
    room.does(FaderTouched{2, true});
    room.does(FaderMoved{2, 12288});
    REQUIRE(room.moves.size() == 1);
    CHECK(room.moves[0].first == "ch/03/mix/fader");
    CHECK(room.value("ch/03/mix/fader") == Value(767));
    CHECK(room.face().faders[2] == 12288);
    CHECK(room.face().cells[2][1] == "0.0dB");   // for a second: what moves
    CHECK(room.bank.held(room.now) == std::vector<rig::Held>{{"desk", room.id("ch/03/mix/fader")}});
    room.after(1001ms);
    CHECK(room.face().cells[2][1] != "0.0dB");
}

TEST_CASE("under a hand nothing else moves the motor; let go, it goes where the console stands")
{
    Room room;
    room.does(FaderTouched{0, true});
    room.does(FaderMoved{0, 8000});
    room.set("ch/01/mix/fader", 1023);
    CHECK(room.face().faders[0] == 8000);
    room.does(FaderTouched{0, false});
    CHECK(room.face().faders[0] == 8000);
    room.after(rig::FaderHand::settle);
    CHECK(room.face().faders[0] == 16383);
    CHECK(room.bank.held(room.now).empty());
}

TEST_CASE("a fader at rest does not move because of rounding")
{
    Room room;
    for (int position = 3; position < 16383; position += 37) {
        room.does(FaderTouched{0, true});
        room.does(FaderMoved{0, position});
        room.does(FaderTouched{0, false});
        room.after(1s);
        CHECK(room.face().faders[0] == position);
    }
}

TEST_CASE("every step of the console has a place of its own that leads back to it")
{
    Room room;
    const auto& law = room.profile->law_of(room.id("ch/01/mix/fader"));
    auto printed = *box();
    printed.scale = {{0, studio::minus_infinity}, {0.05, -60}, {0.3, -30}, {0.7684, 0}, {1, 10}};
    for (std::int32_t step = 0; step < law.steps; ++step) {
        CHECK(rig::value_at(*box(), law, *rig::position_of(*box(), law, step)) == step);
        CHECK(rig::value_at(printed, law, *rig::position_of(printed, law, step)) == step);
    }
}

TEST_CASE("a mark of the printed scale is that level on the console, and no way is dead")
{
    Room room;
    const auto& law = room.profile->law_of(room.id("ch/01/mix/fader"));
    auto printed = *box();
    printed.scale = {{0, studio::minus_infinity}, {0.7684, 0}, {1, 10}};
    CHECK(rig::position_of(printed, law, law.nearest_step(0)) == Approx(0.7684 * 16383).margin(20));
    CHECK(rig::value_at(printed, law, 12588) == law.nearest_step(0));
    CHECK(rig::value_at(printed, law, 0) == 0);
    CHECK(rig::value_at(printed, law, 16383) == 1023);
    for (int position = 100; position < 16383; position += 100)
        CHECK(*rig::value_at(printed, law, position) > *rig::value_at(printed, law, position - 100));
}

TEST_CASE("nobody there: the motor goes back where the console is known to stand")
{
    Room room;
    room.is_there = false;
    room.does(FaderTouched{0, true});
    room.does(FaderMoved{0, 16000});
    room.does(FaderTouched{0, false});
    room.after(rig::FaderHand::settle);
    CHECK(room.face().faders[0] == room.place("ch/01/mix/fader"));
}

TEST_CASE("mute, solo and select are the console's, in its own sense")
{
    Room room;
    CHECK_FALSE(room.is_lit("mute/2"));
    room.press("mute/2");
    CHECK(room.value("ch/02/mix/on") == Value(0));
    CHECK(room.is_lit("mute/2"));
    room.press("mute/2");
    CHECK(room.value("ch/02/mix/on") == Value(1));
    room.press("solo/3");
    CHECK(room.value("-stat/solosw/03") == Value(1));
    CHECK(room.is_lit("solo/3"));
    room.press("select/4");
    CHECK(room.value("-stat/selidx") == Value(3));
    CHECK(room.is_lit("select/4"));
    room.set("-stat/selidx", 0);
    CHECK(room.is_lit("select/1"));
    CHECK_FALSE(room.is_lit("select/4"));
}

TEST_CASE("a knob turns what its set says, in pages")
{
    Room room;
    room.does(VPotTurned{0, 3});
    CHECK(room.moves.back().first == "ch/01/mix/pan");
    CHECK(std::get<std::int32_t>(room.value("ch/01/mix/pan")) > 50);
    room.press("vpot/1");
    CHECK(room.value("ch/01/mix/pan") == Value(50));
    room.press("assign_send");
    CHECK(room.face().assignment == "S1");
    room.press("down");
    CHECK(room.face().assignment == "S2");
    room.set("ch/05/mix/02/level", 10);
    room.does(VPotTurned{4, 1});
    CHECK(room.moves.back().first == "ch/05/mix/02/level");
    CHECK(room.is_lit("assign_send"));
    CHECK_FALSE(room.is_lit("assign_pan"));
}

TEST_CASE("a key pressed again lays the knobs of the selected strip side by side")
{
    Room room;
    room.press("select/2");
    room.press("assign_send");
    room.press("assign_send");
    CHECK(room.is_lit("global_view"));
    for (int bus = 1; bus <= 16; ++bus) room.set("ch/02/mix/" + Room::two(bus) + "/level", 10);
    room.does(VPotTurned{6, 1});
    CHECK(room.moves.back().first == "ch/02/mix/07/level");
    room.press("down");
    room.does(VPotTurned{6, 1});
    CHECK(room.moves.back().first == "ch/02/mix/15/level");
    room.set("ch/05/mix/15/level", 10);
    room.set("-stat/selidx", 4);   // somebody selects another strip at the console
    room.does(VPotTurned{6, 1});
    CHECK(room.moves.back().first == "ch/05/mix/15/level");
}

TEST_CASE("a gain knob is the head amp that feeds the strip now")
{
    Room room;
    for (const auto* name : {"headamp/005/gain", "headamp/040/gain"}) room.set(name, 20);
    room.press("assign_track");
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.empty());   // nobody has said what feeds it
    room.set("-ha/00/index", 5);
    CHECK(room.face().rings[0].lit);
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.back().first == "headamp/005/gain");
    room.set("-ha/00/index", 40);
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.back().first == "headamp/040/gain");
    const auto moved = room.moves.size();
    room.set("-ha/00/index", -1);   // a digital source
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.size() == moved);
    room.press("down");
    room.set("ch/01/preamp/trim", 20);
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.back().first == "ch/01/preamp/trim");
}

TEST_CASE("while nobody knows what feeds a strip its gain is under no hand")
{
    Room room;
    room.set("headamp/005/gain", 20);
    room.set("-ha/00/index", 5);
    room.press("assign_track");
    room.press("flip");
    room.does(FaderTouched{0, true});
    room.does(FaderMoved{0, 9000});
    CHECK(room.moves.back().first == "headamp/005/gain");
    const auto moved = room.moves.size();
    room.studio.apply("desk", room.id("-ha/00/index"), 5, studio::Standing::unknown, studio::Origin::device);   // routing changed a moment ago
    room.does(FaderMoved{0, 9500});
    room.does(VPotTurned{0, 1});
    for (auto i = moved; i < room.moves.size(); ++i) CHECK_FALSE(room.moves[i].first.starts_with("headamp"));
}

TEST_CASE("bank and channel keys move the window over the strips, and stop at its ends")
{
    Room room;
    room.press("bank_left");
    CHECK(room.face().cells[0][0] == "ch 1");
    room.press("bank_right");
    CHECK(room.face().cells[0][0] == "ch 9");
    room.press("channel_right");
    CHECK(room.face().cells[0][0] == "ch 10");
    for (int i = 0; i < 9; ++i) room.press("bank_right");
    CHECK(room.face().cells[0][0] == "ch 25");
    CHECK_FALSE(room.is_lit("bank_right"));
    CHECK(room.is_lit("bank_left"));
    CHECK(room.face().faders[7] == room.place("ch/32/mix/fader"));
}

TEST_CASE("F-keys choose layers")
{
    Room room;
    room.press("f2");
    CHECK(room.face().cells[0][0] == "bus 1");
    CHECK(room.is_lit("f2"));
    room.press("f7");
    CHECK(room.face().cells[0][0] == "bus 1");
    room.press("f1");
    CHECK(room.face().cells[0][0] == "ch 1");
}

TEST_CASE("a hand that holds a fader while the bank moves on moves nothing of the new bank")
{
    Room room;
    room.does(FaderTouched{0, true});
    room.does(FaderMoved{0, 5000});
    room.moves.clear();
    room.press("bank_right");
    room.does(FaderMoved{0, 6000});
    CHECK(room.moves.empty());
    CHECK(room.face().faders[0] == 6000);
    CHECK(room.bank.held(room.now).empty());
    room.does(FaderTouched{0, false});
    room.after(rig::FaderHand::settle);
    CHECK(room.face().faders[0] == room.place("ch/09/mix/fader"));
}

TEST_CASE("flip puts the knobs' parameters on the faders")
{
    Room room;
    room.press("assign_send");
    room.set("ch/01/mix/01/level", 80);
    room.press("flip");
    CHECK(room.face().faders[0] == room.place("ch/01/mix/01/level"));
    room.does(FaderTouched{0, true});
    room.after(200ms);
    room.does(FaderMoved{0, 16383});
    CHECK(room.value("ch/01/mix/01/level") == Value(160));
    room.does(VPotTurned{0, 1});
    CHECK(room.moves.back().first == "ch/01/mix/fader");
    CHECK(room.face().faders[driver::master_strip] == room.place("main/st/mix/fader"));
}

TEST_CASE("two boxes are one surface, and a fixed strip stays")
{
    Room room({"mix", {at("left"), at("right")}, {{"inputs", {at("ch/*")}}}, {{16, at("bus/16")}}, {}});
    CHECK(room.face(1).cells[0][0] == "ch 9");
    CHECK(room.face(1).cells[7][0] == "bus 16");
    room.does(Pressed{"bank_right", true}, 1);
    CHECK(room.face(0).cells[0][0] == "ch 16");
    CHECK(room.face(1).cells[7][0] == "bus 16");
    CHECK(room.face(0).faders[driver::master_strip] == 0);
}

TEST_CASE("two surfaces show the same strip: the other one follows at once")
{
    Room room;
    Bank other(room.layout({"cue", {at("right")}, {{"inputs", {at("ch/*")}}}, {}, {}}), room.studio, [](auto&&...) {});
    const auto listening = room.studio.listen([&](const studio::Change& change) { other.on_change(change.unit, change.parameter, room.now); });
    room.does(FaderTouched{0, true});
    room.does(FaderMoved{0, 12288});
    CHECK(other.face(0).faders[0] == room.place("ch/01/mix/fader"));
}

TEST_CASE("colours and meters of the console are on the strips")
{
    Room room;
    room.set("ch/01/config/color", 4);
    room.set("ch/02/config/color", 12);
    CHECK(room.face().colours[0] == driver::Colour::blue);
    CHECK(room.face().colours[1] == driver::Colour::blue);
    CHECK(room.face().colours[2] == driver::Colour::white);
    room.bank.on_meter("desk", *room.profile->find_strip("ch/02"), {-6, -8});
    CHECK(room.face().meters[1] == std::array<float, 2>{-6, -8});
}

TEST_CASE("only faces that changed are shown")
{
    Room room({"mix", {at("left"), at("right")}, {{"inputs", {at("ch/*")}}}, {}, {}});
    room.bank.changed_faces();
    CHECK(room.bank.changed_faces().empty());
    room.set("ch/10/mix/fader", 1000);
    CHECK(room.bank.changed_faces() == std::vector<std::size_t>{1});
    room.set("ch/32/mix/fader", 1000);
    CHECK(room.bank.changed_faces().empty());
}

TEST_CASE("a bank that names what does not exist is refused with the place")
{
    Room room;
    const auto refused = [&](const rig::BankConfig& config) { CHECK_THROWS_WITH(room.layout(config), Catch::Matchers::Contains("rig.yaml:1:1: ")); };
    refused({"mix", {at("midle")}, {{"inputs", {at("ch/*")}}}, {}, {}});
    refused({"mix", {at("left")}, {{"inputs", {at("ch/33")}}}, {}, {}});
    refused({"mix", {at("left")}, {{"inputs", {at("headamp/*")}}}, {}, {}});
    refused({"mix", {at("left")}, {{"inputs", {at("ch/*")}}}, {{9, at("bus/1")}}, {}});
    refused({"mix", {at("left")}, {{"inputs", {at("ch/*")}}}, {{1, at("bus/1-2")}}, {}});
    refused({"mix", {at("right")}, {{"inputs", {at("ch/*")}}}, {}, at("main/st")});
    CHECK_THROWS_WITH(room.layout({"mix", {at("lefft")}, {{"inputs", {at("ch/*")}}}, {}, {}}), Catch::Matchers::Contains("did you mean \"left\"?"));
}
