#include <catch2/catch.hpp>

#include "remote/print_stage.hpp"
#include "hash.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using Catch::Matchers::Contains;
using logbook::testing::Wav;
namespace files = std::filesystem;

namespace {

std::string message_of(const Json& answer) { return answer.contains("error") ? answer["error"]["message"].get<std::string>() : "nothing"; }

/// So long that reading it is told while it is under way.
Wav long_wav()
{
    Wav wav;
    wav.frames = 7'000'000;
    return wav;
}

/// A verb during which something happens as soon as it tells its progress.
Json ask_while(PrintStage& stage, const std::string& verb, Json arguments, const std::function<void()>& happens)
{
    bool is_told = false;
    const auto emit = [&](const Json& line) {
        if (line.contains("progress") && !std::exchange(is_told, true)) happens();
    };
    Call call{stage.room, std::move(arguments), emit, std::make_shared<const bool>(false), {Permission::edit, "anna"}};
    Json answer;
    try {
        answer = finish(stage.io, perform(verb, std::move(call)));
    } catch (const VerbError& error) {
        answer = error_json(error);
    }
    CHECK(is_told);
    return answer;
}

}  // namespace

TEST_CASE("SHA-256 is that of everybody else, however it is fed")
{
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Sha256 sum;
    for (const char letter : std::string("abc")) sum.add({&letter, 1});
    CHECK(sum.hex() == sha256_of("abc"));
}

TEST_CASE("a registered print is a line of the log with all its facts")
{
    PrintStage stage;
    const auto path = stage.put_print("NT_NightTrain_AB01_Inst_96k24.wav");
    const auto answer = stage.register_print(path);
    REQUIRE(answer.contains("prints"));
    CHECK(answer["refused"].empty());
    CHECK_FALSE(answer.contains("exit"));
    const auto lines = stage.lines("print");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].said.who == "anna");
    CHECK(lines[0].said.session == "Night Train");
    CHECK(lines[0].said.version == "Mix 3");
    CHECK_THAT(lines[0].said.text, Contains("NT_NightTrain_AB01_Inst_96k24.wav: instrumental, 0.0 s, WAV, 96 kHz, 24 bit, stereo, SHA-256 "));
    const auto data = Json::parse(lines[0].said.data);
    CHECK(data["file"] == "NT_NightTrain_AB01_Inst_96k24.wav");
    CHECK(data["path"] == path);
    CHECK(data["alternate"] == "INST");
    CHECK(data["sha256"] == sha256_of(Wav().bytes()));
    CHECK(data["bytes"] == Wav().bytes().size());
    CHECK(data["frames"] == 960);
    CHECK(data["take"] == 1);
    CHECK(data["bext"].is_null());
    CHECK(data["naming"].empty());
    CHECK(stage.lines("copy").empty());
}

TEST_CASE("who registers the same file twice has one print, and a changed file is a new one")
{
    PrintStage stage;
    const auto path = stage.put_print();
    const auto first = stage.register_print(path)["prints"][0], again = stage.register_print(path)["prints"][0];
    CHECK(again["already"] == true);
    CHECK(again["entry"] == first["entry"]);
    Wav other;
    other.frames = 100;
    stage.shelf.put("prints/" + files::path(path).filename().string(), other.bytes());
    const auto second = stage.register_print(path)["prints"][0];
    CHECK(second["entry"] != first["entry"]);
    CHECK(second["replaces"] == first["entry"]);
    CHECK_FALSE(first.contains("replaces"));
    const auto prints = stage.ask("prints", {{"session", "Night Train"}})["prints"];
    REQUIRE(prints.size() == 2);
    CHECK(prints[0]["replaced"] == prints[1]["entry"]);
}

TEST_CASE("a name is checked with what the log says of the song")
{
    PrintStage stage;
    finish(stage.io, stage.store.run([](store::Store& store) {
        store::NewEntry song{"anna", "song", "Night Train", "song"};
        song.data = R"({"artist": "The Nightliners", "title": "Night Train", "mixer_initials": "AB"})";
        return store.add_entry(song);
    }));
    const auto print = stage.register_print(stage.put_print("mix 3 final.wav"), {{"alternate", "tv mix"}})["prints"][0];
    CHECK(print["proposed"] == "TN_NightTrain_AB03_TV_96k24.wav");
    CHECK(print["alternate"] == "TV");
    CHECK(print["naming"].size() == 2);
}

