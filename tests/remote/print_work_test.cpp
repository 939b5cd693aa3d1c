#include "remote/print_work.hpp"

#include <catch2/catch.hpp>

#include "remote/print_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using Catch::Matchers::Contains;
using logbook::testing::Wav;
namespace files = std::filesystem;

namespace {

/// The line that a copy on a drive of its own would have left.
void prove(PrintStage& stage, std::size_t print, const std::string& place, const std::string& drive)
{
    store::NewEntry line{"anna", "copy", "Night Train", "proven"};
    line.about = static_cast<store::EntryId>(print);
    line.data = Json{{"path", place}, {"drive", drive}, {"drive_identity", "disk " + drive}, {"proven", true}}.dump();
    finish(stage.io, stage.store.run([&](store::Store& store) { return store.add_entry(line); }));
}

Json listed(PrintStage& stage, Json more = Json::object())
{
    more["session"] = "Night Train";
    return stage.ask("prints", more);
}

}  // namespace

TEST_CASE("a drive that is lost proves nothing any more, whether its file or its folder is looked for")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto folder = (stage.shelf.path / "drives/BACKUP1").string(), place = folder + "/NT_NightTrain_AB01_Master_96k24.wav";
    prove(stage, print, place, "BACKUP1");
    REQUIRE(listed(stage)["prints"][0]["proven_on"].dump() == R"(["BACKUP1"])");
    const bool is_mounted_empty = GENERATE(false, true);
    if (is_mounted_empty) files::create_directories(folder);
    const auto said = GENERATE(as<std::string>{}, "folder", "folder/", "file");
    const auto path = said == "file" ? place : said == "folder" ? folder : folder + "/";
    CAPTURE(path, is_mounted_empty);
    const auto answer = stage.copy(print, path);
    INFO(answer.dump());
    REQUIRE(answer.contains("proven"));
    CHECK(answer["proven"] == false);
    CHECK(answer["path"] == place);
    CHECK(answer["drive"] == "BACKUP1");
    const auto shown = listed(stage)["prints"][0];
    CHECK(shown["proven_on"].empty());
    CHECK(shown["copies"].size() == 1);
    CHECK(Json::parse(stage.lines("copy")[0].said.data)["drive_identity"] == "disk BACKUP1");
}

TEST_CASE("a place of which nothing is known yet is told as it was said")
{
    PrintStage stage;
    const auto print = stage.print();
    prove(stage, print, "/media/B/NT_NightTrain_AB01_Master_96k24.wav", "B");
    const auto path = (stage.shelf.path / "drives/C/other.wav").string();
    CHECK(stage.copy(print, path)["path"] == path);
    CHECK(listed(stage)["prints"][0]["proven_on"].dump() == R"(["B"])");
}

TEST_CASE("a session wants its prints on as many drives as it is told, from then on")
{
    PrintStage stage;
    const auto path = stage.put_print();
    const auto print = stage.register_print(path, {{"drives", 3}})["prints"][0]["entry"].get<std::size_t>();
    for (const auto* drive : {"B", "C"}) prove(stage, print, std::string("/media/") + drive + "/x.wav", drive);
    auto told = listed(stage);
    CHECK(told["wanted_drives"] == 3);
    CHECK_THAT(told["prints"][0]["warning"].get<std::string>(), Contains("proven on B and C only; 3 drives besides its own are wanted"));
    stage.register_print(path, {{"drives", 3}});
    CHECK(stage.lines("drives").size() == 1);   // nothing new
    CHECK(stage.lines("drives")[0].said.text == "each print is wanted on 3 drives besides its own");
    CHECK(listed(stage, {{"drives", 2}})["warnings"].empty());   // only for this look
    CHECK(listed(stage)["wanted_drives"] == 3);
    stage.ask("copy", {{"print", print}, {"path", (stage.shelf.path / "drives/B/nothing.wav").string()}, {"drives", 1}});
    CHECK(listed(stage)["wanted_drives"] == 1);
    CHECK(listed(stage)["warnings"].empty());
}

TEST_CASE("no drives, and more than anybody has, are refused before anything is read")
{
    PrintStage stage;
    const auto drives = GENERATE(0, 21);
    CHECK(stage.register_print(stage.put_print(), {{"drives", drives}})["error"]["code"] == "usage");
    CHECK(listed(stage, {{"drives", drives}})["error"]["message"] == "drives: a print can be wanted on 1 to 20 drives besides its own, not on " + std::to_string(drives));
    CHECK(stage.lines("print").empty());
    CHECK(stage.lines("drives").empty());
}
