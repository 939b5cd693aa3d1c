#include "driver/boxes.hpp"

#include <catch2/catch.hpp>

#include "driver/midi_bytes.hpp"
#include "load/message_yaml.hpp"

using namespace recalld;
using namespace recalld::driver;
using studio::Value;

namespace {

/// The only setting of an answer.
Value only(const Heard& heard)
{
    REQUIRE(heard.fault == "");
    REQUIRE(heard.settings.size() == 1);
    REQUIRE(heard.answers);
    CHECK(heard.answers->index == heard.settings[0].parameter);
    return heard.settings[0].value;
}

bool is_silent(const Heard& heard) { return heard.settings.empty() && !heard.answers; }

std::string digits(std::string text)
{
    std::erase(text, ' ');
    return text;
}

/// A dump of the second model with this letter for a checksum, made by the facts: F0 43 0n 7E 00 72 … cs F7, 114 bytes counted.
wire::Bytes spx_dump(int device)
{
    wire::Bytes message = bytes("F0 43 00 7E 00 72 'LM  8D11' 45 02 00 00 00");
    message[2] = static_cast<std::byte>(device);
    for (int i = 0; i < 101; ++i) message.push_back(static_cast<std::byte>(i));
    int sum = 0;
    for (std::size_t i = 6; i < message.size(); ++i) sum += std::to_integer<int>(message[i]);
    message.push_back(static_cast<std::byte>(-sum & 0x7f));
    message.push_back(std::byte{0xf7});
    return message;
}

}  // namespace

// Shared facts on consoles and outboard, E.
TEST_CASE("the edit buffer of a reverb is asked for, heard, and sent back as it came")
{
    Box box("outboard/lexicon-pcm80", {.device = 3});
    CHECK(box.ask("effect/running") == "F0 06 07 03 7F 02 7F 7F 00 00 00 F7");
    const auto dump = only(box.hear("F0 06 07 03 02 7F 7F 01 02 0F 0E F7"));
    CHECK(dump == Value{"F0060703027F7F01020F0EF7"});
    CHECK(box.tell("effect/running", dump) == "F0 06 07 03 02 7F 7F 01 02 0F 0E F7");
    CHECK(is_silent(box.hear("F0 06 07 04 02 7F 7F 01 02 0F 0E F7")));   // another device
    CHECK(is_silent(box.hear("F0 06 07 03 02 01 7F 01 02 0F 0E F7")));   // another bank
}

TEST_CASE("a dump of one device number goes back to another")
{
    Box box("outboard/lexicon-pcm81", {.device = 9});
    CHECK(box.tell("effect/running", Value{"F0060703027F7F01020F0EF7"}) == "F0 06 07 09 02 7F 7F 01 02 0F 0E F7");
}

TEST_CASE("an edit buffer with a checksum")
{
    Box box("outboard/yamaha-spx2000", {.device = 4});
    CHECK(box.ask("effect/running") == "F0 43 23 7E 4C 4D 20 20 38 44 31 31 45 02 00 F7");
    const auto dump = spx_dump(3);
    CHECK(dump.size() == 122);
    const auto value = only(box.hear(dump));
    CHECK(value == Value{digits(wire::hex(dump))});
    CHECK(box.tell("effect/running", value) == wire::hex(dump));
    auto bent = dump;
    bent[40] ^= std::byte{1};
    CHECK(box.hear(bent).fault == "effect/running: its checksum is wrong");
    CHECK(is_silent(box.hear(spx_dump(5))));
}

TEST_CASE("numbers of 28 bits in two's complement")
{
    Box box("outboard/yamaha-96-parameters");
    CHECK(box.ask("ch/01/mix/fader") == "F0 43 30 3E 7F 01 1C 00 00 F7");
    CHECK(box.ask("ch/32/mix/fader") == "F0 43 30 3E 7F 01 1C 00 1F F7");
    CHECK(box.tell("ch/01/mix/fader", 1023) == "F0 43 10 3E 7F 01 1C 00 00 00 00 07 7F F7");
    CHECK(box.tell("ch/02/mix/pan", -63) == "F0 43 10 3E 7F 01 1B 00 01 7F 7F 7F 41 F7");
    CHECK(box.tell("ch/02/mix/on", 1) == "F0 43 10 3E 7F 01 1A 00 01 00 00 00 01 F7");
    CHECK(box.tell("stereo/mix/fader", 5) == "F0 43 10 3E 7F 01 4F 00 00 00 00 00 05 F7");
    CHECK(only(box.hear("F0 43 10 3E 7F 01 1B 00 01 7F 7F 7F 41 F7")) == Value{-63});
    CHECK(only(box.hear("F0 43 10 3E 7F 01 1C 00 04 00 00 07 7F F7")) == Value{1023});
    CHECK(box.hear("F0 43 10 3E 7F 01 1C 00 04 00 00 08 00 F7").fault == "ch/05/mix/fader: 1024 is no value of its law");
    CHECK(is_silent(box.hear("F0 43 11 3E 7F 01 1C 00 04 00 00 07 7F F7")));
}

