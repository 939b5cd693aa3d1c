#include "link/byte_ring.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace recalld::link;

namespace {

std::vector<std::byte> message(std::size_t size, std::size_t seed)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(seed * 7 + i);
    return bytes;
}

std::vector<std::byte> taken(ByteRing& ring)
{
    std::vector<std::byte> bytes(ring.begin());
    ring.take(bytes);
    return bytes;
}

}  // namespace

TEST_CASE("a ring gives messages back in order and whole")
{
    ByteRing ring(64);
    CHECK(ring.capacity() == 64);
    CHECK(ring.empty());
    for (std::size_t i = 0; i < 100; ++i) {   // many times around
        CHECK(ring.push(message(i % 20, i)));
        CHECK(ring.push(message(3, i + 1)));
        CHECK(taken(ring) == message(i % 20, i));
        CHECK(taken(ring) == message(3, i + 1));
    }
    CHECK(ring.empty());
}

TEST_CASE("a full ring takes nothing, not even a part")
{
    ByteRing ring(64);
    CHECK_FALSE(ring.push(message(61, 0)));
    CHECK(ring.push(message(60, 1)));
    CHECK_FALSE(ring.push({}));
    CHECK(taken(ring) == message(60, 1));
    CHECK(ring.fits(28, 2));
    CHECK(ring.fits(56, 2));
    CHECK_FALSE(ring.fits(57, 2));
}

TEST_CASE("a message may be taken in pieces")
{
    ByteRing ring(64);
    ring.push(message(40, 5));
    std::vector<std::byte> whole(ring.begin());
    REQUIRE(whole.size() == 40);
    ring.take(std::span(whole).first(33));
    CHECK(ring.push(message(20, 6)));
    ring.take(std::span(whole).subspan(33));
    CHECK(whole == message(40, 5));
    CHECK(taken(ring) == message(20, 6));
}

TEST_CASE("two threads share a ring", "[thread]")
{
    constexpr std::size_t count = 100'000;
    ByteRing ring(1024);
    std::thread writer([&] {
        for (std::size_t i = 0; i < count;) i += ring.push(message(i % 50, i)) ? 1u : 0u;
    });
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < count;) {
        if (ring.empty()) continue;
        if (taken(ring) != message(i % 50, i)) ++wrong;
        ++i;
    }
    writer.join();
    CHECK(wrong == 0);
}
