#include "logbook/naming.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;
using Catch::Matchers::Contains;

namespace {

NameFacts facts_of_song()
{
    NameFacts facts;
    facts.format = "WAV";
    facts.rate_hz = 96000;
    facts.bits = 24;
    facts.artist_initials = "NT";
    facts.title = "Night Train";
    facts.mixer_initials = "AB";
    facts.version = "Mix 3";
    return facts;
}

std::string all(const Naming& naming)
{
    std::string words;
    for (const auto& one : naming.deviations) words += one + "\n";
    return words;
}

}  // namespace

TEST_CASE("a name as the pattern wants it has no deviations, and says which mix it is")
{
    const auto [name, mix] = GENERATE(table<std::string, std::string>({{"NT_NightTrain_AB01_Master_96k24.wav", "MSTR"}, {"NT_NightTrain_AB12_Inst_96k24.WAV", "INST"}, {"NT_NightTrain_AB02_TV_96k24.bwf", "TV"},
                                                                       {"NT_NightTrain_AB02_BGVU_96k24.wav", "BGVU"}, {"NT_NightTrain_AB02_Acappella_96k24.wav", "ACA"}}));
    const auto naming = check_name(name, facts_of_song());
    CAPTURE(name);
    CHECK(all(naming).empty());
    CHECK(naming.proposed.empty());
    CHECK(naming.alternate == mix);
}

