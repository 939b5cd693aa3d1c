#include "osc/packet.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

using namespace recalld;

namespace {

osc::Bytes built_again(const osc::Message& message)
{
    std::vector<osc::Arg> args;
    for (const auto argument : message) args.push_back(osc::owned(argument));
    return osc::message(message.address(), args);
}

/// What was read can be written, and what was written reads the same.
void check_round_trip(const osc::Message& message)
{
    const auto once = built_again(message);
    if (once.size() > osc::max_packet) return;  // an empty tag string can be more than was read
    const auto read = osc::read_message(once);
    if (!read || read->tags() != message.tags() || built_again(*read) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto packet = std::as_bytes(std::span(data, size));
    const auto done = osc::for_each_message(packet, [](const osc::Message& message, osc::TimeTag) {
        check_round_trip(message);
        for (std::size_t index = 0; index <= message.tags().size() && index < 8; ++index)
            (void)message.argument(index).number();
    });
    if (osc::describe(packet).empty()) std::abort();
    if (done && !osc::is_bundle(packet) && !osc::read_message(packet)) std::abort();
    return 0;
}
