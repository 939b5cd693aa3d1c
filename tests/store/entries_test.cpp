#include "store/store.hpp"

#include "made_up.hpp"

#include <algorithm>
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

TEST_CASE("a line of the log says what it is about, and is found by that")
{
    const Folder folder;
    Store store(folder);
    NewEntry fault{"anna", "fault", "Night Train", "ch 12 pre crackles"};
    fault.subject = "desk ch/12";
    fault.data = R"({"quirk":false})";
    const auto id = store.add_entry(fault);
    NewEntry closed{"ben", "fault_closed", "", "resoldered"};
    closed.about = id;
    closed.version = "Mix 3";
    store.add_entry(closed);
    store.add_entry({"anna", "note", "Other Song", "late"});

    CHECK(store.entries(EntryFilter{{"fault", "fault_closed"}}).size() == 2);
    REQUIRE(store.entries(EntryFilter{.subject = "desk ch/12"}).size() == 1);
    CHECK(store.entries(EntryFilter{.subject = "desk ch/12"})[0].said.data == fault.data);
    CHECK(store.entries(EntryFilter{.session = "Night Train"}).size() == 1);
    REQUIRE(store.entries(EntryFilter{.about = id}).size() == 1);
    CHECK(store.entries(EntryFilter{.about = id})[0].said.version == "Mix 3");
    CHECK(store.entries(EntryFilter{.after = id}).size() == 2);
    CHECK(store.entries(EntryFilter{.until = id}).size() == 1);
    CHECK(store.entry_count(EntryFilter{.session = ""}) == 1);
    REQUIRE(store.entry(id));
    CHECK(store.entry(id)->said.text == "ch 12 pre crackles");
    CHECK_FALSE(store.entry(id + 100));
}

TEST_CASE("several lines are put down together or not at all")
{
    const Folder folder;
    Store store(folder);
    NewEntry about_nothing{"anna", "tick", "", "x"};
    about_nothing.about = 4711;
    CHECK_THROWS_AS(store.add_entries({{"anna", "note", "", "first"}, about_nothing}), StoreError);
    CHECK(store.entry_count() == 0);
    CHECK(store.add_entries({{"anna", "note", "", "first"}, {"anna", "note", "", "second"}}).size() == 2);
}

TEST_CASE("a line of another machine's history keeps its time")
{
    const Folder folder;
    Store store(folder);
    NewEntry old{"anna", "note", "", "x"};
    old.time = Time{} + std::chrono::hours(24);
    CHECK(store.entry(store.add_entry(old))->time == *old.time);
}

TEST_CASE("sessions that lines of some kinds are about are listed once each")
{
    const Folder folder;
    Store store(folder);
    CHECK(store.sessions_in_log({"note"}).empty());
    for (const auto* session : {"Night Train", "", "Day Train", "Night Train"}) store.add_entry({"anna", "note", session, "x"});
    store.add_entry({"anna", "recall", "Nigth Train", "refused"});
    ArchivedSession archived;
    archived.entries.push_back({"bob", "note", "From elsewhere", "x"});
    store.add_session(archived);
    auto names = store.sessions_in_log({"take", "note"});
    std::sort(names.begin(), names.end());
    CHECK(names == std::vector<std::string>{"Day Train", "From elsewhere", "Night Train"});
    CHECK(store.sessions_in_log({"recall"}) == std::vector<std::string>{"Nigth Train"});
}
