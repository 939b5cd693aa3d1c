#include "rig/rig.hpp"

#include <catch2/catch.hpp>

#include "rig/live_unit.hpp"
#include "studio/panel.hpp"
#include "studio/surface.hpp"

using namespace recalld;
using namespace recalld::testing;
using rig::LinkConfig;
using rig::Rig;
using rig::RigConfig;
using Catch::Matchers::Contains;

namespace {

RigConfig two_desks(std::uint16_t foh = 1, std::uint16_t monitors = 2)
{
    RigConfig config;
    config.units = {{"foh", "example", {"udp", "127.0.0.1", foh}}, {"monitors", "example", {"udp", "127.0.0.1", monitors}}};
    config.scopes = {{"vocals", "foh ch/1-2, monitors ch/3"}};
    return config;
}

std::vector<ProfilePtr> profiles() { return {profile_here("example"), profile_here("example")}; }

}  // namespace

TEST_CASE("a rig that does not load says what is wrong with it")
{
    auto config = two_desks();
    const auto [bend, why] = GENERATE(table<void (*)(RigConfig&), std::string>({
        {[](RigConfig& rig) { rig.safes = "nonsense"; }, "nonsense"},
        {[](RigConfig& rig) { rig.safes = "@nobody"; }, "@nobody"},
        {[](RigConfig& rig) { rig.scopes["bad"] = "@vocals, @worse"; }, "@worse"},
        {[](RigConfig& rig) { rig.scopes["bad"] = "@bad"; }, "circle"},
    }));
    bend(config);
    CHECK_THROWS_WITH(Rig::check(config, profiles()), Contains(why));
    CHECK_NOTHROW(Rig::check(two_desks(), profiles()));
}

TEST_CASE("a trigger listens to a parameter that there is")
{
    const auto [unit, parameter, why] = GENERATE(table<std::string, std::string, std::string>({
        {"foh", "ch/01/mix/on", ""},
        {"fho", "ch/01/mix/on", "rig.yaml:9:20: there is no unit \"fho\" with parameters"},
        {"foh", "ch/01/mix/onn", "rig.yaml:9:20: foh: no parameter \"ch/01/mix/onn\"; did you mean"},
    }));
    auto config = two_desks();
    config.triggers = {{.name = "x", .on = rig::ParameterEvent{unit, parameter, "ON", "rig.yaml:9:20"}, .macro = "y"}};
    if (why.empty()) CHECK_NOTHROW(Rig::check(config, profiles()));
    else CHECK_THROWS_WITH(Rig::check(config, profiles()), Contains(why));
}

TEST_CASE("safes and named scopes that cover nothing are refused, each term by itself")
{
    const auto [safes, bad, why] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/9", "", "rig.yaml:4:8: safes: \"ch/9\" covers nothing of this rig"},
        {"headamp, foh ch/1, monitors ch/5-8", "", "rig.yaml:4:8: safes: \"monitors ch/5-8\" covers nothing of this rig"},
        {"ch/1 headamp", "", "rig.yaml:4:8: safes: \"ch/1 headamp\" covers nothing of this rig"},
        {"", "ch/1, foh bus/9", "rig.yaml:7:3: scope bad: \"foh bus/9\" covers nothing of this rig"},
        {"@bad", "@vocals eq, ch/77", "rig.yaml:7:3: scope bad: \"ch/77\" covers nothing of this rig"},
        {"@bad, headamp", "@vocals, -ch/9", ""},   // what is left out may be nothing
        {"-ch/9", "ch/1", ""},
    }));
    auto config = two_desks();
    config.safes = safes;
    config.safes_place = "rig.yaml:4:8";
    if (!bad.empty()) config.scopes["bad"] = bad;
    config.scope_places["bad"] = "rig.yaml:7:3";
    INFO(safes << "; bad: " << bad);
    if (why.empty()) CHECK_NOTHROW(Rig::check(config, profiles()));
    else CHECK_THROWS_WITH(Rig::check(config, profiles()), why);
    config.safes_place.clear();
    config.scope_places.clear();
    if (!why.empty()) CHECK_THROWS_WITH(Rig::check(config, profiles()), why.substr(std::string("rig.yaml:4:8: ").size()));
}

