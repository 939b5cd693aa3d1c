#include "driver/driver.hpp"

#include "driver/consoles.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

TEST_CASE("a profile's protocol has a driver")
{
    CHECK(make_driver(console("x32")) != nullptr);
    CHECK(make_driver(console("x-air")) != nullptr);
    CHECK(driver_names() == std::vector<std::string>{"osc_nodes", "midi", "daw", "mmc", "manual"});
}

TEST_CASE("an unknown protocol has none")
{
    auto stranger = std::make_shared<studio::Profile>();
    CHECK(make_driver(stranger) == nullptr);
    stranger->protocol = "osc_node";
    CHECK(make_driver(stranger) == nullptr);
}

TEST_CASE("every question has a key of its own")
{
    using Kind = Question::Kind;
    const Question identity, line{Kind::line, 0}, leaf{Kind::leaf, 0}, other{Kind::leaf, 0xffff'ffff};
    CHECK(identity.key() != line.key());
    CHECK(line.key() != leaf.key());
    CHECK(leaf.key() != other.key());
    CHECK(Question{Kind::leaf, 7}.key() == Question{Kind::leaf, 7}.key());
}

TEST_CASE("what was heard can be cleared for the next packet")
{
    Heard heard{Question{}, {{1, 2}}, {3}, {4}, "X32", "4.06", {{5, {-6, -6}}}, true, "fault", {{}}};
    heard.clear();
    CHECK_FALSE(heard.answers);
    CHECK(heard.settings.empty());
    CHECK(heard.unclear.empty());
    CHECK(heard.missing.empty());
    CHECK(heard.levels.empty());
    CHECK(heard.model.empty());
    CHECK(heard.firmware.empty());
    CHECK_FALSE(heard.resync);
    CHECK(heard.fault.empty());
    CHECK(heard.replies.empty());
}
