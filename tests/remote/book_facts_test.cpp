#include "remote/book_facts.hpp"

#include "remote/origin.hpp"
#include "remote/patch_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using Catch::Matchers::Contains;

namespace {

constexpr const char* session = "Night Train";

/// A room with a bay whose books are read.
struct BookRoom : PatchRoom {
    Json book(const std::string& version = {})
    {
        Json wanted = {{"session", session}, {"format", "json"}};
        if (!version.empty()) wanted["version"] = version;
        const auto answer = ask("book", wanted);
        INFO(answer.dump());
        REQUIRE(answer.contains("document"));
        return Json::parse(answer["document"].get<std::string>());
    }
    void capture(const std::string& version, const std::string& scope = {}) { REQUIRE_FALSE(ask("capture", {{"session", session}, {"version", version}, {"scope", scope}}).contains("error")); }
    void move(const std::string& strip, const std::string& words) { poke(strip + "/mix/fader", words); }
    store::EntryId line(const std::string& kind, const std::string& text, const Json& data = Json::object())
    {
        store::NewEntry entry{"anna", kind, session, text};
        if (!data.empty()) entry.data = data.dump();
        return write(std::move(entry));
    }
    void notes(std::size_t count)
    {
        const std::vector<store::NewEntry> lines(count, store::NewEntry{"anna", "note", session, "louder"});
        finish(desk.io, desk.store->run([&](store::Store& store) { return store.add_entries(lines); }));
    }
    store::Version save(const std::string& version, store::VersionKind kind, std::string_view title = "")
    {
        const store::NewVersion wanted{session, version, kind, "", "", std::string(title)};
        studio::Snapshot snapshot;
        snapshot.units.push_back(*desk.studio.page("desk"));
        return finish(desk.io, desk.store->run([&](store::Store& store) { return store.save(wanted, snapshot); }));
    }
};

std::vector<std::string> strips_changed(const Json& facts, std::size_t version)
{
    std::vector<std::string> strips;
    for (const auto& one : facts["versions"][version]["changes"]["differences"]) strips.push_back(one["parameter"].get<std::string>().substr(0, 5));
    return strips;
}

std::string way_of(const Json& facts, const std::string& title)
{
    for (const auto& trace : facts["patch"]["traces"])
        if (trace["title"] == title) return trace["words"];
    return "no such way: " + facts["patch"].dump();
}

}  // namespace

TEST_CASE("takes, tracks and the line check are in the book however long the log is")
{
    BookRoom room;
    const auto first = room.line("take", "Take 1", {{"take", 1}, {"name", "Take 1"}, {"from", "01:00:00:00"}});
    room.line("take", "Take 1: good", {{"take", 1}, {"verdict", "good"}});
    room.line("track", "Vox: open again", {{"track", "Vox"}, {"done", false}});
    room.line("track", "Vox: complete", {{"track", "Vox"}, {"done", true}});
    room.line("line_check", "line check", {{"signed", "Anna"}, {"lines", Json::array()}});
    room.notes(5000);
    store::NewEntry correction{"anna", "correction", session, "Take 1: master"};
    correction.about = first + 1;
    room.write(correction);
    const auto facts = room.book();
    REQUIRE(facts["takes"].size() == 1);
    CHECK(facts["takes"][0]["from"] == "01:00:00:00");
    CHECK(facts["takes"][0]["verdict"] == "good");
    CHECK(facts["takes"][0]["text"] == "Take 1: master");
    REQUIRE(facts["tracks"].size() == 1);
    CHECK(facts["tracks"][0]["done"] == true);
    CHECK(facts["line_check"]["signed"] == "Anna");
    CHECK(facts["log"].size() == 5000);
    CHECK(facts["log_left_out"] == 6);
}

TEST_CASE("a version is compared with what was last known, not only with the part that the one before it holds")
{
    BookRoom room;
    room.capture("Mix 1");
    room.move("ch/01", "-10 dB");
    room.move("ch/02", "-20 dB");
    room.capture("Vox", "ch/01");
    room.capture("Mix 2");
    const auto facts = room.book();
    CHECK(strips_changed(facts, 1) == std::vector<std::string>{"ch/01"});
    CHECK(strips_changed(facts, 2) == std::vector<std::string>{"ch/02"});
    CHECK(facts["versions"][1]["changes"]["missing"].empty());
    CHECK(facts["versions"][2]["changes"]["since"] == "Vox (and, beyond its scope, since Mix 1)");
}

TEST_CASE("cords that were plugged, moved and pulled between two versions stand among what changed")
{
    BookRoom room;
    room.capture("Mix 1");
    room.plug("B2 B13\nB5 B10");
    room.capture("Mix 2");
    REQUIRE(room.ask("patch_set", {{"pull", "B2\nB5"}, {"plug", "B3 B13"}}).contains("entry"));
    room.capture("Mix 3");
    std::vector<std::string> told;
    const auto facts = room.book();
    for (const auto& version : facts["versions"])
        if (version.contains("changes"))
            for (const auto& one : version["changes"]["differences"]) told.push_back(one["words"].get<std::string>() + ": " + one["from"].get<std::string>() + " -> " + one["to"].get<std::string>());
    CHECK(facts["versions"][1]["changes"]["first_noted"] == Json::parse(R"([{"words": "patch: 2 cords", "kind": "patch"}])"));
    CHECK(told == std::vector<std::string>{"cord: B5 to B10 -> none", "cord: B2 to B13 -> B3 to B13"});
}

