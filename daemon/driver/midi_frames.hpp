#pragma once

#include <functional>

#include "midi/stream.hpp"

namespace recalld::driver {

/// Cuts a stream of MIDI bytes into whole messages, one packet each. A SysEx may have 8 MB. Not thread-safe.
class MidiFrames {
public:
    using Visitor = std::function<void(wire::View message)>;

    void feed(wire::View bytes, const Visitor& visit)
    {
        stream_.feed(bytes, [&visit](const midi::Message& message) { visit(message.bytes()); });
    }
    /// A message has begun and not ended.
    bool is_open() const { return stream_.is_open(); }
    void abandon() { stream_.abandon(); }

private:
    midi::Stream stream_{std::size_t{8} << 20};
};

}  // namespace recalld::driver