TEST_CASE("what cannot be registered says why, and leaves no line")
{
    PrintStage stage;
    const auto good = stage.put_print(), text = stage.shelf.put("prints/notes.wav", "Dear Anna"), outside = stage.shelf.put("elsewhere.wav", Wav().bytes());
    CHECK_THAT(message_of(stage.register_print(text)), Contains("no sound file"));
    CHECK_THAT(message_of(stage.register_print(outside)), Contains("outside of the folders with prints"));
    CHECK(stage.register_print(outside)["error"]["exit"] == exit_refused);
    CHECK_THAT(message_of(stage.register_print(stage.shelf.path.string() + "/prints/nothing.wav")), Contains("is not there"));
    CHECK_THAT(message_of(stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 9"}, {"path", good}})), Contains("Mix 3"));
    CHECK_THAT(message_of(stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}})), Contains("say which file"));
    CHECK_THAT(message_of(stage.register_print(good, {{"alternate", "INTS"}})), Contains("did you mean \"INST\"?"));
    CHECK(stage.lines("print").empty());
}

TEST_CASE("a damaged file is no mistake of whoever named it, and a name that leads nowhere is")
{
    PrintStage stage;
    const auto bytes = Wav().bytes();
    const auto cut = stage.shelf.put("prints/cut.wav", bytes.substr(0, bytes.size() - 600)), text = stage.shelf.put("prints/notes.wav", "Dear Anna"), outside = stage.shelf.put("elsewhere.wav", bytes);
    const auto answer = stage.register_print(cut);
    CHECK(answer["error"]["exit"] == exit_disk);
    CHECK_THAT(message_of(answer), Contains("\"cut.wav\" is cut: its header promises 960 frames"));
    CHECK(stage.register_print(text)["error"]["exit"] == exit_usage);
    const auto several = [&](const std::string& paths) { return stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", paths}}); };
    CHECK(several(text + "\n" + cut)["error"]["exit"] == exit_disk);
    CHECK(several(cut + "\n" + outside)["error"]["exit"] == exit_refused);
    const auto mixed = several(cut + "\n" + stage.put_print());
    REQUIRE(mixed.contains("prints"));
    CHECK(mixed["prints"].size() == 1);
    CHECK(mixed["refused"][0]["path"] == cut);
    CHECK(mixed["exit"] == exit_differs);
}

TEST_CASE("of several files the good ones are registered, and the others named")
{
    PrintStage stage;
    const auto good = stage.put_print(), text = stage.shelf.put("prints/notes.wav", "Dear Anna");
    const auto answer = stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", text + "\n\n" + good + "\n"}});
    REQUIRE(answer.contains("prints"));
    CHECK(answer["prints"].size() == 1);
    REQUIRE(answer["refused"].size() == 1);
    CHECK(answer["refused"][0]["path"] == text);
    CHECK(answer["exit"] == exit_differs);
    CHECK(stage.lines("print").size() == 1);
}

TEST_CASE("registering and proving are for who may edit; everybody who may look sees what is where")
{
    PrintStage stage;
    const auto print = stage.print();
    CHECK(stage.error_of("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"path", "/x"}}, Permission::operate) == "forbidden");
    CHECK(stage.error_of("copy", {{"print", print}, {"path", "/x"}}, Permission::operate) == "forbidden");
    CHECK(stage.error_of("prints", {{"session", "Night Train"}}, Permission::view) == "none");
    CHECK(stage.error_of("prints", {{"session", "Day Train"}}, Permission::view) == "not_found");
}

TEST_CASE("a copy is proven by its content, also by the folder that it lies in")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto place = stage.shelf.put("drives/B/NT_NightTrain_AB01_Master_96k24.wav", Wav().bytes());
    const bool is_by_folder = GENERATE(false, true);
    const auto path = is_by_folder ? files::path(place).parent_path().string() : place;
    const auto answer = stage.copy(print, path);
    CHECK(answer["proven"] == true);
    CHECK(answer["path"] == place);
    CHECK_FALSE(answer.contains("exit"));
    const auto lines = stage.lines("copy");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].said.about == static_cast<store::EntryId>(print));
    CHECK(lines[0].said.session == "Night Train");
    CHECK_THAT(lines[0].said.text, Contains("NT_NightTrain_AB01_Master_96k24.wav: proven on "));
    const auto listed = stage.ask("prints", {{"session", "Night Train"}});
    REQUIRE(listed["prints"][0]["copies"].size() == 1);
    CHECK(listed["prints"][0]["copies"][0]["proven"] == true);
    CHECK(listed["warnings"].size() == 1);   // on the same drive as the print
    CHECK(listed["exit"] == exit_differs);
}

