#include "remote/unsaved.hpp"

#include <catch2/catch.hpp>

#include "remote/log_lines.hpp"
#include "remote/logbook_stage.hpp"
#include "remote/patch_stage.hpp"
#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::Logbook;
using remote::testing::PatchRoom;
using recalld::testing::finish;

namespace {

std::string base_of(Logbook& room)
{
    const auto base = finish(room.desk.io, [](Logbook& self) -> task<std::optional<store::Version>> {
        co_return co_await self.desk.store->run([](store::Store& store) { return base_version(store); });
    }(room));
    return base ? base->session + "/" + base->name + "@" + std::to_string(base->take) : "nothing";
}

void put_into_log(Logbook& room, const std::string& kind, const std::string& session, const std::string& version, const std::string& data)
{
    store::NewEntry line{"anna", kind, session, kind, version};
    line.data = data;
    finish(room.desk.io, [](Logbook& self, store::NewEntry its) -> task<store::EntryId> {
        co_return co_await self.desk.store->run([&](store::Store& store) { return store.add_entry(its); });
    }(room, line));
}

std::optional<Unsaved> unsaved_in(Logbook& room) { return finish(room.desk.io, unsaved_changes(room.room)); }

}  // namespace

TEST_CASE("a room without history stands as nothing")
{
    Logbook room;
    CHECK(base_of(room) == "nothing");
    CHECK_FALSE(unsaved_in(room));
}

TEST_CASE("of several takes of one version the room stands as the one that was captured last")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(base_of(room) == "Night Train/Mix 1@1");
    room.capture("Mix 1");
    CHECK(base_of(room) == "Night Train/Mix 1@2");
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1@1"}, {"allow", "all"}});
    CHECK(base_of(room) == "Night Train/Mix 1@1");
}

TEST_CASE("a capture or recall of a part does not make the room stand as that version")
{
    Logbook room;
    room.capture("Mix 1");
    room.capture("Mix 2");
    room.ask("capture", {{"session", "Night Train"}, {"version", "Vocals"}, {"scope", "ch/1"}});
    CHECK(base_of(room) == "Night Train/Mix 2@1");
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"scope", "ch/1"}, {"allow", "all"}});
    CHECK(base_of(room) == "Night Train/Mix 2@1");
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"dry_run", true}});
    CHECK(base_of(room) == "Night Train/Mix 2@1");
}

TEST_CASE("what the log tells of a version that is not here leads to the newest that is")
{
    Logbook room;
    room.capture("Mix 1");
    put_into_log(room, "capture", "Elsewhere", "Mix 9", R"({"take": 4})");
    CHECK(base_of(room) == "Night Train/Mix 1@1");
}

TEST_CASE("a room does not stand as what came out of an archive, a file or a preparation")
{
    Logbook room;
    const auto bring = [&](const std::string& session) {
        store::ArchivedSession archived;
        archived.entries.push_back({"bob", "capture", session, "theirs", "Mix 1"});
        archived.entries.back().data = R"({"take": 1})";
        archived.versions.resize(2);
        for (std::size_t known = 0; known < 2; ++known) {
            auto& version = archived.versions[known];
            version.version.session = session;
            version.version.name = "Mix " + std::to_string(known + 1);
            version.entry = known;
            version.snapshot.units.push_back(*room.desk.studio.page("desk"));
        }
        finish(room.desk.io, room.desk.store->run([&](store::Store& store) { store.add_session(archived); return true; }));
    };
    bring("Theirs");
    CHECK(base_of(room) == "nothing");
    CHECK(finish(room.desk.io, session_here(room.room)).empty());
    CHECK(room.ask("drift")["session"].is_null());
    const store::NewVersion prepared{"Night Train", "Prep", store::VersionKind::import, {}, {}};
    finish(room.desk.io, room.desk.store->run([&](store::Store& store) { return store.save(prepared, {}).id; }));
    CHECK(base_of(room) == "nothing");
    CHECK(finish(room.desk.io, session_here(room.room)) == "Night Train");   // who prepares works on it
    room.capture("Mix 1");
    bring("Later");
    CHECK(base_of(room) == "Night Train/Mix 1@1");
    REQUIRE_FALSE(room.ask("recall", {{"session", "Theirs"}, {"version", "Mix 2"}, {"allow", "all"}}).contains("error"));
    CHECK(base_of(room) == "Theirs/Mix 2@1");   // now it stands so
}

TEST_CASE("what the log does not tell of is the newest that was captured here, whatever came after it")
{
    Logbook room;
    const auto save = [&](store::NewVersion version) { finish(room.desk.io, room.desk.store->run([&](store::Store& store) { return store.save(version, {}).id; })); };
    save({"Night Train", "Mix 1", store::VersionKind::capture, {}, {}});
    save({"Night Train", "Vocals", store::VersionKind::capture, "ch/1", {}});
    save({"Day Train", "From venue", store::VersionKind::import, {}, {}});
    CHECK(base_of(room) == "Night Train/Mix 1@1");
}

TEST_CASE("what was moved is compared with what the room stands as, and nothing else is")
{
    Logbook room;
    room.capture("Mix 1");
    auto unsaved = unsaved_in(room);
    REQUIRE(unsaved);
    CHECK(unsaved->since.name == "Mix 1");
    CHECK(unsaved->drift.changes.empty());
    CHECK(unsaved->drift.compared > 10);
    room.turn("ch/01/mix/pan", 7);
    room.turn("ch/02/mix/pan", 7);
    unsaved = unsaved_in(room);
    CHECK(unsaved->drift.changes.size() == 2);
    room.capture("Mix 2");
    room.desk.studio.apply("desk", *room.desk.profile->find("ch/01/mix/pan"), studio::Value{7}, studio::Standing::confirmed, studio::Origin::device);
    CHECK(unsaved_in(room)->since.name == "Mix 2");
}

TEST_CASE("a machine's time and lamps are no unsaved changes")
{
    Logbook room;
    room.capture("Mix 1");
    room.tell("timecode", std::string("01:00:00:00"));
    room.tell("transport/record", 1);
    CHECK(unsaved_in(room)->drift.changes.empty());
}

TEST_CASE("cords that were pulled, plugged or moved are unsaved changes, too")
{
    PatchRoom room;
    room.plug("B2 B13\nB5 B10\nB4 B15");
    room.keep("Mix 1");
    CHECK(room.ask("drift")["changes"] == 0);
    REQUIRE(room.ask("patch_set", {{"pull", "B2\nB4"}, {"plug", "B3 B13\nB6 B14"}}).contains("entry"));
    const auto drift = room.ask("drift");
    CHECK(drift["changes"] == 3);
    CHECK(drift["exit"] == exit_differs);
    CHECK(drift["words"] == Json::array({"patch: cord B6 -> B14 is plugged", "patch: cord B3 -> B13 instead of cord B2 -> B13", "patch: cord B4 -> B15 is not plugged"}));
}

TEST_CASE("another preset is an unsaved change, too")
{
    remote::test::SheetStage stage;
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P12"}});
    stage.capture("Mix 1");
    CHECK(stage.ask("drift")["changes"] == 0);
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P47"}});
    CHECK(stage.ask("drift")["words"] == Json::array({"1176-A: preset P12 -> P47"}));
}
