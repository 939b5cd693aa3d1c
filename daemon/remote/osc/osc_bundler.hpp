#pragma once

#include <cstddef>
#include <vector>

#include "osc/packet.hpp"

namespace recalld::remote {

inline constexpr std::size_t osc_datagram = 1400;      ///< bytes: what passes every network whole
inline constexpr std::size_t osc_stream_page = 60'000; ///< … over TCP

/// Messages for one listener, put together in as few packets as they fit in. A message that is alone travels as it is. Pure.
class OscBundler {
public:
    explicit OscBundler(std::size_t longest) : longest_(longest) {}
    void add(osc::Bytes message);
    std::size_t bytes() const { return bytes_; }   ///< of everything so far
    std::vector<osc::Bytes> take();

private:
    void close();

    std::size_t longest_, bytes_ = 0, open_bytes_ = 0;
    std::vector<osc::Bytes> open_, packets_;
};

}  // namespace recalld::remote
