#include "load/yaml_document.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;

namespace {

std::string complaint_about(const std::string& yaml)
{
    return complaint([&] { YamlDocument(yaml, "x.yaml"); });
}

/// Nine floors of ten: a billion items when walked.
std::string bomb()
{
    std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string below = "*a" + std::to_string(i - 1);
        yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j) yaml += (j == 0 ? "" : ", ") + below;
        yaml += "]\n";
    }
    return yaml;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + "x" + std::string(depth, ']'); }

}  // namespace

TEST_CASE("a document is a tree with places")
{
    const YamlDocument document("a: 1\nb: [\"x\", ~]\n", "x.yaml");
    const YamlItem& root = document[0];
    REQUIRE(root.kind == YamlItem::Kind::map);
    REQUIRE(root.children.size() == 4);
    const YamlItem& list = document[root.children[3]];
    REQUIRE(list.kind == YamlItem::Kind::list);
    CHECK(document[list.children[0]].text == "x");
    CHECK(document[list.children[0]].quoted);
    CHECK(document[list.children[0]].line == 2);
    CHECK(document[list.children[0]].column == 5);
    CHECK(document[list.children[1]].kind == YamlItem::Kind::nothing);
    CHECK(document.file() == "x.yaml");
}

TEST_CASE("an alias is a copy of what it names")
{
    const YamlDocument document("a: &it {x: 1}\nb: *it\n", "x.yaml");
    const YamlItem& copy = document[document[0].children[3]];
    REQUIRE(copy.kind == YamlItem::Kind::map);
    CHECK(document[copy.children[1]].text == "1");
    CHECK(document[copy.children[1]].line == 1);
}

TEST_CASE("a bad document says where")
{
    const auto [yaml, message] = GENERATE(table<std::string, std::string>(
        {{"", "x.yaml:1:1: the file is empty"},
         {"# nothing but words\n", "x.yaml:1:1: the file is empty"},
         {"a: 1\nb: 2\na: 3\n", "x.yaml:3:1: duplicate key \"a\"; it stands on line 1 already"},
         {"a: {b: 1, \"b\": 2}\n", "x.yaml:1:11: duplicate key \"b\"; it stands on line 1 already"},
         {"[a]: 1\n", "x.yaml:1:1: a key must be text"},
         {"? {a: 1}\n: 1\n", "x.yaml:1:3: a key must be text"},
         {"a: [1, 2\nb: 3\n", "x.yaml:2:2: end of sequence flow not found"},
         {"a: 1\n\tb: 2\n", "x.yaml:2:1: illegal tab when looking for indentation"},
         {"a: b: c\n", "x.yaml:1:5: illegal map value"},
         {"a: *b\n", "x.yaml:1:4: the referenced anchor is not defined"},
         {"a: &a [*a]\n", "x.yaml:1:8: this alias stands inside itself"},
         {"a: !!str 1\n", "x.yaml:1:4: tags such as \"tag:yaml.org,2002:str\" are not used here"},
         {"a: !law {x: 1}\n", "x.yaml:1:4: tags such as \"!law\" are not used here"},
         {"a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document; one file holds one"},
         {"a: 1\nb: \"\xff\"\n", "x.yaml:2:5: this is not UTF-8 text"},
         {"a: \xc3", "x.yaml:1:4: this is not UTF-8 text"},
         {"a: \xc0\xaf\n", "x.yaml:1:4: this is not UTF-8 text"},
         {"a: \xe0\x80\xaf\n", "x.yaml:1:4: this is not UTF-8 text"},
         {"a: \xed\xa0\x80\n", "x.yaml:1:4: this is not UTF-8 text"},
         {"a: \xf4\x90\x80\x80\n", "x.yaml:1:4: this is not UTF-8 text"},
         {"ä: 1\na: \x04\nb: 2\n", "x.yaml:2:4: a control character"},
         {"a: \x7f\n", "x.yaml:1:4: a control character"}}));
    CHECK(complaint_about(yaml) == message);
}

TEST_CASE("text in any script is fine")
{
    CHECK(complaint_about("a: \"Schlagzeug ❤ 𝄞 日本\"\r\nb: é\r\n") == "no error");
}

TEST_CASE("what would fill the memory is refused")
{
    CHECK(complaint_about(bomb()) == "x.yaml:6:10: aliases make this file too large");
    CHECK(complaint_about(std::string(5U << 20U, '#')) == "x.yaml:1:1: the file is larger than 4 MB");
    CHECK(complaint_about(nested(32)) == "no error");
    CHECK(complaint_about(nested(33)) == "x.yaml:1:33: nested too deeply");
    CHECK(complaint_about(nested(100'000)) == "x.yaml:1:33: nested too deeply");
    CHECK(complaint_about("a: &a " + nested(20) + "\nb: " + std::string(20, '[') + "*a" + std::string(20, ']') + "\n")
          == "x.yaml:2:24: aliases nest too deeply");
    std::string many = "[";
    for (int i = 0; i < 200'001; ++i) many += "x,";
    CHECK_THAT(complaint_about(many + "]"), Catch::Contains("too much for one file"));
    std::string wide = "a: &a " + std::string(100'000, 'x') + "\nb: [*a";
    for (int i = 0; i < 50; ++i) wide += ", *a";
    CHECK_THAT(complaint_about(wide + "]"), Catch::Contains("aliases make this file too large"));
}
