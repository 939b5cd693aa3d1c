#include "osc/message.hpp"

#include <catch2/catch.hpp>

#include <iterator>
#include <ranges>
#include <string>
#include <type_traits>

using namespace recalld::osc;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

Fault fault_of(const std::string& literal) { return read_message(bytes(literal)).error(); }

/// A message of nothing but tags, as many as you like.
Bytes tags_only(const std::string& tags)
{
    recalld::wire::Writer writer;
    writer.text("/a").zeros(2).text("," + tags).zeros(padded(tags.size() + 2) - tags.size() - 1);
    return writer.take();
}

}  // namespace

TEST_CASE("a message is its address, its tags and its arguments")
{
    const auto packet = bytes("'/ch/01/mix' 00 00 ',sif' 00 00 00 00 'OFF' 00 00 00 00 02 3F 40 00 00");
    const auto message = read_message(packet).value();
    CHECK(message.address() == "/ch/01/mix");
    CHECK(message.tags() == "sif");
    CHECK(message.has_tags());
    CHECK(message.argument(0).text().value() == "OFF");
    CHECK(message.argument(1).integer().value() == 2);
    CHECK(message.argument(2).real().value() == 0.75F);
}

TEST_CASE("every type has its value")
{
    const auto packet = bytes(
        "'/a' 00 00 ',ifsSbhdtcrmTFNI' 00 00 00 00 FF FF FF FE 3F 80 00 00 'text' 00 00 00 00 'sym' 00 00 00 00 05 "
        "01 02 03 04 05 00 00 00 80 00 00 00 00 00 00 00 3F F8 00 00 00 00 00 00 00 00 00 07 00 00 00 09 "
        "00 00 00 'x' 10 20 30 40 01 90 3C 7F");
    const auto message = read_message(packet).value();
    CHECK(message.argument(0).integer().value() == -2);
    CHECK(message.argument(1).real().value() == 1.0F);
    CHECK(message.argument(2).text().value() == "text");
    CHECK(message.argument(3).text().value() == "sym");
    CHECK(hex(message.argument(4).blob().value()) == "01 02 03 04 05");
    CHECK(message.argument(5).large().value() == std::numeric_limits<std::int64_t>::min());
    CHECK(message.argument(6).precise().value() == 1.5);
    CHECK(message.argument(7).time().value() == TimeTag{7, 9});
    CHECK(message.argument(8).character().value() == 'x');
    CHECK(message.argument(9).colour().value() == Colour{0x10, 0x20, 0x30, 0x40});
    CHECK(message.argument(10).midi().value() == Midi{1, 0x90, 0x3C, 0x7F});
    CHECK(message.argument(11).flag().value());
    CHECK_FALSE(message.argument(12).flag().value());
    CHECK(message.argument(13).tag() == Tag::nothing);
    CHECK(message.argument(14).tag() == Tag::impulse);
}

TEST_CASE("an argument is not what it is not")
{
    const auto packet = bytes("'/a' 00 00 ',i' 00 00 00 00 00 01");
    const auto message = read_message(packet).value();
    const auto integer = message.argument(0);
    CHECK(integer.real().error() == Fault::wrong_type);
    CHECK(integer.text().error() == Fault::wrong_type);
    CHECK(integer.blob().error() == Fault::wrong_type);
    CHECK(integer.large().error() == Fault::wrong_type);
    CHECK(integer.precise().error() == Fault::wrong_type);
    CHECK(integer.time().error() == Fault::wrong_type);
    CHECK(integer.character().error() == Fault::wrong_type);
    CHECK(integer.colour().error() == Fault::wrong_type);
    CHECK(integer.midi().error() == Fault::wrong_type);
    CHECK(integer.flag().error() == Fault::wrong_type);
    CHECK(message.argument(1).tag() == Tag::none);
    CHECK(message.argument(1).integer().error() == Fault::missing);
    CHECK(message.argument(1).number().error() == Fault::missing);
}

TEST_CASE("a number may come in any numeric type")
{
    const auto [packet, expected] = GENERATE(table<std::string, double>({
        {"'/a' 00 00 ',i' 00 00 00 00 00 07", 7},
        {"'/a' 00 00 ',f' 00 00 3F 00 00 00", 0.5},
        {"'/a' 00 00 ',h' 00 00 FF FF FF FF FF FF FF FF", -1},
        {"'/a' 00 00 ',d' 00 00 3F E0 00 00 00 00 00 00", 0.5},
        {"'/a' 00 00 ',T' 00 00", 1},
        {"'/a' 00 00 ',F' 00 00", 0},
    }));
    const auto owner = bytes(packet);
    CHECK(read_message(owner).value().argument(0).number().value() == expected);
}

TEST_CASE("a text is no number")
{
    const auto packet = bytes("'/a' 00 00 ',s' 00 00 '7' 00 00 00");
    CHECK(read_message(packet).value().argument(0).number().error() == Fault::wrong_type);
}

TEST_CASE("a question may lack its tag string, a reply its leading slash")
{
    const auto bare = bytes("'/info' 00 00 00");
    const auto question = read_message(bare).value();
    CHECK(question.address() == "/info");
    CHECK(question.tags().empty());
    CHECK_FALSE(question.has_tags());
    CHECK(question.begin() == question.end());

    const auto node = bytes("'node' 00 00 00 00 ',s' 00 00 'x' 00 00 00");
    CHECK(read_message(node).value().address() == "node");

    const auto no_arguments = bytes("'/info' 00 00 00 ',' 00 00 00");
    CHECK(read_message(no_arguments).value().has_tags());
    CHECK(read_message(no_arguments).value().tags().empty());
}

