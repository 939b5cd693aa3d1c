#include "link/midi_link.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdlib>

#include "link/jack_server.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::MidiLink;
using link::RtMidiSystem;
using link::View;
using Catch::Matchers::Contains;

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes(std::initializer_list<int> values)
{
    Bytes result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

bool has_sequencer() { return ::access("/dev/snd/seq", R_OK | W_OK) == 0; }

/// RtMidi asks the environment for its server.
struct DefaultServer {
    explicit DefaultServer(const std::string& name) { ::setenv("JACK_DEFAULT_SERVER", name.c_str(), 1); }
    ~DefaultServer() { ::unsetenv("JACK_DEFAULT_SERVER"); }
};

/// What RtMidi makes of a link is the same on both systems; here it runs on JACK, and on ALSA where there is one.
struct Member {
    Member(net::io_context& io, link::MidiAddress address, RtMidiSystem system) : link(io, std::move(address), system) { open(); }

    void open()
    {
        why = {};
        fault = link.open([this](View packet) { heard.insert(heard.end(), packet.begin(), packet.end()); }, [this](const std::string& words) { why = words; });
    }

    MidiLink link;
    std::string fault, why;
    Bytes heard;
};

void hear_each_other(net::io_context& io, RtMidiSystem system)
{
    Member daw(io, {.name = "recalld-test DAW", .is_virtual = true}, system);
    REQUIRE(daw.fault == "");
    Member desk(io, {.name = "recalld-test daw"}, system);
    REQUIRE(desk.fault == "");
    CHECK(desk.link.where() == "midi recalld-test daw");
    CHECK(desk.link.send(bytes({0x90, 0x10, 0x00, 0xF1, 0x23, 0xF8, 0xF0, 0x7E, 0x7F, 0xF7})));
    REQUIRE(run_until(io, [&] { return daw.heard.size() >= 10; }));
    CHECK(daw.heard == bytes({0x90, 0x10, 0x00, 0xF1, 0x23, 0xF8, 0xF0, 0x7E, 0x7F, 0xF7}));
    CHECK(daw.link.send(bytes({0xE0, 0x08, 0x64})));
    REQUIRE(run_until(io, [&] { return desk.heard.size() >= 3; }));
    CHECK(desk.heard == bytes({0xE0, 0x08, 0x64}));
    CHECK(desk.link.send({}));
}

void go_down(net::io_context& io, RtMidiSystem system)
{
    Member daw(io, {.name = "recalld-test DAW", .is_virtual = true}, system), desk(io, {.name = "recalld-test daw"}, system);
    REQUIRE(desk.fault == "");
    daw.link.close();
    daw.link.close();
    CHECK_FALSE(daw.link.send(bytes({0xFE})));
    REQUIRE(run_until(io, [&] { return !desk.why.empty(); }));
    CHECK_THAT(desk.why, Contains("recalld-test DAW") && Contains("is gone"));
    CHECK_FALSE(desk.link.send(bytes({0xFE})));
    desk.open();
    CHECK_THAT(desk.fault, Contains("there is no port \"recalld-test daw\""));
    daw.open();
    desk.open();
    REQUIRE(desk.fault == "");
    CHECK(desk.link.send(bytes({0xFA})));
    CHECK(run_until(io, [&] { return daw.heard == bytes({0xFA}); }));
}

void close_while_hearing(net::io_context& io, RtMidiSystem system)
{
    Member daw(io, {.name = "recalld-test DAW", .is_virtual = true}, system), desk(io, {.name = "recalld-test daw"}, system);
    REQUIRE(desk.fault == "");
    for (int i = 0; i < 1000; ++i) desk.link.send(bytes({0x90, i & 0x7F, 0x01}));
    REQUIRE(run_until(io, [&] { return !daw.heard.empty(); }));
    daw.link.close();
    const auto so_far = daw.heard.size();
    run_for(io, 50ms);
    CHECK(daw.heard.size() == so_far);
}

}  // namespace

TEST_CASE("RtMidi links hear each other, timecode and clock too")
{
    net::io_context io;
    JackServer server(io);
    SKIP_WITHOUT(server);
    const DefaultServer environment(server.name());
    hear_each_other(io, RtMidiSystem::jack);
}

TEST_CASE("an RtMidi port that goes takes the link down, and it opens again")
{
    net::io_context io;
    JackServer server(io);
    SKIP_WITHOUT(server);
    const DefaultServer environment(server.name());
    go_down(io, RtMidiSystem::jack);
}

TEST_CASE("what RtMidi hears after a link was closed does no harm")
{
    net::io_context io;
    JackServer server(io);
    SKIP_WITHOUT(server);
    const DefaultServer environment(server.name());
    close_while_hearing(io, RtMidiSystem::jack);
}

TEST_CASE("the same over ALSA")
{
    if (!has_sequencer()) {
        WARN("skipped: this machine has no ALSA sequencer");
        return;
    }
    net::io_context io;
    hear_each_other(io, RtMidiSystem::alsa);
    go_down(io, RtMidiSystem::alsa);
    close_while_hearing(io, RtMidiSystem::alsa);
}

TEST_CASE("SysEx of any size over ALSA")
{
    if (!has_sequencer()) {
        WARN("skipped: this machine has no ALSA sequencer");
        return;
    }
    net::io_context io;
    Member daw(io, {.name = "recalld-test DAW", .is_virtual = true}, RtMidiSystem::alsa), desk(io, {.name = "recalld-test daw"}, RtMidiSystem::alsa);
    const std::size_t size = GENERATE(3u, 256u, 257u, 512u, 5'000u, 40'000u);
    Bytes message(size, std::byte{0x11});
    message.front() = std::byte{0xF0};
    message.back() = std::byte{0xF7};
    CHECK(desk.link.send(message));
    REQUIRE(run_until(io, [&] { return daw.heard.size() >= size; }));
    CHECK((daw.heard == message));
}

TEST_CASE("a machine without ALSA is told in words")
{
    if (has_sequencer()) return;
    net::io_context io;
    MidiLink link(io, {.name = "x"});
    CHECK_THAT(link.open({}, {}), Contains("ALSA sequencer (/dev/snd/seq)") || Contains("/dev/snd/seq is missing"));
    CHECK_FALSE(link.send(bytes({0xFE})));
    link.close();
    std::string why;
    CHECK(link::alsa_midi_ports(why).empty());
    CHECK_THAT(why, Contains("/dev/snd/seq"));
}