TEST_CASE("a copy that is not the print is not proven, and the log says why")
{
    PrintStage stage;
    const auto print = stage.print();
    auto flipped = Wav().bytes();
    flipped[2000] = static_cast<char>(flipped[2000] ^ 1);
    stage.shelf.put("drives/B/flipped.wav", flipped);
    stage.shelf.put("drives/B/cut.wav", flipped.substr(0, 2000));
    stage.shelf.put("drives/B/empty.wav", "");
    const auto [name, why] = GENERATE(table<std::string, std::string>({{"flipped.wav", "its content is another: SHA-256"}, {"cut.wav", "it has 2000 bytes, and the print has 5804"}, {"empty.wav", "it has 0 bytes"},
                                                                       {"nothing.wav", "is not there; is its drive mounted?"}, {"gone/nothing.wav", "is not there"}}));
    const auto answer = stage.copy(print, (stage.shelf.path / "drives/B" / name).string());
    CAPTURE(name);
    CHECK(answer["proven"] == false);
    CHECK(answer["exit"] == exit_differs);
    CHECK_THAT(answer["why"].get<std::string>(), Contains(why));
    REQUIRE(stage.lines("copy").size() == 1);
    CHECK_THAT(stage.lines("copy")[0].said.text, Contains("not proven"));
}

TEST_CASE("what is no print, and what may not be read, is refused without a line")
{
    PrintStage stage;
    const auto print = stage.print();
    CHECK_THAT(message_of(stage.copy(99, "/x")), Contains("line 99 of the log is no print"));
    CHECK_THAT(message_of(stage.copy(print, "/etc/passwd")), Contains("outside of the folders with prints"));
    CHECK(stage.lines("copy").empty());
}

TEST_CASE("a file that is cut while it is compared is not proven")
{
    PrintStage stage;
    const auto bytes = long_wav().bytes();
    const auto print = stage.register_print(stage.shelf.put("prints/long.wav", bytes))["prints"][0]["entry"].get<std::size_t>();
    const auto place = stage.shelf.put("drives/B/long.wav", bytes);
    const auto answer = ask_while(stage, "copy", {{"print", print}, {"path", place}}, [&] { files::resize_file(place, 1'000'000); });
    CHECK(answer["proven"] == false);
    CHECK_THAT(answer["why"].get<std::string>(), Contains("it ended after 1 MB of 42 MB while it was read"));
    CHECK(stage.lines("copy").size() == 1);
}

TEST_CASE("a file that is written or taken away while it is registered is no print")
{
    PrintStage stage;
    const auto place = stage.shelf.put("prints/long.wav", long_wav().bytes());
    const bool is_written = GENERATE(true, false);
    const Json asked = {{"session", "Night Train"}, {"version", "Mix 3"}, {"path", place}};
    const auto answer = ask_while(stage, "print", asked, [&] { is_written ? files::resize_file(place, 50'000'000) : static_cast<void>(files::remove(place)); });
    CHECK_THAT(message_of(answer), Contains("it changed while it was read"));
    CHECK(stage.lines("print").empty());
}

