#pragma once

#include "wire/bytes.hpp"

#include <cstddef>
#include <functional>

namespace recalld::osc {

using wire::Bytes;
using wire::View;

/// SLIP (RFC 1055) as OSC 1.1 wants it for streams: END in front of a packet and behind it, END and ESC inside it escaped.
Bytes slip(View packet);

/// Takes SLIP frames out of a stream that comes in any pieces. What lies between two ENDs is a frame, nothing between them is none.
/// A frame that is longer than allowed or has an escape that is none is dropped whole; the next END sets it right again.
class SlipReader {
public:
    explicit SlipReader(std::size_t longest) : longest_(longest) {}

    /// Visits each whole frame; the view lives as long as the call.
    void feed(View bytes, const std::function<void(View)>& visit);
    std::size_t dropped() const { return dropped_; }   ///< frames so far

private:
    enum class State : std::uint8_t { plain, escaped, lost };
    void end(const std::function<void(View)>& visit);
    void take(std::byte byte);
    void keep(std::byte byte);

    std::size_t longest_;
    State state_ = State::plain;
    Bytes frame_;
    std::size_t dropped_ = 0;
};

}  // namespace recalld::osc
