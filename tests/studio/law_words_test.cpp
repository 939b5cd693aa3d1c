#include "studio/law.hpp"

#include "studio/laws.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace recalld::studio;

namespace {

using Parsed = std::optional<Value>;

Law ratio() { return choice({"1.1", "1.3", "1.5", "2.0", "2.5", "3.0", "4.0", "5.0", "7.0", "10", "20", "100"}); }
Law source() { return whole(0, 2, {"OFF", "In 1", "In 2"}); }
Law decay() { return logarithmic(0.2, 5, 0, "s", {.decimals = 2}); }

}  // namespace

TEST_CASE("people read numbers with their unit")
{
    const auto [law, value, spoken] = GENERATE(table<Law, Value, std::string>({
        {fader(), 0, "-oo dB"},       {fader(), 1023, "+10.0 dB"},   {fader(), 767, "0.0 dB"},
        {fader(), 768, "0.0 dB"},     {fader(), 770, "+0.1 dB"},     {fader(), 500, "-10.9 dB"},
        {fader(161), 120, "0.0 dB"},  {fader(161), 111, "-2.3 dB"},  {fader(161), 129, "+2.3 dB"},
        {pan(), 0, "-100"},           {pan(), 50, "0"},              {pan(), 53, "+6"},
        {eq_gain(), 0, "-15.0 dB"},   {eq_gain(), 60, "0.00 dB"},    {eq_gain(), 25, "-8.75 dB"},
        {eq_gain(), 120, "+15.0 dB"}, {frequency(), 0, "20.0 Hz"},   {frequency(), 113, "990.9 Hz"},
        {frequency(), 200, "20.00 kHz"}, {frequency(), 156, "4.38 kHz"}, {q(), 0, "10"},
        {q(), 33, "2.0"},             {q(), 71, "0.3"},              {hold(), 68, "50.2 ms"},
        {hold(), 100, "2000 ms"},     {linear(0, 100, 21, "%"), 20, "100%"}, {linear(0, 5, 6), 3, "3"},
    }));
    CHECK(law.spoken(value) == spoken);
}

TEST_CASE("people read words, members and names")
{
    const auto [law, value, spoken] = GENERATE(table<Law, Value, std::string>({
        {onoff(), 1, "ON"},           {onoff(), 7, "7"},             {onoff(), -1, "-1"},
        {ratio(), 5, "3.0"},          {source(), 0, "OFF"},          {source(), 2, "In 2"},
        {source(), 3, "3"},           {source(), -1, "-1"},          {whole(1, 74), 41, "41"},
        {whole(1, 3, {"a", "b"}), 1, "a"}, {whole(1, 3, {"a", "b"}), std::numeric_limits<std::int32_t>::min(), "-2147483648"},
        {bits(8), 0, "none"},         {bits(8), 5, "1+3"},           {bits(8), 128, "8"},
        {text(12), std::string("Lead Vox"), "\"Lead Vox\""}, {text(12), std::string(), "\"\""},
        {raw(), 0.4312F, "0.4312"},   {raw(), 12, "12"},             {raw(), std::string("x"), "\"x\""},
        {decay(), 0.5F, "1.00 s"},    {decay(), 1.0F, "5.00 s"},     {decay(), 3, "3"},
        {onoff(), 0.5F, "0.5000"},
    }));
    CHECK(law.spoken(value) == spoken);
}

TEST_CASE("just below 1 kHz is not 1000.0 Hz")
{
    const Law law = logarithmic(100, 10000, 0, "Hz", {.frequency = true});
    CHECK(law.spoken(static_cast<float>(law.position_of(999.9))) == "999.9 Hz");
    CHECK(law.spoken(static_cast<float>(law.position_of(999.97))) == "1.00 kHz");
}

TEST_CASE("people may write a number in many ways")
{
    const auto [law, words, value] = GENERATE(table<Law, std::string, Parsed>({
        {fader(), "-6.8", 593},       {fader(), "-6.8 dB", 593},     {fader(), "  -6.8 db ", 593},
        {fader(), "-6.8dB", 593},     {fader(), "0", 767},           {fader(), "+0.0", 767},
        {fader(), "10", 1023},        {fader(), "+10.0 dB", 1023},   {fader(), "-oo", 0},
        {fader(), "-oo dB", 0},       {fader(), "-90", 0},           {fader(), ".5", 780},
        {frequency(), "4k37", 156},   {frequency(), "4.37 kHz", 156}, {frequency(), "4.37k", 156},
        {frequency(), "4370", 156},   {frequency(), "4370 Hz", 156}, {frequency(), "20", 0},
        {frequency(), "20k", 200},    {frequency(), "20k0", 200},    {frequency(), "10k02", 180},
        {pan(), "+6", 53},            {pan(), "-100", 0},            {pan(), "7", 54},
        {hold(), "2 s", 100},         {hold(), "50.2", 68},          {hold(), "50.2 ms", 68},
        {q(), "10", 0},               {q(), "0.3", 71},              {linear(0, 100, 21, "%"), "50%", 10},
        {linear(0, 100, 21, "%"), "50 %", 10}, {whole(1, 74), "41", 41}, {whole(1, 74), "+41", 41},
        {whole(-1, 99), "-1", -1},
    }));
    INFO(words);
    CHECK(law.parse(words) == value);
}

