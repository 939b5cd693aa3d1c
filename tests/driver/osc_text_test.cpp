#include "driver/osc_text.hpp"

#include "driver/consoles.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace recalld;
using namespace recalld::driver;
using studio::Law;
using studio::LawKind;
using studio::Value;

namespace {

/// `593` when the token can be no other value, `593?` when it can, `none` when it is none.
std::string read(const Law& law, std::string_view token, bool quoted = false)
{
    const auto reading = read_token(law, {token, quoted});
    return reading ? studio::plain(reading->value) + (reading->certain ? "" : "?") : "none";
}

/// What is printed for a value reads as that value; where the text is coarser than the grid, as one that prints alike.
bool comes_back(const Law& law, std::int32_t step)
{
    const auto token = write_token(law, step);
    const auto reading = read_token(law, {token, false});
    if (!reading) return false;
    return reading->certain ? reading->value == Value(step) : write_token(law, reading->value) == token;
}

bool is_always_certain(const Law& law)
{
    for (std::int32_t step = 0; step < law.steps; ++step)
        if (!read_token(law, {write_token(law, step), false})->certain) return false;
    return true;
}

}  // namespace

TEST_CASE("a number is the step that prints so")
{
    const auto [name, token, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/01/mix/01/level", "-2.3", "111"},   {"ch/01/mix/01/level", "0.0", "120"},
        {"ch/01/mix/01/level", "+10.0", "160"},  {"ch/01/mix/01/level", "-87.0", "1"},
        {"ch/01/mix/pan", "+6", "53"},           {"ch/01/mix/pan", "-100", "0"},
        {"ch/01/mix/pan", "+0", "50"},           {"ch/01/preamp/trim", "-10.3", "31"},
        {"ch/01/eq/1/f", "990.9", "113"},        {"ch/01/eq/1/f", "1k02", "114"},
        {"ch/01/eq/1/f", "10k02", "180"},        {"ch/01/eq/1/f", "20k00", "200"},
        {"ch/01/eq/1/g", "-10.7", "17"},         {"ch/01/eq/1/g", "-8.75", "25"},
        {"ch/01/eq/1/g", "+0.00", "60"},         {"ch/01/eq/1/q", "5.8", "11"},
        {"ch/01/dyn/thr", "-30.5", "59"},        {"ch/01/dyn/mgain", "3.50", "7"},
        {"ch/01/dyn/attack", "12", "12"},        {"ch/01/gate/hold", "50.2", "68"},
        {"ch/01/gate/hold", "2000", "100"},      {"ch/01/delay/time", "0.3", "0"},
        {"ch/01/delay/time", "500.0", "4997"},   {"headamp/000/gain", "+26.5", "77"},
        {"ch/01/config/icon", "41", "41"},       {"config/dp48/broadcast", "0", "0"},
    }));
    INFO(name << " " << token);
    CHECK(read(law_of(name), token) == expected);
}

TEST_CASE("another device may print the same number in another form")
{
    const auto [name, token, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"headamp/000/gain", "26.5", "77"},       // without its plus
        {"ch/01/mix/pan", "6", "53"},
        {"ch/01/mix/pan", "-0", "50"},
        {"ch/01/mix/fader", "-0.0", "767?"},      // the sign of what was rounded away
        {"ch/01/mix/01/level", "-0.0", "120"},
        {"ch/01/gate/hold", "50.24", "68"},       // two decimals instead of three digits
        {"ch/01/gate/hold", "2000.00", "100"},
        {"ch/01/gate/hold", "0.02", "0?"},
        {"ch/01/preamp/hpf", "20.0", "0"},        // a decimal more
        {"ch/01/preamp/trim", "+0.2", "73"},      // cut, where others round
        {"ch/01/preamp/trim", "+0.3", "73"},
        {"ch/01/eq/1/g", "-10.75", "17"},
        {"ch/01/eq/1/g", "-10.8", "17"},          // rounded, where others cut
        {"ch/01/eq/1/f", "1000.0", "113?"},
        {"ch/01/eq/1/f", "4370", "156?"},
        {"ch/01/eq/1/f", "4k3", "155?"},
        {"ch/01/mix/01/level", "-2", "112?"},
    }));
    INFO(name << " " << token);
    CHECK(read(law_of(name), token) == expected);
}