TEST_CASE("each deviation is told in words, with a name that has none")
{
    const auto [name, words, proposed] = GENERATE(table<std::string, std::string, std::string>({
        {"nt_NightTrain_AB01_Master_96k24.wav", "\"nt\" is not the initials of an artist", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"XY_NightTrain_AB01_Master_96k24.wav", "the artist's initials are NT, not XY", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_NightTrainToNowhere_AB01_Master_96k24.wav", "has 19 letters, at most 14", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_nighttrain_AB01_Master_96k24.wav", "is not written LikeThis", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_DayTrain_AB01_Master_96k24.wav", "the title is NightTrain, not \"DayTrain\"", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_NightTrain_AB1_Master_96k24.wav", "\"AB1\" is not the initials of a mixer and a revision of two digits", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_NightTrain_CD02_Master_96k24.wav", "the mixer's initials are AB, not CD", "NT_NightTrain_AB02_Master_96k24.wav"},
        {"NT_NightTrain_AB01_Final_96k24.wav", "\"Final\" is no mix that is known here", "NT_NightTrain_AB01_Master_96k24.wav"},
        {"NT_NightTrain_AB01_Inst_48k24.wav", "it says 48k24, and the file is 96 kHz with 24 bits", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"NT_NightTrain_AB01_Inst_96k16.wav", "it says 96k16, and the file is 96 kHz with 24 bits", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"NT_NightTrain_AB01_Inst_hires.wav", "\"hires\" is no rate", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"NT_NightTrain_AB01_Inst_96k24.aif", "the file is WAV, and its name ends with .aif", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"NT_NightTrain_AB01_Inst_96k24", "ends with nothing", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"NT_Night Train_AB01_Inst_96k24.wav", "it has blanks", "NT_NightTrain_AB01_Inst_96k24.wav"},
        {"night train mix3 FINAL instrumental.wav", "five parts are wanted between underscores", "NT_NightTrain_AB03_Inst_96k24.wav"},
        {"", "five parts", "NT_NightTrain_AB03_Master_96k24.wav"},
        {"_____.wav", "five parts are wanted", "NT_NightTrain_AB03_Master_96k24.wav"},
    }));
    const auto naming = check_name(name, facts_of_song());
    CAPTURE(name);
    CHECK_THAT(all(naming), Contains(words));
    CHECK(naming.proposed == proposed);
    CHECK(check_name(naming.proposed, facts_of_song()).deviations.empty());
}

TEST_CASE("the mix that somebody said counts more than the one in the name")
{
    auto facts = facts_of_song();
    facts.alternate = "INST";
    const auto naming = check_name("NT_NightTrain_AB01_Master_96k24.wav", facts);
    CHECK_THAT(all(naming), Contains("it says MSTR, and the print is INST"));
    CHECK(naming.proposed == "NT_NightTrain_AB01_Inst_96k24.wav");
}

TEST_CASE("44.1 kHz is written with its point, or short, and both agree with the file")
{
    auto facts = facts_of_song();
    facts.rate_hz = 44100;
    facts.bits = 16;
    CHECK(check_name("NT_NightTrain_AB01_Master_44.1k16.wav", facts).deviations.empty());
    CHECK(check_name("NT_NightTrain_AB01_Master_44k16.wav", facts).deviations.empty());
    CHECK(check_name("NT_NightTrain_AB01_Master_48k16.wav", facts).proposed == "NT_NightTrain_AB01_Master_44.1k16.wav");
    CHECK(check_name("NT_NightTrain_AB01_Master_44.1k16", facts).deviations.size() == 1);   // .1k16 is no ending
}

TEST_CASE("what nobody told is not made up but kept, or stands as AI and MI")
{
    NameFacts facts;
    facts.rate_hz = 48000;
    facts.bits = 24;
    CHECK(check_name("XY_SomeSong_ZZ04_Master_48k24.wav", facts).deviations.empty());
    CHECK(check_name("XY_SomeSong_ZZ04_Master_96k24.wav", facts).proposed == "XY_SomeSong_ZZ04_Master_48k24.wav");
    facts.title = "Über den Wolken";
    CHECK(check_name("mix.wav", facts).proposed == "AI_UberDenWolken_MI01_Master_48k24.wav");
}

TEST_CASE("titles become letters without accents, a capital a word, and end between words")
{
    CHECK(in_camel_case("night train", 14) == "NightTrain");
    CHECK(in_camel_case("Don't Stop Believing Now", 14) == "DontStop");
    CHECK(in_camel_case("Café Straße", 14) == "CafeStrasse");
    CHECK(in_camel_case("Cafe\xcc\x81 Noir", 14) == "CafeNoir");   // as some systems store é
    CHECK(in_camel_case("Donaudampfschifffahrt", 14) == "Donaudampfschi");
    CHECK(in_camel_case("東京", 14).empty());
    CHECK(in_camel_case("\xff\xc3", 14).empty());
    CHECK(initials_of("Anna Berg Trio") == "ABT");
    CHECK(initials_of("émile") == "E");
}

TEST_CASE("a name that is no text, or endless, harms nobody")
{
    CHECK_FALSE(check_name(std::string(100'000, '_'), facts_of_song()).deviations.empty());
    CHECK_FALSE(check_name(std::string(100'000, '1') + "k24", facts_of_song()).deviations.empty());
    CHECK_FALSE(check_name("\xff\xfe\x80.wav", facts_of_song()).deviations.empty());
}

TEST_CASE("each ending that a format may have is taken, and no other")
{
    const auto [format, ending, fits] = GENERATE(table<std::string, std::string, bool>({{"WAV", "wav", true}, {"WAV", "WAV", true}, {"WAV", "bwf", true}, {"RF64", "wav", true}, {"RF64", "rf64", true},
        {"AIFF", "aif", true}, {"AIFF", "aiff", true}, {"AIFF", "AIFC", true}, {"FLAC", "flac", true}, {"CAF", "caf", true}, {"W64", "w64", true}, {"MPEG", "mp3", true}, {"OGG", "ogg", true},
        {"WAV", "aif", false}, {"AIFF", "wav", false}, {"FLAC", "wav", false}, {"MPEG", "mpeg", false}, {"OGG", "oga", false}}));
    auto facts = facts_of_song();
    facts.format = format;
    const auto naming = check_name("NT_NightTrain_AB01_Master_96k24." + ending, facts);
    CAPTURE(format, ending);
    CHECK(naming.deviations.empty() == fits);
    if (!fits) CHECK(check_name(naming.proposed, facts).deviations.empty());
}

TEST_CASE("a lossy file has a rate and no bits, and its name says no more")
{
    auto facts = facts_of_song();
    facts.format = "MPEG";
    facts.rate_hz = 48000;
    facts.bits = 0;
    CHECK(check_name("NT_NightTrain_AB01_Master_48k.mp3", facts).deviations.empty());
    CHECK(check_name("NT_NightTrain_AB01_Master_48k24.mp3", facts).proposed == "NT_NightTrain_AB01_Master_48k.mp3");
    CHECK(rate_and_bits(48000, 0) == "48k");
    CHECK(rate_and_bits(44100, 16) == "44.1k16");
    CHECK(rate_and_bits(192000, 32) == "192k32");
}

TEST_CASE("the revision comes from the name, or else from the number of the version")
{
    const auto [version, revision] = GENERATE(table<std::string, std::string>({{"Mix 3", "AB03"}, {"Mix 12", "AB12"}, {"Mix 128", "AB28"}, {"Final", "AB01"}, {"", "AB01"}, {"7 late", "AB07"}, {"Mix 0", "AB00"}}));
    auto facts = facts_of_song();
    facts.version = version;
    CAPTURE(version);
    CHECK(check_name("bounce.wav", facts).proposed == "NT_NightTrain_" + revision + "_Master_96k24.wav");
    CHECK(check_name("NT_NightTrain_AB5_Master_96k24.wav", facts).proposed == "NT_NightTrain_AB05_Master_96k24.wav");
}

TEST_CASE("a title that was cut between its words is still the title")
{
    auto facts = facts_of_song();
    facts.title = "Night Train To The Sea";
    CHECK(check_name("NT_NightTrain_AB01_Master_96k24.wav", facts).deviations.empty());
    CHECK(check_name("NT_NightTrainTo_AB01_Master_96k24.wav", facts).deviations.empty());
    CHECK_THAT(all(check_name("NT_NightTrainSea_AB01_Master_96k24.wav", facts)), Contains("the title is NightTrainTo, not \"NightTrainSea\""));
}

TEST_CASE("blanks are told once, however many there are")
{
    const auto words = all(check_name("NT_My Night Train_AB01_Master_96k24.wav", facts_of_song()));
    CHECK_THAT(words, Contains("it has blanks\n"));
}

TEST_CASE("what a file is not yet known to be is not held against its name")
{
    CHECK(check_name("NT_NightTrain_AB01_Master_96k24.wav", {}).deviations.empty());
    CHECK(check_name("NT_NightTrain_AB01_Master_96k24", {}).deviations.empty());
    CHECK(check_name("mix.wav", {}).proposed == "AI_Title_MI01_Master_96k24.wav");
}
