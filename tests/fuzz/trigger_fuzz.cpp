#include "remote/trigger/match.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "osc/packet.hpp"

using namespace recalld;
using namespace recalld::remote;

namespace {

/// One trigger of each kind, so that every message may speak to some.
MidiMatch listeners()
{
    MidiMatch match;
    match.add(0, rig::NoteEvent{60, 1});
    match.add(1, rig::NoteEvent{});
    match.add(2, rig::ProgramEvent{});
    match.add(3, rig::ProgramEvent{3, 129, 2});
    match.add(4, rig::ControllerEvent{20, 64});
    match.add(5, rig::MachineEvent{"play"});
    match.add(6, rig::MachineEvent{"locate", 3});
    match.add(7, rig::SysexEvent{{std::byte{0xF0}, std::byte{0x43}, std::nullopt, std::byte{0xF7}}, true});
    match.add(8, rig::SysexEvent{{std::byte{0xF0}, std::byte{0xF7}}, false});
    return match;
}

struct Heard {
    std::size_t trigger;
    Signal signal;
    std::string button;
    Placeholders values;
    bool operator==(const Heard&) const = default;
};

/// What a stream comes to in pieces of this size: always the same.
std::vector<Heard> heard_in_pieces(midi::View bytes, std::size_t size)
{
    auto match = listeners();
    std::vector<Heard> heard;
    const TriggerTime now{std::chrono::hours(1)};
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(size, bytes.size())))
        match.read(bytes.first(std::min(size, bytes.size())), now, [&](const Hit& hit) { heard.push_back({hit.trigger, hit.signal, hit.button, hit.values}); });
    return heard;
}

/// Whatever it is about, buttons rise no more often than there are messages, and memory has an end.
void check_edges(const std::vector<Heard>& heard)
{
    Edges edges(std::chrono::milliseconds(1));
    TriggerTime now{std::chrono::hours(1)};
    for (const auto& [trigger, signal, button, values] : heard) {
        if (signal == Signal::none || trigger > 8 || button.empty()) std::abort();
        for (const auto& [name, value] : values)
            if (fill("$" + name, values) != value) std::abort();
        now += std::chrono::milliseconds(1);
        if (edges.rises(button, signal, now) && signal == Signal::low) std::abort();
    }
}

void check_osc(osc::View packet)
{
    for (const auto* pattern : {"/studio/*", "/studio/recall", "/{a,b}/[0-9]*"})
        (void)osc::for_each_message(packet, [&](const osc::Message& message, osc::TimeTag) {
            const auto hit = match_osc({pattern}, message);
            if (!hit) return;
            if (hit->signal == Signal::none || hit->signal == Signal::high || !hit->values.contains("address")) std::abort();
            if (hit->signal != Signal::pulse && hit->values.size() != 1) std::abort();
        });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto heard = heard_in_pieces(bytes, 1 + size);
    if (heard_in_pieces(bytes, 1) != heard || heard_in_pieces(bytes, 3) != heard) std::abort();
    check_edges(heard);
    check_osc(bytes);
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (placeholder_fault(text).empty() && !has_placeholders(text)) (void)fill(text, {});
    return 0;
}
