#include "midi/mmc.hpp"
#include "midi/mtc.hpp"
#include "midi/nrpn.hpp"
#include "midi/program.hpp"
#include "midi/stream.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

using namespace recalld;

namespace {

constexpr std::size_t max_sysex = 64;

struct Heard {
    std::vector<midi::Bytes> messages;
    midi::Losses losses;
    bool operator==(const Heard&) const = default;
};

Heard heard_in_pieces(midi::View bytes, std::size_t size)
{
    Heard heard;
    midi::Stream stream(max_sysex);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(size, bytes.size())))
        stream.feed(bytes.first(std::min(size, bytes.size())),
                    [&heard](const midi::Message& message) { heard.messages.push_back(message.copy()); });
    heard.losses = stream.losses();
    return heard;
}

/// What was packed comes back, and what can be unpacked is packed again without a fault.
void check_packings(midi::View bytes)
{
    constexpr std::array packings{midi::Packing::sevens_low_first, midi::Packing::sevens_high_first,
                                  midi::Packing::nibbles_low_first, midi::Packing::nibbles_high_first};
    for (const auto packing : packings) {
        const auto back = midi::unpack(midi::pack(bytes, packing), packing);
        if (!back || !std::ranges::equal(*back, bytes)) std::abort();
        (void)midi::unpack(bytes, packing);
    }
}

/// Places that two of its bytes name, inside the message and out. What is sealed in front of what it covers is sound.
void check_checksum(midi::Bytes message)
{
    const auto at = message.size() > 3 ? midi::to_int(message[1]) - 64 : 1;
    const auto begin = message.size() > 3 ? midi::to_int(message[2]) - 64 : 1;
    const midi::Checksum checksum{midi::Checksum::Kind::sum_14, begin, -1, at};
    const auto sealed = midi::seal(checksum, message);
    if (sealed && at >= 0 && begin >= at + 2 && !*midi::is_sound(checksum, message)) std::abort();
}

void check_machine(midi::View message)
{
    const auto control = midi::read_machine_control(message);
    if (!control) return;
    for (const auto& step : control->steps)
        if (midi::describe(step).empty()) std::abort();
    const auto again = midi::machine_control(control->device, control->steps);
    if (again && !std::ranges::equal(*again, message)) std::abort();
}

void check_universal(midi::View message)
{
    (void)midi::manufacturer_of(message);
    (void)midi::read_machine_response(message);
    (void)midi::read_user_bits(message);
    if (const auto identity = midi::read_identity_reply(message))
        if (midi::read_identity_reply(midi::identity_reply(*identity)).value() != *identity) std::abort();
    if (const auto frame = midi::read_full_frame(message))
        if (midi::read_full_frame(midi::full_frame(*frame)).value() != *frame) std::abort();
}

/// All that follows a stream of messages, at a piece every ten milliseconds.
struct Followers {
    midi::ControllerReader controllers{[] {
        midi::ControllerFormat format;
        format.paired.set();
        return format;
    }()};
    midi::ProgramReader programs{midi::BankSelect::both};
    midi::TimecodeReader timecode;
    midi::TimePoint now;

    void hear(const midi::Message& message)
    {
        now += std::chrono::milliseconds(10);
        if (const auto change = controllers.read(message))
            if (change->value < 0 || change->value > 16383) std::abort();
        if (const auto program = programs.read(message))
            if (program->bank > 16383) std::abort();
        if (const auto event = timecode.read(message, now))
            if (!midi::is_sound(event->time) || midi::describe(*event).empty()) std::abort();
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto heard = heard_in_pieces(bytes, 1 + size);
    if (heard_in_pieces(bytes, 1) != heard || heard_in_pieces(bytes, 3) != heard) std::abort();
    check_packings(bytes);
    Followers followers;
    for (const auto& sent : heard.messages) {
        const auto message = midi::read_message(sent);
        if (!message || sent.size() > max_sysex || midi::describe(*message).empty()) std::abort();
        followers.hear(*message);
        check_machine(sent);
        check_universal(sent);
        check_checksum(sent);
    }
    return 0;
}
