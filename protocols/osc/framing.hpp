#pragma once

#include "osc/message.hpp"
#include "osc/slip.hpp"

#include <functional>

namespace recalld::osc {

/// How packets stand in a stream.
enum class Framing : std::uint8_t {
    unknown,   ///< nothing came yet
    size,      ///< OSC 1.0: four bytes of length in front of each
    slip,      ///< OSC 1.1
};

/// A packet as it goes into a stream of this framing; where it is unknown, as OSC 1.0 has it.
Bytes framed(View packet, Framing framing);

/// Takes packets out of a stream that comes in any pieces. The first byte tells the framing: a length of a packet that we take begins with
/// a zero; the END of SLIP and an address do not. What is longer than max_packet is skipped, and the next packet is read again.
class StreamReader {
public:
    using Visitor = std::function<void(View)>;

    /// Visits each whole packet; the view lives as long as the call. Fault::malformed: no length can be read here any more, the
    /// stream is of no use.
    Result<void> feed(View bytes, const Visitor& visit);
    Framing framing() const { return framing_; }
    std::size_t dropped() const { return skipped_packets_ + slip_.dropped(); }   ///< packets so far

private:
    Result<void> feed_sized(View bytes, const Visitor& visit);
    Result<void> begin(std::uint32_t size);
    View take(View& bytes);

    Framing framing_ = Framing::unknown;
    SlipReader slip_{max_packet};
    Bytes held_;                     ///< of a length or a packet that is not whole yet
    std::size_t wanted_ = 4;         ///< bytes of what is held
    bool is_length_ = true;          ///< … and whether that is a length
    std::size_t to_skip_ = 0;
    std::size_t skipped_packets_ = 0;
};

}  // namespace recalld::osc
