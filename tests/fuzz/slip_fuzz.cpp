#include "osc/framing.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

using namespace recalld;

namespace {

using Packets = std::vector<osc::Bytes>;

/// What a stream holds when it comes in such pieces; a stream of no use ends there.
Packets read(osc::StreamReader& reader, osc::View stream, std::size_t piece)
{
    Packets packets;
    while (!stream.empty()) {
        const auto size = std::min(piece, stream.size());
        const auto result = reader.feed(stream.first(size), [&](osc::View packet) {
            if (packet.empty() || packet.size() > osc::max_packet) std::abort();
            packets.emplace_back(packet.begin(), packet.end());
        });
        if (!result) break;
        stream = stream.subspan(size);
    }
    return packets;
}

/// What we frame is read as it was, after a stream that was none: SLIP sets itself right at the next END.
void check_round_trip(osc::View packet, osc::View before)
{
    if (packet.empty()) return;
    for (const auto framing : {osc::Framing::size, osc::Framing::slip}) {
        osc::StreamReader reader;
        const auto found = read(reader, osc::framed(packet, framing), 7);
        if (found != Packets{osc::Bytes(packet.begin(), packet.end())} || reader.dropped() != 0) std::abort();
    }
    osc::StreamReader reader;
    read(reader, before, 100);
    if (reader.framing() == osc::Framing::size) return;
    const auto found = read(reader, osc::slip(packet), 100);
    if (found.empty() || !std::ranges::equal(found.back(), packet)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto stream = std::as_bytes(std::span(data, size));
    osc::StreamReader whole, bytewise, pieces;
    const auto packets = read(whole, stream, size + 1);
    if (read(bytewise, stream, 1) != packets || read(pieces, stream, 5) != packets) std::abort();
    if (whole.dropped() != bytewise.dropped()) std::abort();
    const auto half = stream.size() / 2;
    check_round_trip(stream.subspan(half), stream.first(half));
    return 0;
}
