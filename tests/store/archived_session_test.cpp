#include "store/store.hpp"

#include "made_up.hpp"

using namespace recalld::store;
using Catch::Matchers::Contains;

namespace {

NewEntry line(const std::string& text, std::optional<EntryId> about = {})
{
    NewEntry entry{"anna", "note", "Night Train", text};
    entry.about = about;
    entry.time = Time(std::chrono::seconds(1'700'000'000));
    return entry;
}

ArchivedVersion version(const std::string& name, std::uint32_t take, std::size_t entry, std::int32_t fader)
{
    ArchivedVersion archived;
    archived.version = {"Night Train", name, VersionKind::import, "ch/1", "a note", "a title", Time(std::chrono::microseconds(1'700'000'001'234'567))};
    archived.take = take;
    archived.entry = entry;
    archived.snapshot.units.push_back(desk_at(fader));
    return archived;
}

}  // namespace

TEST_CASE("a session of another machine keeps its takes, its times and what its versions knew of the log")
{
    const Folder folder;
    Store store(folder);
    const auto before = store.add_entry({"bob", "note", "Other", "was here first"});
    ArchivedSession session;
    session.entries = {line("kick is dull"), line("kick is fine", 1), line("late")};
    session.versions = {version("Mix 1", 1, 0, 100), version("Mix 1", 3, 2, 200)};
    store.add_session(session);

    const auto found = store.versions("Night Train");
    REQUIRE(found.size() == 2);
    CHECK(found[0].entry == 0);
    CHECK(found[1].take == 3);
    CHECK(found[1].entry == before + 2);
    CHECK(found[1].title == "a title");
    CHECK(found[1].kind == VersionKind::import);
    CHECK(found[1].time == Time(std::chrono::microseconds(1'700'000'001'234'567)));
    const auto snapshot = store.load(store.find("Night Train", "Mix 1@3").id, always(small_desk()));
    CHECK(snapshot.units.at(0).values == desk_at(200).values);

    const auto corrected = store.entry(before + 2);
    REQUIRE(corrected);
    CHECK(corrected->said.about == before + 1);
    CHECK(corrected->time == Time(std::chrono::seconds(1'700'000'000)));
}

TEST_CASE("a session that is not in order changes nothing")
{
    const Folder folder;
    Store store(folder);
    ArchivedSession session;
    session.entries = {line("first"), line("about what is not there", 7)};
    session.versions = {version("Mix 1", 1, 0, 100)};
    CHECK_THROWS_WITH(store.add_session(session), Contains("line 7 of its log"));
    session.entries.pop_back();
    session.versions.push_back(version("Mix 1", 1, 1, 200));   // a take twice
    CHECK_THROWS_AS(store.add_session(session), StoreError);
    session.versions.back() = version("Mix/2", 1, 1, 200);
    CHECK_THROWS_AS(store.add_session(session), BadName);
    session.versions.back() = version("Mix 2", 1, 9, 200);
    CHECK_THROWS_WITH(store.add_session(session), Contains("line 9"));
    CHECK(store.versions("Night Train").empty());
    CHECK(store.entry_count() == 0);
}

namespace {

NewEntry of(const std::string& kind, const std::string& session, const std::string& text, const std::string& subject = "")
{
    NewEntry entry{"anna", kind, session, text};
    entry.subject = subject;
    return entry;
}

EntryFilter kind(const std::string& name)
{
    EntryFilter filter;
    filter.kinds = {name};
    return filter;
}

std::vector<std::string> texts(const Store& store, const EntryFilter& filter)
{
    std::vector<std::string> found;
    for (const auto& entry : store.entries(filter)) found.push_back(entry.said.text);
    return found;
}

using Texts = std::vector<std::string>;

ArchivedSession with_a_room()
{
    ArchivedSession session;
    session.entries = {of("sheet", "", "their sheet", "1176-A"), of("patch", "", "their cords"), of("note", "Night Train", "their note"), of("sheet", "", "their later sheet", "1176-A")};
    session.versions = {version("Mix 1", 1, 2, 100)};
    return session;
}

}  // namespace

TEST_CASE("what an archive brought is no part of what this room knows")
{
    const Folder folder;
    Store store(folder);
    const auto ours = store.add_entry(of("sheet", "", "our sheet", "1176-A"));
    store.add_entry(of("patch", "", "our cords"));
    store.add_session(with_a_room());
    store.add_entry(of("sheet", "", "our newer sheet", "1176-A"));
    CHECK(texts(store, kind("sheet")) == Texts{"our newer sheet", "our sheet"});
    CHECK(texts(store, kind("patch")) == Texts{"our cords"});
    EntryFilter subject;
    subject.subject = "1176-A";
    CHECK(texts(store, subject) == Texts{"our newer sheet", "our sheet"});
    CHECK(store.entry_count(kind("sheet")) == 2);
    CHECK(store.archive_of(ours) == 0);
    CHECK(store.archive_of(ours + 2) == 1);
    CHECK(store.archive_of(999) == 0);
}

TEST_CASE("a version of an archive sees the log of its own room, and ours sees ours")
{
    const Folder folder;
    Store store(folder);
    store.add_entry(of("sheet", "", "our sheet", "1176-A"));
    store.add_entry(of("sheet", "", "our other sheet", "LA2A"));
    store.add_session(with_a_room());
    const auto saved = store.save(named("Ours", "Mix 1"), snapshot_at(300));
    auto then = kind("sheet");
    then.until = store.find("Night Train", "Mix 1").entry;
    CHECK(texts(store, then) == Texts{"their sheet"});   // neither ours, nor what they wrote later
    then.until = saved.entry;
    CHECK(texts(store, then) == Texts{"our other sheet", "our sheet"});
    CHECK(store.archive_of(saved.entry) == 0);           // though the archive's lines are newer
}

TEST_CASE("a version that knew no line of its room sees none of ours")
{
    const Folder folder;
    Store store(folder);
    store.add_entry(of("sheet", "", "our sheet", "1176-A"));
    auto session = with_a_room();
    session.versions = {version("Mix 1", 1, 0, 100)};
    store.add_session(session);
    auto then = kind("sheet");
    then.until = store.find("Night Train", "Mix 1").entry;
    CHECK(texts(store, then).empty());
}

TEST_CASE("lines of an archive are found by their session, by what they are about, and in the whole log")
{
    const Folder folder;
    Store store(folder);
    store.add_entry(of("note", "Night Train", "ours, of the same name"));
    auto session = with_a_room();
    auto answer = of("correction", "", "their sheet, rightly");
    answer.about = 1;
    session.entries.push_back(answer);
    store.add_session(session);
    EntryFilter of_session;
    of_session.session = "Night Train";
    CHECK(texts(store, of_session) == Texts{"their note", "ours, of the same name"});
    EntryFilter about;
    about.about = 2;
    CHECK(texts(store, about) == Texts{"their sheet, rightly"});
    CHECK(store.entry_count() == 6);
    CHECK(store.entries(0, 100).size() == 6);
}

TEST_CASE("archives are told apart, and so are the rooms of one")
{
    const Folder folder;
    Store store(folder);
    store.add_session(with_a_room());
    ArchivedSession moved;
    moved.entries = {of("sheet", "", "room one", "1176-A"), of("sheet", "", "room two", "1176-A")};
    moved.rooms = {0, 1};
    moved.versions = {version("First", 1, 1, 100), version("Second", 1, 2, 200)};
    for (auto& each : moved.versions) each.version.session = "Moved";
    store.add_session(moved);
    auto then = kind("sheet");
    then.until = store.find("Moved", "First").entry;
    CHECK(texts(store, then) == Texts{"room one"});
    then.until = store.find("Moved", "Second").entry;
    CHECK(texts(store, then) == Texts{"room two"});
    CHECK(store.archive_of(*then.until) == 3);
    then.until = store.find("Night Train", "Mix 1").entry;
    CHECK(texts(store, then) == Texts{"their sheet"});
}

TEST_CASE("an archive that could not be put in leaves no number behind")
{
    const Folder folder;
    Store store(folder);
    auto broken = with_a_room();
    broken.versions.front().version.name = "a/b";
    CHECK_THROWS_AS(store.add_session(broken), BadName);
    store.add_session(with_a_room());
    CHECK(store.archive_of(store.find("Night Train", "Mix 1").entry) == 1);
}
