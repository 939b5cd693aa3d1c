#include "load/glob.hpp"

#include <catch2/catch.hpp>

#include <string>

using recalld::load::matches_glob;

TEST_CASE("a glob matches segment by segment")
{
    const auto [pattern, path, matches] =
        GENERATE(table<std::string, std::string, bool>({{"ch/*/mix/on", "ch/01/mix/on", true},
                                                        {"ch/*/mix/on", "ch/01/mix/fader", false},
                                                        {"ch/*/mix/on", "ch/01/mix/01/on", false},
                                                        {"ch/*/mix/on", "bus/01/mix/on", false},
                                                        {"mix/fader", "mix/fader", true},
                                                        {"mix/fader", "mix", false},
                                                        {"mix", "mix/fader", false},
                                                        {"mix/*/level", "mix/01/level", true},
                                                        {"mix/0*/level", "mix/01/level", true},
                                                        {"mix/0*/level", "mix/11/level", false},
                                                        {"mix/*1/l*v*l", "mix/01/level", true},
                                                        {"mix/*a*b", "mix/xaxb", true},
                                                        {"mix/*a*b", "mix/xaxbx", false},
                                                        {"config/routing/*", "config/routing/IN/1-8", true},
                                                        {"config/routing/*", "config/routing", false},
                                                        {"*", "ch/01/mix/on", true},
                                                        {"", "ch", false},
                                                        {"ch", "", false}}));
    CAPTURE(pattern, path);
    CHECK(matches_glob(pattern, path) == matches);
}
