#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wire/bytes.hpp"

namespace recalld::driver {

/// Says what MIDI bytes mean, in one of several languages. Pieces of any size; a message may begin in one and end in another.
class MidiWords {
public:
    /// Who sent them. The same bytes mean a button from a surface and a light from a host: `either` takes a surface's meaning first.
    enum class Side : std::uint8_t { either, surface, host };
    struct Line {
        std::string words;
        wire::Bytes bytes;   ///< of the message
    };

    /// `midi`, `mackie` (which is `mcu`), `mcu`, `hui` or `xctl`. Throws std::invalid_argument for anything else.
    explicit MidiWords(std::string_view language);
    ~MidiWords();
    MidiWords(MidiWords&&) noexcept;

    /// What the bytes end: a line for each message; those that only prepare the next one say nothing. What a language does not know is told as
    /// plain MIDI.
    std::vector<Line> read(wire::View bytes, Side side, std::chrono::steady_clock::time_point now);

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

/// `surface`, `host`, or empty for either. Throws std::invalid_argument for anything else.
MidiWords::Side midi_side(std::string_view word);

}  // namespace recalld::driver
