#include "check/unit_points.hpp"

#include "profile_here.hpp"
#include "studio/routing.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace recalld;
using namespace recalld::check;
using recalld::testing::profile_here;
using Names = std::vector<std::string>;

namespace {

const studio::Routing words{{}, {{"A", "AES in"}, {"AN", "in"}, {"Local", "in"}, {"P16", "personal"}, {"Main L", "main L"}}, {}};

/// `ch 1 is a strip`; empty when the profile knows no such point.
std::string told(const std::string& profile, const std::string& point)
{
    const auto points = points_of(*profile_here(profile));
    const auto found = std::ranges::find(points, point, &UnitPoint::name);
    return found == points.end() ? std::string() : std::string(name_of(found->kind)) + (found->path.empty() ? "" : " " + found->path);
}

}  // namespace

TEST_CASE("words of values are points, one or a block of them")
{
    const auto [word, points] = GENERATE(table<std::string, Names>({
        {"Local 3", {"in 3"}}, {"AN1-3", {"in 1", "in 2", "in 3"}}, {"A9", {"AES in 9"}}, {"P161-2", {"personal 1", "personal 2"}}, {"Local 07", {"in 7"}},
        {"Main L", {"main L"}}, {"OFF", {}}, {"Main R", {}}, {"Local", {"in"}}, {"Local x", {}}, {"AN8-1", {}}, {"AN-8", {}}, {"AN1-", {}}, {"AN1-8-9", {}},
        {"AN1-99999", {}}, {"AN99999999999", {}}, {"", {}}}));
    CAPTURE(word);
    CHECK(points_named(words, word) == points);
}

TEST_CASE("a profile tells of its strips, and of what the words of its routing name")
{
    const auto [point, kind] = GENERATE(table<std::string, std::string>({
        {"ch 1", "strip ch/01"}, {"ch 32", "strip ch/32"}, {"ch 33", ""}, {"matrix 6", "strip mtx/06"}, {"in 1", "socket"}, {"in 32", "socket"}, {"in 33", ""}, {"in 0", ""},
        {"out 16", "socket"}, {"out 17", ""}, {"card out 32", "socket"}, {"slot 3", "hidden"}, {"output 3", "hidden outputs/main/03"}, {"OFF", ""}}));
    CAPTURE(point);
    CHECK(told("consoles/x32", point) == kind);
}

TEST_CASE("the groups on the front of analog gear are no points")
{
    CHECK(points_of(*profile_here("analog/ua-1176ln")).empty());
    CHECK(points_of(*profile_here("analog/drawmer-1960")).empty());
    CHECK(told("example", "in 2") == "socket");
}

TEST_CASE("each point is told once")
{
    Names names;
    for (const auto& point : points_of(*profile_here("consoles/x32"))) names.push_back(point.name);
    auto once = names;
    std::ranges::sort(once);
    once.erase(std::ranges::unique(once).begin(), once.end());
    CHECK(once.size() == names.size());
}

TEST_CASE("a point has a name and perhaps a number, and blocks go on counting")
{
    CHECK(without_number("card out 3") == "card out");
    CHECK(without_number("ch/17") == "ch");
    CHECK(without_number("main L") == "main L");
    CHECK(without_number("B12") == "B12");
    CHECK(number_of("card out 3") == 3);
    CHECK(number_of("ch/17") == 17);
    CHECK_FALSE(number_of("main L"));
    CHECK(further("slot 15", 2) == "slot 17");
    CHECK(further("slot 15", 0) == "slot 15");
    CHECK(further("main L", 2) == "main L");
}
