#include "driver/daw_profile.hpp"
#include "driver/surface_driver.hpp"
#include "mackie/xctl.hpp"

#include "live_unit.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::rig::testing;
using Catch::Matchers::Contains;
using driver::Gesture;
using rig::Unit;

namespace {

std::shared_ptr<const studio::Surface> surface()
{
    auto its = std::make_shared<studio::Surface>();
    its->protocol = "mcu";
    its->master = its->timecode = its->jog = true;
    its->display = {0, 7, 6};
    its->scale = {{0, studio::minus_infinity}, {0.04, -60}, {0.78, 0}, {1, 6}};
    return its;
}

/// A DAW: a host that shows what a test wants and hears what hands do. Its cable can be pulled.
struct Daw {
    explicit Daw(net::io_context& its_io) : io(its_io) {}

    void say(wire::Bytes message)
    {
        net::post(io, [this, message = std::move(message)] {
            if (on_packet) on_packet(message);
        });
    }
    void show()
    {
        while (auto message = host->next(face, now += 1s)) say(std::move(*message));
    }
    void hear(wire::View message)
    {
        std::vector<wire::Bytes> answers;
        host->hear(
            message, now, [this](const Gesture& gesture) { gestures.push_back(gesture); }, answers);
        for (auto& answer : answers) say(std::move(answer));
    }

    net::io_context& io;
    std::unique_ptr<driver::SurfaceDriver> host = driver::make_surface_driver(surface());
    driver::Face face;
    driver::TimePoint now{1h};
    std::vector<Gesture> gestures;
    link::Link::PacketListener on_packet;
    link::Link::DownListener on_down;
    bool is_plugged = true;
};

class DawLink : public link::Link {
public:
    explicit DawLink(Daw& daw) : daw_(daw) {}
    std::string open(PacketListener on_packet, DownListener on_down) override
    {
        if (!daw_.is_plugged) return "no cable";
        daw_.on_packet = std::move(on_packet);
        daw_.on_down = std::move(on_down);
        return {};
    }
    void close() override { daw_.on_packet = nullptr; }
    bool send(link::View packet) override
    {
        mackie::xctl::for_each_message(packet, [this](wire::View message) { daw_.hear(message); }).value();
        return true;
    }
    std::string where() const override { return "a cable"; }

private:
    Daw& daw_;
};

struct Stage {
    Stage()
        : daw(io),
          profile(driver::daw_profile(surface())),
          unit(std::make_shared<Unit>(io, "daw", profile, std::make_unique<DawLink>(daw), studio))
    {
        unit->start();
    }
    ~Stage()
    {
        unit->stop();
        finish(io, unit->finished());
    }

    bool until(const auto& holds) { return run_until(io, holds); }
    bool meets()
    {
        const bool greeted = until([this] { return unit->online() && !daw.gestures.empty(); });
        daw.gestures.clear();
        daw.show();
        return greeted && until([this] { return is("online", "on"); });
    }
    ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    bool is(const std::string& name, const std::string& words) const
    {
        return unit->page().standings[id(name)] == Standing::confirmed && unit->page().spoken(id(name)) == words;
    }
    rig::Exchanged set(const std::string& name, const std::string& words)
    {
        return finish(io, unit->set(id(name), profile->law_of(id(name)).parse(words).value(), studio::Origin::person));
    }

    net::io_context io;
    studio::Studio studio;
    Daw daw;
    ProfilePtr profile;
    std::shared_ptr<Unit> unit;
};

}  // namespace

