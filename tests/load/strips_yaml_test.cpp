#include "load/strips_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string sane = R"(- {path: "ch/{n:1..2:02}", words: "ch {n}"}
- {path: "ch/{n:1..2:02}/mix/{b:1..2:02}", words: "ch {n} to bus {b}"}
- {path: main, words: "main {s}"}
)";

std::vector<studio::Strip> strips_in(const std::string& yaml)
{
    const YamlDocument document(yaml, "x");
    std::vector<studio::Strip> strips;
    StripShelf(strips).read(Cursor(document));
    return strips;
}

}  // namespace

TEST_CASE("strips stand behind the desk in their order")
{
    const auto strips = strips_in(bent(sane, " {s}", ""));
    REQUIRE(strips.size() == 1 + 2 + 4 + 1);
    CHECK(strips[0].path.empty());
    CHECK(strips[0].words == "desk");
    CHECK(strips[2].path == "ch/02");
    CHECK(strips[4].path == "ch/01/mix/02");
    CHECK(strips[4].words == "ch 1 to bus 2");
    CHECK(strips[7].label == studio::no_parameter);
}

TEST_CASE("a name belongs to the strip with the longest path")
{
    const YamlDocument document(bent(sane, " {s}", ""), "x");
    std::vector<studio::Strip> strips;
    StripShelf shelf(strips);
    shelf.read(Cursor(document));
    const auto [name, path] = GENERATE(table<std::string, std::string>({{"ch/01/config/name", "ch/01"},
                                                                        {"ch/01/mix/fader", "ch/01"},
                                                                        {"ch/01/mix/02/level", "ch/01/mix/02"},
                                                                        {"ch/01/mix/02", "ch/01/mix/02"},
                                                                        {"ch/01/mix/03/level", "ch/01"},
                                                                        {"ch/011/mix", ""},
                                                                        {"ch/03/mix/fader", ""},
                                                                        {"main", "main"},
                                                                        {"mainly/on", ""},
                                                                        {"", ""}}));
    CAPTURE(name);
    CHECK(strips[shelf.strip_of(name)].path == path);
}

TEST_CASE("a bad strip says where")
{
    const auto complaint_about = [](const std::string& yaml) { return complaint([&] { strips_in(yaml); }); };
    CHECK(complaint_about(sane) == "x:3:30: nothing counts s here");
    CHECK(complaint_about(bent(sane, "path: main", "path: ch/02")) == "x:3:10: a second strip \"ch/02\"");
    CHECK(complaint_about(bent(sane, "path: main", "path: ma*n"))
          == "x:3:10: a path looks like ch/01/mix, not \"ma*n\"");
    const std::string many = "- {path: \"a{a:1..20000}\", words: a}\n- {path: b, words: b}\n";
    CHECK(complaint_about(many) == "x:2:10: too many strips");
}
