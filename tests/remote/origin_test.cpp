#include "remote/origin.hpp"

#include <catch2/catch.hpp>

#include "folder.hpp"

using namespace recalld;
using namespace recalld::remote;

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
