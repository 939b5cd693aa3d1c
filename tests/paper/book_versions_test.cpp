#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/book_chapters.hpp"

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

Json change(const std::string& unit, const std::string& strip, const std::string& words, const std::string& from, const std::string& to)
{
    return {{"unit", unit}, {"strip", strip}, {"words", words}, {"from", from}, {"to", to}};
}

Json book_of(Json differences, Json missing = Json::array())
{
    return {{"edition", "studio"},
            {"versions", Json::array({{{"version", "Mix 1"}, {"take", 1}, {"kind", "capture"}, {"time", "2026-11-21T16:30:00Z"}},
                                      {{"version", "Mix 2"}, {"take", 3}, {"kind", "import"}, {"time", "2026-11-21T17:30:00Z"}, {"note", "vocal up"}, {"scope", "ch/1-8"},
                                       {"changes", {{"since", "Mix 1"}, {"compared", 8493}, {"differences", std::move(differences)}, {"missing", std::move(missing)}}}}})}};
}

Json changes_in(const Json& facts)
{
    for (const auto& block : version_blocks(facts))
        if (block.contains("changes")) return block["changes"];
    return nullptr;
}

Json print_of(Json more)
{
    Json print = {{"file", "NT_Master.wav"}, {"alternate", "MSTR"}};
    print.update(more);
    return {{"prints", Json::array({std::move(print)})}};
}

std::string value_of(const Json& facts, const std::string& name)
{
    for (const auto& block : print_blocks(facts))
        if (block.contains("pairs"))
            for (const auto& row : block["pairs"]["rows"])
                if (row["name"] == name) return row["value"];
    return {};
}

}  // namespace

TEST_CASE("the changes of a strip stand together, wherever they came in the list")
{
    const auto strips = changes_in(book_of({change("desk", "ch 17", "eq 2 gain", "+3 dB", "+4 dB"), change("desk", "ch 1", "fader", "-8 dB", "-10 dB"), change("desk", "ch 17", "fader", "0 dB", "+1 dB")}))["strips"];
    REQUIRE(strips.size() == 2);
    CHECK(strips[0]["title"] == "desk: ch 17");
    CHECK(strips[0]["items"].size() == 2);
    CHECK(strips[0]["items"][1] == Json::parse(R"({"words": "fader", "from": "0 dB", "to": "+1 dB"})"));
    CHECK(strips[1]["title"] == "desk: ch 1");
}

TEST_CASE("strips of the same name on two desks are two, and a unit without strips is itself")
{
    const auto strips = changes_in(book_of({change("left", "ch 1", "fader", "a", "b"), change("right", "ch 1", "fader", "a", "b"), change("1176-A", "", "INPUT", "30 dB", "24 dB")}))["strips"];
    REQUIRE(strips.size() == 3);
    CHECK(strips[1]["title"] == "right: ch 1");
    CHECK(strips[2]["title"] == "1176-A");
}

TEST_CASE("more changes than anybody reads are counted")
{
    Json many = Json::array();
    for (int i = 0; i < 405; ++i) many.push_back(change("desk", "ch " + std::to_string(i % 32), "knob " + std::to_string(i), "1", "2"));
    const auto facts = book_of(many);
    CHECK(changes_in(facts)["more"] == "… and 5 more changes, all of which stand in the JSON edition");
    CHECK_THAT(book_text(facts), Contains("405 changes since Mix 1:"));
}

TEST_CASE("two versions that are alike say how much was compared")
{
    CHECK_THAT(book_text(book_of(Json::array())), Contains("Nothing differs from Mix 1, of 8,493 settings compared."));
    CHECK(changes_in(book_of(Json::array())).is_null());
}

TEST_CASE("what was noted for the first time is named, though nothing differs")
{
    auto facts = book_of(Json::array());
    facts["versions"][1]["changes"]["first_noted"] = Json::array({{{"words", "LA2A: 7 controls"}}});
    CHECK_THAT(book_text(facts), Contains("Nothing differs from Mix 1") && Contains("Noted for the first time\n  - LA2A: 7 controls\n"));
}

TEST_CASE("the first version is said to be it, and only the first")
{
    const auto text = book_text(book_of(Json::array()));
    CHECK(text.find("The first version of the session.") == text.rfind("The first version of the session."));
    CHECK_THAT(text, Contains("The first version of the session."));
}

