#include <catch2/catch.hpp>

#include "remote/log_lines.hpp"
#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::Logbook;
using recalld::testing::finish;
using Catch::Contains;

TEST_CASE("orders leave lines with version and facts")
{
    Logbook room;
    room.capture("Mix 1");
    room.turn("ch/01/mix/pan", 7);
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"allow", "all"}});
    room.ask("undo", {{"allow", "all"}});
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 9"}});
    const auto lines = room.entries();
    INFO(lines.dump());
    REQUIRE(lines.size() == 4);
    CHECK(lines[3]["version"] == "Mix 1");
    CHECK(lines[3]["data"]["take"] == 1);
    CHECK(lines[3]["data"]["units"][0]["captured"] > 10);
    CHECK(lines[2]["data"]["recall"] == 1);
    CHECK(lines[2]["data"]["report"]["written"].is_number());
    CHECK(lines[1]["kind"] == "undo");
    CHECK(lines[1]["session"] == "Night Train");
    CHECK(lines[1]["version"] == "Mix 1");
    CHECK(lines[1]["data"]["undid"]["recall"] == 1);
    CHECK(lines[0]["data"]["error"] == "not_found");
}

TEST_CASE("the log is narrowed to kinds, a session, a subject, and to what is new")
{
    Logbook room;
    room.ask("log", {{"text", "coffee"}});
    const auto first = room.ask("log", {{"text", "vox up"}, {"session", "Night Train"}, {"subject", "desk ch/01"}, {"version", "Mix 3"}})["entry"].get<int>();
    room.ask("track", {{"track", "Lead Vox"}, {"session", "Night Train"}});
    room.ask("fault", {{"subject", "desk"}, {"text", "fan is loud"}});
    CHECK(room.entries({{"kind", "note"}}).size() == 2);
    CHECK(room.entries({{"kind", "track,fault"}}).size() == 2);
    CHECK(room.entries({{"session", "Night Train"}}).size() == 2);
    CHECK(room.entries({{"session", ""}}).size() == 2);
    CHECK(room.entries({{"subject", "desk ch/01"}})[0]["text"] == "vox up");
    CHECK(room.entries({{"since", first}}).size() == 2);
    CHECK(room.entries({{"entry", first}})[0]["version"] == "Mix 3");
    CHECK(room.ask("entries", {{"kind", "note"}, {"count", 1}})["total"] == 2);
    CHECK(room.entries({{"entry", 0}}).empty());
    CHECK(room.entries({{"kind", "nonsense"}}).empty());
}

TEST_CASE("a correction stands with the line that it corrects, which stays")
{
    Logbook room;
    const auto line = room.ask("log", {{"text", "take 3 is it"}, {"session", "Night Train"}})["entry"];
    const auto first = room.ask("correct", {{"entry", line}, {"text", "take 4 is it"}}, Permission::operate, "bob");
    const auto second = room.ask("correct", {{"entry", first["entry"]}, {"text", "take 5 is it"}});   // of the correction: the line is meant
    CHECK(second["corrects"] == line);
    const auto entry = room.entries({{"entry", line}})[0];
    CHECK(entry["text"] == "take 3 is it");
    REQUIRE(entry["corrected"].size() == 2);
    CHECK(entry["corrected"][0]["who"] == "bob");
    CHECK(entry["corrected"][1]["text"] == "take 5 is it");
    CHECK(room.entries({{"session", "Night Train"}}).size() == 3);
    CHECK_THAT(room.error_of("correct", {{"entry", 999}, {"text", "x"}}), Contains("no line 999"));
    CHECK_THAT(room.error_of("correct", {{"entry", line}, {"text", " "}}), Contains("says nothing"));
    CHECK(room.ask("correct", {{"entry", line}, {"text", "x"}}, Permission::view)["error"]["code"] == "forbidden");
}