TEST_CASE("bulk in blocks is whole when its last block came, in whatever order")
{
    Box box("outboard/yamaha-01v96");
    CHECK(box.ask("bulk/setup") == "F0 43 20 7E 4C 4D 20 20 38 43 39 33 53 02 00 F7");
    CHECK(box.ask("bulk/scene") == "F0 43 20 7E 4C 4D 20 20 38 43 39 33 4D 02 00 F7");
    const auto block = [](int number, int data) {
        const auto form = load::parse_message("F0 43 00 7E 00 10 ('LM  8C93' 'S' 02 00 01 {block:7} {data}) {sum:twos} F7", {});
        const wire::Bytes content(3, static_cast<std::byte>(data));
        auto fields = no_fields(form);
        set(fields, form, studio::Role::block, number);
        fields.data = content;
        return write_message(form, fields);
    };
    CHECK(is_silent(box.hear(block(1, 0x22))));
    const auto value = only(box.hear(block(0, 0x11)));
    CHECK(value == Value{digits(wire::hex(block(0, 0x11)) + wire::hex(block(1, 0x22)))});
    CHECK(box.tell("bulk/setup", value) == wire::hex(block(0, 0x11)) + " " + wire::hex(block(1, 0x22)));
    CHECK(is_silent(box.hear(block(0, 0x33))));
    CHECK(is_silent(box.hear(block(0, 0x44))));   // a dump that begins again
    CHECK(only(box.hear(block(1, 0x22))) == Value{digits(wire::hex(block(0, 0x44)) + wire::hex(block(1, 0x22)))});
    CHECK_FALSE(box.hear(block(2, 0x22)).fault.empty());   // block 2 of 0 … 1
    box.hear(block(0, 0x11));
    box.driver.forget();
    CHECK(is_silent(box.hear(block(1, 0x22))));
}

// Shared facts on surfaces, 4.3.
TEST_CASE("one block by its address")
{
    Box box("outboard/roland-base");
    CHECK(box.ask("block/03-02-00") == "F0 41 10 16 11 03 02 00 00 00 05 76 F7");
    const std::string vector = "F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7";
    CHECK(only(box.hear(vector)) == Value{digits(vector)});
    CHECK(box.tell("block/03-02-00", Value{digits(vector)}) == vector);
    CHECK(Box("outboard/roland-base", {.device = 18}).tell("block/03-02-00", Value{digits(vector)}) == "F0 41 11 16 12 03 02 00 7F 64 07 01 7F 11 F7");
    CHECK_FALSE(box.hear("F0 41 10 16 12 03 02 00 7F 64 07 01 7F 12 F7").fault.empty());
}

TEST_CASE("a dump that a person starts: any, or one of a known frame")
{
    Box any("outboard/bricasti-m7");
    CHECK(any.ask("reverb/running").empty());
    CHECK(only(any.hear("F0 00 20 66 01 F7")) == Value{"F000206601F7"});
    CHECK(any.tell("reverb/running", Value{"F000206601F7"}) == "F0 00 20 66 01 F7");
    Box framed("outboard/eventide-h8000", {.device = 1});
    CHECK(only(framed.hear("F0 1C 70 01 01 0F 0F 0F 0B 0F 0F 0F 0F F7")) == Value{"F01C7001010F0F0F0B0F0F0F0FF7"});
    CHECK(is_silent(framed.hear("F0 1C 70 00 01 0F 0F 0F 0B 0F 0F 0F 0F F7")));
    CHECK(framed.tell("program/running", Value{"F01C7000010F0B0FF7"}) == "F0 1C 70 01 01 0F 0B 0F F7");
}

// Shared facts on surfaces, 4.1, and on consoles, A1.
TEST_CASE("controllers, NRPN with read-back, programs")
{
    Box cc("outboard/generic-cc", {.channel = 3});
    CHECK(cc.tell("cc/7", 100) == "B2 07 64");
    CHECK(cc.ask("cc/7").empty());
    CHECK(only(cc.hear("B2 07 10")) == Value{16});
    CHECK(is_silent(cc.hear("B1 07 10")));

    Box nrpn("outboard/generic-nrpn");
    CHECK(nrpn.tell("nrpn/5", 16383) == "B0 63 00 B0 62 05 B0 06 7F B0 26 7F");
    CHECK(nrpn.ask("nrpn/5") == "B0 63 00 B0 62 05 B0 60 7F");
    CHECK(is_silent(nrpn.hear("B0 63 00")));
    CHECK(is_silent(nrpn.hear("B0 62 05")));
    CHECK(is_silent(nrpn.hear("B0 06 02")));
    CHECK(only(nrpn.hear("B0 26 01")) == Value{257});
    CHECK(is_silent(nrpn.hear("B0 60 7F")));   // a question that comes back from a port that echoes is no value

    Box program("outboard/generic-program", {.channel = 16});
    CHECK(program.tell("effect/program", 1) == "CF 00");
    CHECK(program.tell("effect/program", 128) == "CF 7F");
    CHECK(only(program.hear("CF 04")) == Value{5});
}

