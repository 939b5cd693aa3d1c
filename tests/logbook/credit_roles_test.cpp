#include "logbook/credit_roles.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace recalld::logbook;
using Catch::Contains;

namespace {

std::string role_of(const std::string& words)
{
    const auto* role = role_named(words);
    return role ? std::string(role->name) : "none";
}

std::string near_to(const std::string& words)
{
    const auto* role = role_near(words);
    return role ? std::string(role->name) : "none";
}

}  // namespace

TEST_CASE("roles are known in any case, with blanks or dashes, and by what studios say")
{
    const auto [words, role] = GENERATE(table<std::string, std::string>({{"mixing-engineer", "Mixing Engineer"}, {"MIXING ENGINEER", "Mixing Engineer"}, {"mixing_engineer", "Mixing Engineer"}, {"mix", "Mixing Engineer"},
        {"Mixer", "Mixing Engineer"}, {"2nd", "Assistant Engineer"}, {"Assistant", "Assistant Engineer"}, {"second engineer", "Assistant Engineer"}, {"rec", "Recording Engineer"}, {"tracking", "Tracking Engineer"},
        {"prod", "Producer"}, {"co-producer", "Co-Producer"}, {"CO PRODUCER", "Co-Producer"}, {"artist", "Main Artist"}, {"vocals", "Lead Vocals"}, {"bvs", "Background Vocals"}, {"a&r", "A&R"},
        {"Bass Whisperer", "none"}, {"", "none"}, {" mix", "none"}}));
    CAPTURE(words);
    CHECK(role_of(words) == role);
}

TEST_CASE("each role stands once, in a group that has a name")
{
    std::set<std::string_view> names;
    for (const auto& role : roles()) {
        CAPTURE(role.name);
        CHECK(names.insert(role.name).second);
        CHECK(role_named(role.name) == &role);
        CHECK_FALSE(name_of(role.group).empty());
    }
    CHECK(names.size() > 30);
}

TEST_CASE("groups are called as data has them")
{
    CHECK(name_of(CreditGroup::artist) == "artist");
    CHECK(name_of(CreditGroup::producer) == "producer");
    CHECK(name_of(CreditGroup::engineer) == "engineer");
    CHECK(name_of(CreditGroup::musician) == "musician");
    CHECK(name_of(CreditGroup::studio) == "studio");
}

TEST_CASE("a role that is nearly a common one leads to it, and one of somebody's own does not")
{
    const auto [words, role] = GENERATE(table<std::string, std::string>({{"Mixing Enginer", "Mixing Engineer"}, {"produser", "Producer"}, {"Runer", "Runner"}, {"Mixing Engineer", "none"}, {"mix", "none"},
        {"Bass Whisperer", "none"}, {"", "none"}}));
    CAPTURE(words);
    CHECK(near_to(words) == role);
    if (role == "none") CHECK(role_suggestion(words).empty());
    else CHECK(role_suggestion(words) == "; did you mean \"" + role + "\"?");
}