TEST_CASE("text coarser than the grid leaves a doubt")
{
    const auto [name, token] = GENERATE(table<std::string, std::string>({
        {"ch/01/mix/fader", "0.0"}, {"ch/01/mix/fader", "-8.1"}, {"ch/01/preamp/hpf", "21"}, {"ch/01/eq/1/q", "1.0"},
        {"ch/01/eq/1/q", "10"}, {"ch/01/gate/hold", "0.03"}, {"ch/01/gate/release", "6"},
    }));
    INFO(name << " " << token);
    const auto reading = read_token(law_of(name), {token, false});
    REQUIRE(reading);
    CHECK_FALSE(reading->certain);
    CHECK(write_token(law_of(name), reading->value) == token);
}

TEST_CASE("a number off the grid is the nearest step, in doubt")
{
    const auto [name, token, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/01/mix/01/level", "-2.6", "110?"}, {"ch/01/eq/1/f", "4k50", "157?"}, {"ch/01/mix/pan", "+7", "54?"},
        {"ch/01/dyn/thr", "-30.2", "60?"},      {"ch/01/mix/fader", "+99.0", "1023?"}, {"ch/01/mix/fader", "-200", "0?"},
        {"ch/01/eq/1/q", "99", "0?"},           {"ch/01/eq/1/q", "0", "71?"},          {"ch/01/eq/1/f", "-5.0", "0?"},
    }));
    INFO(name << " " << token);
    CHECK(read(law_of(name), token) == expected);
}

TEST_CASE("silence is silence where a law has it")
{
    CHECK(read(law_of("ch/01/mix/fader"), "-oo") == "0");
    CHECK(read(law_of("ch/01/mix/01/level"), "-oo") == "0");
    CHECK(read(law_of("ch/01/mix/pan"), "-oo") == "none");
    CHECK(read(law_of("ch/01/eq/1/f"), "-oo") == "none");
    CHECK(read(law_of("ch/01/config/icon"), "-oo") == "none");
}

TEST_CASE("words match in any case, and only known ones")
{
    const auto [name, token, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/01/eq/1/type", "LCut", "0"}, {"ch/01/eq/1/type", "Lcut", "0"}, {"ch/01/eq/1/type", "HCUT", "5"},
        {"ch/01/mix/on", "on", "1"},      {"ch/01/mix/on", "ONE", "none"},  {"ch/01/mix/on", "1", "none"},
        {"ch/01/mix/on", "", "none"},     {"ch/01/gate/mode", "EXP", "none"}, {"ch/01/dyn/ratio", "4.0", "6"},
        {"ch/01/dyn/ratio", "4", "none"}, {"ch/01/config/color", "WHi", "15"}, {"ch/01/mix/01/type", "<-EQ", "1"},
        {"outputs/main/01/pos", "IN/LC+M", "1"}, {"config/routing/IN/AUX", "CARD25-32CARD1-4", "none"},
    }));
    INFO(name << " " << token);
    CHECK(read(law_of(name), token) == expected);
}

TEST_CASE("whole numbers and bitmaps")
{
    const auto [name, token, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"ch/01/config/source", "64", "64"},   {"ch/01/config/source", "+5", "5"}, {"ch/01/config/source", "5.5", "none"},
        {"ch/01/config/source", "In01", "none"}, {"ch/01/config/source", "3k0", "3000"},
        {"ch/01/config/source", "99999999999", "none"}, {"-show/prepos/current", "-1", "-1"},
        {"ch/01/grp/dca", "%00000101", "5"},   {"ch/01/grp/dca", "%101", "5"},     {"ch/01/grp/dca", "%0", "0"},
        {"ch/01/grp/dca", "5", "5"},           {"ch/01/grp/dca", "%2", "none"},    {"ch/01/grp/dca", "%", "none"},
        {"ch/01/grp/dca", "%" + std::string(31, '1'), "2147483647"}, {"ch/01/grp/dca", "%" + std::string(32, '1'), "none"},
    }));
    INFO(name << " " << token);
    CHECK(read(law_of(name), token) == expected);
}

TEST_CASE("what is no number is nothing")
{
    const std::string token = GENERATE("", "ON", "--1", "1.", ".5", "nan", "inf", "1e3", "%01", "OFF0.0", "4k", "k5");
    INFO(token);
    for (const std::string name : {"ch/01/mix/fader", "ch/01/eq/1/f", "ch/01/mix/pan", "ch/01/config/icon"})
        CHECK(read(law_of(name), token) == "none");
}

