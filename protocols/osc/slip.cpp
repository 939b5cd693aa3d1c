#include "osc/slip.hpp"

namespace recalld::osc {

namespace {

constexpr std::byte end_mark{0xC0}, escape{0xDB}, escaped_end{0xDC}, escaped_escape{0xDD};

}  // namespace

Bytes slip(View packet)
{
    Bytes framed;
    framed.reserve(packet.size() + packet.size() / 8 + 2);
    framed.push_back(end_mark);
    for (const auto byte : packet) {
        const bool is_special = byte == end_mark || byte == escape;
        if (is_special) framed.push_back(escape);
        framed.push_back(byte == end_mark ? escaped_end : byte == escape ? escaped_escape : byte);
    }
    framed.push_back(end_mark);
    return framed;
}

void SlipReader::feed(View bytes, const std::function<void(View)>& visit)
{
    for (const auto byte : bytes) {
        if (byte == end_mark) end(visit);
        else take(byte);
    }
}

void SlipReader::end(const std::function<void(View)>& visit)
{
    if (state_ == State::plain && !frame_.empty()) visit(frame_);
    if (state_ == State::escaped) ++dropped_;   // cut off in the middle of an escape
    state_ = State::plain;
    frame_.clear();
}

void SlipReader::take(std::byte byte)
{
    if (state_ == State::lost) return;
    if (state_ == State::plain && byte == escape) {
        state_ = State::escaped;
        return;
    }
    if (state_ == State::plain) return keep(byte);
    state_ = State::plain;
    if (byte == escaped_end) return keep(end_mark);
    if (byte == escaped_escape) return keep(escape);
    state_ = State::lost;
    ++dropped_;
}

void SlipReader::keep(std::byte byte)
{
    if (frame_.size() < longest_) return frame_.push_back(byte);
    state_ = State::lost;
    ++dropped_;
    frame_.clear();
}

}  // namespace recalld::osc
