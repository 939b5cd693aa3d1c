#include "simulate/console.hpp"

#include "profile_here.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::testing;
using simulate::Console;
using studio::Value;

namespace {

/// What the desk answers for its first channel.
std::int32_t first_of(Console& console) { return std::get<std::int32_t>(console.value("-ha/00/index")); }

}  // namespace

TEST_CASE("the head amp of a channel is found through source, block and user routing")
{
    Console console(profile_here("consoles/x32"));
    CHECK(first_of(console) == -1);   // no source
    console.poke("ch/01/config/source", Value{3});
    CHECK(first_of(console) == 2);    // local input 3
    console.poke("ch/01/config/source", Value{12});
    console.poke("config/routing/IN/9-16", Value{4});
    CHECK(first_of(console) == 32 + 3);   // AES50 A 4
    console.poke("config/routing/IN/9-16", Value{10});
    CHECK(first_of(console) == 80 + 3);   // AES50 B 4
    console.poke("config/routing/IN/9-16", Value{17});
    CHECK(first_of(console) == -1);       // the card
    console.poke("config/routing/IN/9-16", Value{21});
    console.poke("config/userrout/in/12", Value{33});
    CHECK(first_of(console) == 32);       // the user's twelfth input is AES50 A 1
    console.poke("config/routing/routswitch", Value{1});
    CHECK(first_of(console) == 3);        // while playing, the second block is AN1-8
}

TEST_CASE("a source that is no input has no head amp")
{
    Console console(profile_here("consoles/x32"));
    console.poke("ch/01/config/source", Value{40});
    CHECK(first_of(console) == -1);
}