TEST_CASE("a message can be walked through")
{
    STATIC_REQUIRE(std::forward_iterator<Message::Iterator>);
    STATIC_REQUIRE(std::ranges::forward_range<const Message>);
    const auto packet = bytes("'/a' 00 00 ',i[sb]N' 00 00 00 00 07 'abcd' 00 00 00 00 00 00 00 02 01 02 00 00");
    const auto message = read_message(packet).value();
    std::string seen;
    for (const auto argument : message) seen += static_cast<char>(argument.tag());
    CHECK(seen == "i[sb]N");
    CHECK(std::ranges::distance(message) == 6);
    CHECK(message.argument(2).text().value() == "abcd");
    CHECK(hex(message.argument(3).blob().value()) == "01 02");
    auto at = message.begin();
    CHECK((*at++).integer().value() == 7);
    CHECK((*at).tag() == Tag::array_begin);
}

TEST_CASE("a message owns nothing")
{
    STATIC_REQUIRE(std::is_trivially_copyable_v<Message>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Argument>);
}

TEST_CASE("what stands in the padding does not matter: some senders leave old bytes there")
{
    const auto packet = bytes("'/a' 00 'x' ',sb' 00 'ab' 00 'c' 00 00 00 02 01 02 03 00");
    const auto message = read_message(packet);
    REQUIRE(message.has_value());
    CHECK(message->address() == "/a");
    CHECK(message->argument(0).text().value() == "ab");
    CHECK(message->argument(1).blob().value().size() == 2);
}

TEST_CASE("a sound packet bent in one place is refused")
{
    REQUIRE(read_message(bytes("'/a' 00 00 ',ib' 00 00 00 00 01 00 00 00 02 01 02 00 00")).has_value());
    const auto [bent, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::unterminated},
        {"'/a' 00", Fault::misaligned},
        {"'/abc'", Fault::unterminated},
        {"00 00 00 00", Fault::missing},
        {"'/a' 00 00 'i' 00 00 00", Fault::malformed},
        {"'/a' 00 00 00 00 00 01", Fault::malformed},
        {"'/a' 00 00 ',iii'", Fault::unterminated},
        {"'/a' 00 00 ',x' 00 00", Fault::unknown_tag},
        {"'/a' 00 00 ',i' 00 00", Fault::truncated},
        {"'/a' 00 00 ',h' 00 00 00 00 00 01", Fault::truncated},
        {"'/a' 00 00 ',i' 00 00 00 00 00 01 00 00 00 02", Fault::trailing},
        {"'/a' 00 00 ',T' 00 00 00 00 00 00", Fault::trailing},
        {"'/a' 00 00 ',s' 00 00", Fault::unterminated},
        {"'/a' 00 00 ',s' 00 00 'abcd'", Fault::unterminated},
        {"'/a' 00 00 ',b' 00 00", Fault::truncated},
        {"'/a' 00 00 ',b' 00 00 00 00 00 05 01 02 03 04", Fault::truncated},
        {"'/a' 00 00 ',b' 00 00 FF FF FF FF 01 02 03 04", Fault::out_of_range},
        {"'/a' 00 00 ',b' 00 00 80 00 00 00", Fault::out_of_range},
        {"'/a' 00 00 ',b' 00 00 7F FF FF FF", Fault::truncated},
        {"'/a' 00 00 ',[' 00 00", Fault::unbalanced},
        {"'/a' 00 00 ',]' 00 00", Fault::unbalanced},
        {"'/a' 00 00 ',][' 00", Fault::unbalanced},
        {"'#bundle' 00", Fault::malformed},
    }));
    CAPTURE(bent);
    CHECK(fault_of(bent) == fault);
}

TEST_CASE("arrays nest eight deep and no deeper")
{
    CHECK(read_message(tags_only(std::string(8, '[') + std::string(8, ']'))).has_value());
    CHECK(read_message(tags_only(std::string(9, '[') + std::string(9, ']'))).error() == Fault::too_deep);
    CHECK(read_message(tags_only(std::string(4000, '['))).error() == Fault::too_deep);
}

TEST_CASE("a message has 4096 tags and no more")
{
    CHECK(read_message(tags_only(std::string(max_tags, 'N'))).has_value());
    CHECK(read_message(tags_only(std::string(max_tags + 1, 'N'))).error() == Fault::too_many);
}

TEST_CASE("no packet is longer than a datagram")
{
    const Bytes packet(max_packet + 1);
    CHECK(read_message(packet).error() == Fault::oversized);
}

TEST_CASE("a packet cut anywhere is refused, unless a bare address is left")
{
    const auto whole = bytes(
        "'/ch/01' 00 00 ',sbhi' 00 00 00 'a' 00 00 00 00 00 00 03 01 02 03 00 00 00 00 00 00 00 00 01 00 00 00 02");
    REQUIRE(read_message(whole).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CAPTURE(size);
        CHECK(read_message(cut).has_value() == (size == 8));
    }
}

TEST_CASE("only a bundle's mark makes a bundle")
{
    CHECK(is_bundle(bytes("'#bundle' 00")));
    CHECK(is_bundle(bytes("'#bundle' 00 01 02 03")));
    CHECK_FALSE(is_bundle(bytes("'#bundle'")));
    CHECK_FALSE(is_bundle(bytes("'#bundles' 00 00 00 00")));
    CHECK_FALSE(is_bundle({}));
}