TEST_CASE("takes are counted by session, and more can be said of one")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(room.ask("take")["take"] == 1);
    const auto second = room.ask("take", {{"verdict", "good"}, {"text", "second verse flat"}, {"name", "slow"}});
    CHECK(second["take"] == 2);
    CHECK(second["session"] == "Night Train");   // the one that the room works on
    CHECK(second["text"] == "Take 2 (slow): good; second verse flat");
    CHECK(room.ask("take", {{"session", "Day Train"}})["take"] == 1);
    CHECK(room.ask("take", {{"take", 1}, {"verdict", "false start"}})["text"] == "Take 1: false start");
    CHECK(room.ask("log", {{"kind", "take"}, {"text", "from the phone"}})["text"] == "Take 3: from the phone");
    CHECK(room.entries({{"kind", "take"}})[1]["data"]["verdict"] == "false start");
    CHECK_THAT(room.error_of("take", {{"session", "a/b"}}), Contains("session"));
    CHECK_THAT(room.error_of("take", {{"version", "Mix 33"}}), Contains("no version \"Mix 33\""));
    CHECK(room.ask("take", {{"version", "Mix 1"}})["take"] == 4);
    CHECK_FALSE(room.ask("take", {{"take", 5}}).contains("notes"));
    CHECK(room.ask("take", {{"take", 7}})["notes"] == Json::array({"take 6 is not in the log, and the next one is take 8"}));
    CHECK(room.ask("take", {{"take", 99}})["notes"] == Json::array({"takes 8 to 98 are not in the log, and the next one is take 100"}));
}

TEST_CASE("a track is complete, or open again")
{
    Logbook room;
    CHECK(room.ask("track", {{"track", "Lead Vox"}, {"text", "comped"}})["text"] == "Lead Vox: complete; comped");
    CHECK(room.ask("track", {{"track", "Lead Vox"}, {"open", true}})["done"] == false);
    CHECK(room.ask("log", {{"kind", "track"}, {"text", "Bass"}})["track"] == "Bass");
    CHECK(room.entries({{"kind", "track"}})[2]["data"]["done"] == true);
    CHECK_THAT(room.error_of("track", {{"track", ""}}), Contains("says nothing"));
    CHECK_THAT(room.error_of("log", {{"kind", "recall"}, {"text", "never was"}}), Contains("not \"recall\""));
}

TEST_CASE("a line knows where the machine stands, and how it runs")
{
    Logbook room;
    room.tell("timecode", std::string("01:02:03:04"));
    room.tell("transport/play", 1);
    room.ask("log", {{"text", "click"}});
    CHECK(room.entries()[0]["data"] == Json({{"at", "01:02:03:04"}, {"transport", "playing"}}));
    room.tell("transport/record", 1);
    room.capture("Mix 1");
    CHECK(room.entries()[0]["data"]["transport"] == "recording");
    room.tell("transport/record", 0);
    room.tell("transport/play", 0);
    CHECK(clock_of(room.room)->transport == "stopped");
    CHECK(clock_of(room.room)->unit == "tape");
}

TEST_CASE("a take stands at times that a clock has, or at words of its own")
{
    Logbook room;
    for (const auto* bad : {"99:99:99:99", "24:00:00:00", "01:60:00:00", "01:00:00;30"}) {
        CHECK_THAT(room.error_of("take", {{"from", bad}}), Contains("hh:mm:ss:ff"));
        CHECK_THAT(room.error_of("take", {{"to", bad}}), Contains("hh:mm:ss:ff"));
    }
    CHECK_THAT(room.error_of("take", {{"from", "01:00:10:00"}, {"to", "01:00:09:29"}}), Contains("before it begins"));
    CHECK(room.lines("take") == 0);
    CHECK_THAT(room.ask("take", {{"from", "01:00:10:00"}, {"to", "01:00:10:00"}})["text"].get<std::string>(), Contains("01:00:10:00"));
    for (const auto* good : {"12|3|000", "012:03:01:240", "second verse", "99:99"}) CHECK_THAT(room.ask("take", {{"from", good}})["text"].get<std::string>(), Contains(good));
}

TEST_CASE("takes have numbers that somebody could have recorded")
{
    Logbook room;
    const auto number = GENERATE(std::uint64_t{0}, std::uint64_t{10'000}, std::uint64_t{99'999'999'999});
    CAPTURE(number);
    CHECK_THAT(room.error_of("take", {{"take", number}}), Contains("takes are numbered from 1 to 9999"));
    CHECK(room.lines("take") == 0);
    CHECK(room.ask("take", {{"take", 9999}})["take"] == 9999);
    CHECK(room.ask("take", {{"take", -1}})["error"]["code"] == "usage");
}

TEST_CASE("the log is read page by page, newest first, and says how much there is")
{
    Logbook room;
    for (int i = 0; i < 7; ++i) room.ask("log", {{"text", "note " + std::to_string(i)}});
    const auto page = room.ask("entries", {{"offset", 2}, {"count", 3}});
    REQUIRE(page["entries"].size() == 3);
    CHECK(page["entries"][0]["text"] == "note 4");
    CHECK(page["entries"][2]["text"] == "note 2");
    CHECK(page["total"] == 7);
    CHECK(page["offset"] == 2);
    CHECK(room.ask("entries", {{"offset", 99}})["entries"].empty());
    CHECK(room.ask("entries", {{"count", 0}})["entries"].empty());
}

