#include "mackie/xctl.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>

using namespace recalld;
using namespace recalld::mackie;

namespace {

void check(View message, From from)
{
    const auto event = xctl::read(message, from);
    if (!event) return;
    const auto written = xctl::write(*event);  // an announcement is a view of it
    const auto again = xctl::read(written, from);
    if (!again || *again != *event) std::abort();
    if (const auto* strip = std::get_if<xctl::ScribbleStrip>(&*event))
        if (xctl::plain(strip->top).size() > strip->top.size()) std::abort();
}

/// Every message of a datagram is whole: on its own it is cut into itself.
void check_whole(View message)
{
    std::size_t seen = 0;
    const auto done = xctl::for_each_message(message, [&](View same) {
        if (same.size() != message.size()) std::abort();
        ++seen;
    });
    if (!done || seen != 1) std::abort();
}

}  // namespace

/// The input is one message, and a datagram of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    check(bytes, From::surface);
    check(bytes, From::host);
    (void)xctl::for_each_message(bytes, [](View message) {
        check_whole(message);
        check(message, From::surface);
        check(message, From::host);
    });
    return 0;
}
