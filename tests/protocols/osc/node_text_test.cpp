#include "osc/node_text.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace recalld::osc;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The tokens with a bar between them; quoted ones in brackets.
std::string taken_apart(std::string_view line)
{
    const auto read = read_line(line);
    if (!read) return std::string(describe(read.error()));
    std::string shown(read->path);
    for (const auto& token : read->tokens) {
        const auto text = std::string(token.text);
        shown += token.quoted ? "|[" + text + "]" : "|" + text;
    }
    return shown;
}

/// A logarithmic law of so many steps.
double log_law(double lowest, double highest, int step, int steps)
{
    return lowest * std::pow(highest / lowest, static_cast<double>(step) / (steps - 1));
}

}  // namespace

TEST_CASE("a line is a path and its tokens")
{
    const auto [line, parts] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix ON  +4.6 ON +6 OFF   -oo\n", "/ch/01/mix|ON|+4.6|ON|+6|OFF|-oo"},
        {"/ch/01/config \"Lead Vox\" 41 BL 1\r\n", "/ch/01/config|[Lead Vox]|41|BL|1"},
        {"/ch/24/config \"\" 1 OFF 24", "/ch/24/config|[]|1|OFF|24"},
        {"/ch/01/grp %00000010 %000011", "/ch/01/grp|%00000010|%000011"},
        {"/config/userctrl/C/enc \"U2\" \"-\" \" a \"", "/config/userctrl/C/enc|[U2]|[-]|[ a ]"},
        {"ch/01/mix ON", "ch/01/mix|ON"},
        {"/ch/01/eq", "/ch/01/eq"},
        {"   /ch/01/eq   ON   ", "/ch/01/eq|ON"},
        {"/ch/01/mix/01 ON -5.0 -12 EQ-> 0", "/ch/01/mix/01|ON|-5.0|-12|EQ->|0"},
        {"/a \"Caf\xC3\xA9\"", "/a|[Caf\xC3\xA9]"},
    }));
    CHECK(taken_apart(line) == parts);
}

TEST_CASE("a bent line is refused")
{
    const auto [line, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::missing},
        {"\n", Fault::missing},
        {"    \r\n", Fault::missing},
        {"/a \"open", Fault::unterminated},
        {"/a \"", Fault::unterminated},
        {"/a \"b\"c", Fault::malformed},
        {"/a \"b\"\"c\"", Fault::malformed},
        {"/a b\"c\"", Fault::malformed},
        {"\"/a\" b", Fault::malformed},
        {"/a b\n/c d\n", Fault::malformed},
        {"/a\tb", Fault::malformed},
        {std::string("/a \0 b", 6), Fault::malformed},
        {"/a \x7F", Fault::malformed},
    }));
    CAPTURE(line);
    CHECK(taken_apart(line) == describe(fault));
}

TEST_CASE("a line has 256 tokens and no more")
{
    std::string line = "/fx/1/par";
    for (std::size_t token = 0; token < max_tokens; ++token) line += " 0";
    CHECK(read_line(line).value().tokens.size() == max_tokens);
    CHECK(read_line(line + " ").value().tokens.size() == max_tokens);
    CHECK(read_line(line + " 0").error() == Fault::too_many);
    CHECK(read_line("/a " + std::string(100000, ' ')).value().tokens.empty());
}

TEST_CASE("a line cut anywhere is refused or shorter")
{
    const std::string line = "/ch/01/config \"Lead Vox\" 41 BL 1\n";
    for (std::size_t size = 0; size < line.size(); ++size) {
        const auto cut = read_line(std::string_view(line).substr(0, size));
        const bool in_the_name = size > line.find('"') && size <= line.rfind('"');
        CAPTURE(size);
        CHECK(cut.has_value() == (size > 0 && !in_the_name));
    }
}

TEST_CASE("a number has a value and a resolution")
{
    const auto [token, value, resolution] = GENERATE(table<std::string, double, double>({
        {"0", 0, 1},
        {"151", 151, 1},
        {"-12", -12, 1},
        {"+100", 100, 1},
        {"+4.6", 4.6, 0.1},
        {"285.8", 285.8, 0.1},
        {"-10.75", -10.75, 0.01},
        {"+0.00", 0, 0.01},
        {"4k37", 4370, 10},
        {"10k02", 10020, 10},
        {"20k0", 20000, 100},
        {"1k234", 1234, 1},
        {"1k2345", 1234.5, 0.1},
        {"007", 7, 1},
        {"-oo", -infinity, 0},
    }));
    CAPTURE(token);
    CHECK(read_number(token).value() == Number{value, resolution});
}