TEST_CASE("a correction is shown with its line on whatever page that stands")
{
    Logbook room;
    const auto line = room.ask("log", {{"text", "take 3 is it"}})["entry"];
    for (int i = 0; i < 5; ++i) room.ask("log", {{"text", "coffee"}});
    room.ask("correct", {{"entry", line}, {"text", "take 4 is it"}});
    const auto page = room.ask("entries", {{"offset", 6}, {"count", 1}})["entries"];
    REQUIRE(page.size() == 1);
    CHECK(page[0]["entry"] == line);
    CHECK(page[0]["corrected"][0]["text"] == "take 4 is it");
    const auto notes = room.entries({{"kind", "note"}});
    CHECK(notes.back()["corrected"].size() == 1);   // though corrections are no notes
}

TEST_CASE("facts too large for a page of the log are told by their size")
{
    Logbook room;
    store::NewEntry line{"anna", "sheet", "Night Train", "with a photo"};
    const Json data = {{"photo", std::string(20'000, 'x')}};
    finish(room.desk.io, put_down(room.room, line, data));
    const auto entry = room.entries()[0];
    CHECK_FALSE(entry.contains("data"));
    CHECK(entry["data_bytes"].get<std::size_t>() > 20'000);
    CHECK(entry["text"] == "with a photo");
}

TEST_CASE("looking, asking again and dry runs leave no line; what was refused does")
{
    Logbook room;
    room.capture("Mix 1");
    const auto before = room.entries().size();
    room.ask("plan", {{"session", "Night Train"}, {"version", "Mix 1"}});
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"dry_run", true}});
    room.ask("drift");
    room.ask("faults");
    room.ask("credits", {{"session", "Night Train"}});
    room.ask("entries");
    CHECK(room.entries().size() == before);
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 9"}});
    const auto line = room.entries()[0];
    CHECK(line["kind"] == "recall");
    CHECK_THAT(line["text"].get<std::string>(), Contains("Mix 9"));
    CHECK(line["data"]["error"] == "not_found");
}

TEST_CASE("each verb of the logbook leaves one line and not two")
{
    Logbook room;
    const auto entry = room.ask("fault", {{"subject", "desk"}, {"text", "hums"}})["entry"];
    room.ask("fault_close", {{"entry", entry}});
    room.ask("take", {{"verdict", "good"}});
    room.ask("track", {{"track", "Bass"}});
    room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "mix"}});
    room.ask("song", {{"session", "Night Train"}, {"values", "bpm=98"}});
    room.ask("correct", {{"entry", entry}, {"text", "hums at 50 Hz"}});
    std::string kinds;
    for (const auto& line : room.entries()) kinds += line["kind"].get<std::string>() + " ";
    CHECK(kinds == "correction song credit track take fault_closed fault ");
}

TEST_CASE("a note keeps its words as they were typed, in any script, and none that are not text")
{
    Logbook room;
    const auto words = GENERATE(as<std::string>{}, "Tonmeister: „lauter“", "メモ", "a\nb", "<script>", "\"quoted\" \\ back", "🎚 +3 dB");
    room.ask("log", {{"text", words}});
    CHECK(room.entries()[0]["text"] == words);
    CHECK(room.ask("log", {{"text", std::string(200'000, 'x')}}).contains("error"));
    CHECK(room.lines("note") == 1);
}

TEST_CASE("of two takes that are noted at once each has a number of its own")
{
    Logbook room;
    room.capture("Mix 1");
    const auto asked = [&](const std::string& who) {
        Call call = call_of(room.room, {{"text", "by " + who}}, Permission::operate, who);
        return net::co_spawn(room.desk.io, perform("take", std::move(call)), net::use_future);
    };
    auto anna = asked("anna"), bob = asked("bob");
    const auto is_ready = [](const std::future<Json>& future) { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
    REQUIRE(room.until([&] { return is_ready(anna) && is_ready(bob); }));
    const auto first = anna.get(), second = bob.get();
    CHECK(first["take"].get<int>() + second["take"].get<int>() == 3);
    CHECK(first["take"] != second["take"]);
    CHECK(second["text"] == "Take " + second["take"].dump() + ": by bob");
}
