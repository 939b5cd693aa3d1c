#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "../simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

namespace {

constexpr simulate::Client fuzzer = 1, subscriber = 2;

void require(bool holds)
{
    if (!holds) std::abort();
}

/// What a desk says goes to somebody it knows and can be read.
void check(const std::vector<simulate::Outgoing>& answers)
{
    for (const auto& answer : answers) {
        require(answer.to == fuzzer || answer.to == subscriber);
        require(osc::read_message(answer.packet).has_value());
    }
}

/// Whatever happened, every node still has its line.
void check_lines(Desk& desk)
{
    for (const auto& node : desk.console.profile().nodes)
        require(desk.line(node.path).starts_with("/" + node.path + " "));
}

}  // namespace

/// The input is packets, each behind two bytes of its length; a length too long
/// means the rest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Desk desk;
    desk.subscribe({fuzzer, subscriber});
    desk.console.load_scene("/ch/01/mix OFF -10.0 +0\n");
    wire::Reader reader(std::as_bytes(std::span(data, size)));
    while (const auto length = reader.big<std::uint16_t>()) {
        const auto packet = *reader.take(std::min<std::size_t>(*length, reader.rest().size()));
        check(desk.console.receive(fuzzer, packet, desk.now));
    }
    check_lines(desk);
    return 0;
}
