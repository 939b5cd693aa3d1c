#include "driver/scene_file.hpp"

#include "driver/scenes.hpp"
#include "studio/diff.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

TEST_CASE("an effect's line is read by its type and written the same")
{
    const auto [type, parameters] = GENERATE(table<std::string, std::string>({
        {"HALL", "34 1.57 60 5k74 25 -9.5 83 7k2 0.95 25 50 50"},
        {"PLAT", "32 2.11 60 6k50 30 0.0 60 7k2 1.09 211.44 20 20"},
        {"VREV", "40 3.0 100 OFF FRONT 0.0 76 11k9 1.00 0.70"},
        {"DLY", "100 842 ST 1 4/3 13 10 20k0 97 30 30 20k0"},
        {"CRS", "0.50 15 15 19.9 19.9 100 97 15k1 120 100 85"},
        {"FILT", "0.20 0 70 104.7 LP 100 TRI 90 64 12 143 60 4POL OFF"},
        {"D/RV", "240 3/4 7k6 40.0 40 +0 24 1.43 52 5k6 89 100"},
        {"FL/R", "0.41 80 2.2 25 70 -15 14 0.97 24.0 7k2 113 100"},
        {"P1A", "ON 0.0 0.0 20 0.0 0.6 0.0 12k 0.0 20k ON"},
        {"LIM", "0.0 -0.5 0 3 0.05 662 ON OFF"},
        {"ULC2", "OFF -24 -24 4.7 4.8 20 ON -24 -31 3.7 1.9 4"},
        {"EXC", "3k31 28 24 14 30 30 OFF"},
        {"DRV", "25 20 28 -6.5 55 18k7 0.0 154 0.0 4k1"},
        {"PIT2", "0 -10 5.0 100 -50 100 0 10 6.9 100 50 15k8"},
    }));
    const auto line = "/fx/1/par " + complete(parameters);
    const auto made = scene("/fx/1 " + type + "\n" + line + "\n");
    CHECK(made.warnings == Lines{});
    const auto written = write(made.state);
    CHECK(written.line("fx/1") == "/fx/1 " + type);
    CHECK(written.line("fx/1/par") == line);
    CHECK(written.left_out.empty());
}

TEST_CASE("an effect's number is kept as the wire would carry it")
{
    const auto made = scene("/fx/1 DLY\n/fx/1/par 50 1 X 3/2\n");
    const auto& state = made.state;
    CHECK(state.values[id_of(*state.profile, "fx/1/par/01")] == Value(0.5F));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/02")] == Value(0.0F));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/03")] == Value(1));
    CHECK(state.values[id_of(*state.profile, "fx/1/par/04")] == Value(6));
    CHECK(spoken(made, "fx/1/par/04") == "3/2");
}

TEST_CASE("the slots that a type does not use are written as zeros and read as nothing")
{
    const auto made = scene("/fx/1 PIT\n/fx/1/par " + complete("0 0 5.0 52 15k8 100") + "\n");
    CHECK_FALSE(made.state.has(id_of(*console("x32"), "fx/1/par/07")));
    CHECK(made.warnings == Lines{});
}

TEST_CASE("parameters of an effect that nobody named are left out, and said so")
{
    const auto made = scene("/fx/1/par 34 1.57\n/fx/1 HALL\n");
    CHECK(made.warnings == Lines{"made.scn:2:11: fx/1/par/01: nothing says what \"34\" means; the rest of this line is left out"});
    CHECK(held(made) == "fx/1/type=0");
}

TEST_CASE("an effect's values beyond its range are taken as its end, with a warning")
{
    const auto made = scene("/fx/1 HALL\n/fx/1/par " + complete("300 1.57 60 5k74 25 -9.5 83 7k2 0.95 25 50 50") + "\n");
    CHECK(made.warnings == Lines{"made.scn:3:11: fx/1/par/01: 300 is not on the console's grid; taken as 200"});
}

TEST_CASE("without its type an effect's line is not written")
{
    auto state = whole_state(Height::middle);
    state.set(id_of(*state.profile, "fx/1/type"), 0, Standing::unknown);
    const auto written = write(state);
    CHECK(written.line("fx/1/par").empty());
    CHECK(written.left_out == Lines{"fx/1/type: silent; its line ends before it", "fx/1/par/01: 0.5000; its line ends before it"});
}

TEST_CASE("two scenes differ in the words of the studio")
{
    const auto before = scene("/ch/17/config \"Lead Vox\" 41 BL 1\n/ch/17/mix/09 ON -14.0 +0 POST 0\n/ch/17/eq/1 PEQ 1k02 +0.00 2.0\n"
                              "/headamp/016 +26.5 ON\n/fx/2 HALL\n/fx/2/par 34 1.57\n/main/st/mix ON   0.0 +0\n");
    const auto after = scene("/ch/17/config \"Lead Vox\" 41 BL 1\n/ch/17/mix/09 ON -11.0 +0 PRE 0\n/ch/17/eq/1 PEQ 1k02 +3.00 2.0\n"
                             "/headamp/016 +26.5 OFF\n/fx/2 DLY\n/fx/2/par 34 842\n/main/st/mix ON -10.0 +0\n");
    Lines sentences;
    for (const auto& difference : studio::diff(before.state, after.state)) sentences.push_back(difference.sentence());
    CHECK(sentences == Lines{R"(ch 17 "Lead Vox": eq 1 gain 0.00 dB -> +3.00 dB)",
                             R"(main LR: fader 0.0 dB -> -10.0 dB)",
                             R"(ch 17 "Lead Vox": send to bus 9 -14.0 dB -> -11.0 dB)",
                             R"(ch 17 "Lead Vox": send to bus 9 tap POST -> PRE)",
                             "fx 2: type HALL -> DLY",
                             "fx 2: mix 34 ms -> 34%",
                             "fx 2: time 1.57 s -> 842 ms",
                             "local input 17: 48 V ON -> OFF"});
}
