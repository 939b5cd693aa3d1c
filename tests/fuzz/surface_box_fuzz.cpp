#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "../simulate/surface_fixture.hpp"
#include "midi/stream.hpp"
#include "simulate/surface_hand.hpp"
#include "simulate/surface_picture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;

namespace {

void require(bool holds)
{
    if (!holds) std::abort();
}

studio::Surface elder_surface()
{
    auto surface = whole_surface();
    surface.handshake = studio::Handshake::challenge;
    surface.sysex_gap = 5ms;
    return surface;
}

studio::Surface rich_surface()
{
    auto surface = whole_surface();
    surface.second_display = {1, 6, 6};
    surface.second_display_header = {0x00, 0x00, 0x67, 0x15, 0x13};
    surface.colours = studio::ColourKind::rgb;
    surface.colour_header = {0x00, 0x02, 0x4E, 0x16, 0x14};
    surface.master_meters = true;
    surface.lowest = 100;
    surface.highest = 15'999;
    return surface;
}

studio::Surface bare_surface()
{
    studio::Surface surface;
    surface.protocol = "mcu";
    surface.strips = 1;
    surface.master = true;
    surface.touch = surface.flash = false;
    surface.rings.clear();
    return surface;
}

constexpr std::array kinds{whole_surface, hui_surface, xctl_surface, elder_surface, rich_surface, bare_surface};
constexpr std::array hands{"grab 1", "move 1 0.7 in 40 ms", "release 1", "press play", "turn 1 3", "jog -1", "pedal 5", "power"};

/// What a box says is made of whole messages.
void check(const Said& said)
{
    for (const auto& message : said) {
        midi::Stream stream;
        std::size_t messages = 0;
        stream.feed(message, [&](const midi::Message&) { ++messages; });
        require(messages == 1 && !stream.is_open() && stream.losses() == midi::Losses{});
    }
}

void check(const SurfaceBox& box)
{
    for (int strip = 0; strip < box.surface().strips; ++strip) {
        require(box.fader(strip).way() >= 0 && box.fader(strip).way() <= 1);
        require(box.fader(strip).position() >= box.surface().lowest && box.fader(strip).position() <= box.surface().highest);
    }
    require(box.complaints().size() <= 200);
}

}  // namespace

/// The first byte picks a box; the rest is what a host sends, in pieces of sixteen bytes, with a hand on it in between.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    Bench bench(kinds[data[0] % kinds.size()]());
    auto rest = std::as_bytes(std::span(data, size)).subspan(1);
    for (std::size_t turn = 0; !rest.empty(); ++turn) {
        const auto piece = rest.first(std::min<std::size_t>(rest.size(), 16));
        check(bench.box.receive(piece, bench.now));
        check(obey(bench.box, hands[turn % hands.size()], bench.now).said);
        bench.pass(10ms);
        check(bench.box);
        rest = rest.subspan(piece.size());
    }
    require(!picture(bench.box, bench.now).empty());
    return 0;
}