TEST_CASE("a profile whose protocol nobody speaks is refused")
{
    auto strange = std::make_shared<studio::Profile>();
    strange->profile_id = "consoles/strange";
    strange->protocol = "smoke_signals";
    auto config = two_desks();
    config.units.pop_back();
    CHECK_THROWS_WITH(Rig::check(config, {strange}), "profile consoles/strange: protocol \"smoke_signals\" is unknown");
    config.units.front().profile_place = "rig.yaml:2:24";
    CHECK_THROWS_WITH(Rig::check(config, {strange}), "rig.yaml:2:24: profile consoles/strange: protocol \"smoke_signals\" is unknown");
}

TEST_CASE("a revision is one of those that the panel names, if it names any")
{
    const auto front = [](std::vector<std::string> revisions) {
        auto profile = std::make_shared<studio::Profile>(*profile_here("analog/ua-1176ln"));
        auto panel = std::make_shared<studio::Panel>(*profile->panel);
        panel->revisions = std::move(revisions);
        profile->panel = panel;
        return profile;
    };
    RigConfig config;
    config.units = {{"1176-A", "analog/ua-1176ln", {}}};
    config.units.front().link.kind = "none";
    config.units.front().revision_place = "rig.yaml:2:55";
    const auto [revision, is_right] = GENERATE(table<std::string, bool>({{"", true}, {"A", true}, {"A (blue stripe)", true}, {"D", true}, {"Z", false}, {"d", false}, {"D2", false}}));
    CAPTURE(revision);
    config.units.front().revision = revision;
    if (is_right) CHECK_NOTHROW(Rig::check(config, {front({"A (blue stripe)", "D"})}));
    else CHECK_THROWS_WITH(Rig::check(config, {front({"A (blue stripe)", "D"})}), "rig.yaml:2:55: 1176-A: analog/ua-1176ln has no revision \"" + revision + "\"; it has A (blue stripe), D");
    CHECK_NOTHROW(Rig::check(config, {front({})}));
}

TEST_CASE("a port carries one surface and nothing else")
{
    auto box = std::make_shared<studio::Surface>();
    box->protocol = "mcu";
    const std::shared_ptr<const studio::Surface> surface = box;
    const auto [kind, bend, is_refused] = GENERATE_COPY(table<std::string, std::function<void(LinkConfig&)>, bool>({
        {"midi", [](LinkConfig& link) { link.port_name = "X"; }, true},
        {"midi", [](LinkConfig& link) { link.port_name = "X", link.api = "jack"; }, true},
        {"midi", [n = 0](LinkConfig& link) mutable { link.port_name = "X" + std::to_string(++n); }, false},
        {"ipmidi", [](LinkConfig& link) { link.port = 3; }, true},
        {"ipmidi", [n = 0](LinkConfig& link) mutable { link.port = static_cast<std::uint16_t>(++n); }, false},
        {"xctl", [](LinkConfig& link) { link.listen = "0.0.0.0"; }, true},
        {"xctl", [n = 0](LinkConfig& link) mutable { link.listen = "0.0.0.0", link.surface = "10.0.0." + std::to_string(++n); }, false},
        {"tcp", [](LinkConfig& link) { link.host = "127.0.0.1", link.port = 7000; }, true},
    }));
    RigConfig config;
    auto bent = bend;
    for (const auto* name : {"left", "right"}) {
        LinkConfig link;
        link.kind = kind;
        bent(link);
        config.units.push_back({name, "surfaces/box", link, "rig.yaml:" + std::to_string(config.units.size() + 2) + ":24"});
    }
    INFO(kind);
    const auto check = [&](const std::vector<ProfilePtr>& profiles, const std::vector<std::shared_ptr<const studio::Surface>>& surfaces) { Rig::check(config, profiles, surfaces); };
    const std::string why = "rig.yaml:3:24: right and left have the same link";
    if (is_refused) CHECK_THROWS_WITH(check({nullptr, nullptr}, {surface, surface}), Contains(why));
    else CHECK_NOTHROW(check({nullptr, nullptr}, {surface, surface}));
    if (is_refused) CHECK_THROWS_WITH(check({profile_here("example"), nullptr}, {nullptr, surface}), Contains(why));
    CHECK_NOTHROW(check(profiles(), {}));   // boxes with numbers of their own share a line
}

TEST_CASE("nothing is safe unless the rig says so")
{
    const auto [text, covered] = GENERATE(table<std::string, std::size_t>({{"", 0}, {"ch/1/mix/fader", 1}, {"headamp", 8}, {"all", 114}, {"*", 114}}));
    auto config = two_desks();
    config.safes = text;
    const auto cover = Rig::check(config, profiles()).safes.cover("foh", *profile_here("example"));
    CHECK(std::ranges::count(cover, true) == static_cast<std::ptrdiff_t>(covered));
}

