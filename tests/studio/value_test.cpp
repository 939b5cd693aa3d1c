#include "studio/value.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace recalld::studio;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr float denormal = std::numeric_limits<float>::denorm_min();   // the bits of the integer 1

}  // namespace

TEST_CASE("numbers and text are the same only when they are equal")
{
    const auto [a, b, expected] = GENERATE(table<Value, Value, bool>({
        {3, 3, true},
        {3, 4, false},
        {-1, 1, false},
        {std::string("Vox"), std::string("Vox"), true},
        {std::string("Vox"), std::string("vox"), false},
        {std::string(), std::string(), true},
        {std::string("Vox"), std::string("Vox "), false},
    }));
    CHECK(same(a, b) == expected);
    CHECK(same(b, a) == expected);
}

TEST_CASE("raw floats are the same within half a step of the finest grid")
{
    const auto [a, b, expected] = GENERATE(table<float, float, bool>({
        {0.5F, 0.5F, true},
        {0.5F, 0.50049F, true},
        {0.5F, 0.5006F, false},
        {0.0F, 0.0004F, true},
        {0.0F, -0.0F, true},
        {0.0F, 0.001F, false},
        {1.0F, 1.0F / 1023 * 1022, false},
    }));
    CHECK(same(a, b) == expected);
    CHECK(same(b, a) == expected);
}

TEST_CASE("an integer's bits in a float are next to nothing, yet another value")
{
    CHECK_FALSE(same(denormal, 0.0F));
    CHECK_FALSE(same(denormal, denormal * 2));
    CHECK_FALSE(same(denormal, 0.0001F));
    CHECK(same(denormal, denormal));
}

TEST_CASE("what is no number is never the same as one")
{
    CHECK_FALSE(same(not_a_number, not_a_number));
    CHECK_FALSE(same(not_a_number, 0.5F));
    CHECK_FALSE(same(infinity, 1.0F));
    CHECK_FALSE(same(infinity, -infinity));
    CHECK(same(infinity, infinity));
}

TEST_CASE("values of two types are never the same")
{
    const std::vector<Value> values{1, 1.0F, std::string("1")};
    for (std::size_t a = 0; a < values.size(); ++a)
        for (std::size_t b = 0; b < values.size(); ++b) CHECK(same(values[a], values[b]) == (a == b));
}

TEST_CASE("a value without a law is shown as it is")
{
    const auto [value, shown] = GENERATE(table<Value, std::string>({
        {12, "12"},
        {-2147483647 - 1, "-2147483648"},
        {0.4312F, "0.4312"},
        {0.0F, "0.0000"},
        {-0.5F, "-0.5000"},
        {infinity, "inf"},
        {std::string("Lead Vox"), "Lead Vox"},
        {std::string(), ""},
    }));
    CHECK(plain(value) == shown);
}
