#include "logbook/print_file.hpp"

#include <fmt/format.h>
#include <sndfile.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "logbook/audio_chunk.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

constexpr const char* again = "; bounce it or copy it again";

[[noreturn]] void fail(const AllowedFile& file, const std::string& what, FileFault fault = FileFault::unreadable) { throw FileError(studio::in_quotes(file.name()) + " " + what, fault); }

using Sound = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

[[noreturn]] void cannot_read(const AllowedFile& file)
{
    const int code = sf_error(nullptr);
    if (code == SF_ERR_UNRECOGNISED_FORMAT) fail(file, "is no sound file, whatever its name says: it begins like none", FileFault::misnamed);
    if (code == SF_ERR_UNSUPPORTED_ENCODING) fail(file, "holds sound in a coding that cannot be read here; bounce it as WAV, AIFF or FLAC", FileFault::misnamed);
    fail(file, std::string("has a broken header (") + sf_strerror(nullptr) + ")" + again);
}

Sound opened(const AllowedFile& file, SF_INFO& info)
{
    if (::lseek(file.descriptor(), 0, SEEK_SET) != 0) fail(file, "cannot be read from its beginning");
    Sound sound(sf_open_fd(file.descriptor(), SFM_READ, &info, SF_FALSE), &sf_close);
    if (!sound) cannot_read(file);
    return sound;
}

struct Depth {
    int format, bits;
    bool is_float;
};
constexpr std::array depths{Depth{SF_FORMAT_PCM_S8, 8, false}, Depth{SF_FORMAT_PCM_U8, 8, false}, Depth{SF_FORMAT_PCM_16, 16, false}, Depth{SF_FORMAT_PCM_24, 24, false},
                            Depth{SF_FORMAT_PCM_32, 32, false}, Depth{SF_FORMAT_FLOAT, 32, true}, Depth{SF_FORMAT_DOUBLE, 64, true}, Depth{SF_FORMAT_ALAC_16, 16, false},
                            Depth{SF_FORMAT_ALAC_20, 20, false}, Depth{SF_FORMAT_ALAC_24, 24, false}, Depth{SF_FORMAT_ALAC_32, 32, false}};

std::string name_of_format(int format)
{
    switch (format & SF_FORMAT_TYPEMASK) {
        case SF_FORMAT_WAV:
        case SF_FORMAT_WAVEX: return "WAV";
        case SF_FORMAT_RF64: return "RF64";
        case SF_FORMAT_W64: return "W64";
        case SF_FORMAT_AIFF: return "AIFF";
        case SF_FORMAT_FLAC: return "FLAC";
        case SF_FORMAT_CAF: return "CAF";
        case SF_FORMAT_OGG: return "OGG";
        case SF_FORMAT_MPEG: return "MPEG";
        default: return "another format";
    }
}

std::string name_of_coding(int coding)
{
    SF_FORMAT_INFO info{coding & SF_FORMAT_SUBMASK, nullptr, nullptr};
    return sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof info) == 0 && info.name ? info.name : "unknown coding";
}

void set_depth(PrintFile& print, int format)
{
    print.coding = name_of_coding(format);
    for (const auto& depth : depths)
        if (depth.format == (format & SF_FORMAT_SUBMASK)) {
            print.bits = depth.bits;
            print.is_float = depth.is_float;
            print.coding = fmt::format("{} bit{}", depth.bits, depth.is_float ? " float" : "");
        }
}

/// Up to its first zero, as printable text: the chunk is somebody's bytes.
template <std::size_t Size>
std::string text_in(const char (&field)[Size])
{
    std::string text(field, strnlen(field, Size));
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = ' ';
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// Hundredths; 0x7fff is "not measured".
std::optional<double> measured(int version, std::int16_t hundredths)
{
    if (version < 2 || hundredths == 0x7fff) return {};
    return hundredths / 100.0;
}

std::optional<Bext> bext_in(SNDFILE* sound)
{
    SF_BROADCAST_INFO info{};
    if (sf_command(sound, SFC_GET_BROADCAST_INFO, &info, sizeof info) != SF_TRUE) return {};
    Bext bext{text_in(info.description), text_in(info.originator), text_in(info.originator_reference), text_in(info.origination_date), text_in(info.origination_time)};
    bext.time_reference = (std::uint64_t{info.time_reference_high} << 32U) | info.time_reference_low;
    bext.version = info.version;
    bext.loudness_lufs = measured(info.version, info.loudness_value);
    bext.range_lu = measured(info.version, info.loudness_range);
    bext.true_peak_dbtp = measured(info.version, info.max_true_peak_level);
    return bext;
}

/// The header's promise in frames where these have a size, otherwise in bytes.
std::string promise_words(const PrintFile& print, const AudioChunk& chunk)
{
    const auto frame = static_cast<std::uint64_t>(print.bits / 8 * print.channels);
    if (frame == 0) return fmt::format("its header promises {}, and it holds {}", bytes_words(chunk.promised), bytes_words(chunk.held));
    const auto promised = chunk.promised / frame, held = chunk.held / frame;
    return fmt::format("its header promises {} frames ({}), and it holds {} ({})", promised, length_words(static_cast<double>(promised) / print.rate_hz), held,
                       length_words(static_cast<double>(held) / print.rate_hz));
}

void want_what_is_promised(const AllowedFile& file, const PrintFile& print)
{
    const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> into) { return file.read(offset, into); };
    const auto chunk = audio_chunk(read, file.size());
    if (!chunk) return;
    if (chunk->is_unfinished) fail(file, std::string("was never finished: its header does not say how long it is, as when a recorder stops in the middle") + again);
    if (chunk->is_cut()) fail(file, "is cut: " + promise_words(print, *chunk) + again);
}

/// Formats without a chunk of sound are cut where their last frame cannot be read.
void want_last_frame(const AllowedFile& file, SNDFILE* sound, const SF_INFO& info)
{
    if (info.seekable == 0) return;
    std::vector<float> frame(static_cast<std::size_t>(info.channels));
    const bool is_there = sf_seek(sound, info.frames - 1, SEEK_SET) == info.frames - 1 && sf_readf_float(sound, frame.data(), 1) == 1;
    if (!is_there) fail(file, fmt::format("is cut or broken: its header promises {} frames, and the last of them cannot be read{}", info.frames, again));
}

}  // namespace

PrintFile read_print_file(const AllowedFile& file)
{
    if (file.size() == 0) fail(file, std::string("is empty: 0 bytes") + again);
    SF_INFO info{};
    const auto sound = opened(file, info);
    PrintFile print;
    print.format = name_of_format(info.format);
    set_depth(print, info.format);
    print.rate_hz = static_cast<std::uint32_t>(info.samplerate);
    print.channels = info.channels;
    print.frames = static_cast<std::uint64_t>(info.frames);
    want_what_is_promised(file, print);
    if (info.frames <= 0) fail(file, std::string("holds no sound: 0 frames") + again);
    want_last_frame(file, sound.get(), info);
    print.bext = bext_in(sound.get());
    return print;
}

std::string length_words(double seconds)
{
    if (seconds < 60) return fmt::format("{:.1f} s", seconds);
    const auto tenths = static_cast<std::uint64_t>(seconds * 10 + 0.5), minutes = tenths / 600;
    const auto rest = fmt::format("{} min {:.1f} s", minutes % 60, static_cast<double>(tenths % 600) / 10);
    return minutes < 60 ? rest : fmt::format("{} h {}", minutes / 60, rest);
}

std::string channel_words(int channels) { return channels == 1 ? "mono" : channels == 2 ? "stereo" : fmt::format("{} channels", channels); }

}  // namespace recalld::logbook