TEST_CASE("what is not quite a number is refused")
{
    const std::string token =
        GENERATE("", "-", "+", ".", "k", "1.", "1k", ".5", "k5", "1.2.3", "1k2k3", "1k2.3", "1.2k3", "--1", "+-1",
                 "1e5", "0x10", "oo", "+oo", "-oo ", " 1", "1 ", "inf", "nan", "ON", "%0101", "1K2", "\xFF");
    CAPTURE(token);
    CHECK(read_number(token).error() == Fault::malformed);
}

TEST_CASE("a number has 15 digits and no more")
{
    CHECK(read_number("999999999999999").value().value == 999999999999999);
    CHECK(read_number("0.00000000000001").value() == Number{1e-14, 1e-14});
    CHECK(read_number("1000000000000000").error() == Fault::out_of_range);
    CHECK(read_number("0.000000000000001").error() == Fault::out_of_range);
    CHECK(read_number(std::string(100000, '9')).error() == Fault::out_of_range);
}

TEST_CASE("a bitmap's right end is bit 0")
{
    CHECK(read_bitmap("%0101").value() == Bitmap{5, 4});
    CHECK(read_bitmap("%1").value() == Bitmap{1, 1});
    CHECK(read_bitmap("%00000010").value() == Bitmap{2, 8});
    CHECK(read_bitmap("%1" + std::string(63, '0')).value() == Bitmap{std::uint64_t{1} << 63, 64});
    CHECK(read_bitmap("%" + std::string(65, '0')).error() == Fault::out_of_range);
    CHECK(read_bitmap("%").error() == Fault::malformed);
    CHECK(read_bitmap("").error() == Fault::malformed);
    CHECK(read_bitmap("0101").error() == Fault::malformed);
    CHECK(read_bitmap("%012").error() == Fault::malformed);
    CHECK(read_bitmap("%01 ").error() == Fault::malformed);
}

TEST_CASE("a number is rounded, halves away from zero")
{
    const auto [value, decimals, text] = GENERATE(table<double, int, std::string>({
        {0, 0, "0"},
        {151.2, 0, "151"},
        {982.7, 0, "983"},
        {-20, 0, "-20"},
        {-37, 1, "-37.0"},
        {3.72, 1, "3.7"},
        {2.25, 1, "2.3"},
        {-2.25, 1, "-2.3"},
        {-8.75, 1, "-8.8"},
        {2.2499999, 1, "2.3"},
        {97.956, 1, "98.0"},
        {0.05, 1, "0.1"},
        {-0.04, 1, "0.0"},
        {-0.0, 2, "0.00"},
        {999.96, 1, "1000.0"},
        {123456.7, 1, "123456.7"},
        {-99999.99, 2, "-99999.99"},
        {-infinity, 1, "-oo"},
        {infinity, 0, "1000000000000"},
        {not_a_number, 1, "0.0"},
    }));
    CAPTURE(value);
    CHECK(write_number(value, decimals) == text);
}

TEST_CASE("a plus stands where the column has one")
{
    const auto [value, never, above, from] = GENERATE(table<double, std::string, std::string, std::string>({
        {4.6, "4.6", "+4.6", "+4.6"},
        {0, "0.0", "0.0", "+0.0"},
        {-0.04, "0.0", "0.0", "+0.0"},
        {-4.6, "-4.6", "-4.6", "-4.6"},
        {-infinity, "-oo", "-oo", "-oo"},
    }));
    CHECK(write_number(value, 1) == never);
    CHECK(write_number(value, 1, Plus::above_zero) == above);
    CHECK(write_number(value, 1, Plus::from_zero) == from);
}

