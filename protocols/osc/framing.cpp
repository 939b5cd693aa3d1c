#include "osc/framing.hpp"

#include <algorithm>

namespace recalld::osc {

namespace {

constexpr std::size_t length_size = 4;
constexpr std::uint32_t most_skipped = 0x00ff'ffff;   // a length that begins with another byte than zero is none

}  // namespace

Bytes framed(View packet, Framing framing)
{
    if (framing == Framing::slip) return slip(packet);
    return wire::Writer().big(static_cast<std::uint32_t>(packet.size())).append(packet).take();
}

Result<void> StreamReader::feed(View bytes, const Visitor& visit)
{
    if (bytes.empty()) return {};
    if (framing_ == Framing::unknown) framing_ = bytes.front() == std::byte{0} ? Framing::size : Framing::slip;
    if (framing_ == Framing::size) return feed_sized(bytes, visit);
    slip_.feed(bytes, visit);
    return {};
}

Result<void> StreamReader::feed_sized(View bytes, const Visitor& visit)
{
    while (!bytes.empty()) {
        const auto skipped = std::min(to_skip_, bytes.size());
        to_skip_ -= skipped;
        bytes = bytes.subspan(skipped);
        const auto whole = take(bytes);
        if (whole.empty()) break;
        const bool was_length = is_length_;
        if (was_length) {
            const auto begun = begin(*wire::Reader(whole).big<std::uint32_t>());
            if (!begun) return begun;
        } else {
            is_length_ = true;
            wanted_ = length_size;
            visit(whole);
        }
        held_.clear();
    }
    return {};
}

/// What is wanted next, when it is all there: out of the bytes themselves where they hold it whole.
View StreamReader::take(View& bytes)
{
    if (held_.empty() && bytes.size() >= wanted_) {
        const auto whole = bytes.first(wanted_);
        bytes = bytes.subspan(wanted_);
        return whole;
    }
    const auto more = std::min(wanted_ - held_.size(), bytes.size());
    held_.insert(held_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(more));
    bytes = bytes.subspan(more);
    return held_.size() == wanted_ ? View(held_) : View();
}

Result<void> StreamReader::begin(std::uint32_t size)
{
    if (size > most_skipped) return Fault::malformed;
    if (size > max_packet) {
        to_skip_ = size;
        ++skipped_packets_;
    }
    if (size == 0 || size > max_packet) return {};
    is_length_ = false;
    wanted_ = size;
    return {};
}

}  // namespace recalld::osc
