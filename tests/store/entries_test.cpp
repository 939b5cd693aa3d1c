#include "store/store.hpp"

#include "made_up.hpp"

#include <catch2/catch.hpp>

using namespace recalld::store;

TEST_CASE("the log is listed newest first, in pages, and keeps every word")
{
    const Folder folder;
    Store store(folder);
    store.add_entry({"anna", "note", "Night Train", "vocal tuned, \"take 3\"\nsecond line"});
    store.add_entry({"OSC 192.168.1.7", "capture", "Night Train", "Night Train/Mix 3"});
    store.add_entry({"anna", "note", "", ""});
    CHECK(store.entry_count() == 3);
    const auto page = store.entries(1, 2);
    REQUIRE(page.size() == 2);
    CHECK(page[0].said.kind == "capture");
    CHECK(page[0].said.who == "OSC 192.168.1.7");
    CHECK(page[1].said.text == "vocal tuned, \"take 3\"\nsecond line");
    CHECK(page[1].time > Time{});
    CHECK(page[0].id > page[1].id);
    CHECK(store.entries(3, 10).empty());
}

TEST_CASE("the log stays when the store is opened again")
{
    const Folder folder;
    { Store(folder).add_entry({"anna", "note", "", "the room hums at night"}); }
    Store again(folder);
    REQUIRE(again.entries().size() == 1);
    CHECK(again.entries()[0].said.text == "the room hums at night");
}
