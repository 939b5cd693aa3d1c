#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace recalld::logbook {

/// Reads bytes of a file from there on; how many it got.
using ReadAt = std::function<std::size_t(std::uint64_t offset, std::span<std::byte> into)>;

/// Where the sound of a WAV, RF64 or AIFF file is, as its header says and as it is: a recorder that stopped, or a copy that was cut, leaves a header
/// that promises something else than the file holds.
struct AudioChunk {
    std::uint64_t promised = 0;   ///< bytes
    std::uint64_t held = 0;       ///< bytes up to the end of the file
    bool is_unfinished = false;   ///< its length was never written
    bool is_cut() const { return !is_unfinished && held < promised; }
};

/// Nothing when it is no such file, or its chunks do not lead to any sound. Pure but for `read`.
std::optional<AudioChunk> audio_chunk(const ReadAt& read, std::uint64_t file_size);

}  // namespace recalld::logbook