TEST_CASE("the example: every other way")
{
    Box box("example-midi", {.device = 2, .channel = 2});
    CHECK(box.ask("ch/2/level") == "F0 00 20 7A 01 20 01 F7");
    CHECK(box.tell("ch/2/level", 127) == "F0 00 20 7A 01 10 01 7F F7");
    CHECK(only(box.hear("F0 00 20 7A 01 30 00 05 F7")) == Value{5});
    CHECK_FALSE(box.hear("F0 00 20 7A 01 10 00 05 F7").fault.empty());   // an order is no answer
    CHECK(box.tell("controls/depth", 129) == "B1 01 01 B1 21 01");
    CHECK(is_silent(box.hear("B1 01 01")));
    CHECK(only(box.hear("B1 21 01")) == Value{129});
    CHECK(box.tell("controls/size", 129) == "B1 62 05 B1 63 01 B1 06 01 B1 26 01");
    CHECK(box.tell("controls/tune", -64) == "B1 14 00");
    CHECK(only(box.hear("B1 14 7F")) == Value{63});
    CHECK(box.tell("controls/bend", 0) == "B1 64 00 B1 65 00 B1 06 00 B1 26 00");
    CHECK(box.tell("controls/program", 1) == "B1 00 00 C1 00");
    CHECK(box.tell("controls/program", 205) == "B1 00 02 C1 04");
    box.hear("B1 00 01");
    CHECK(only(box.hear("C1 03")) == Value{104});
    CHECK(box.tell("dumps/all", Value{"not a dump"}).empty());
    CHECK(box.tell("controls/volume", Value{0.5f}).empty());
}

TEST_CASE("a box says who it is, or who it is not")
{
    Box box("example-midi");
    CHECK(wire::hex(box.driver.ask({})) == "F0 7E 00 06 01 F7");
    const auto right = box.hear("F0 7E 00 06 02 00 20 7A 01 00 02 00 01 02 03 04 F7");
    CHECK(right.answers == Question{});
    CHECK(right.model == "Example box");
    CHECK(right.firmware == "01 02 03 04");
    const auto other = box.hear("F0 7E 00 06 02 41 01 00 02 00 01 02 03 04 F7");
    CHECK(other.model == "device of maker 41, family 1, model 2");
    const auto echo = box.hear("F0 7E 00 06 01 F7");   // a port that echoes
    CHECK(is_silent(echo));
    CHECK(echo.fault.empty());
    CHECK(Box("outboard/yamaha-spx2000").driver.ask({}).empty());
}

TEST_CASE("only what can be asked is asked, and by its name")
{
    Box box("example-midi");
    const auto questions = box.driver.questions(std::vector<bool>(box.profile->parameters.size(), true));
    std::string names;
    for (const auto& question : questions) names += box.driver.name_of(question) + " ";
    CHECK(names == "ch/1/level ch/2/level controls/size dumps/all ");
    CHECK(box.driver.name_of({}) == "the universal identity request");
    CHECK(box.driver.is_stream());
    CHECK_FALSE(box.driver.subscribe());
}

TEST_CASE("what is no message is a fault, not a crash")
{
    Box box("outboard/yamaha-spx2000");
    const auto literal = GENERATE("", "F0", "F7", "F0 F7", "43 00", "F0 43 00 7E F7", "F0 43 00 80 F7", "F0 43", "B0 07", "F4", "FE");
    const auto heard = box.hear(std::string(literal));
    CHECK(is_silent(heard));
}

TEST_CASE("a dump larger than its law is refused, whole or in blocks")
{
    Box box("outboard/roland-base", {}, {{"blob: 64", "blob: 14"}});
    CHECK(box.hear("F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7").fault.find("more than its law takes") != std::string::npos);
    Box blocks("outboard/yamaha-01v96", {}, {{"blob: 200000", "blob: 30"}});
    const auto form = load::parse_message("F0 43 00 7E 00 10 ('LM  8C93' 'S' 02 00 09 {block:7} 01 02 03) {sum:twos} F7", {});
    auto fields = no_fields(form);
    CHECK(is_silent(blocks.hear(write_message(form, fields))));
    set(fields, form, studio::Role::block, 1);
    CHECK(blocks.hear(write_message(form, fields)).fault.find("more than its law takes") != std::string::npos);
}