TEST_CASE("people may write words, members and names")
{
    const auto [law, words, value] = GENERATE(table<Law, std::string, Parsed>({
        {onoff(), "on", 1},           {onoff(), "ON", 1},            {onoff(), " Off ", 0},
        {onoff(), "true", 1},         {onoff(), "false", 0},         {onoff(), "1", 1},
        {source(), "in 2", 2},        {source(), "2", 2},            {source(), "off", 0},
        {ratio(), "3.0", 5},          {ratio(), "3", 5},             {ratio(), "100", 11},
        {choice({"12", "18", "24"}), "18", 1}, {choice({"1k", "1k5"}), "1500", 1}, {choice({"1/4", "2"}), "2", 1},
        {choice({"PRE", "POST"}), "post", 1}, {bits(8), "%0101", 5}, {bits(8), "%00000101", 5},
        {bits(8), "1+3", 5},          {bits(8), "8", 128},           {bits(8), "none", 0},
        {bits(8), "0", 0},            {bits(31), "31", 1 << 30},
        {text(12), "Lead Vox", std::string("Lead Vox")}, {text(12), " a ", std::string(" a ")}, {text(12), "", std::string()},
        {raw(), "12", 12},            {raw(), "0.25", 0.25F},        {raw(), "-1", -1},
        {decay(), "5", 1.0F},         {decay(), "200 ms", 0.0F},
    }));
    INFO(words);
    CHECK(law.parse(words) == value);
}

TEST_CASE("what does not fit is not guessed")
{
    const auto [law, words] = GENERATE(table<Law, std::string>({
        {fader(), ""},                {fader(), "loud"},             {fader(), "10.1"},
        {fader(), "-90.2"},           {fader(), "-6.8 Hz"},          {fader(), "-6.8 dBm"},
        {fader(), "inf"},             {fader(), "+inf"},             {fader(), "infinity"},
        {fader(), "nan"},             {fader(), "-nan"},             {fader(), "+-6.8"},
        {fader(), "--6"},             {fader(), "1e0"},              {fader(), "-"},
        {fader(), "."},               {fader(), "-oops"},            {fader(), "+oo"},
        {fader(), "0x1"},             {pan(), "-oo"},                {pan(), "102"},
        {pan(), "1 0"},               {frequency(), "19"},           {frequency(), "4k3.7"},
        {frequency(), "4.3k7"},       {frequency(), "4K37 dB"},      {frequency(), "21k"},
        {hold(), "3 s"},              {whole(1, 74), "0"},           {whole(1, 74), "75"},
        {whole(1, 74), "99999999999"}, {whole(1, 74), "-oo"},        {onoff(), "maybe"},
        {onoff(), "2"},               {onoff(), "-1"},               {onoff(), "0.5"},
        {onoff(), ""},                {ratio(), "6"},                {ratio(), "0"},
        {choice({"12", "18", "24"}), "1"}, {choice({"PRE", "POST", "GRP"}), "true"}, {bits(8), "9"},
        {bits(8), "1+"},              {bits(8), "+1"},               {bits(8), "1+9"},
        {bits(8), "%2"},              {bits(8), "%"},                {bits(8), "%100000000"},
        {bits(8), "%-1"},             {bits(8), "-1"},               {bits(8), ""},
        {text(3), "long"},            {raw(), "inf"},                {raw(), "nan"},
        {raw(), "0.5 x"},         {raw(), ""},                   {decay(), "0.1"},
        {decay(), "6"},               {decay(), "1 min"},
    }));
    INFO(words);
    CHECK(law.parse(words) == std::nullopt);
}

TEST_CASE("what a law says, it understands")
{
    const Law law = GENERATE(fader(), fader(161), pan(), eq_gain(), frequency(), hold(), q(), ratio(), source(), bits(8));
    for (std::int32_t native = law.lowest(); native <= law.highest(); ++native) {
        const auto parsed = law.parse(law.spoken(native));
        if (!parsed || law.spoken(*parsed) != law.spoken(native)) FAIL_CHECK(law.spoken(native));
    }
    CHECK(law.parse(law.spoken(law.highest())) == Parsed(law.highest()));
}

TEST_CASE("a law says what it takes")
{
    const auto [law, range] = GENERATE(table<Law, std::string>({
        {fader(), "-oo dB … +10.0 dB"},
        {pan(), "-100 … +100"},
        {q(), "10 … 0.3"},
        {frequency(), "20.0 Hz … 20.00 kHz"},
        {decay(), "0.20 s … 5.00 s"},
        {whole(-1, 99), "-1 … 99"},
        {onoff(), "one of OFF, ON"},
        {bits(4), "4 bits, such as %0000"},
        {text(12), "at most 12 characters"},
        {raw(), "a number as the wire carries it"},
    }));
    CHECK(law.range() == range);
}

TEST_CASE("a word among choices is taken in any case and with any blanks, where one alone is meant")
{
    const Law source = choice({"OFF", "In 1", "In 17", "Aux 1"});
    const auto [words, position] = GENERATE(table<std::string, int>({{"In 17", 2}, {"in 17", 2}, {"In17", 2}, {"IN17", 2}, {"in  17", 2}, {"aux1", 3}, {"o f f", 0}}));
    CAPTURE(words);
    CHECK(source.parse(words) == Parsed(position));
}

TEST_CASE("what is written exactly is meant before what is nearly so, and of two that are equally near none is")
{
    const Law odd = choice({"A b", "Ab", "ab", "A B"});
    CHECK(odd.parse("Ab") == std::optional<Value>(1));
    CHECK(odd.parse("ab") == std::optional<Value>(2));
    CHECK(odd.parse("A B") == std::optional<Value>(3));
    CHECK_FALSE(odd.parse("AB"));
    CHECK_FALSE(odd.parse("a b"));
    CHECK(choice({"Delay", "Reverb", "Delay"}).parse("delay") == std::optional<Value>(0));   // said twice, it is still one word
    CHECK_FALSE(choice({"OFF", "In 1"}).parse("Inn1"));
}