TEST_CASE("reading ends when somebody cancels or the daemon ends, and nothing is put down")
{
    PrintStage stage;
    const auto place = stage.shelf.put("prints/long.wav", long_wav().bytes());
    const bool is_cancelled = GENERATE(true, false);
    const Json asked = {{"session", "Night Train"}, {"version", "Mix 3"}, {"path", place}};
    Json cancelled;
    const auto answer = ask_while(stage, "print", asked, [&] {
        if (is_cancelled) CHECK(stage.room.drives->cancel() == "reading");
        else stage.room.ending = true;
    });
    CHECK(answer["error"]["code"] == "cancelled");
    CHECK(stage.lines("print").empty());
    CHECK(stage.room.drives->cancel().empty());
}

TEST_CASE("the same sound under two names is noticed, also when both come at once")
{
    PrintStage stage;
    const auto master = stage.put_print(), inst = stage.put_print("NT_NightTrain_AB01_Inst_96k24.wav");
    const auto answer = stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", master + "\n" + inst}});
    REQUIRE(answer["prints"].size() == 2);
    CHECK_FALSE(answer["prints"][0].contains("same_as"));
    CHECK(answer["prints"][1]["same_as"] == answer["prints"][0]["entry"]);
    Wav other;
    other.frames = 100;
    stage.shelf.put("prints/NT_NightTrain_AB01_Inst_96k24.wav", other.bytes());
    CHECK_FALSE(stage.register_print(inst)["prints"][0].contains("same_as"));
}

TEST_CASE("prints of one version are listed alone, and of one that is not there it says what is")
{
    PrintStage stage;
    stage.save("Mix 4");
    stage.print();
    const auto prints = [&](const std::string& version) { return stage.ask("prints", {{"session", "Night Train"}, {"version", version}}); };
    CHECK(prints("Mix 3")["prints"].size() == 1);
    CHECK(prints("Mix 3@1")["prints"].size() == 1);
    CHECK(prints("Mix 4")["prints"].empty());
    CHECK_FALSE(prints("Mix 4").contains("exit"));
    CHECK_THAT(message_of(prints("Mix 9")), Contains("has no version \"Mix 9\"; there are: "));
    CHECK_THAT(message_of(stage.ask("prints", {{"session", "Day Train"}})), Contains("there is no session \"Day Train\"; there is: \"Night Train\""));
}

TEST_CASE("the same file given twice at once is one print")
{
    PrintStage stage;
    const auto path = stage.put_print();
    const auto answer = stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"path", path}, {"paths", path}});
    REQUIRE(answer["prints"].size() == 2);
    CHECK(answer["prints"][1]["already"] == true);
    CHECK(answer["prints"][0]["entry"] == answer["prints"][1]["entry"]);
    CHECK(stage.lines("print").size() == 1);
}

TEST_CASE("more files than anybody prints at once are refused before one is read")
{
    PrintStage stage;
    std::string paths;
    for (int i = 0; i < 201; ++i) paths += stage.shelf.path.string() + "/prints/" + std::to_string(i) + ".wav\n";
    CHECK_THAT(message_of(stage.ask("print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", paths}})), Contains("201 files; at most 200 are taken at once"));
    CHECK_THAT(message_of(stage.register_print("/" + std::string(5000, 'x'))), Contains("path"));
}

TEST_CASE("a broadcast wave's print keeps what the wave says of itself")
{
    PrintStage stage;
    Wav wav;
    wav.before = logbook::testing::bext_chunk();
    const auto print = stage.register_print(stage.shelf.put("prints/NT_NightTrain_AB01_Master_96k24.wav", wav.bytes()))["prints"][0];
    CHECK(print["bext"]["originator"] == "a workstation");
    CHECK(print["bext"]["loudness_lufs"] == -14.2);
    const auto listed = stage.ask("prints", {{"session", "Night Train"}})["prints"][0];
    CHECK(listed["bext"] == print["bext"]);
    CHECK(listed["sha256"] == print["sha256"]);
}

