#include "paper/contact_sheet.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::paper;
using namespace recalld::logbook::testing;

TEST_CASE("a contact sheet shows each front once, under its name, in the order given")
{
    const auto sheet = contact_sheet({stereo(), limiter()});
    const auto first = sheet.find("<figure id=\"stereo\">"), second = sheet.find("<figure id=\"limiter\">");
    REQUIRE(first != std::string::npos);
    REQUIRE(second != std::string::npos);
    CHECK(first < second);
    CHECK(sheet.find("<figcaption>analog/limiter</figcaption>") > second);
    CHECK(sheet.starts_with("<!DOCTYPE html>"));
    CHECK(sheet.ends_with("</main></body></html>\n"));
}

TEST_CASE("a contact sheet refers to nothing outside of it")
{
    const auto sheet = contact_sheet({limiter()});
    for (const auto* outside : {"href=", "src=", "url(", "<script", "@import"}) CHECK(sheet.find(outside) == std::string::npos);
}

TEST_CASE("names of profiles cannot leave their place")
{
    auto profile = std::make_shared<studio::Profile>(*limiter());
    profile->profile_id = "analog/\"><b>x";
    const auto sheet = contact_sheet({profile});
    CHECK(sheet.find("<b>") == std::string::npos);
    CHECK(sheet.find("id=\"&quot;&gt;&lt;b&gt;x\"") != std::string::npos);
}

TEST_CASE("without gear the sheet is empty, and still a page")
{
    const auto sheet = contact_sheet({});
    CHECK(sheet.find("<figure") == std::string::npos);
    CHECK(sheet.find("<main>") != std::string::npos);
}

TEST_CASE("a panel is called as its file")
{
    studio::Profile profile;
    profile.profile_id = "analog/ua-1176";
    CHECK(panel_name(profile) == "ua-1176");
    profile.profile_id = "example";
    CHECK(panel_name(profile) == "example");
}
