#include "wire/bytes.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <set>
#include <type_traits>

using namespace recalld::wire;

namespace {

/// What is read back from bytes in one order equals what was written in it.
template <class T>
void check_round_trip(T value)
{
    const auto big = Writer().big(value).take();
    const auto little = Writer().little(value).take();
    CHECK(big.size() == sizeof(T));
    CHECK(Bytes(big.rbegin(), big.rend()) == little);
    CHECK(Reader(big).big<T>().value() == value);
    CHECK(Reader(little).little<T>().value() == value);
}

}  // namespace

TEST_CASE("hex literals are bytes")
{
    const auto [text, shown] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"00", "00"},
        {"F0 00 'Vox' F7", "F0 00 56 6F 78 F7"},
        {"f07f", "F0 7F"},
        {"  0a   0B ", "0A 0B"},
        {"'it is'", "69 74 20 69 73"},
        {"''", ""},
        {"'a''b'00", "61 62 00"},
    }));
    CAPTURE(text);
    CHECK(hex(bytes(text)) == shown);
    CHECK(bytes(hex(bytes(text))) == bytes(text));
}

TEST_CASE("a bent literal is refused")
{
    const std::string text = GENERATE("0", "0 0", "F00", "G0", "0G", "0x12", "'open", "'", "12,34", "\t00", "00\n");
    CAPTURE(text);
    CHECK(read_hex(text).error() == Fault::malformed);
    CHECK_THROWS_WITH(bytes(text), Catch::StartsWith("malformed"));
}

TEST_CASE("text and bytes are two views of the same octets")
{
    const std::string_view name = "Vox \xC3\xA9";
    CHECK(as_bytes(name).size() == 6);
    CHECK(as_text(as_bytes(name)).data() == name.data());
    CHECK(as_text({}).empty());
}

TEST_CASE("numbers survive both byte orders")
{
    check_round_trip<std::uint8_t>(0xA5);
    check_round_trip<std::int8_t>(-2);
    check_round_trip<char>('x');
    check_round_trip<std::uint16_t>(0x1234);
    check_round_trip<std::int16_t>(-12345);
    check_round_trip<std::uint32_t>(0xDEADBEEF);
    check_round_trip(std::numeric_limits<std::int32_t>::min());
    check_round_trip<std::uint64_t>(0x0123456789ABCDEF);
    check_round_trip<std::int64_t>(-2);
    check_round_trip(0.75F);
    check_round_trip(-1e300);
}

TEST_CASE("the byte order is the one that was asked for")
{
    const auto packet = bytes("01 02 03 04 05 06 07 08");
    CHECK(Reader(packet).big<std::uint16_t>().value() == 0x0102);
    CHECK(Reader(packet).little<std::uint16_t>().value() == 0x0201);
    CHECK(Reader(packet).big<std::uint32_t>().value() == 0x01020304);
    CHECK(Reader(packet).little<std::uint64_t>().value() == 0x0807060504030201);
    CHECK(Reader(bytes("3F 40 00 00")).big<float>().value() == 0.75F);
}

TEST_CASE("a reader goes from front to back")
{
    const auto packet = bytes("02 00 10 'ab' FF");
    Reader reader(packet);
    CHECK(reader.big<std::uint8_t>().value() == 2);
    CHECK(reader.big<std::uint16_t>().value() == 16);
    CHECK(as_text(reader.take(2).value()) == "ab");
    CHECK(hex(reader.rest()) == "FF");
    CHECK_FALSE(reader.empty());
    CHECK(reader.take(1).has_value());
    CHECK(reader.empty());
    CHECK(reader.take(0).value().empty());
}

TEST_CASE("a read past the end is a fault and takes nothing")
{
    const auto packet = bytes("01 02 03");
    Reader reader(packet);
    CHECK(reader.big<std::uint32_t>().error() == Fault::truncated);
    CHECK(reader.little<double>().error() == Fault::truncated);
    CHECK(reader.take(4).error() == Fault::truncated);
    CHECK(reader.take(std::numeric_limits<std::size_t>::max()).error() == Fault::truncated);
    CHECK(hex(reader.rest()) == "01 02 03");
}

TEST_CASE("a writer puts pieces in a row")
{
    Writer writer;
    writer.big(std::uint16_t{12}).little(std::uint16_t{12}).text("Vox").zeros(2).append(bytes("F7"));
    CHECK(writer.size() == 10);
    CHECK(hex(writer.take()) == "00 0C 0C 00 56 6F 78 00 00 F7");
    CHECK(writer.size() == 0);
}

TEST_CASE("every fault has words of its own")
{
    std::set<std::string_view> seen;
    for (auto fault = Fault::truncated; fault <= Fault::unknown;
         fault = static_cast<Fault>(static_cast<int>(fault) + 1)) {
        CHECK_FALSE(describe(fault).empty());
        CHECK(seen.insert(describe(fault)).second);
    }
    CHECK(describe(Fault::truncated) == "ends too early");
    CHECK(Catch::Detail::stringify(Fault::too_deep) == "nested too deep");
}

TEST_CASE("a result is a value or a fault")
{
    const Result<int> good = 3;
    const Result<int> bad = Fault::missing;
    CHECK(good.value() == 3);
    CHECK(bad.error() == Fault::missing);
    CHECK_THROWS_WITH(bad.value(), Catch::Contains("value is missing") && Catch::Contains("bytes_test.cpp"));
    STATIC_REQUIRE(std::is_trivially_copyable_v<View>);
}
