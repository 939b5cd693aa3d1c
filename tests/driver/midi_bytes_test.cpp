#include "driver/midi_bytes.hpp"

#include <catch2/catch.hpp>

#include "load/message_yaml.hpp"

using namespace recalld;
using namespace recalld::driver;
using studio::Role;
using wire::bytes;

namespace {

studio::MessageTemplate form(const std::string& text) { return load::parse_message(text, {}); }

std::string written(const studio::MessageTemplate& form, std::int64_t value)
{
    auto fields = no_fields(form);
    set(fields, form, Role::value, value);
    return wire::hex(write_message(form, fields));
}

}  // namespace

TEST_CASE("a number is written and read in its bits and its order")
{
    const auto [text, value, wire] = GENERATE(table<std::string, std::int64_t, std::string>({
        {"F0 {value} F7", 127, "F0 7F F7"},
        {"F0 {value:14} F7", 130, "F0 01 02 F7"},
        {"F0 {value:14l} F7", 130, "F0 02 01 F7"},
        {"F0 {value:28s} F7", -1, "F0 7F 7F 7F 7F F7"},
        {"F0 {value:7s} F7", -64, "F0 40 F7"},
        {"F0 {value:4x4} F7", 0x1234, "F0 01 02 03 04 F7"},
        {"F0 {value:2x4l} F7", 0xAB, "F0 0B 0A F7"},
        {"F0 {value:2n} F7", 5, "F0 25 F7"},
        {"F0 {value:63} F7", (std::int64_t{1} << 62) + 1, "F0 40 00 00 00 00 00 00 00 01 F7"},
        {"{value:Bn} 07 01", 15, "BF 07 01"},
    }));
    CAPTURE(text);
    const auto made = form(text);
    CHECK(written(made, value) == wire);
    CHECK(read_message(made, bytes(wire))->number(made, Role::value) == value);
}

TEST_CASE("checksums of every kind")
{
    const auto [text, wire] = GENERATE(table<std::string, std::string>({
        {"F0 (10 20 70) {sum:twos} F7", "F0 10 20 70 60 F7"},
        {"F0 (10 20 70) {sum:ones} F7", "F0 10 20 70 5F F7"},
        {"F0 (10 20 70) {sum:sum} F7", "F0 10 20 70 20 F7"},
        {"F0 (10 20 70) {sum:xor} F7", "F0 10 20 70 40 F7"},
        {"F0 (10 20 70) {sum:sum14} F7", "F0 10 20 70 01 20 F7"},
        {"F0 (10) {sum:sum+A5} F7", "F0 10 35 F7"},
        {"F0 41 10 16 12 (03 02 00 7F 64 07 01 7F) {sum:twos} F7", "F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7"},
        {"F0 41 10 00 3C 12 (01 00 00 14 02) {sum:twos} F7", "F0 41 10 00 3C 12 01 00 00 14 02 69 F7"},
        {"F0 41 10 6A 12 (01 00 00 28 06) {sum:twos} F7", "F0 41 10 6A 12 01 00 00 28 06 51 F7"},
    }));
    const auto made = form(text);
    CHECK(wire::hex(write_message(made, no_fields(made))) == wire);
    CHECK(read_message(made, bytes(wire)).has_value());
    auto bent = bytes(wire);
    bent[bent.size() - 2] ^= std::byte{1};
    CHECK(read_message(made, bent).error() == wire::Fault::malformed);
}

TEST_CASE("data is as long as it comes")
{
    const auto made = form("F0 43 {data} 01 F7");
    CHECK(read_message(made, bytes("F0 43 01 F7"))->data.empty());
    const auto message = bytes("F0 43 05 06 01 F7");
    const auto fields = read_message(made, message);
    REQUIRE(fields.has_value());
    CHECK(wire::hex(fields->data) == "05 06");
    CHECK(write_message(made, *fields) == message);
}

TEST_CASE("a message of another form is unknown")
{
    const auto made = form("F0 43 {device:2n} {value:4x4} F7");
    const auto wire = GENERATE("", "F0", "F0 43 20 01 02 03 F7", "F0 43 20 01 02 03 04 05 F7", "F0 44 20 01 02 03 04 F7", "F0 43 30 01 02 03 04 F7",
                               "F0 43 20 11 02 03 04 F7");
    CHECK(read_message(made, bytes(wire)).error() == wire::Fault::unknown);
    CHECK_FALSE(read_message(made, bytes("F0 43 20 01 02 03 04 F7"))->number(made, Role::block));
}
