#include "load/message_yaml.hpp"

#include <catch2/catch.hpp>

#include "load/bent.hpp"
#include "load/yaml_document.hpp"

using namespace recalld;
using namespace recalld::load;
using studio::MessageTemplate;
using studio::Piece;
using studio::Role;

namespace {

const Bindings counted{{"n", "03", 3, true}, {"s", "main", 0, false}};

std::string fault_of(const std::string& text)
{
    try {
        parse_message(text, counted);
    } catch (const RangeError& error) {
        return std::to_string(error.at) + ": " + error.what();
    }
    return "no error";
}

const Piece& only_number(const MessageTemplate& form)
{
    for (const Piece& piece : form.pieces)
        if (piece.kind == Piece::Kind::number) return piece;
    throw std::logic_error("no number");
}

}  // namespace

TEST_CASE("a message is bytes, letters and fields")
{
    const auto form = parse_message("F0 43 {device:2n} 7E 'LM  8D11' 45 {program:14} F7", {});
    REQUIRE(form.pieces.size() == 5);
    CHECK(form.pieces[0].bytes == "\xF0\x43");
    CHECK(form.pieces[1].role == Role::device);
    CHECK(form.pieces[1].high == 2);
    CHECK(form.pieces[1].bits == 4);
    CHECK(form.pieces[2].bytes == "\x7ELM  8D11\x45");
    CHECK(form.pieces[3].role == Role::other);
    CHECK(form.pieces[3].count == 2);
    CHECK(form.pieces[4].bytes == "\xF7");
    CHECK(form.has(Role::device));
    CHECK_FALSE(form.has(Role::value));
    CHECK(form.fixed_bytes() == 13);
}

TEST_CASE("a number says how many bytes and bits it takes")
{
    struct Row {
        const char* text;
        int count, bits;
        bool low_first, is_signed;
    };
    const auto row = GENERATE(values<Row>({{"{value}", 1, 7, false, false},
                                           {"{value:7}", 1, 7, false, false},
                                           {"{value:14}", 2, 7, false, false},
                                           {"{value:14l}", 2, 7, true, false},
                                           {"{value:28s}", 4, 7, false, true},
                                           {"{value:35ls}", 5, 7, true, true},
                                           {"{value:4x4}", 4, 4, false, false},
                                           {"{value:2x4l}", 2, 4, true, false}}));
    const auto form = parse_message(std::string("F0 ") + row.text + " F7", {});
    const Piece& number = only_number(form);
    CAPTURE(row.text);
    CHECK(number.count == row.count);
    CHECK(number.bits == row.bits);
    CHECK(number.low_first == row.low_first);
    CHECK(number.is_signed == row.is_signed);
}

TEST_CASE("what the path counts is fixed bytes")
{
    CHECK(parse_message("F0 {n-1:7} F7", counted).pieces[0].bytes == std::string("\xF0\x02\xF7"));
    CHECK(parse_message("F0 {n+200:14} F7", counted).pieces[0].bytes == std::string("\xF0\x01\x4B\xF7"));
    CHECK(parse_message("F0 {n+200:14l} F7", counted).pieces[0].bytes == std::string("\xF0\x4B\x01\xF7"));
    CHECK(parse_message("{n:Bn} 07 {value}", counted).pieces[0].bytes == "\xB3\x07");
}

TEST_CASE("brackets mark what a checksum is of")
{
    const auto form = parse_message("F0 43 (10 {data} 11) 12 {sum:sum14+A5} F7", {});
    REQUIRE(form.pieces.size() == 7);
    CHECK(form.sum_from == 1);
    CHECK(form.sum_to == 4);
    CHECK(form.pieces[5].sum == studio::Sum::sum_14);
    CHECK(form.pieces[5].seed == 0xA5);
    CHECK(parse_message("F0 (10 {data}) {sum:twos} F7", {}).pieces.size() == 5);
}

TEST_CASE("a malformed message says where")
{
    const auto [text, fault] = GENERATE(table<std::string, std::string>({
        {"", "0: a message has bytes"},
        {"F0 4", "3: expected two hexadecimal digits"},
        {"F0 'LM F7", "3: letters without their second '"},
        {"F0 {value F7", "3: a { without its }"},
        {"F0 {} F7", "4: expected a name"},
        {"F0 {value:8} F7", "10: a number is written"},
        {"F0 {value:7z} F7", "10: a number is written"},
        {"F0 {value:70} F7", "10: a number is written"},
        {"F0 {value:9x9} F7", "10: a number is written"},
        {"F0 {data} {data} F7", "10: a second {data}"},
        {"F0 {data:7} F7", "3: {data} is as long as it comes"},
        {"F0 {sum:twos} F7", "8: a checksum is of what stands in"},
        {"F0 (10) {sum:crc} F7", "13: a checksum is twos"},
        {"F0 (10) {sum:sum+5} F7", "13: a sum starts from"},
        {"F0 (10) F7", "3: brackets mark"},
        {"F0 (10 F7", "3: a ( without its )"},
        {"F0 10) F7", "5: a ) without its ("},
        {"F0 () {sum:xor} F7", "4: nothing stands in the brackets"},
        {"F0 (10) (11) {sum:xor} F7", "8: a second ("},
        {"F0 {m-1:7} F7", "4: nothing counts m here"},
        {"F0 {s:7} F7", "4: s stands for words"},
        {"F0 {n-4:7} F7", "4: -1 does not fit 7 bits"},
        {"F0 {n+125:7} F7", "4: 128 does not fit 7 bits"},
        {"F0 80 F7", "0: data bytes have seven bits"},
        {"F0 {value:9n} F7", "0: data bytes have seven bits"},
        {"F0 10", "0: F0 … F7 belong together"},
        {"F0 10 F7 11", "0: nothing stands behind F7"},
        {"B0 07 F7", "0: F0 … F7 belong together"},
        {"07 {value}", "0: a message begins with a status byte"},
        {"{value}", "0: a message begins with a status byte"},
    }));
    CAPTURE(text);
    CHECK(fault_of(text).starts_with(fault));
}

TEST_CASE("a malformed message in a file says file, line and column")
{
    const YamlDocument document("ask: \"F0 {value:8} F7\"\n", "box.yaml");
    const Cursor at = *Cursor(document).find("ask");
    CHECK(complaint([&] { read_message(at, {}); }).starts_with("box.yaml:1:17: a number is written"));
}