TEST_CASE("a print's line counts its channels, and its facts survive the history")
{
    const auto [channels, words] = GENERATE(table<int, std::string>({{1, "mono"}, {2, "stereo"}, {6, "6 channels"}}));
    PrintStage stage;
    Wav wav;
    wav.channels = static_cast<std::uint16_t>(channels);
    stage.register_print(stage.shelf.put("prints/mix.wav", wav.bytes()));
    const auto line = stage.lines("print").at(0);
    CHECK_THAT(line.said.text, Contains(", " + words + ", SHA-256"));
    CHECK(Json::parse(line.said.data)["channels"] == channels);
}

TEST_CASE("a copy is looked for in a folder that is gone, and the last word of that place counts")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto place = stage.shelf.put("drives/B/NT_NightTrain_AB01_Master_96k24.wav", Wav().bytes());
    CHECK(stage.copy(print, place)["proven"] == true);
    files::remove_all(stage.shelf.path / "drives/B");
    CHECK(stage.copy(print, place)["proven"] == false);
    const auto copies = stage.ask("prints", {{"session", "Night Train"}})["prints"][0]["copies"];
    REQUIRE(copies.size() == 1);
    CHECK(copies[0]["proven"] == false);
    CHECK(stage.lines("copy").size() == 2);   // nothing is taken back
}

TEST_CASE("a copy that failed by its folder is settled when it lies there")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto folder = (stage.shelf.path / "drives/B").string();
    CHECK(stage.copy(print, folder)["proven"] == false);
    stage.shelf.put("drives/B/NT_NightTrain_AB01_Master_96k24.wav", Wav().bytes());
    CHECK(stage.copy(print, folder)["proven"] == true);
    const auto listed = stage.ask("prints", {{"session", "Night Train"}})["prints"][0];
    CHECK(listed["copies"].size() == 1);
    CHECK_THAT(listed["warning"].get<std::string>(), !Contains("not proven"));
}

TEST_CASE("the print's own file is no copy of it, however it is named, and also when it is gone")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto path = (stage.shelf.path / "prints/NT_NightTrain_AB01_Master_96k24.wav").string();
    files::create_symlink(path, stage.shelf.path / "drives/B/link.wav");
    for (const auto& name : {path, (stage.shelf.path / "prints").string(), (stage.shelf.path / "drives/B/link.wav").string()}) CHECK_THAT(message_of(stage.copy(print, name)), Contains("that is the print itself"));
    files::remove(path);
    CHECK_THAT(message_of(stage.copy(print, path)), Contains("that is the print itself"));
    CHECK(stage.lines("copy").empty());
}

TEST_CASE("a copy on the print's own drive says that it does not count")
{
    PrintStage stage;
    const auto print = stage.print();
    const auto answer = stage.copy(print, stage.shelf.put("drives/B/mix.wav", Wav().bytes()));
    CHECK(answer["proven"] == true);
    CHECK(answer["own_drive"] == true);
    CHECK_THAT(stage.lines("copy").at(0).said.text, Contains("that is the print's own drive, and does not count"));
    const auto listed = stage.ask("prints", {{"session", "Night Train"}})["prints"][0];
    CHECK(listed["copies"][0]["own_drive"] == true);
    CHECK(listed["proven_on"].empty());
}

TEST_CASE("a folder of the rig whose drive is not mounted is not there, and no folder is a print")
{
    PrintStage stage;
    const auto print = stage.print();
    files::remove_all(stage.shelf.path / "drives");
    const auto answer = stage.copy(print, (stage.shelf.path / "drives").string());
    CHECK(answer["proven"] == false);
    CHECK_THAT(answer["why"].get<std::string>(), Contains("is its drive mounted?"));
    CHECK_THAT(message_of(stage.register_print((stage.shelf.path / "drives").string())), Contains("is its drive mounted?"));
    CHECK_THAT(message_of(stage.register_print((stage.shelf.path / "prints").string())), Contains("is a folder, no file"));
}

TEST_CASE("folders with prints that the rig takes away are closed from then on")
{
    PrintStage stage;
    const auto path = stage.put_print();
    finish(stage.io, stage.rig.become(rig::Rig::check({}, {})));
    CHECK_THAT(message_of(stage.register_print(path)), Contains("the rig names no folders with prints"));
}
