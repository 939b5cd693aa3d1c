#include "studio/cord.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("a cord is told with an arrow, and what hands do with it is a line to tick")
{
    const Cord old{"B3", "B17", "vocal"}, fresh{"B3", "B19"};
    CHECK(written(old) == "B3 -> B17");
    CHECK(pull_words(old) == "pull B3 -> B17");
    CHECK(plug_words(fresh) == "plug B3 -> B19");
    CHECK(cord_line(old, {}) == "pull B3-B17");
    CHECK(cord_line({}, fresh) == "plug B3-B19");
    CHECK(cord_line(old, fresh) == "move B3-B17 B3-B19");
    CHECK(cord_line({}, {}).empty());
}
