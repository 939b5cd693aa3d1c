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
