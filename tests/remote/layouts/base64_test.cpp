#include "remote/layouts/base64.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote;

TEST_CASE("bytes come back out of base64")
{
    const auto bytes = GENERATE(as<std::string>{}, "", "f", "fo", "foo", "foob", std::string("\0\xff\x10", 3));
    CHECK(from_base64(to_base64(bytes)) == bytes);
}

TEST_CASE("line ends and the front of a data address are forgiven")
{
    CHECK(from_base64("Zm9v\nYmFy\r\n") == "foobar");
    CHECK(from_base64("data:image/jpeg;base64,Zm9v") == "foo");
}

TEST_CASE("what is no base64 is nothing")
{
    const auto text = GENERATE(as<std::string>{}, "Z", "Zm9", "Zm9v=", "Zg==Zg==", "Zm9v!", "====", "Zg=", "data:image/jpeg");
    CHECK_FALSE(from_base64(text));
}
