#include "remote/origin.hpp"

#include <catch2/catch.hpp>

#include "folder.hpp"
#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::testing::finish;

namespace {

struct History {
    store::Store& store;

    /// As another room's archive brings it: its versions know of the first `known` lines.
    store::Version bring(const std::string& session, std::vector<store::NewEntry> lines, std::size_t known)
    {
        store::ArchivedSession archived;
        archived.entries = std::move(lines);
        store::ArchivedVersion version;
        version.version.session = session;
        version.version.name = "Mix 1";
        version.entry = known;
        archived.versions.push_back(std::move(version));
        store.add_session(archived);
        return store.find(session, "Mix 1");
    }
    store::Version capture(const std::string& session) { return store.save({session, "Mix 2", store::VersionKind::capture, {}, {}}, {}); }
};

store::NewEntry plates_line(const std::string& serial)
{
    store::NewEntry line{"recalld", plates_kind, "Theirs", "plates"};
    line.data = R"({"units": {"1176-A": {"serial": ")" + serial + R"("}}})";
    return line;
}

const logbook::Plates here{{"1176-A", {"D", "4711", {}}}, {"LA2A", {"", "12", {}}}};

}  // namespace

TEST_CASE("a version that an archive brought is told from one that was captured here")
{
    const recalld::testing::Folder folder;
    store::Store store(folder.path);
    History history{store};
    CHECK_FALSE(is_brought(store, history.capture("Ours")));   // before the log had any line
    CHECK(is_brought(store, history.bring("Theirs", {{"bob", "note", "Theirs", "x"}}, 1)));
    CHECK(is_brought(store, history.bring("Older", {{"bob", "capture", "Older", "x"}}, 0)));   // its first version knew no line
    store.add_entry({"anna", "note", "Theirs", "goes on here"});
    CHECK_FALSE(is_brought(store, history.capture("Theirs")));
    CHECK(is_brought(store, store.find("Theirs", "Mix 1")));
    CHECK_FALSE(is_brought(store, store.find("Ours", "Mix 2")));
}

TEST_CASE("the plates of a version are those of its own room, and none where nobody says them")
{
    const recalld::testing::Folder folder;
    store::Store store(folder.path);
    History history{store};
    const auto ours = plates_then(store, history.capture("Ours"), here);
    CHECK(plate_in(ours, "1176-A").serial == "4711");
    const auto theirs = plates_then(store, history.bring("Theirs", {plates_line("99"), {"bob", "note", "Theirs", "x"}}, 2), here);
    CHECK(plate_in(theirs, "1176-A").serial == "99");
    CHECK(plate_in(theirs, "1176-A").revision.empty());
    CHECK(plate_in(theirs, "LA2A").is_blank());
    CHECK(plates_then(store, history.bring("Silent", {{"bob", "note", "Silent", "x"}}, 1), here).empty());
    CHECK(plates_then(store, history.bring("Older", {{"bob", "capture", "Older", "x"}}, 0), here).empty());
}

TEST_CASE("the plates of this room are those of its rig")
{
    rig::RigConfig rig;
    rig.units.push_back({"1176-A", "analog/ua-1176ln", {}});
    rig.units.back().serial = "4711";
    rig.units.back().quirks = {"hums"};
    CHECK(plate_in(plates_of(rig), "1176-A").serial == "4711");
    CHECK(plate_in(plates_of(rig), "1176-A").quirks.size() == 1);
}

TEST_CASE("plates are noted when they change, and a version keeps those that it was made with")
{
    test::SheetStage stage;
    const auto with_serial = [&](const std::string& serial) {
        auto config = stage.rig.config();
        config.units[0].serial = serial;
        finish(stage.io, stage.rig.become(rig::Rig::check(std::move(config), {stage.limiter, stage.stereo})));
        stage.room.sheets->put_on_pages();
        finish(stage.io, keep_plates(stage.room));
    };
    const auto serial_then = [&](const std::string& version) { return stage.ask("sheet", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", version}})["serial"]; };
    const auto notes_of_plan = [&](const std::string& version) { return stage.ask("plan", {{"session", "Gig"}, {"version", version}})["notes"].dump(); };
    stage.note("1176-A", "INPUT=30");
    stage.capture("Mix 0");   // the log is older than lines of plates
    with_serial("4711");
    with_serial("4711");
    CHECK(stage.lines_of(plates_kind) == 1);
    stage.capture("Mix 1");
    CHECK_THAT(notes_of_plan("Mix 1"), !Catch::Contains("was made with"));
    with_serial("99");   // the other one is at the repair shop
    CHECK(stage.lines_of(plates_kind) == 2);
    stage.capture("Mix 2");
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["serial"] == "99");
    CHECK(serial_then("Mix 0") == "4711");
    CHECK(serial_then("Mix 1") == "4711");
    CHECK(serial_then("Mix 2") == "99");
    CHECK_THAT(notes_of_plan("Mix 1"), Catch::Contains("1176-A: Gig/Mix 1 was made with revision A, serial 4711, and here is revision A, serial 99: the same settings may sound otherwise"));
    CHECK_THAT(notes_of_plan("Mix 2"), !Catch::Contains("was made with"));
    REQUIRE_FALSE(stage.ask("capture", {{"session", "Gig"}, {"version", "Comp"}, {"scope", "comp"}}).contains("error"));
    with_serial("4711");
    CHECK_THAT(notes_of_plan("Comp"), !Catch::Contains("was made with"));   // it holds no such unit
}

TEST_CASE("gear without plates leaves no line, and taking the last plate away does")
{
    test::SheetStage stage;
    const auto with_plates = [&](bool has) {
        auto config = stage.rig.config();
        config.units[0].serial = has ? "4711" : "";
        config.units[0].revision.clear();
        config.units[0].quirks.clear();
        finish(stage.io, stage.rig.become(rig::Rig::check(std::move(config), {stage.limiter, stage.stereo})));
        stage.room.sheets->put_on_pages();
        finish(stage.io, keep_plates(stage.room));
    };
    with_plates(false);
    CHECK(stage.lines_of(plates_kind) == 0);
    with_plates(true);
    with_plates(false);
    CHECK(stage.lines_of(plates_kind) == 2);
    CHECK(stage.ask("entries", {{"kind", plates_kind}})["entries"][0]["text"] == "plates: none");
}
