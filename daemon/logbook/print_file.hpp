#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "logbook/allowed_file.hpp"

namespace recalld::logbook {

/// What a broadcast wave says of itself (EBU Tech 3285).
struct Bext {
    std::string description, originator, originator_reference;
    std::string date, time;                 ///< `2026-11-21`, `10:30:05`
    std::uint64_t time_reference = 0;       ///< samples since midnight
    int version = 0;
    std::optional<double> loudness_lufs = {};    ///< … and the rest from version 2 on, when it was measured
    std::optional<double> range_lu = {}, true_peak_dbtp = {};
};

/// A mix file by its header.
struct PrintFile {
    std::string format;              ///< `WAV`, `AIFF`, `FLAC`
    std::string coding;              ///< `24 bit`, `32 bit float`
    std::uint32_t rate_hz = 0;
    int bits = 0;                    ///< 0: it has none, as lossy formats
    bool is_float = false;
    int channels = 0;
    std::uint64_t frames = 0;
    std::optional<Bext> bext = {};
    double seconds() const { return rate_hz == 0 ? 0 : static_cast<double>(frames) / rate_hz; }
};

/// Reads the header, and whether the file holds the sound that it promises. FileError (unreadable) when it is empty, cut or broken, (misnamed) when it is no
/// sound at all. The only door to libsndfile. Waits for drives: not for the core thread.
PrintFile read_print_file(const AllowedFile& file);

/// `3 min 32.4 s`
std::string length_words(double seconds);

/// `mono`, `stereo`, `6 channels`
std::string channel_words(int channels);

}  // namespace recalld::logbook