TEST_CASE("text in quotes is certain; without them part of it may be lost")
{
    const Law& name = law_of("ch/01/config/name");
    CHECK(read(name, "Lead Vox", true) == "Lead Vox");
    CHECK(read(name, "", true).empty());
    CHECK(read(name, "Lead") == "Lead?");
    CHECK(read(name, "12", true) == "12");
}

TEST_CASE("text says nothing about a value without a law")
{
    CHECK(read(law_of("fx/1/par/01"), "0.5") == "none");
    CHECK(read(law_of("fx/1/par/01"), "0") == "none");
}

TEST_CASE("every step of every law comes back from its text")
{
    const std::string name = GENERATE("x32", "x-air");
    for (const Law& law : console(name)->laws) {
        if (law.kind == LawKind::text || law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0)) continue;
        const std::int32_t highest = std::min(law.highest(), 1 << 18);
        for (std::int32_t native = law.lowest(); native <= highest; ++native)
            if (!comes_back(law, native)) FAIL_CHECK(name << " " << law.name << " " << native << ": " << write_token(law, native));
    }
}

TEST_CASE("of many laws every token is certain")
{
    const std::string name = GENERATE(
        "ch/01/mix/01/level", "ch/01/mix/pan", "ch/01/preamp/trim", "ch/01/eq/1/g", "ch/01/eq/1/f", "ch/01/gate/thr", "ch/01/dyn/thr",
        "ch/01/gate/range", "ch/01/gate/attack", "ch/01/dyn/mgain", "ch/01/dyn/mix", "ch/01/delay/time", "ch/01/automix/weight",
        "config/osc/f1", "config/tape/gainL", "config/solo/dimatt", "headamp/000/gain");
    INFO(name);
    CHECK(is_always_certain(law_of(name)));
}

TEST_CASE("of some laws few tokens leave a doubt")
{
    const auto [name, most] = GENERATE(table<std::string, int>({
        {"ch/01/mix/fader", 800}, {"ch/01/preamp/hpf", 36}, {"ch/01/eq/1/q", 48}, {"ch/01/gate/hold", 30}, {"ch/01/gate/release", 40},
    }));
    const Law& law = law_of(name);
    int doubts = 0;
    for (std::int32_t step = 0; step < law.steps; ++step) doubts += read_token(law, {write_token(law, step), false})->certain ? 0 : 1;
    INFO(name << ": " << doubts << " of " << law.steps);
    CHECK(doubts > 0);
    CHECK(doubts <= most);
}

TEST_CASE("a step is printed as a console prints it")
{
    const auto [name, native, token] = GENERATE(table<std::string, std::int32_t, std::string>({
        {"ch/01/mix/fader", 0, "-oo"},        {"ch/01/mix/fader", 1023, "+10.0"},  {"ch/01/mix/fader", 767, "0.0"},
        {"ch/01/mix/01/level", 111, "-2.3"},  {"ch/01/mix/01/level", 117, "-0.8"}, {"ch/01/mix/pan", 50, "+0"},
        {"ch/01/preamp/trim", 31, "-10.3"},   {"ch/01/preamp/trim", 72, "+0.0"},   {"ch/01/preamp/hpf", 67, "149"},
        {"ch/01/preamp/hpslope", 1, "18"},    {"ch/01/eq/1/g", 17, "-10.7"},       {"ch/01/eq/1/g", 60, "+0.00"},
        {"ch/01/eq/1/g", 120, "+15.0"},       {"ch/01/eq/1/q", 33, "2.0"},         {"ch/01/eq/1/q", 0, "10"},
        {"ch/01/eq/1/f", 0, "20.0"},          {"ch/01/eq/1/f", 114, "1k02"},       {"ch/01/eq/1/f", 200, "20k00"},
        {"ch/01/gate/hold", 57, "14.1"},      {"ch/01/gate/hold", 100, "2000"},    {"ch/01/dyn/mgain", 48, "24.0"},
        {"ch/01/dyn/ratio", 6, "4.0"},        {"ch/01/grp/dca", 2, "%00000010"},   {"ch/01/config/source", 5, "5"},
        {"-show/prepos/current", -1, "-1"},   {"headamp/000/gain", 24, "+0.0"},    {"ch/01/delay/time", 0, "0.3"},
    }));
    INFO(name << " " << native);
    CHECK(write_token(law_of(name), native) == token);
}

