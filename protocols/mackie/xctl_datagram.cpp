#include "mackie/xctl.hpp"

#include <algorithm>

namespace recalld::mackie::xctl {

namespace {

constexpr std::byte sysex_begin{0xF0};
constexpr std::byte sysex_end{0xF7};

using Sink = std::function<void(View)>;

bool is_status(std::byte byte) { return byte >= std::byte{0x80}; }

/// Data bytes behind a status; -1 for those that have no meaning.
int data_size(std::byte status)
{
    const auto value = to_int(status);
    if (value < 0xF0) return value >> 4 == 0xC || value >> 4 == channel_pressure ? 1 : 2;
    if (value == 0xF1 || value == 0xF3) return 1;
    if (value == 0xF2) return 2;
    return value == 0xF6 || value >= 0xF8 ? 0 : -1;
}

/// Each takes one message off the front of `rest`.
Result<void> take_sysex(View& rest, const Sink& sink)
{
    const auto end = std::ranges::find_if(rest.subspan(1), is_status);
    if (end == rest.end()) return Fault::unterminated;
    if (*end != sysex_end) return Fault::malformed;
    const auto size = static_cast<std::size_t>(end - rest.begin()) + 1;
    sink(rest.first(size));
    rest = rest.subspan(size);
    return {};
}

Result<void> take_short(std::byte status, View& rest, const Sink& sink)
{
    const auto wanted = data_size(status);
    if (wanted < 0) return Fault::unknown;
    const auto size = static_cast<std::size_t>(wanted);
    if (rest.size() < size) return Fault::truncated;
    if (std::ranges::any_of(rest.first(size), is_status)) return Fault::malformed;
    std::array<std::byte, 3> message{status};
    std::ranges::copy(rest.first(size), message.begin() + 1);
    sink(View(message).first(size + 1));
    rest = rest.subspan(size);
    return {};
}

/// The status that rules the next message: its own, or the one before it. A status of its own is taken off.
Result<std::byte> take_status(std::byte running, View& rest)
{
    if (!is_status(rest.front())) return is_status(running) ? Result<std::byte>(running) : Fault::malformed;
    const auto status = rest.front();
    rest = rest.subspan(1);
    return status;
}

/// Only channel messages leave a status behind; real time leaves the one that was.
std::byte running_after(std::byte running, std::byte status)
{
    if (status >= std::byte{0xF8}) return running;
    return status < sysex_begin ? status : std::byte{0};
}

}  // namespace

Result<void> for_each_message(View datagram, const Sink& sink)
{
    std::byte running{0};
    while (!datagram.empty()) {
        auto rest = datagram;
        const auto status = take_status(running, rest);
        if (!status) return status.error();
        const auto taken = *status == sysex_begin ? take_sysex(datagram, sink) : take_short(*status, rest, sink);
        if (!taken) return taken;
        if (*status != sysex_begin) datagram = rest;
        running = running_after(running, *status);
    }
    return {};
}

}  // namespace recalld::mackie::xctl
