#include "link/midi_ports.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "link/either_link.hpp"
#include "link/jack_server.hpp"

using namespace recalld;
using namespace recalld::testing;
using Catch::Matchers::Contains;

TEST_CASE("the list says what is missing and why")
{
    net::io_context io;
    const auto found = link::midi_ports(io, "recalld-nowhere");
    const auto jack = std::ranges::find(found.missing, "jack", &link::MissingMidi::system);
    REQUIRE(jack != found.missing.end());
    CHECK_THAT(jack->why, Contains("no JACK server is running"));
    for (const auto& one : found.missing) CHECK_FALSE(one.why.empty());
}

TEST_CASE("the list has ports of both directions and knows ours")
{
    net::io_context io;
    JackServer server(io);
    SKIP_WITHOUT(server);
    link::JackLink daw(io, {.name = "DAW", .is_virtual = true}, server.name());
    REQUIRE(daw.open([](link::View) {}, {}).empty());
    const auto found = link::midi_ports(io, server.name());
    const auto has = [&](const std::string& part, bool sends) {
        return std::ranges::any_of(found.ports, [&](const link::MidiPort& port) {
            return port.system == "jack" && port.sends == sends && port.ours && port.name.find(part) != std::string::npos;
        });
    };
    CHECK(has("DAW out", true));
    CHECK(has("DAW in", false));
    CHECK(std::ranges::none_of(found.missing, [](const auto& one) { return one.system == "jack"; }));
}

namespace {

/// A link that opens or does not.
struct Stub : link::Link {
    Stub(std::string its_name, std::string its_fault, std::vector<std::string>& its_diary) : name(std::move(its_name)), fault(std::move(its_fault)), diary(its_diary) {}
    std::string open(PacketListener, DownListener) override { return fault; }
    void close() override { diary.push_back("close " + name); }
    bool send(link::View) override { return diary.push_back("send " + name), true; }
    std::string where() const override { return name; }

    std::string name, fault;
    std::vector<std::string>& diary;
};

}  // namespace

TEST_CASE("of two links the first that opens is used")
{
    std::vector<std::string> diary;
    auto first = std::make_unique<Stub>("alsa", "no ALSA", diary);
    auto second = std::make_unique<Stub>("jack", "no JACK", diary);
    auto &alsa = *first, &jack = *second;
    link::EitherLink link(std::move(first), std::move(second));
    CHECK(link.open({}, {}) == "no ALSA; no JACK");
    CHECK(link.where() == "alsa");
    CHECK_FALSE(link.send({}));
    jack.fault.clear();
    CHECK(link.open({}, {}).empty());
    CHECK(link.where() == "jack");
    CHECK(link.send({}));
    alsa.fault.clear();
    CHECK(link.open({}, {}).empty());
    CHECK(link.where() == "alsa");
    link.close();
    link.close();
    CHECK(diary == std::vector<std::string>{"send jack", "close jack", "close alsa"});
}
