#include "link/midi_cut.hpp"

#include <algorithm>
#include <array>

namespace recalld::link {

namespace {

constexpr std::byte first_status{0x80}, first_system{0xF0}, sysex{0xF0}, sysex_end{0xF7}, first_real_time{0xF8};

bool is_data(std::byte byte) { return byte < first_status; }

/// Data bytes behind a status other than SysEx.
std::size_t data_size(std::byte status)
{
    static constexpr std::array<std::size_t, 8> of_channel{2, 2, 2, 2, 1, 1, 2, 0}, of_system{0, 1, 2, 1, 0, 0, 0, 0};
    const auto value = std::to_integer<std::size_t>(status);
    if (status < first_system) return of_channel[(value >> 4) & 7];
    return status < first_real_time ? of_system[value & 7] : 0;
}

/// As many data bytes as there are, up to `most`.
std::size_t data_in_front(View bytes, std::size_t most)
{
    const auto end = std::find_if_not(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(most, bytes.size())), is_data);
    return static_cast<std::size_t>(end - bytes.begin());
}

/// Up to its end or the status that breaks it off; real-time bytes inside go along.
std::size_t sysex_size(View bytes)
{
    const auto breaks = [](std::byte byte) { return !is_data(byte) && byte < first_real_time; };
    const auto end = std::find_if(bytes.begin() + 1, bytes.end(), breaks);
    const auto size = static_cast<std::size_t>(end - bytes.begin());
    return end != bytes.end() && *end == sysex_end ? size + 1 : size;
}

/// More data under the status of the message before.
void spell_out(std::byte status, View& rest, const std::function<void(View)>& each)
{
    const auto size = data_size(status);
    while (!rest.empty() && is_data(rest.front())) {
        const auto count = data_in_front(rest, size);
        std::array<std::byte, 3> message{status};
        std::copy_n(rest.begin(), count, message.begin() + 1);
        each(View(message).first(count + 1));
        rest = rest.subspan(count);
    }
}

}  // namespace

void for_each_midi_message(View packet, const std::function<void(View)>& each)
{
    while (!packet.empty()) {
        const auto status = packet.front();
        const bool is_long = status == sysex || is_data(status);
        const auto size = is_long ? sysex_size(packet) : 1 + data_in_front(packet.subspan(1), data_size(status));
        each(packet.first(size));
        packet = packet.subspan(size);
        if (!is_long && status < first_system) spell_out(status, packet, each);
    }
}

}  // namespace recalld::link
