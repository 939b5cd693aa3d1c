#include "simulate/midi_box.hpp"

#include <catch2/catch.hpp>

#include "midi/universal.hpp"
#include "profile_here.hpp"
#include "simulate/midi_form.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::testing;
using studio::Value;
using wire::bytes;

namespace {

std::string answers(MidiBox& box, const std::string& literal)
{
    std::string words;
    for (const auto& answer : box.hear(bytes(literal))) words += (words.empty() ? "" : " | ") + wire::hex(answer);
    return words;
}

}  // namespace

TEST_CASE("a box answers its own number, and nobody else's")
{
    MidiBox box(profile_here("outboard/yamaha-96-parameters"), 2);
    box.set("ch/01/mix/fader", 1023);
    CHECK(answers(box, "F0 43 31 3E 7F 01 1C 00 00 F7") == "F0 43 11 3E 7F 01 1C 00 00 00 00 07 7F F7");
    CHECK(answers(box, "F0 43 30 3E 7F 01 1C 00 00 F7").empty());
    CHECK(answers(box, "F0 43 31 3E 7F 01 1C 00 20 F7").empty());   // channel 33
}

TEST_CASE("a box takes what it is told, and nothing that it cannot be")
{
    MidiBox box(profile_here("outboard/yamaha-96-parameters"));
    box.set("ch/02/mix/pan", 0);
    CHECK(answers(box, "F0 43 10 3E 7F 01 1B 00 01 7F 7F 7F 41 F7").empty());
    CHECK(box.value("ch/02/mix/pan") == Value{-63});
    box.hear(bytes("F0 43 10 3E 7F 01 1B 00 01 00 00 00 40 F7"));   // +64
    CHECK(box.value("ch/02/mix/pan") == Value{-63});
    box.hear(bytes("F0 43 10 3E 7F 01 1B 00 01 00 00 00 F7"));      // a byte too few
    CHECK(box.value("ch/02/mix/pan") == Value{-63});
}

TEST_CASE("a dump is taken back, if its checksum is right")
{
    MidiBox box(profile_here("outboard/roland-base"));
    box.hear(bytes("F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7"));
    CHECK(answers(box, "F0 41 10 16 11 03 02 00 00 00 05 76 F7") == "F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7");
    box.hear(bytes("F0 41 10 16 12 03 02 00 7F 64 07 01 7E 11 F7"));
    CHECK(box.value("block/03-02-00") == Value{"F04110161203020" "07F6407017F11F7"});
    CHECK(answers(box, "F0 41 10 16 11 03 02 00 00 00 05 77 F7").empty());
}

TEST_CASE("volatile bytes are other ones with each dump; it is the same dump all the same")
{
    const auto profile = profile_here("example-midi");
    MidiBox box(profile);
    const auto first = box.value("dumps/all"), second = box.value("dumps/all");
    CHECK(first != second);
    CHECK(profile->same(profile->find("dumps/all").value(), first, second));
}

TEST_CASE("a dump comes in blocks that count as the profile says")
{
    MidiBox box(profile_here("example-midi"));
    const auto blocks = box.hear(bytes("F0 00 20 7A 00 21 F7"));
    REQUIRE(blocks.size() == 3);
    const auto& form = box.profile().midi.ways[box.profile().find("dumps/all").value()].answer;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto seen = see(form, blocks[i]);
        REQUIRE(seen);
        CHECK(seen->number(form, studio::Role::block, blocks[i]) == static_cast<std::int64_t>(i));
        CHECK(seen->number(form, studio::Role::total, blocks[i]) == 3);   // 0 … total - 1
    }
}

TEST_CASE("who a box is, whoever asks")
{
    MidiBox box(profile_here("example-midi"), 3);
    CHECK(midi::read_identity_reply(box.hear(midi::identity_request(2)).at(0))->model == 2);
    CHECK(box.hear(midi::identity_request()).size() == 1);
    CHECK(box.hear(midi::identity_request(1)).empty());
    MidiBox old(profile_here("outboard/lexicon-pcm80"));
    CHECK(old.hear(midi::identity_request()).empty());
}

TEST_CASE("controllers, NRPN and programs of its own channel")
{
    MidiBox nrpn(profile_here("outboard/generic-nrpn"), -1, 2);
    for (const auto* message : {"B1 63 00", "B1 62 05", "B1 06 02", "B1 26 01"}) nrpn.hear(bytes(message));
    CHECK(nrpn.value("nrpn/5") == Value{257});
    CHECK(answers(nrpn, "B1 60 7F") == "B1 63 00 B1 62 05 B1 06 02 B1 26 01");
    MidiBox cc(profile_here("outboard/generic-cc"));
    cc.hear(bytes("B0 07 10"));
    cc.hear(bytes("B1 07 11"));
    CHECK(cc.value("cc/7") == Value{16});
    MidiBox program(profile_here("example-midi"));
    program.hear(bytes("B0 00 02"));
    program.hear(bytes("C0 04"));
    CHECK(program.value("controls/program") == Value{205});
    program.hear(bytes("B0 14 00"));
    CHECK(program.value("controls/tune") == Value{-64});
}

TEST_CASE("what is hidden is not answered; what is protected is not taken")
{
    MidiBox box(profile_here("outboard/roland-base"));
    CHECK_FALSE(box.hide("nothing"));
    CHECK(box.hide("block"));
    CHECK(answers(box, "F0 41 10 16 11 03 02 00 00 00 05 76 F7").empty());
    const auto before = box.value("block/03-02-00");
    box.protect(true);
    box.hear(bytes("F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7"));
    CHECK(box.value("block/03-02-00") == before);
}

TEST_CASE("what makes no sense is not answered")
{
    MidiBox box(profile_here("outboard/yamaha-spx2000"));
    const auto literal = GENERATE("", "F0", "F0 F7", "43", "F0 43 20 7E F7", "F0 43 20 7E 'LM  8D11' 45 02 00", "FE", "F0 43 80 F7", "B0 07 64");
    CHECK(answers(box, literal).empty());
}

TEST_CASE("a box is not asked for what it does not have")
{
    MidiBox box(profile_here("outboard/generic-program"));
    CHECK_THROWS_AS(box.value("effect/reverb"), std::invalid_argument);
}
