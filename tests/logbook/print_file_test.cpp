#include "logbook/print_file.hpp"

#include <catch2/catch.hpp>

#include "logbook/wav.hpp"

using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;

namespace {

PrintFile read_as(const std::string& name, const std::string& bytes)
{
    const Shelf shelf;
    const AllowedFile file(shelf.put(name, bytes), {shelf.path.string()});
    return read_print_file(file);
}

/// What is said of these bytes; "nothing" when they are a print.
std::string said_of(const std::string& bytes, const std::string& name = "mix.wav")
{
    try {
        read_as(name, bytes);
    } catch (const FileError& error) {
        CHECK(error.fault != FileFault::forbidden);
        return error.what();
    }
    return "nothing";
}

FileFault fault_of(const std::string& bytes)
{
    try {
        read_as("mix.wav", bytes);
    } catch (const FileError& error) {
        return error.fault;
    }
    return FileFault::forbidden;
}

std::string with_data_length(std::string bytes, std::uint32_t length)
{
    return bytes.replace(bytes.find("data") + 4, 4, little(length, 4));
}

}  // namespace

TEST_CASE("a print says its format, rate, depth, channels and length")
{
    const auto [coding, bits, is_float, words] = GENERATE(table<int, int, bool, std::string>({{1, 16, false, "16 bit"}, {1, 24, false, "24 bit"}, {1, 32, false, "32 bit"}, {3, 32, true, "32 bit float"}, {3, 64, true, "64 bit float"}}));
    Wav wav;
    wav.coding = static_cast<std::uint16_t>(coding);
    wav.bits = static_cast<std::uint16_t>(bits);
    const auto print = read_as("mix.wav", wav.bytes());
    CHECK(print.format == "WAV");
    CHECK(print.coding == words);
    CHECK(print.bits == bits);
    CHECK(print.is_float == is_float);
    CHECK(print.rate_hz == 96000);
    CHECK(print.channels == 2);
    CHECK(print.frames == 960);
    CHECK(print.seconds() == Approx(0.01));
    CHECK_FALSE(print.bext);
}

TEST_CASE("a broadcast wave says who made it, when, and how loud it is")
{
    Wav wav;
    wav.before = bext_chunk();
    const auto print = read_as("mix.wav", wav.bytes());
    REQUIRE(print.bext);
    CHECK(print.bext->description == "Night Train, master");
    CHECK(print.bext->originator == "a workstation");
    CHECK(print.bext->originator_reference == "REF0001");
    CHECK(print.bext->date == "2026-11-21");
    CHECK(print.bext->time == "10:30:05");
    CHECK(print.bext->time_reference == 345'600'000);   // an hour at 96 kHz
    CHECK(print.bext->version == 2);
    CHECK(print.bext->loudness_lufs == -14.2);
    CHECK(print.bext->true_peak_dbtp == -1.0);
    CHECK_FALSE(print.bext->range_lu);
}

TEST_CASE("control characters in a broadcast chunk become blanks")
{
    Wav wav;
    wav.before = bext_chunk();
    wav.before.replace(wav.before.find("Night"), 5, "N\x1b\ng\x07");
    CHECK(read_as("mix.wav", wav.bytes()).bext->description == "N  g  Train, master");
}

TEST_CASE("a file that was cut says how much its header promises and how much there is")
{
    const auto bytes = Wav().bytes();
    CHECK_THAT(said_of(bytes.substr(0, bytes.size() - 600)), Contains("\"mix.wav\" is cut: its header promises 960 frames (0.0 s), and it holds 860 (0.0 s)") && Contains("copy it again"));
    CHECK_THAT(said_of(bytes.substr(0, bytes.size() - 1)), Contains("promises 960 frames") && Contains("holds 959"));
    CHECK_THAT(said_of(bytes.substr(0, bytes.find("data") + 8)), Contains("promises 960 frames") && Contains("holds 0 "));
    CHECK_THAT(said_of(bytes.substr(0, 30)), Contains("has a broken header"));
    CHECK(said_of(bytes) == "nothing");
}

TEST_CASE("damage to a file of sound is told apart from a file that is none")
{
    const auto bytes = Wav().bytes();
    CHECK(fault_of(bytes.substr(0, bytes.size() - 600)) == FileFault::unreadable);
    CHECK(fault_of(bytes.substr(0, 30)) == FileFault::unreadable);
    CHECK(fault_of("") == FileFault::unreadable);
    CHECK(fault_of("Dear Anna, the mix comes later.") == FileFault::misnamed);
}

TEST_CASE("no cut anywhere in a file is taken for a print")
{
    Wav wav;
    wav.frames = 20;
    wav.before = bext_chunk();
    const auto bytes = wav.bytes();
    for (std::size_t length = 0; length < bytes.size(); length += 3) {
        CAPTURE(length);
        REQUIRE(said_of(bytes.substr(0, length)) != "nothing");
    }
}

TEST_CASE("a recorder that stopped in the middle leaves a header that was never finished")
{
    const auto length = GENERATE(0U, 0xffff'ffffU);
    CHECK_THAT(said_of(with_data_length(Wav().bytes(), length)), Contains("was never finished"));
}

TEST_CASE("what is no sound is told apart: empty, text, no frames")
{
    CHECK_THAT(said_of(""), Contains("is empty: 0 bytes"));
    CHECK_THAT(said_of("Dear Anna, here is the mix.\n"), Contains("no sound file, whatever its name says"));
    Wav silent;
    silent.frames = 0;
    CHECK_THAT(said_of(silent.bytes()), Contains("holds no sound: 0 frames"));
}

TEST_CASE("a header of nonsense is told, and harms nobody")
{
    Wav wav;
    const auto bytes = wav.bytes();
    for (std::size_t at = 0; at < 44; ++at) {
        auto broken = bytes;
        broken[at] = '\xff';
        CAPTURE(at);
        const auto said = said_of(broken);
        CHECK((said == "nothing" || Contains("mix.wav").match(said)));
    }
}

TEST_CASE("a sound file is known by its content, not by its name") { CHECK(read_as("mix.txt", Wav().bytes()).format == "WAV"); }

TEST_CASE("lengths as people say them")
{
    CHECK(length_words(0.04) == "0.0 s");
    CHECK(length_words(59.94) == "59.9 s");
    CHECK(length_words(212.4) == "3 min 32.4 s");
    CHECK(length_words(119.98) == "2 min 0.0 s");
    CHECK(length_words(3725.5) == "1 h 2 min 5.5 s");
    CHECK(channel_words(1) == "mono");
    CHECK(channel_words(6) == "6 channels");
}
