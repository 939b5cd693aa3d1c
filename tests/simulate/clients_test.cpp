#include "simulate/clients.hpp"

#include <catch2/catch.hpp>

#include "simulate/wire_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;

TEST_CASE("a client keeps its number and its address")
{
    Clients clients;
    const auto one = clients.number_of(loopback(1000));
    const auto other = clients.number_of(loopback(2000));
    CHECK(one != other);
    CHECK(clients.number_of(loopback(1000)) == one);
    CHECK(clients.number_of(loopback(2000)) == other);
    CHECK(clients.endpoint_of(one) == loopback(1000));
    CHECK(clients.number_of({net::ip::address_v6::loopback(), 1000}) != one);
}

TEST_CASE("forged senders do not fill the memory")
{
    Clients clients;
    const auto first = clients.number_of(loopback(1));
    for (std::uint16_t port = 2; port <= Clients::most + 1; ++port) {
        const auto number = clients.number_of(loopback(port));
        CHECK(number < Clients::most);
        CHECK(clients.endpoint_of(number) == loopback(port));
    }
    CHECK(clients.endpoint_of(first) == loopback(Clients::most + 1));
    CHECK(clients.number_of(loopback(2)) != first);
}
