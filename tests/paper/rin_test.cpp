#include "paper/rin.hpp"

#include <catch2/catch.hpp>

#include "paper/small_book.hpp"

using namespace recalld::paper;
using namespace recalld::paper::test;
using Catch::Matchers::Contains;

TEST_CASE("the draft of a small session is as it was agreed")
{
    const auto xml = rin_draft(small_book());
    CHECK(xml == golden("small_rin.xml", xml));
}

TEST_CASE("the draft says what it is")
{
    const auto xml = rin_draft(small_book());
    CHECK_THAT(xml, Contains("<!-- DRAFT.") && Contains("validated against no schema") && Contains("<MessageControlType>TestMessage</MessageControlType>"));
    CHECK_THAT(xml, Contains("xmlns:rin=\"http://ddex.net/xml/rin/21\" SchemaVersionId=\"2.1\""));
}

TEST_CASE("known roles are named so, others in the house's own words")
{
    const auto xml = rin_draft(small_book());
    CHECK_THAT(xml, Contains("<Role>MixingEngineer</Role>") && Contains("<Role UserDefinedValue=\"Tea and Tape\" Namespace=\"Local\">UserDefined</Role>"));
    CHECK_THAT(xml, Contains("<ISNI>0000000123456789</ISNI>") && Contains("<ISRC>DEAB12600012</ISRC>"));
}

TEST_CASE("lists stand in the order that the schema wants")
{
    const auto xml = rin_draft(small_book());
    std::size_t at = 0;
    for (const auto* list : {"<MessageHeader>", "<PartyList>", "<MusicalWorkList>", "<ResourceList>", "<RecordingComponentList>", "<ProjectList>", "<SessionList>", "<FileList>"}) {
        const auto found = xml.find(list);
        INFO(list);
        REQUIRE(found != std::string::npos);
        CHECK(found > at);
        at = found;
    }
}

TEST_CASE("what names hold does not break the XML, and what is not known is not in it")
{
    Json facts = small_book();
    facts["credits"][0]["name"] = std::string("A \x01 <b> & \"c\"");
    const auto xml = rin_draft(facts);
    CHECK_THAT(xml, Contains("A   &lt;b&gt; &amp; &quot;c&quot;"));
    CHECK(xml.find('\x01') == std::string::npos);
    const auto bare = rin_draft({{"session", "Night Train"}, {"made", "2026-11-21T18:05:00Z"}, {"made_by", "recalld"}});
    for (const auto* list : {"<PartyList>", "<RecordingComponentList>", "<SessionList>", "<FileList>", "<ISRC>", "<Tempo>"}) CHECK(bare.find(list) == std::string::npos);
}

TEST_CASE("a superseded print is no component, and a coding without bits has no depth")
{
    Json facts = small_book();
    auto old = facts["prints"][0];
    old["replaced"] = 12;
    old["file"] = "old.wav";
    facts["prints"].push_back(old);
    facts["prints"][0]["bits"] = 0;
    const auto xml = rin_draft(facts);
    CHECK_THAT(xml, !Contains("old.wav") && !Contains("<BitDepth>") && Contains("<SamplingRate>96</SamplingRate>"));
}
