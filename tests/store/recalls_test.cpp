#include "store/recalls.hpp"

#include "made_up.hpp"

using namespace recalld::store;
using Catch::Contains;
using Catch::Equals;

namespace {

NewRecall recall_of(const std::string& version, std::optional<RecallId> undoes = std::nullopt)
{
    NewRecall recall;
    recall.session = "Night Train";
    recall.version = version;
    recall.undoes = undoes;
    return recall;
}

RecallId finished(Store& store, const std::string& version, std::optional<RecallId> undoes = std::nullopt)
{
    const auto id = store.begin(recall_of(version, undoes));
    store.finish(id, "{}");
    return id;
}

RecallId undoable_id(const Store& store)
{
    const auto recall = store.undoable();
    return recall ? recall->id : 0;
}

}  // namespace

TEST_CASE("a recall comes back as it was told")
{
    const Folder folder;
    Store store(folder);
    const auto safety = store.save(named("Night Train", "before Mix 3", VersionKind::safety), snapshot_at(1));
    const auto id = store.begin({"Night Train", "Mix 3", safety.id, std::nullopt, "desk", "phantom,gain"});
    store.journal(id, "desk preamp: 12 parameters");
    store.journal(id, "desk faders: 3 parameters");
    CHECK(store.recall(id)->state == RecallState::running);
    store.finish(id, R"({"matched": 15})");
    const auto recall = store.recall(id);
    REQUIRE(recall);
    CHECK(recall->state == RecallState::finished);
    CHECK(recall->session == "Night Train");
    CHECK(recall->version == "Mix 3");
    CHECK(recall->safety == safety.id);
    CHECK_FALSE(recall->undoes);
    CHECK_FALSE(recall->undone);
    CHECK(recall->scope == "desk");
    CHECK(recall->allowed == "phantom,gain");
    CHECK(recall->report == R"({"matched": 15})");
    CHECK(recall->begun == std::vector<std::string>{"desk preamp: 12 parameters", "desk faders: 3 parameters"});
    CHECK(recall->started <= std::chrono::system_clock::now());
}

TEST_CASE("a recall that does not exist is nothing")
{
    const Folder folder;
    Store store(folder);
    CHECK_FALSE(store.recall(1));
    CHECK_FALSE(store.undoable());
    CHECK(store.recalls().empty());
    CHECK_THAT(complaint_of([&] { store.journal(1, "x"); }), Contains("no recall with the number 1"));
    CHECK_THAT(complaint_of([&] { store.finish(1, "{}"); }), Contains("no recall with the number 1"));
    CHECK_THROWS_AS(store.finish(1, "{}"), NotFound);
}

TEST_CASE("a recall ends once")
{
    const Folder folder;
    Store store(folder);
    const auto id = finished(store, "Mix 1");
    CHECK_THAT(complaint_of([&] { store.finish(id, "{}"); }), Contains("has already ended"));
    CHECK_THAT(complaint_of([&] { store.journal(id, "x"); }), Contains("has already ended"));
}

TEST_CASE("what a recall points at must exist")
{
    const Folder folder;
    Store store(folder);
    auto recall = recall_of("Mix 1");
    recall.safety = 99;
    CHECK_THAT(complaint_of([&] { store.begin(recall); }), Contains("history refuses this"));
    CHECK_THAT(complaint_of([&] { store.begin(recall_of("Mix 1", 99)); }), Contains("history refuses this"));
    CHECK(store.recall_count() == 0);
}

TEST_CASE("recalls are listed newest first, in pages, each with its own journal")
{
    const Folder folder;
    Store store(folder);
    for (const auto* version : {"Mix 1", "Mix 2", "Mix 3"}) {
        const auto id = store.begin(recall_of(version));
        store.journal(id, std::string("a of ") + version);
        store.journal(id, std::string("b of ") + version);
        store.finish(id, version);
    }
    const auto recalls = store.recalls(1, 2);
    CHECK(store.recall_count() == 3);
    REQUIRE(recalls.size() == 2);
    CHECK(recalls[0].version == "Mix 2");
    CHECK(recalls[0].report == "Mix 2");
    CHECK(recalls[0].begun == std::vector<std::string>{"a of Mix 2", "b of Mix 2"});
    CHECK(recalls[1].version == "Mix 1");
}

