#include <catch2/catch.hpp>

#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::Logbook;
using Catch::Contains;

TEST_CASE("credits and song of a session are what the newest lines say")
{
    Logbook room;
    const Json anna = {{"session", "Night Train"}, {"name", "Anna Berg"}, {"role", "2nd"}};
    CHECK(room.ask("credit", anna)["role"] == "Assistant Engineer");
    CHECK(room.ask("credit", {{"session", "Night Train"}, {"name", "Lee"}, {"role", "Bass Whisperer"}, {"instrument", "bass"}})["group"] == "musician");
    const auto near = room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Mixing Enginer"}});
    CHECK(near["group"] == "engineer");
    CHECK_THAT(near["notes"][0].get<std::string>(), Contains("Mixing Engineer"));
    room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Mixing Enginer"}, {"gone", true}});
    const auto song = room.ask("song", {{"session", "Night Train"}, {"values", "title=Night Train\nbpm=98.5\n"}});
    CHECK(song["song"]["bpm"] == "98.5");
    room.ask("song", {{"session", "Night Train"}, {"values", "bpm="}});
    const auto all = room.ask("credits", {{"session", "Night Train"}}, Permission::view);
    INFO(all.dump());
    REQUIRE(all["credits"].size() == 2);
    CHECK(all["credits"][0]["name"] == "Anna Berg");
    CHECK(all["credits"][1]["instrument"] == "bass");
    CHECK(all["song"] == Json({{"title", "Night Train"}}));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"gone", true}}), Contains("has no credit"));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"isni", "123"}}), Contains("16 digits"));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"group", "enginer"}}), Contains("did you mean \"engineer\"?"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "titel=x"}}), Contains("did you mean \"title\"?"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "x"}}), Contains("KEY=VALUE"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "\n"}}), Contains("at least one"));
}

namespace {

/// `Anna Berg/Assistant Engineer/engineer;…`
std::string told(Logbook& room, const std::string& session = "Night Train")
{
    std::string all;
    const auto answer = room.ask("credits", {{"session", session}});
    for (const auto& credit : answer["credits"])
        all += credit["name"].get<std::string>() + "/" + credit["role"].get<std::string>() + "/" + credit["group"].get<std::string>() + ";";
    return all;
}

Json credit(const std::string& name, const std::string& role, Json more = Json::object())
{
    Json asked = {{"session", "Night Train"}, {"name", name}, {"role", role}};
    asked.update(more);
    return asked;
}

}  // namespace

TEST_CASE("whose credit it is comes from the role, or from what it sounds like, unless somebody says")
{
    Logbook room;
    const auto [role, group] = GENERATE(table<std::string, std::string>({{"mix", "engineer"}, {"Mixing Enginer", "engineer"}, {"Atmos Engineer", "engineer"}, {"Beat Producer", "producer"}, {"produser", "producer"},
        {"Runner", "studio"}, {"Kazoo", "musician"}, {"Featured Artist", "artist"}}));
    CAPTURE(role);
    CHECK(room.ask("credit", credit("Kim", role))["group"] == group);
    CHECK(room.ask("credit", credit("Kim", role, {{"group", "studio"}}))["group"] == "studio");
    CHECK(room.ask("credits", {{"session", "Night Train"}})["credits"].size() == 1);   // the second word replaced the first
}

TEST_CASE("credits of a session are its own, in the order of the cover sheet")
{
    Logbook room;
    room.ask("credit", credit("Anna Berg", "2nd"));
    room.ask("credit", credit("The Trains", "artist"));
    room.ask("credit", {{"session", "Day Train"}, {"name", "Bo"}, {"role", "mix"}});
    CHECK(told(room) == "The Trains/Main Artist/artist;Anna Berg/Assistant Engineer/engineer;");
    CHECK(told(room, "Day Train") == "Bo/Mixing Engineer/engineer;");
    CHECK(told(room, "Nowhere").empty());
}

TEST_CASE("a credit is a line that people can read, and taking it out is another")
{
    Logbook room;
    room.ask("credit", credit("Lee", "Musician", {{"instrument", "bass"}, {"ipi", "00014107338"}}));
    room.ask("credit", credit("Lee", "Musician", {{"gone", true}}));
    const auto lines = room.entries({{"kind", "credit"}});
    REQUIRE(lines.size() == 2);
    CHECK(lines[1]["text"] == "Lee: Musician (bass)");
    CHECK(lines[1]["data"]["ipi"] == "00014107338");
    CHECK(lines[0]["text"] == "Lee: Musician, taken out");
    CHECK(lines[0]["session"] == "Night Train");
    CHECK(told(room).empty());
}

