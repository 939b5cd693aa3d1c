#include "logbook/cords.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace recalld;
using namespace recalld::logbook;
using Cords = std::vector<Cord>;
using Entries = std::vector<store::Entry>;

namespace {

store::Entry line(store::EntryId id, const std::string& kind, const std::string& data)
{
    store::Entry entry;
    entry.id = id;
    entry.said.kind = kind;
    entry.said.data = data;
    return entry;
}

store::Entry patch(store::EntryId id, const Cords& cords) { return line(id, "patch", cords_document(cords)); }

store::Entry tick(store::EntryId id, const std::string& work, const std::string& verdict = "done", int recall = 1)
{
    return line(id, "tick", R"({"recall": )" + std::to_string(recall) + R"(, "line": ")" + work + R"(", "verdict": ")" + verdict + "\"}");
}

}  // namespace

TEST_CASE("nobody noted any cords until somebody does")
{
    CHECK_FALSE(fold_cords(Entries{}, Entries{}));
    CHECK(fold_cords(Entries{patch(1, {})}, Entries{}) == Cords{});
    CHECK(fold_cords(Entries{patch(1, {{"B3", "B17", "red"}})}, Entries{}) == Cords{{"B3", "B17", "red"}});
}

TEST_CASE("ticks that were done change the cords, the newest first in the list")
{
    const Entries patches{patch(5, {{"B3", "B17"}, {"B4", "B18"}})};
    CHECK(fold_cords(patches, Entries{tick(7, "patch plug B5-B19"), tick(6, "patch pull B3-B17")}) == Cords{{"B4", "B18"}, {"B5", "B19"}});
    CHECK(fold_cords(patches, Entries{tick(6, "move B3-B17 B3-B20")}) == Cords{{"B4", "B18"}, {"B3", "B20"}});
    CHECK(fold_cords(patches, Entries{tick(6, "patch pull B3-B17", "cannot")}) == Cords{{"B3", "B17"}, {"B4", "B18"}});
}

TEST_CASE("ticks that the newest line of the patch has counted do not count again")
{
    CHECK(fold_cords(Entries{patch(5, {{"B3", "B17"}})}, Entries{tick(4, "pull B3-B17")}) == Cords{{"B3", "B17"}});
}

TEST_CASE("a tick that is taken back takes the cord back, whatever was noted meanwhile")
{
    const Entries before{patch(1, {{"B3", "B17"}})}, after{patch(3, {})};
    CHECK(fold_cords(before, Entries{tick(3, "pull B3-B17", "open"), tick(2, "pull B3-B17")}) == Cords{{"B3", "B17"}});
    CHECK(fold_cords(after, Entries{tick(4, "pull B3-B17", "open"), tick(2, "pull B3-B17")}) == Cords{{"B3", "B17"}});
    CHECK(fold_cords(before, Entries{tick(3, "plug B4-B18", "open")}) == Cords{{"B3", "B17"}});
    CHECK(fold_cords(before, Entries{tick(3, "pull B3-B17", "open", 2), tick(2, "pull B3-B17")}) == Cords{});
    CHECK(fold_cords(before, Entries{tick(3, "pull B3-B17", "done"), tick(2, "pull B3-B17")}) == Cords{});
}

TEST_CASE("lines that are none of ours, and broken ones, change nothing")
{
    const auto data = GENERATE(as<std::string>{}, "", "[]", "{", "3", R"({"line": 3, "verdict": "done"})", R"({"line": "patch pull B3", "verdict": "done"})",
                               R"({"line": "1176-A input", "verdict": "done"})", R"({"line": "pull B3-B17"})", R"({"line": "pull B3-B17-B18", "verdict": "done"})");
    CHECK(fold_cords(Entries{patch(1, {{"B3", "B17"}})}, Entries{line(2, "tick", data)}) == Cords{{"B3", "B17"}});
    CHECK(fold_cords(Entries{line(1, "patch", data)}, Entries{}) == Cords{});
}

TEST_CASE("cords without an end are left out of what is read")
{
    CHECK(fold_cords(Entries{line(1, "patch", R"({"cords": [{"from": "B1"}, {"from": "B1", "to": 3}, 7, {"from": "B1", "to": "B2", "note": 4}]})")}, Entries{}) == Cords{{"B1", "B2"}});
}

TEST_CASE("what hands do is written and read again")
{
    const auto text = GENERATE(as<std::string>{}, "pull B3-B17", "plug L1-M2", "move B3-B17 B3-B19");
    CHECK(read_cord_work(text)->text() == text);
    CHECK(read_cord_work("patch " + text)->text() == text);
}

TEST_CASE("other lines are no work on cords")
{
    const auto text = GENERATE(as<std::string>{}, "", "patch", "pull", "pull ", "pull -", "pull B3-", "pull -B3", "push B3-B17", "move B3-B17", "move B3-B17 ", "pull B3-B17 B4-B18", "pull B3 -B17");
    CHECK_FALSE(read_cord_work(text));
}

TEST_CASE("cords are what the log said when it was so long")
{
    char folder[] = "/tmp/recalld-cords-XXXXXX";
    REQUIRE(::mkdtemp(folder));
    {
        store::Store store(folder);
        CHECK_FALSE(cords_noted(store));
        const auto first = store.add_entry({"anna", "patch", "", "one", {}, "patch", {}, cords_document(Cords{{"B1", "B17"}})});
        store.add_entry({"anna", "note", "", "in between"});
        store::NewEntry ticked{"anna", "tick", "", "done", {}, "patch", {}, R"({"recall": 1, "line": "patch plug B2-B18", "verdict": "done"})"};
        store.add_entry(ticked);
        ticked.subject = "1176-A";
        ticked.data = R"({"recall": 1, "line": "patch plug B9-B19", "verdict": "done"})";
        store.add_entry(ticked);
        CHECK(cords_noted(store) == Cords{{"B1", "B17"}, {"B2", "B18"}});
        CHECK(cords_noted(store, first) == Cords{{"B1", "B17"}});
        CHECK_FALSE(cords_noted(store, first - 1));
    }
    std::filesystem::remove_all(folder);
}
