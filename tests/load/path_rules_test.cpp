#include "load/path_rules.hpp"

#include <catch2/catch.hpp>

using recalld::load::is_path;

TEST_CASE("a path is segments with slashes between")
{
    const std::string path = GENERATE("ch", "ch/01/mix/on", "-show/prepos/current", "config/chlink/1-2", "a.b", "a_b",
                                      "+stat", "config/userrout/out/48");
    CAPTURE(path);
    CHECK(is_path(path));
}

TEST_CASE("what means something else is no path")
{
    const std::string path = GENERATE("", "/ch", "ch/", "ch//01", "ch 1", "ch/*", "ch/{n}", "ch,bus", "ch[1]", "ch?",
                                      "#bundle", "ch\t1", "käse", "\"ch\"");
    CAPTURE(path);
    CHECK_FALSE(is_path(path));
}
