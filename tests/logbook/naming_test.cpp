#include "logbook/naming.hpp"

#include <catch2/catch.hpp>

#include "logbook/alternates.hpp"
#include "logbook/plain_letters.hpp"

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

TEST_CASE("signs that names should not have are listed once each")
{
    CHECK(foreign_signs("Caf\xc3\xa9 & Co & \xc3\xa9") == "\xc3\xa9 blanks &");
    CHECK(foreign_signs("AB_01").empty());
}

TEST_CASE("alternates are known by all their spellings, and each only once")
{
    CHECK(alternate_named("Acappella")->code == "ACA");
    CHECK(alternate_named("tv mix")->code == "TV");
    CHECK(alternate_named("all-vocals-up")->code == "AVU");
    CHECK(alternate_named("mstr")->code == "MSTR");
    CHECK_FALSE(alternate_named("Final"));
    CHECK_FALSE(alternate_named(""));
    for (const auto& one : alternates()) {
        CAPTURE(one.code);
        CHECK(alternate_named(one.code) == &one);
        CHECK(alternate_named(one.in_name) == &one);
    }
}

TEST_CASE("a name that is no text, or endless, harms nobody")
{
    CHECK_FALSE(check_name(std::string(100'000, '_'), facts_of_song()).deviations.empty());
    CHECK_FALSE(check_name(std::string(100'000, '1') + "k24", facts_of_song()).deviations.empty());
    CHECK_FALSE(check_name("\xff\xfe\x80.wav", facts_of_song()).deviations.empty());
}