TEST_CASE("a DAW unit greets as a box that was switched on, and what the DAW shows is on its page")
{
    Stage stage;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    CHECK_THAT(stage.unit->note(), Contains("nothing heard from the DAW"));
    REQUIRE(stage.until([&] { return stage.daw.gestures == std::vector<Gesture>{driver::Arrived{}}; }));
    stage.daw.face.lights = {{"play", driver::Light::on}, {"rec/2", driver::Light::on}};
    stage.daw.face.cells[2][0] = "Vox";
    stage.daw.face.timecode = "01.00.12.005";
    stage.daw.show();
    CHECK(stage.until([&] {
        return stage.is("transport/play", "on") && stage.is("track/2/rec", "on") && stage.is("track/3/name", "\"Vox\"");
    }));
    CHECK(stage.until([&] { return stage.is("timecode", "\"01:00:12:005\""); }));
    CHECK(stage.unit->note().empty());
    CHECK(stage.unit->page().strip_words(3) == "track 3 \"Vox\"");
}

TEST_CASE("what is set is a gesture, and stands when the DAW says so")
{
    Stage stage;
    REQUIRE(stage.meets());
    stage.daw.gestures.clear();
    const auto listening = stage.studio.listen([&](const studio::Change& change) {
        if (change.parameter == stage.id("track/3/mute")) CHECK(change.origin == studio::Origin::device);
    });
    std::size_t answered = 0;
    net::steady_timer daw_answers(stage.io, 10ms);
    daw_answers.async_wait([&](boost::system::error_code) {
        answered = stage.daw.gestures.size();
        stage.daw.face.lights = {{"mute/3", driver::Light::on}};
        stage.daw.show();
    });
    stage.set("track/3/mute", "on");
    CHECK(answered == 2);  // pressed and let go, before the DAW said anything
    CHECK(stage.is("track/3/mute", "on"));
    CHECK(stage.daw.gestures
          == std::vector<Gesture>{driver::Pressed{"mute/3", true}, driver::Pressed{"mute/3", false}});
}

TEST_CASE("a DAW that does nothing of it is not believed to have done it")
{
    Stage stage;
    REQUIRE(stage.meets());
    stage.set("transport/play", "on");
    CHECK(stage.is("transport/play", "off"));
    CHECK(stage.daw.gestures.size() == 2);
}

TEST_CASE("a hand on the fader of a track: touch, the way, and letting go")
{
    Stage stage;
    REQUIRE(stage.meets());
    CHECK(stage.unit->move(stage.id("track/1/touch"), 1));
    for (int position = 0; position <= 12000; position += 100) stage.unit->move(stage.id("track/1/fader"), position);
    const auto is_there = [&] {  // to a step of what the host tells apart
        const auto* moved =
            stage.daw.gestures.empty() ? nullptr : std::get_if<driver::FaderMoved>(&stage.daw.gestures.back());
        return moved && moved->strip == 0 && std::abs(moved->position - 12000) <= 16;
    };
    REQUIRE(stage.until(is_there));
    stage.unit->move(stage.id("track/1/touch"), 0);
    REQUIRE(stage.until([&] { return stage.daw.gestures.back() == Gesture(driver::FaderTouched{0, false}); }));
    CHECK(stage.daw.gestures.front() == Gesture(driver::FaderTouched{0, true}));
    CHECK(stage.daw.gestures.size() < 20);  // a moving fader is a value, not a queue
}

TEST_CASE("a cable that is pulled takes with it what the DAW said, and comes back")
{
    Stage stage;
    REQUIRE(stage.meets());
    stage.daw.face.lights = {{"play", driver::Light::on}};
    stage.daw.show();
    REQUIRE(stage.until([&] { return stage.is("transport/play", "on"); }));
    stage.daw.is_plugged = false;
    stage.daw.on_down("pulled");
    REQUIRE(stage.until([&] { return !stage.unit->online(); }));
    CHECK(stage.is("online", "off"));
    CHECK(stage.is("transport/play", "off"));
    stage.daw.is_plugged = true;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    stage.daw.show();
    CHECK(stage.until([&] { return stage.is("transport/play", "on"); }));
}

TEST_CASE("nothing of a DAW is captured, compared or recalled")
{
    Stage stage;
    const auto scope = studio::Scope::parse("", {}, {"daw"});
    CHECK(std::ranges::count(scope.cover("daw", *stage.profile), true) == 0);
}