TEST_CASE("a word beyond the list is printed as its number")
{
    CHECK(write_token(law_of("ch/01/mix/on"), 7) == "7");
    CHECK(write_token(law_of("ch/01/mix/on"), -1) == "-1");
}

TEST_CASE("texts are quoted")
{
    CHECK(write_token(law_of("ch/01/config/name"), std::string("Lead Vox")) == "\"Lead Vox\"");
    CHECK(write_token(law_of("ch/01/config/name"), std::string("12\" tom")) == "\"12' tom\"");
    CHECK(write_token(law_of("ch/01/config/name"), std::string()) == "\"\"");
}

TEST_CASE("an effect's number is printed as a console prints it")
{
    const auto [type, number, token] = GENERATE(table<std::string, std::size_t, std::string>({
        {"HALL", 2, "1.57"},  {"HALL", 4, "5k74"},  {"HALL", 6, "-9.5"},   {"HALL", 7, "83"},     {"HALL", 8, "7k2"},
        {"HALL", 8, "20k0"},  {"HALL", 8, "830"},   {"HALL", 9, "0.95"},   {"PLAT", 4, "6k50"},   {"PLAT", 10, "211.44"},
        {"VREV", 8, "11k9"},  {"DLY", 2, "223"},    {"DLY", 12, "20k0"},   {"3TAP", 4, "30.0"},   {"CRS", 1, "0.48"},
        {"CRS", 4, "15.1"},   {"FILT", 4, "104.7"}, {"ROTA", 5, "-15"},    {"D/RV", 3, "7k6"},    {"D/RV", 6, "+0"},
        {"CR/R", 6, "+60"},   {"CR/R", 10, "6k4"},  {"FL/R", 6, "-15"},    {"FL/R", 9, "24.0"},   {"MODD", 11, "4k7"},
        {"GEQ", 1, "3.0"},    {"GEQ", 32, "-6.0"},  {"LIM", 5, "0.05"},    {"LIM", 6, "662"},     {"ULC", 2, "-24"},
        {"ULC", 4, "3.7"},    {"EXC", 1, "3k31"},   {"IMG", 6, "1.96"},    {"DRV", 6, "18k7"},    {"DRV", 10, "4k1"},
        {"PIT2", 5, "50"},    {"PIT", 5, "15k8"},
    }));
    INFO(type << " " << number);
    const Law& law = effect_law(type, number);
    const auto reading = read_token(law, {token, false});
    REQUIRE(reading);
    CHECK(std::holds_alternative<float>(reading->value));
    CHECK_FALSE(reading->certain);   // its grid is not known
    CHECK(write_token(law, reading->value) == token);
}

TEST_CASE("whatever an effect's parameter prints reads as what prints so")
{
    constexpr int positions = 500;
    for (const auto& [type, slots] : console("x32")->tables.front()) {
        for (const auto& slot : slots) {
            const Law& law = console("x32")->laws[slot.law];
            for (int i = 0; law.is_stepped() && i <= positions; ++i) {
                const auto token = write_token(law, static_cast<float>(i) / positions);
                const auto reading = read_token(law, {token, false});
                if (!reading || write_token(law, reading->value) != token) FAIL_CHECK(type << " " << slot.words << ": " << token);
            }
        }
    }
}

TEST_CASE("an effect's parameter is kept as the wire carries it")
{
    const Law& mode = effect_law("DLY", 3);
    CHECK(to_raw(mode, 2) == Value(2));
    CHECK(from_raw(mode, 2) == Value(2));
    const Law& decay = effect_law("HALL", 2);
    CHECK(to_raw(decay, 0.5F) == Value(0.5F));
    CHECK(from_raw(decay, 0.5F) == Value(0.5F));
    const Law& fader = law_of("ch/01/mix/fader");
    CHECK(to_raw(fader, 1023) == Value(1.0F));
    CHECK(from_raw(fader, 0.75F) == Value(767));
    CHECK(from_raw(fader, to_raw(fader, 593)) == Value(593));
    CHECK(from_raw(fader, 3) == Value(3));
}
