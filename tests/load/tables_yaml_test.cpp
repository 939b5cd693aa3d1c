#include "load/tables_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string sane = R"(fx:
  HALL: [[pre delay, {linear: [0, 200], unit: ms}], [decay, {raw: true}]]
  DLY: [[time, {raw: true}]]
  "OFF": []
eq: {BELL: [[q, {bits: 3}]]}
fx2: {HALL: [[a, {bits: 1}], [b, {bits: 2}]]}
)";

studio::Law choice_of(std::vector<std::string> words)
{
    studio::Law law;
    law.kind = studio::LawKind::choice;
    law.words = std::move(words);
    return law;
}

/// Tables, and what their selectors can be.
struct Shelf {
    YamlDocument document;
    std::vector<studio::Law> laws;
    std::vector<studio::Table> tables;
    LawShelf law_shelf{laws};
    TableShelf shelf{tables};

    explicit Shelf(const std::string& yaml) : document(yaml, "x") { shelf.read(Cursor(document), law_shelf); }

    std::string complaint_about(std::size_t slots, const std::vector<std::string>& words)
    {
        const studio::Law choice = choice_of(words);
        shelf.note_use(0, choice, slots);
        return complaint([&] { shelf.check_rows(); });
    }
};

}  // namespace

TEST_CASE("tables hold their rows by the selector's word")
{
    const Shelf shelf(sane);
    REQUIRE(shelf.tables.size() == 3);
    REQUIRE(shelf.tables[0].at("HALL").size() == 2);
    CHECK(shelf.tables[0].at("HALL")[0].words == "pre delay");
    CHECK(shelf.laws[shelf.tables[0].at("HALL")[0].law].unit == "ms");
    CHECK(shelf.tables[0].at("OFF").empty());
    CHECK(shelf.tables[0].at("DLY")[0].law == shelf.tables[0].at("HALL")[1].law);
    CHECK(shelf.laws[0].name == "tables:2");
}

TEST_CASE("a table is found by its name")
{
    const Shelf shelf(sane);
    const YamlDocument names("[fx2, fz]", "y");
    CHECK(shelf.shelf.table_at(Cursor(names).items()[0]) == 2);
    CHECK(complaint([&] { (void)shelf.shelf.table_at(Cursor(names).items()[1]); })
          == "y:1:7: unknown table \"fz\"; did you mean \"fx\"?");
}

TEST_CASE("every row must be one that a selector can pick")
{
    CHECK(Shelf(sane).complaint_about(2, {"HALL", "DLY", "OFF", "REV"}) == "no error");
    CHECK(Shelf(sane).complaint_about(2, {"HALL", "DLY"}) == "x:4:3: no selector of this table can be \"OFF\"");
    CHECK(Shelf(sane).complaint_about(2, {"HAL", "DLY", "OFF"})
          == "x:2:3: no selector of this table can be \"HALL\"; did you mean \"HAL\"?");
    CHECK(Shelf(sane).complaint_about(1, {"HALL", "DLY", "OFF"})
          == "x:2:9: more slots than the 1 fields that show them");
}

TEST_CASE("several selectors may share a table")
{
    Shelf shelf(sane);
    const studio::Law reverbs = choice_of({"HALL", "OFF"});
    const studio::Law delays = choice_of({"DLY", "OFF"});
    shelf.shelf.note_use(0, reverbs, 2);
    shelf.shelf.note_use(0, delays, 1);
    shelf.shelf.note_use(0, reverbs, 1);
    CHECK(complaint([&] { shelf.shelf.check_rows(); }) == "no error");
}

TEST_CASE("a table that nothing uses is not judged")
{
    CHECK(complaint([&] { Shelf(sane).shelf.check_rows(); }) == "no error");
}
