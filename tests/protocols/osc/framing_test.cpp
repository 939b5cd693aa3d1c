#include "osc/framing.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "osc/packet.hpp"

using namespace recalld;
using osc::Framing;
using wire::bytes;

namespace {

struct Read {
    std::vector<osc::Bytes> packets;
    osc::Result<void> result;
};

Read read(osc::StreamReader& reader, osc::View stream, std::size_t piece)
{
    Read all;
    while (!stream.empty() && all.result) {
        const auto size = std::min(piece, stream.size());
        all.result = reader.feed(stream.first(size), [&](osc::View packet) { all.packets.emplace_back(packet.begin(), packet.end()); });
        stream = stream.subspan(size);
    }
    return all;
}

osc::Bytes joined(const std::vector<osc::Bytes>& parts)
{
    osc::Bytes all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

const std::vector<osc::Bytes> packets{osc::message("/recalld/ping"), osc::message("/recalld/get", {std::string("desk"), 3, 0.5F}), osc::bare("/a"),
                                      osc::bundle(osc::immediately, {osc::message("/b", {true})})};

}  // namespace

TEST_CASE("the first byte tells how a stream is framed")
{
    const auto framing = GENERATE(Framing::size, Framing::slip);
    const auto piece = GENERATE(std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{7}, std::size_t{1000});
    std::vector<osc::Bytes> framed;
    for (const auto& packet : packets) framed.push_back(osc::framed(packet, framing));
    osc::StreamReader reader;
    CHECK(reader.framing() == Framing::unknown);
    const auto found = read(reader, joined(framed), piece);
    CHECK(found.result);
    CHECK(found.packets == packets);
    CHECK(reader.framing() == framing);
    CHECK(reader.dropped() == 0);
}

TEST_CASE("SLIP may begin without an END in front")
{
    for (const auto& packet : packets) {
        auto framed = osc::slip(packet);
        framed.erase(framed.begin());
        osc::StreamReader reader;
        const auto found = read(reader, framed, 5);
        CHECK(reader.framing() == Framing::slip);
        CHECK(found.packets == std::vector<osc::Bytes>{packet});
    }
}

TEST_CASE("a packet of no length is none, and one that is too long is skipped")
{
    osc::StreamReader reader;
    const auto piece = GENERATE(std::size_t{1000}, std::size_t{1013});
    const auto ping = osc::message("/recalld/ping");
    auto found = read(reader, joined({bytes("00 00 00 00"), osc::framed(ping, Framing::size)}), piece);
    CHECK(found.packets == std::vector<osc::Bytes>{ping});
    const osc::Bytes long_one(osc::max_packet + 4, std::byte{0x41});
    found = read(reader, joined({osc::framed(long_one, Framing::size), osc::framed(ping, Framing::size)}), piece);
    CHECK(found.result);
    CHECK(found.packets == std::vector<osc::Bytes>{ping});
    CHECK(reader.dropped() == 1);
}

TEST_CASE("where no length can be read any more the stream is of no use")
{
    osc::StreamReader reader;
    const auto ping = osc::framed(osc::message("/recalld/ping"), Framing::size);
    const auto found = read(reader, joined({ping, bytes("2F 72 65 63"), ping}), 1000);
    REQUIRE(!found.result);
    CHECK(found.result.error() == wire::Fault::malformed);
    CHECK(found.packets.size() == 1);
}

TEST_CASE("the longest packet there is passes in either framing")
{
    const auto framing = GENERATE(Framing::size, Framing::slip);
    const osc::Bytes longest(osc::max_packet, std::byte{0xC0});
    osc::StreamReader reader;
    const auto found = read(reader, osc::framed(longest, framing), 4096);
    REQUIRE(found.packets.size() == 1);
    CHECK(found.packets.front() == longest);
}