TEST_CASE("numbers of people and empty words are refused before anything is put down")
{
    Logbook room;
    const auto [key, value, words] = GENERATE(table<std::string, std::string, std::string>({{"isni", "0000000121032684", "check digit"}, {"isni", "1", "16 digits"}, {"ipi", "1410x", "9 to 11 digits"},
        {"name", " ", "says nothing"}, {"role", "\t", "says nothing"}, {"group", "band", "artist, producer, engineer, musician or studio"}, {"session", "a/b", "must not contain"}, {"session", "", "must not be empty"}}));
    CAPTURE(key);
    CHECK_THAT(room.error_of("credit", credit("Kim", "mix", {{key, value}})), Contains(words));
    CHECK(room.lines("credit") == 0);
}

TEST_CASE("a session that is nearly called like one of the room's is refused, unless it is meant")
{
    Logbook room;
    room.capture("Mix 1");
    const auto [verb, more] = GENERATE(table<std::string, std::string>({{"credit", R"({"name": "Kim", "role": "mix"})"}, {"song", R"({"values": "bpm=98"})"}, {"take", "{}"}, {"track", R"({"track": "Bass"})"},
        {"log", R"({"text": "coffee"})"}, {"log", R"({"text": "good", "kind": "take"})"}, {"log", R"({"text": "Bass", "kind": "track"})"}, {"fault", R"({"subject": "desk", "text": "hums"})"}}));
    CAPTURE(verb, more);
    Json asked = Json::parse(more);
    asked["session"] = "Nigth Train";
    const auto before = room.entries().size();
    const auto words = room.error_of(verb, asked);
    CHECK_THAT(words, Contains("a session \"Nigth Train\"; did you mean \"Night Train\"?"));
    CHECK_THAT(words, Contains("--new"));
    CHECK(room.entries({{"session", "Nigth Train"}, {"kind", "take,track,credit,song,note,fault"}}).empty());
    asked["new"] = true;
    const auto answer = room.ask(verb, asked);
    INFO(answer.dump());
    CHECK(answer["new_session"] == true);
    CHECK(answer["notes"].back() == "session \"Nigth Train\" is new");
    CHECK(room.entries().size() > before);
    asked.erase("new");
    CHECK_FALSE(room.ask(verb, asked).contains("new_session"));   // from now on it is one of the room's
}

TEST_CASE("a session may begin with a line of the log, and the answer says that it is new")
{
    Logbook room;
    const auto is_new = [&](const std::string& session) {
        const auto answer = room.ask("take", {{"session", session}});
        CAPTURE(answer.dump());
        REQUIRE(answer.contains("entry"));
        return answer.contains("new_session");
    };
    CHECK(is_new("Night Train"));
    CHECK_FALSE(is_new("Night Train"));
    CHECK_THAT(room.error_of("take", {{"session", "night train"}}), Contains("did you mean \"Night Train\"?"));   // nothing of it was captured, and it is known all the same
    CHECK(is_new("Something Else"));
    room.capture("Mix 1", "2026-11-21");
    for (const auto* numbered : {"2026-11-22", "Night Train 2", "Night Train #3"}) CHECK(is_new(numbered));   // days and numbers are told apart by their digits
    CHECK(is_new("A"));
    CHECK(is_new("B"));
    const auto note = room.ask("log", {{"text", "of no session"}});
    CHECK(note.contains("entry"));
    CHECK_FALSE(note.contains("notes"));
}

TEST_CASE("an order that was refused makes no session of what was typed")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(room.ask("recall", {{"session", "Nigth Train"}, {"version", "Mix 1"}}).contains("error"));
    CHECK_THAT(room.error_of("take", {{"session", "Nigth Train"}}), Contains("did you mean \"Night Train\"?"));
}

TEST_CASE("facts of a song are checked one by one, and none is put down when one is wrong")
{
    Logbook room;
    const auto [values, words] = GENERATE(table<std::string, std::string>({{"title=Night Train\nbpm=fast", "20 to 400 bpm"}, {"isrc=DEA", "ISRC"}, {"=x", "a song has no"}, {"title", "KEY=VALUE"}, {"initials=much too long", "up to 8"},
        {"", "at least one"}, {"\n\n", "at least one"}}));
    CAPTURE(values);
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", values}}), Contains(words));
    CHECK(room.lines("song") == 0);
}

TEST_CASE("a fact of a song may hold signs of its own, and a song's line reads as a sentence")
{
    Logbook room;
    const auto song = room.ask("song", {{"session", "Night Train"}, {"values", "title=a = b\n\nartist=The Trains"}})["song"];
    CHECK(song["title"] == "a = b");
    CHECK(room.entries({{"kind", "song"}})[0]["text"] == "title: a = b, artist: The Trains");
    room.ask("song", {{"session", "Night Train"}, {"values", "title="}});
    CHECK(room.entries({{"kind", "song"}})[0]["text"] == "title taken out");
    CHECK(room.ask("credits", {{"session", "Night Train"}})["song"] == Json({{"artist", "The Trains"}}));
}
