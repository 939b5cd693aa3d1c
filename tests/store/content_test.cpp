#include "store/content.hpp"

#include "made_up.hpp"

#include <random>

using namespace recalld::store;
using Catch::Contains;

namespace {

std::string noise(std::size_t size)
{
    std::mt19937 random(7);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

}  // namespace

TEST_CASE("what is packed comes back byte by byte")
{
    const auto bytes =
        GENERATE(std::string(), std::string("x"), std::string(100'000, 'a'), std::string("a\0b", 3), noise(50'000));
    CHECK(unpack(pack(bytes)) == bytes);
}

TEST_CASE("repetition packs small") { CHECK(pack(std::string(100'000, 'a')).size() < 100); }

TEST_CASE("a flipped bit never changes what is read: it is noticed")
{
    const std::string bytes = "ch/01/fader ch/02/fader ch/03/fader";
    const auto packed = pack(bytes);
    std::string unpacked;
    for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
        auto damaged = packed;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        CAPTURE(bit);
        const auto complaint = complaint_of([&] { unpacked = unpack(damaged); });
        // some bits of a frame's header mean nothing
        CHECK((complaint.find("damaged") != std::string::npos || unpacked == bytes));
    }
}

TEST_CASE("bytes that nobody packed are refused")
{
    const auto bytes = GENERATE(std::string(), std::string("hello"), noise(100));
    CHECK_THAT(complaint_of([&] { unpack(bytes); }), Contains("damaged"));
}

TEST_CASE("a packed length is not believed when it is absurd")
{
    auto packed = pack(std::string(1000, 'a'));
    packed[4] = '\x60';  // frame header: 4 bytes of content size follow
    packed.replace(5, 4, "\xff\xff\xff\x7f");
    CHECK_THAT(complaint_of([&] { unpack(packed); }), Contains("damaged"));
}

TEST_CASE("the content hash is FNV-1a: it stays the same from release to release")
{
    CHECK(static_cast<std::uint64_t>(content_hash("")) == 0xcbf29ce484222325);
    CHECK(static_cast<std::uint64_t>(content_hash("a")) == 0xaf63dc4c8601ec8c);
    CHECK(static_cast<std::uint64_t>(content_hash("foobar")) == 0x85944171f73967e8);
}