TEST_CASE("significant digits are cut off")
{
    const auto [value, text] = GENERATE(table<double, std::string>({
        {0, "+0.00"},
        {-8.75, "-8.75"},
        {-10.75, "-10.7"},
        {-12.25, "-12.2"},
        {5.25, "+5.25"},
        {15, "+15.0"},
        {9.9999999, "+10.0"},
        {-9.9999999, "-10.0"},
        {-0.004, "+0.00"},
        {502.377, "+502"},
        {2000, "+2000"},
        {-infinity, "-oo"},
        {not_a_number, "+0.00"},
    }));
    CAPTURE(value);
    CHECK(write_significant(value, 3, Plus::from_zero) == text);
}

TEST_CASE("a time law shows three digits")
{
    CHECK(write_significant(log_law(0.02, 2000, 0, 101), 3) == "0.02");
    CHECK(write_significant(log_law(0.02, 2000, 30, 101), 3) == "0.63");
    CHECK(write_significant(log_law(0.02, 2000, 54, 101), 3) == "10.0");
    CHECK(write_significant(log_law(0.02, 2000, 68, 101), 3) == "50.2");
    CHECK(write_significant(log_law(0.02, 2000, 88, 101), 3) == "502");
    CHECK(write_significant(log_law(0.02, 2000, 100, 101), 3) == "2000");
}

TEST_CASE("a frequency law shows what the device shows")
{
    const auto [step, text] = GENERATE(table<int, std::string>({
        {0, "20.0"},
        {42, "85.3"},
        {46, "98.0"},
        {77, "285.8"},
        {113, "990.9"},
        {114, "1k02"},
        {133, "1k97"},
        {148, "3k31"},
        {156, "4k37"},
        {171, "7k34"},
        {180, "10k02"},
        {189, "13k67"},
        {200, "20k00"},
    }));
    CHECK(write_frequency(log_law(20, 20000, step, 201)) == text);
}

TEST_CASE("a frequency can have other digits")
{
    CHECK(write_frequency(83.2, 0, 1) == "83");
    CHECK(write_frequency(7200, 0, 1) == "7k2");
    CHECK(write_frequency(20000, 0, 1) == "20k0");
    CHECK(write_frequency(999.96) == "1k00");
    CHECK(write_frequency(999.94) == "999.9");
    CHECK(write_frequency(999.4, 0, 1) == "999");
    CHECK(write_frequency(999.5, 0, 1) == "1k0");
}

TEST_CASE("a bitmap is written as wide as it is")
{
    CHECK(write_bitmap(5, 4) == "%0101");
    CHECK(write_bitmap(2, 8) == "%00000010");
    CHECK(write_bitmap(0xFF, 4) == "%1111");
    CHECK(write_bitmap(0, 0) == "%");
    CHECK(write_bitmap(~std::uint64_t{0}, 100) == "%" + std::string(64, '1'));
}

TEST_CASE("a text is quoted so that its line can be read")
{
    CHECK(quote("Lead Vox") == "\"Lead Vox\"");
    CHECK(quote("") == "\"\"");
    CHECK(quote("12\" tom") == "\"12' tom\"");
    CHECK(quote("a\nb") == "\"a b\"");
    CHECK(taken_apart("/a " + quote("2\" \r\n") + " 1") == "/a|[2'   ]|1");
}

TEST_CASE("a column is filled from the left")
{
    CHECK(right_aligned("-oo", 5) == "  -oo");
    CHECK(right_aligned("-18.0", 5) == "-18.0");
    CHECK(right_aligned("-100.5", 5) == "-100.5");
    CHECK(right_aligned("", 2) == "  ");
}

TEST_CASE("what is written reads back within its resolution")
{
    std::mt19937 engine(4);
    for (int round = 0; round < 20000; ++round) {
        const double value = (static_cast<double>(engine() % 2'000'000) - 1'000'000) / (round % 2 == 0 ? 997.0 : 10.0);
        const auto rounded = read_number(write_number(value, static_cast<int>(engine() % 4), Plus::above_zero)).value();
        const auto cut = read_number(write_significant(value, 3)).value();
        const auto hertz = read_number(write_frequency(std::abs(value) + 20)).value();
        CAPTURE(value);
        if (std::abs(rounded.value - value) > 0.502 * rounded.resolution) FAIL("rounded " << rounded.value);
        if (std::abs(cut.value - value) > 1.002 * cut.resolution) FAIL("cut " << cut.value);
        if (std::abs(hertz.value - std::abs(value) - 20) > 1.002 * hertz.resolution) FAIL("hertz " << hertz.value);
    }
    SUCCEED();
}