TEST_CASE("what was prepared and never applied stands apart from the mixes, and clients do not see it")
{
    auto facts = book_of(Json::array());
    const Json waiting = {{"version", "Prep"}, {"take", 2}, {"kind", "import"}, {"preparation", true}, {"never_applied", true}, {"time", "2026-11-21T15:30:00Z"}};
    facts["versions"].insert(facts["versions"].begin(), waiting);
    const auto text = book_text(facts);
    CHECK_THAT(text, Contains("Prepared, never applied\n  - Prep, take 2, prepared 2026-11-21 15:30 UTC\n"));
    CHECK_THAT(text, Contains("The first version of the session."));
    CHECK(text.find("Mix 1") < text.find("Prepared, never applied"));
    const auto client = for_client(facts, {});
    CHECK(client["versions"].size() == 2);
    CHECK_THAT(book_text(client), !Contains("never applied"));
    facts["versions"][0].erase("never_applied");
    CHECK_THAT(book_text(for_client(facts, {})), Contains("Prep, take 2 (prepared 2026-11-21 15:30 UTC)"));
}

TEST_CASE("a version says its take, how it came, its scope and its note")
{
    const auto text = book_text(book_of({change("desk", "ch 1", "fader", "a", "b")}, Json::array({"verb"})));
    CHECK_THAT(text, Contains("Mix 2, take 3 (imported 2026-11-21 17:30 UTC; only ch/1-8)"));
    CHECK_THAT(text, Contains("“vocal up”"));
    CHECK_THAT(text, Contains("Could not be compared\n  - verb\n"));
    CHECK_THAT(text, Contains("1 change since Mix 1:"));
}

TEST_CASE("a print says its format as engineers do")
{
    CHECK(value_of(print_of({{"format", "WAV"}, {"rate_hz", 96000}, {"bits", 24}, {"channels", 2}}), "Format") == "WAV, 96 kHz, 24 bit, 2 channels");
    CHECK(value_of(print_of({{"rate_hz", 44100}, {"bits", 16}, {"channels", 1}}), "Format") == "44.1 kHz, 16 bit, 1 channel");
    CHECK(value_of(print_of({{"format", "AIFF"}, {"bits", 0}}), "Format") == "AIFF");
    CHECK(value_of(print_of(Json::object()), "Format") == "");
}

TEST_CASE("a print says its length and its size, and nothing of what is not known")
{
    const auto facts = print_of({{"seconds", 212.4}, {"bytes", 122342444}, {"sha256", "9f86"}});
    CHECK(value_of(facts, "Length") == "3:32");
    CHECK(value_of(facts, "Size") == "122,342,444 bytes");
    CHECK(value_of(facts, "SHA-256") == "9f86");
    CHECK(value_of(print_of(Json::object()), "Length") == "");
    CHECK(value_of(print_of({{"bytes", 0}}), "Size") == "");
}

TEST_CASE("the table of copies says what is where and proven, and why not")
{
    const auto blocks = print_blocks(print_of({{"copies", Json::array({{{"drive", "backup1"}, {"path", "/a"}, {"proven", true}, {"time", "2026-11-21T18:00:00Z"}, {"why", ""}}, {{"drive", "backup2"}, {"path", "/b"}, {"proven", false}, {"why", "went away"}}})}}));
    const auto& rows = blocks.back()["table"]["rows"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["cells"][2]["words"] == "yes, by its hash");
    CHECK(rows[0]["cells"][3]["words"] == "2026-11-21 18:00 UTC");
    CHECK(rows[1]["cells"][2]["words"] == "no");
    CHECK(rows[1]["cells"][4]["words"] == "went away");
}

TEST_CASE("a copy on the print's own drive is not told as one that counts")
{
    const auto blocks = print_blocks(print_of({{"copies", Json::array({{{"drive", "system drive"}, {"path", "/a"}, {"proven", true}, {"own_drive", true}}})}}));
    CHECK_THAT(blocks.back()["table"]["rows"][0]["cells"][2]["words"].get<std::string>(), Contains("does not count"));
}

TEST_CASE("a print that was superseded says so, and what is warned of stands with it")
{
    const auto old = book_text(print_of({{"version", "Mix 1"}, {"replaced", 14}}));
    CHECK_THAT(old, Contains("NT_Master.wav (MSTR, superseded)") && Contains("registered again later"));
    const auto present = book_text(print_of({{"version", "Mix 1"}, {"replaced", nullptr}, {"warning", "NT_Master.wav is proven on no other drive; 2 drives besides its own are wanted"}}));
    CHECK_THAT(present, !Contains("superseded") && Contains("Warning: NT_Master.wav is proven on no other drive"));
}
