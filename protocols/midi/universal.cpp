#include "midi/universal.hpp"

#include <algorithm>
#include <cassert>

namespace recalld::midi {

namespace {

constexpr std::byte non_real_time{0x7e};
constexpr std::byte real_time{0x7f};

/// The two numbers that say what a universal message is about.
struct Topic {
    bool real_time;
    int subject;
    std::byte detail;
};
constexpr Topic who{false, 0x06, std::byte{0x01}};
constexpr Topic me{false, 0x06, std::byte{0x02}};
constexpr Topic loudness{true, 0x04, std::byte{0x01}};
constexpr int general_midi_subject = 0x09;

/// A message about that topic, read up to there.
struct About {
    int device;
    wire::Reader rest;
};

Result<About> read_about(const Topic& topic, View message)
{
    const auto content = read_universal(message);
    if (!content) return content.error();
    if (content->real_time != topic.real_time || content->subject != topic.subject) return Fault::unknown;
    if (content->rest.empty()) return Fault::truncated;
    if (content->rest.front() != topic.detail) return Fault::unknown;
    return About{content->device, wire::Reader(content->rest.subspan(1))};
}

Bytes about(const Topic& topic, int device, View data)
{
    const auto rest = wire::Writer().append({&topic.detail, 1}).append(data).take();
    return universal({topic.real_time, device, topic.subject, rest});
}

/// Fourteen bits, the low seven first.
Result<int> take_pair(wire::Reader& from)
{
    const auto bytes = from.take(2);
    if (!bytes) return bytes.error();
    return fourteen_bits((*bytes)[1], (*bytes)[0]);
}

Bytes pair(int value) { return split_sevens(static_cast<unsigned>(value), 2, Order::low_first); }

Result<void> take_numbers(wire::Reader& from, Identity& into)
{
    const auto family = take_pair(from);
    const auto model = take_pair(from);
    const auto version = from.take(into.version.size());
    if (!family || !model || !version) return Fault::truncated;
    into.family = *family;
    into.model = *model;
    std::ranges::copy(*version, into.version.begin());
    return {};
}

}  // namespace

Result<Universal> read_universal(View message)
{
    const auto content = sysex_content(message);
    if (!content) return content.error();
    if (content->empty()) return Fault::truncated;
    const auto kind = content->front();
    if (kind != non_real_time && kind != real_time) return Fault::unknown;
    if (content->size() < 3) return Fault::truncated;
    return Universal{kind == real_time, to_int((*content)[1]), to_int((*content)[2]), content->subspan(3)};
}

Bytes universal(const Universal& content)
{
    assert(content.device >= 0 && content.device <= all_devices);
    const std::array head{content.real_time ? real_time : non_real_time, seven_bits(content.device),
                          seven_bits(content.subject)};
    return sysex(wire::Writer().append(head).append(content.rest).take());
}

Bytes identity_request(int device) { return about(who, device, {}); }

Result<int> read_identity_request(View message)
{
    const auto request = read_about(who, message);
    if (!request) return request.error();
    if (!request->rest.empty()) return Fault::trailing;
    return request->device;
}

Bytes identity_reply(const Identity& identity)
{
    wire::Writer data;
    data.append(identity.maker.bytes()).append(pair(identity.family)).append(pair(identity.model));
    return about(me, identity.device, data.append(identity.version).take());
}

Result<Identity> read_identity_reply(View message)
{
    auto reply = read_about(me, message);
    if (!reply) return reply.error();
    const auto maker = read_manufacturer(reply->rest);
    if (!maker) return maker.error();
    Identity identity{reply->device, *maker};
    if (const auto numbers = take_numbers(reply->rest, identity); !numbers) return numbers.error();
    if (!reply->rest.empty()) return Fault::trailing;
    return identity;
}

Bytes handshake(const HandshakeMessage& message)
{
    const auto packet = seven_bits(message.packet);
    return universal({false, message.device, static_cast<int>(message.word), {&packet, 1}});
}

Result<HandshakeMessage> read_handshake(View message)
{
    const auto content = read_universal(message);
    if (!content) return content.error();
    if (content->real_time || content->subject < static_cast<int>(Handshake::eof)) return Fault::unknown;
    if (content->rest.empty()) return Fault::truncated;
    if (content->rest.size() > 1) return Fault::trailing;
    return HandshakeMessage{content->device, static_cast<Handshake>(content->subject), to_int(content->rest[0])};
}

Bytes master_volume(const MasterVolume& volume) { return about(loudness, volume.device, pair(volume.value)); }

Result<MasterVolume> read_master_volume(View message)
{
    auto content = read_about(loudness, message);
    if (!content) return content.error();
    const auto value = take_pair(content->rest);
    if (!value) return value.error();
    if (!content->rest.empty()) return Fault::trailing;
    return MasterVolume{content->device, *value};
}

Bytes general_midi(const GeneralMidi& mode)
{
    const auto detail = seven_bits(mode.on ? 1 : 2);
    return universal({false, mode.device, general_midi_subject, {&detail, 1}});
}

Result<GeneralMidi> read_general_midi(View message)
{
    const auto content = read_universal(message);
    if (!content) return content.error();
    if (content->real_time || content->subject != general_midi_subject) return Fault::unknown;
    if (content->rest.empty()) return Fault::truncated;
    if (content->rest.size() > 1) return Fault::trailing;
    const auto detail = to_int(content->rest[0]);
    if (detail != 1 && detail != 2) return Fault::unknown;
    return GeneralMidi{content->device, detail == 1};
}

}  // namespace recalld::midi
