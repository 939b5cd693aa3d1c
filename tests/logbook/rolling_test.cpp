#include "logbook/rolling.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;

TEST_CASE("a take is from the moment a machine records until it does not")
{
    Rolling rolling;
    CHECK_FALSE(rolling.hear(false, "00:59:58:00"));
    CHECK_FALSE(rolling.hear(true, "01:00:00:00"));
    CHECK(rolling.is_recording());
    CHECK_FALSE(rolling.hear(true, "01:00:05:00"));
    const auto take = rolling.hear(false, "01:03:20:12");
    REQUIRE(take);
    CHECK(take->from == "01:00:00:00");
    CHECK(take->to == "01:03:20:12");
    CHECK_FALSE(rolling.hear(false, "01:03:21:00"));
    CHECK_FALSE(rolling.is_recording());
}

TEST_CASE("a machine without timecode makes takes, too")
{
    Rolling rolling;
    rolling.hear(true, "");
    const auto take = rolling.hear(false, "");
    REQUIRE(take);
    CHECK(take->from.empty());
}