TEST_CASE("a recall that a crash interrupted is listed with what it had begun")
{
    const Folder folder;
    RecallId id = 0;
    {
        Store store(folder);
        finished(store, "Mix 1");
        id = store.begin(recall_of("Mix 2"));
        store.journal(id, "desk preamp: 12 parameters");
        store.journal(id, "desk faders: 3 parameters");
    }
    Store store(folder);
    const auto recall = store.recall(id);
    CHECK(recall->state == RecallState::interrupted);
    CHECK(recall->begun.size() == 2);
    CHECK(recall->report.empty());
    CHECK(store.recalls().at(0).state == RecallState::interrupted);
    CHECK(store.recalls().at(1).state == RecallState::finished);
    REQUIRE(store.notes().size() == 1);
    CHECK(store.notes()[0] == "recall 2 of Night Train/Mix 2 was interrupted while writing desk faders: 3 parameters");
    CHECK_THAT(complaint_of([&] { store.finish(id, "{}"); }), Contains("has already ended"));
    CHECK(undoable_id(store) == id);
}

TEST_CASE("an interruption is noted once")
{
    const Folder folder;
    Store(folder).begin(recall_of("Mix 1"));
    CHECK_THAT(Store(folder).notes().at(0), Contains("before it wrote anything"));
    CHECK(Store(folder).notes().empty());
    CHECK(Store(folder).recall(1)->state == RecallState::interrupted);
}

TEST_CASE("undo goes back one recall at a time")
{
    const Folder folder;
    Store store(folder);
    const auto first = finished(store, "Mix 1");
    const auto second = finished(store, "Mix 2");
    CHECK(undoable_id(store) == second);
    finished(store, "before Mix 2", second);
    CHECK(store.recall(second)->undone);
    CHECK_FALSE(store.recall(first)->undone);
    CHECK(undoable_id(store) == first);
    finished(store, "before Mix 1", first);
    CHECK_FALSE(store.undoable());
}

TEST_CASE("a new recall after an undo is the next to be undone")
{
    const Folder folder;
    Store store(folder);
    const auto first = finished(store, "Mix 1");
    finished(store, "before Mix 1", first);
    const auto second = finished(store, "Mix 2");
    CHECK(undoable_id(store) == second);
    finished(store, "before Mix 2", second);
    CHECK_FALSE(store.undoable());
}

TEST_CASE("an undo that was undone has taken nothing back")
{
    const Folder folder;
    Store store(folder);
    const auto recall = finished(store, "Mix 1");
    const auto undo = finished(store, "before Mix 1", recall);
    const auto redo = finished(store, "before the undo", undo);
    CHECK(store.recall(undo)->undone);
    CHECK_FALSE(store.recall(recall)->undone);
    CHECK(undoable_id(store) == recall);
    finished(store, "before the redo", redo);
    CHECK(store.recall(recall)->undone);
    CHECK_FALSE(store.undoable());
}

TEST_CASE("an undo that was interrupted has taken nothing back")
{
    const Folder folder;
    {
        Store store(folder);
        const auto recall = finished(store, "Mix 1");
        store.journal(store.begin(recall_of("before Mix 1", recall)), "desk faders: 3 parameters");
    }
    Store store(folder);
    CHECK(undoable_id(store) == 1);
    finished(store, "before Mix 1", 1);
    CHECK_FALSE(store.undoable());
    CHECK(store.recall(1)->undone);
}

TEST_CASE("a recall whose report was never written is still undone first")
{
    const Folder folder;
    Store store(folder);
    finished(store, "Mix 1");
    const auto running = store.begin(recall_of("Mix 2"));
    CHECK(undoable_id(store) == running);
}

TEST_CASE("undo outlives a restart")
{
    const Folder folder;
    const auto safety = Store(folder).save(named("Night Train", "before Mix 1", VersionKind::safety), snapshot_at(77));
    {
        Store store(folder);
        auto recall = recall_of("Mix 1");
        recall.safety = safety.id;
        store.finish(store.begin(recall), "{}");
    }
    Store store(folder);
    CHECK(fader_in(store, store.undoable()->safety) == 77);
}

TEST_CASE("a report that the disk spoilt is empty; its recall is still there")
{
    const Folder folder;
    finished(*std::make_unique<Store>(folder), "Mix 1");
    {
        SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
        file.exec("DROP TRIGGER recall_end_keeps");
        file.exec("UPDATE recall_end SET packed = x'00'");
    }
    CHECK(Store(folder).recalls().at(0).report.empty());
    CHECK(Store(folder).undoable()->state == RecallState::finished);
}

TEST_CASE("long reports come back whole and stay small on disk")
{
    const Folder folder;
    Store store(folder);
    std::string report = "[";
    for (int line = 0; line < 5000; ++line)
        report += R"({"unit":"desk","parameter":"ch/17/mix/09/level","verdict":"safe"},)";
    const auto id = store.begin(recall_of("Mix 1"));
    store.finish(id, report);
    CHECK(store.recall(id)->report == report);
    CHECK(ask(folder.database(), "SELECT length(packed) FROM recall_end") < 10'000);
}
