#include "logbook/audio_chunk.hpp"

#include <catch2/catch.hpp>
#include <cstring>

#include "logbook/wav.hpp"

using namespace recalld::logbook;
using namespace recalld::logbook::testing;

namespace {

std::optional<AudioChunk> chunk_in(const std::string& bytes)
{
    const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> into) {
        const auto count = offset >= bytes.size() ? 0 : std::min(into.size(), bytes.size() - static_cast<std::size_t>(offset));
        std::memcpy(into.data(), bytes.data() + offset, count);
        return count;
    };
    return audio_chunk(read, bytes.size());
}

std::string big(std::uint32_t number)
{
    const auto bytes = little(number, 4);
    return {bytes.rbegin(), bytes.rend()};
}

/// RF64 keeps the length of its sound in ds64.
std::string rf64(std::uint64_t promised, std::size_t held)
{
    const auto sizes = chunk("ds64", little(0, 8) + little(promised, 8) + little(0, 8) + little(0, 4));
    return "RF64" + little(0xffff'ffff, 4) + "WAVE" + sizes + Wav().fmt() + "data" + little(0xffff'ffff, 4) + std::string(held, 'x');
}

}  // namespace

TEST_CASE("the sound of a WAV file is found behind other chunks")
{
    Wav wav;
    wav.before = chunk("LIST", "odd") + bext_chunk();
    const auto found = chunk_in(wav.bytes());
    REQUIRE(found);
    CHECK(found->promised == 5760);
    CHECK(found->held == 5760);
    CHECK_FALSE(found->is_cut());
    CHECK_FALSE(found->is_unfinished);
}

TEST_CASE("files beyond 4 GB say their length elsewhere")
{
    CHECK_FALSE(chunk_in(rf64(600, 600))->is_cut());
    const auto cut = chunk_in(rf64(6'000'000'000, 600));
    REQUIRE(cut);
    CHECK(cut->is_cut());
    CHECK(cut->promised == 6'000'000'000);
    CHECK(cut->held == 600);
}

TEST_CASE("AIFF counts from the other end")
{
    const auto aiff = [](std::uint32_t promised, std::size_t held) {
        return "FORM" + big(4 + 8 + 18 + 8 + promised + 8) + "AIFF" + "COMM" + big(18) + std::string(18, '\0') + "SSND" + big(promised + 8) + std::string(8, '\0') + std::string(held, 'x');
    };
    CHECK_FALSE(chunk_in(aiff(600, 600))->is_cut());
    CHECK(chunk_in(aiff(600, 599))->is_cut());
    CHECK(chunk_in(aiff(600, 599))->held == 599);
}

TEST_CASE("what is no such file, or leads nowhere, has no chunk of sound")
{
    const auto bytes = GENERATE(as<std::string>{}, "", "RIFF", "RIFF....WAV", "Dear Anna, here is the mix of the song.", "RIFF\x04\0\0\0WAVE", "RIFF....AVI data....");
    CHECK_FALSE(chunk_in(bytes));
    CHECK_FALSE(chunk_in("RIFF" + little(100, 4) + "WAVE" + "fmt " + little(0xffff'fff0, 4) + "data"));
}