TEST_CASE("links are made by their kind; a profile's port is the default")
{
    net::io_context io;
    CHECK(rig::make_link(io, {"udp", "10.0.0.7", 0}, 10023)->where() == "udp 10.0.0.7:10023");
    CHECK(rig::make_link(io, {"udp", "10.0.0.7", 4711}, 10023)->where() == "udp 10.0.0.7:4711");
    const auto made = [&](auto&&... settings) {
        LinkConfig config;
        (settings(config), ...);
        return rig::make_link(io, config, 10023)->where();
    };
    const auto kind = [](std::string name) { return [name](LinkConfig& config) { config.kind = name; }; };
    CHECK(made(kind("tcp"), [](auto& config) { config.host = "box", config.port = 7; }) == "tcp box:7");
    CHECK(made(kind("ipmidi"), [](auto& config) { config.port = 2; }) == "ipmidi port 2 on 127.0.0.1");
    CHECK(made(kind("midi"), [](auto& config) { config.port_name = "Fader"; }) == "midi Fader");
    CHECK(made(kind("midi"), [](auto& config) { config.port_name = "Fader", config.api = "alsa"; }) == "midi Fader");
    CHECK(made(kind("midi"), [](auto& config) { config.port_name = "Fader", config.api = "jack"; }) == "jack Fader");
    CHECK(made(kind("xctl"), [](auto& config) { config.host = "10.0.0.5"; }) == "udp 10.0.0.5:10111");
    CHECK(made(kind("xctl"), [](auto& config) { config.listen = "0.0.0.0"; }) == "xctl at 0.0.0.0:10111");
    CHECK(made(kind("xctl"), [](auto& config) { config.listen = "0.0.0.0", config.surface = "10.0.0.6"; }) == "xctl 10.0.0.6 at 0.0.0.0:10111");
    CHECK_THROWS_WITH(rig::make_link(io, {"string", "10.0.0.7", 0}, 10023), "link kind \"string\" is unknown");
}

TEST_CASE("a rig opens its units, finds them by name and closes them again")
{
    net::io_context io;
    studio::Studio studio;
    Rig rig(io, studio);
    SimulatedDesk foh(io, profile_here("example")), monitors(io, profile_here("example"));
    finish(io, rig.become(Rig::check(two_desks(foh.port(), monitors.port()), profiles())));
    CHECK(rig.names() == std::vector<std::string>{"foh", "monitors"});
    REQUIRE(rig.find("foh"));
    CHECK(rig.find("foh")->where() == "udp 127.0.0.1:" + std::to_string(foh.port()));
    CHECK_FALSE(rig.find("drums"));
    REQUIRE(run_until(io, [&] { return rig.find("foh")->online() && rig.find("monitors")->online(); }));
    CHECK(rig.scope("@vocals").covers("monitors", *profile_here("example"), *profile_here("example")->find("ch/03/mix/on")));
    CHECK_THROWS_AS(rig.scope("@drums"), studio::ScopeError);
    finish(io, rig.stop());
    CHECK_FALSE(rig.find("foh")->online());
    CHECK(studio.page("foh"));   // whoever reads it now may finish
}

TEST_CASE("another rig takes the place of the first, through links that may be wrapped")
{
    net::io_context io;
    studio::Studio studio;
    Rig rig(io, studio);
    SimulatedDesk foh(io, profile_here("example")), monitors(io, profile_here("example"));
    finish(io, rig.become(Rig::check(two_desks(foh.port(), monitors.port()), profiles())));
    REQUIRE(run_until(io, [&] { return rig.find("foh")->online(); }));
    const auto before = rig.find("foh");
    auto config = two_desks(foh.port());
    config.units.pop_back();
    config.scopes.clear();
    std::vector<std::string> wrapped;
    finish(io, rig.become(Rig::check(config, {profile_here("example")}), [&](std::unique_ptr<link::Link> link, const std::string& unit) {
        wrapped.push_back(unit + " at " + link->where());
        return link;
    }));
    CHECK(wrapped == std::vector<std::string>{"foh at udp 127.0.0.1:" + std::to_string(foh.port())});
    CHECK(rig.names() == std::vector<std::string>{"foh"});
    CHECK(rig.find("foh") != before);
    CHECK_FALSE(studio.page("monitors"));
    CHECK(run_until(io, [&] { return rig.find("foh")->online(); }));
    finish(io, rig.stop());
}