TEST_CASE("a book is about the newest capture of everything, or else about the newest of any kind")
{
    BookRoom room;
    room.capture("Vox", "ch/01");
    CHECK(room.book()["version"]["version"] == "Vox");
    room.capture("Mix 1");
    room.capture("Fix", "ch/02");
    room.save("Prepared", store::VersionKind::import);
    CHECK(room.book()["version"]["version"] == "Mix 1");
    CHECK(room.book("Fix")["version"]["version"] == "Fix");
}

TEST_CASE("what was prepared and never stood on the desk is compared with nothing, and no book is about it")
{
    BookRoom room;
    room.save("Prep", store::VersionKind::import, prep_title);
    CHECK(room.book()["version"].is_null());
    room.capture("Mix 1");
    room.move("ch/01", "-10 dB");
    room.save("Other prep", store::VersionKind::import, prep_title);
    room.move("ch/02", "-20 dB");
    room.capture("Mix 2");
    const auto facts = room.book();
    REQUIRE(facts["versions"].size() == 4);
    for (const std::size_t at : {0u, 2u}) {
        CHECK(facts["versions"][at]["preparation"] == true);
        CHECK(facts["versions"][at]["never_applied"] == true);
        CHECK_FALSE(facts["versions"][at].contains("changes"));
    }
    CHECK_FALSE(facts["versions"][1].contains("changes"));   // the first that there was to hear
    CHECK(facts["versions"][3]["changes"]["since"] == "Mix 1");
    CHECK(strips_changed(facts, 3) == std::vector<std::string>{"ch/01", "ch/02"});
    CHECK(room.book("Prep")["version"]["version"] == "Prep");   // unless somebody asks for it
    REQUIRE_FALSE(room.ask("recall", {{"session", session}, {"version", "Prep"}, {"allow", "all"}}).contains("error"));
    const auto applied = room.book()["versions"][0];
    CHECK(applied["preparation"] == true);
    CHECK_FALSE(applied.contains("never_applied"));
}

TEST_CASE("a book about a safety snapshot holds its console")
{
    BookRoom room;
    room.capture("Mix 1");
    const auto safety = room.save("before Mix 1", store::VersionKind::safety);
    const auto facts = room.book(safety.name);
    CHECK(facts["version"]["kind"] == "safety");
    CHECK(facts["units"].size() == 1);
    CHECK(facts["versions"].size() == 1);
}

TEST_CASE("each input has its way: by its jack, its line, or the strip of its channel")
{
    BookRoom room;
    room.line("inputs", "3 inputs", {{"inputs", Json::array({{{"line", 1}, {"name", "Kick"}, {"mic", "D112"}}, {{"line", 2}, {"name", "Vox"}, {"jack", "B2"}}, {{"channel", 3}, {"name", "DI"}, {"strip", "desk ch/03"}}})}});
    room.capture("Mix 1");
    const auto facts = room.book();
    CHECK_THAT(way_of(facts, "1 Kick"), Contains("line 1 -> 1073-1 -> bay B1"));
    CHECK_THAT(way_of(facts, "2 Vox"), Contains("bay B2"));
    CHECK_THAT(way_of(facts, "3 DI"), Contains("desk ch 3 -> DAW 3"));
}

TEST_CASE("a signal that is tapped goes two ways, and the book tells both")
{
    BookRoom room;
    room.line("inputs", "1 input", {{"inputs", Json::array({{{"line", 2}, {"name", "Vox"}}})}});
    room.plug("B2 B13");
    room.capture("Mix 1");
    const auto traces = room.book()["patch"]["traces"];
    REQUIRE(traces.size() == 1);
    CHECK_THAT(traces[0]["words"].get<std::string>(), Contains("bay B2 -> bay B13 -> 1176-A"));
    CHECK_THAT(traces[0]["also"].dump(), Contains("also goes: bay B2 -> A/D 2"));
}

TEST_CASE("lists for other programs: recalld reads its own again, and a console's has names that fit")
{
    BookRoom room;
    const Json inputs = Json::array({{{"line", 1}, {"name", "Kick, \"in\""}, {"mic", "D112"}, {"phantom", false}, {"gain_db", 32.5}}, {{"line", 2}, {"name", "Flügelhorn of the second row"}, {"strip", "desk ch/05"}, {"colour", "red"}, {"note", "a; b"}}});
    room.line("inputs", "2 inputs", {{"inputs", inputs}});
    const auto exported = [&](const char* what) { return room.ask("export_session", {{"session", session}, {"what", what}})["text"].get<std::string>(); };
    const auto list = exported("inputs.csv");
    CHECK(room.ask("inputs_set", {{"session", session}, {"text", list}})["inputs"] == inputs);
    CHECK(exported("inputs.csv") == list);
    const auto channels = exported("channels.csv");
    CHECK_THAT(channels, Contains("\nInput,1,\"Kick, \"\"in\"\"\",Off,MixRack,1,,33,Off,Off,") && Contains("\nInput,2,Flglhr") && Contains(",Red,MixRack,2,,,Off,Off,"));
}

TEST_CASE("no edition for clients is made while the rig hides what no chapter is called")
{
    BookRoom room;
    room.capture("Mix 1");
    auto config = room.desk.rig.config();
    config.studio.internal = {"gossip"};
    room.desk.become(std::move(config), {room.desk.profile});
    REQUIRE(room.desk.comes_online());
    const auto refused = room.ask("book", {{"session", session}, {"edition", "client"}, {"format", "text"}});
    CHECK_THAT(refused["error"]["message"].get<std::string>(), Contains("\"gossip\"") && Contains("line_check"));
    CHECK(room.ask("book", {{"session", session}, {"format", "text"}}).contains("document"));
}
