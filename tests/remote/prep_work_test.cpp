#include "remote/prep_work.hpp"

#include <catch2/catch.hpp>

#include "logbook/exports.hpp"
#include "profile_here.hpp"
#include "remote/verb.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> names(const PrepSource& source)
{
    std::vector<std::string> all;
    for (const auto& track : source.tracks) all.push_back(track.input.name);
    return all;
}

}  // namespace

TEST_CASE("what somebody brings is known by its first line, in any encoding")
{
    const auto text = GENERATE(session_export(), with_ends(session_export(), "\r"), utf16(session_export(), true), mac_roman(session_export()));
    const auto source = read_prep_source(text, "auto");
    CHECK(source.format == "pro_tools");
    CHECK(source.how == "a session text of 5 tracks");
    CHECK(names(source) == std::vector<std::string>{"Kick In", "Snare Top", "OH", "Flügel", "Lead Vox"});
    CHECK(source.tracks[2].width == "Stereo");
    CHECK_FALSE(source.tracks[3].left_out.empty());
    CHECK(source.facts["rate_hz"] == 48000.0);
    CHECK(source.facts["bits"] == 24);
    CHECK(source.facts["markers"].size() == 2);
    CHECK(source.facts["plug_ins"][0]["name"] == "EQ3 7-Band");
}

TEST_CASE("anything else is a table of inputs")
{
    const auto source = read_prep_source("Line;Name\n3;Kick\n", "auto");
    CHECK(source.format == "csv");
    CHECK_THAT(source.how, Contains("1 input") && Contains("semicolons"));
    CHECK(names(source) == std::vector<std::string>{"Kick"});
    CHECK(source.facts.empty());
}

TEST_CASE("who says what it is, is believed, and hears what was not understood")
{
    const auto table = read_prep_source(session_export(), "csv");
    CHECK(table.format == "csv");
    const auto session = read_prep_source("Line,Name\n1,Kick\n", "pro_tools");
    CHECK(session.tracks.empty());
    CHECK_FALSE(session.messages.kept.empty());
}

TEST_CASE("a format that nobody knows is refused with those that are known")
{
    const auto format = GENERATE(as<std::string>{}, "docx", "", "CSV");
    try {
        read_prep_source("Name\nKick\n", format);
        FAIL("taken");
    } catch (const VerbError& error) {
        CHECK(error.exit == exit_usage);
        CHECK_THAT(error.what(), Contains("auto, pro_tools and csv"));
    }
}

TEST_CASE("messages keep their lines, and the rest is a number")
{
    logbook::LineMessages messages;
    for (std::size_t i = 1; i <= 23; ++i) messages.add(i, "odd");
    const auto json = messages_json(messages);
    REQUIRE(json.size() == 21);
    CHECK(json[0] == Json({{"line", 1}, {"text", "odd"}}));
    CHECK_THAT(json[20]["text"].get<std::string>(), Contains("3 more"));
    CHECK(messages_json({}).empty());
}

TEST_CASE("a track without a strip has none, and a conflict names tracks and strips")
{
    const auto profile = recalld::testing::profile_here("example");
    logbook::Prep prep;
    prep.rows = {{3, "Kick", "kick", profile->find_strip("ch/02"), "Kick", "red", "In 2", "", "because"}, {4, "Odd", "", std::nullopt, "", "", "", "", "no strip"}};
    prep.conflicts = {{"strip", "two for one", {"Kick", "Odd"}, {"ch/02"}}};
    const auto json = prep_json(prep, "desk", *profile);
    CHECK(json["tracks"][0]["strip"] == "desk ch/02");
    CHECK(json["tracks"][0]["line"] == 3);
    CHECK(json["tracks"][1]["strip"].is_null());
    CHECK(json["tracks"][1]["strip_words"] == "");
    CHECK(json["conflicts"][0]["tracks"] == Json({"Kick", "Odd"}));
    CHECK(json["conflicts"][0]["strips"] == Json({"ch/02"}));
}
