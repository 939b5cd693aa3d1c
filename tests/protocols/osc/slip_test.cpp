#include "osc/slip.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace recalld;
using wire::bytes;

namespace {

std::vector<std::string> frames(osc::SlipReader& reader, wire::View stream, std::size_t piece)
{
    std::vector<std::string> all;
    while (!stream.empty()) {
        const auto size = std::min(piece, stream.size());
        reader.feed(stream.first(size), [&](wire::View frame) { all.push_back(wire::hex(frame)); });
        stream = stream.subspan(size);
    }
    return all;
}

std::vector<std::string> frames(const std::string& stream, std::size_t piece = 1000)
{
    osc::SlipReader reader(16);
    return frames(reader, bytes(stream), piece);
}

}  // namespace

TEST_CASE("a packet stands between two ENDs, and what would be one is escaped")
{
    CHECK(osc::slip(bytes("")) == bytes("C0 C0"));
    CHECK(osc::slip(bytes("01 02")) == bytes("C0 01 02 C0"));
    CHECK(osc::slip(bytes("C0 DB DC DD")) == bytes("C0 DB DC DB DD DC DD C0"));
}

TEST_CASE("frames are read from a stream in any pieces")
{
    using Frames = std::vector<std::string>;
    const auto [stream, wanted] = GENERATE(table<std::string, Frames>({
        {"C0 01 02 C0", {"01 02"}},
        {"01 02 C0", {"01 02"}},                              // one END, as the RFC has it
        {"C0 01 C0 C0 02 C0", {"01", "02"}},
        {"C0 01 C0 02 C0", {"01", "02"}},
        {"C0 C0 C0", {}},
        {"C0 DB DC DB DD C0", {"C0 DB"}},
        {"C0 01 DB 05 02 C0 03 C0", {"03"}},                  // no such escape
        {"C0 01 DB C0 03 C0", {"03"}},                        // cut off in the middle of one
        {"01 02", {}},
    }));
    const auto piece = GENERATE(std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000});
    CHECK(frames(stream, piece) == wanted);
}

TEST_CASE("a frame that is too long is dropped whole, and the next one is read")
{
    osc::SlipReader reader(16);
    const auto just = osc::slip(wire::Bytes(16, std::byte{1})), more = osc::slip(wire::Bytes(17, std::byte{1}));
    CHECK(frames(reader, just, 5).size() == 1);
    CHECK(frames(reader, more, 5).empty());
    CHECK(reader.dropped() == 1);
    CHECK(frames(reader, wire::Bytes(100'000, std::byte{1}), 1000).empty());
    CHECK(frames(reader, osc::slip(bytes("07")), 1) == std::vector<std::string>{"07"});
    CHECK(reader.dropped() == 2);
}

TEST_CASE("what was framed is read as it was")
{
    for (int byte = 0; byte < 256; ++byte) {
        const wire::Bytes packet(5, static_cast<std::byte>(byte));
        osc::SlipReader reader(16);
        CHECK(frames(reader, osc::slip(packet), 3) == std::vector<std::string>{wire::hex(packet)});
    }
}
