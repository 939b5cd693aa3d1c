#include "logbook/audio_chunk.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace recalld::logbook {

namespace {

constexpr std::size_t most_chunks = 1000;
constexpr std::uint32_t not_said = 0xffff'ffff;   // in RF64 `ds64` says it; elsewhere nobody ever did

template <std::size_t Count>
using Bytes = std::array<std::byte, Count>;

std::uint64_t whole_number(std::span<const std::byte> bytes, bool is_big_endian)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) number = (number << 8U) | std::to_integer<std::uint64_t>(bytes[is_big_endian ? i : bytes.size() - 1 - i]);
    return number;
}

std::string word(std::span<const std::byte> bytes)
{
    std::string text;
    for (const auto byte : bytes) text += static_cast<char>(byte);
    return text;
}

/// One walk from chunk to chunk.
class Walk {
public:
    Walk(const ReadAt& read, std::uint64_t file_size) : read_(read), size_(file_size) {}

    std::optional<AudioChunk> audio()
    {
        Bytes<12> head{};
        if (!fill(0, head)) return {};
        const auto family = word(std::span(head).first(4)), kind = word(std::span(head).subspan(8));
        is_aiff_ = family == "FORM" && (kind == "AIFF" || kind == "AIFC");
        is_big_endian_ = is_aiff_ || family == "RIFX";
        const bool is_wave = (family == "RIFF" || family == "RIFX" || family == "RF64" || family == "BW64") && kind == "WAVE";
        return is_aiff_ || is_wave ? search() : std::nullopt;
    }

private:
    bool fill(std::uint64_t offset, std::span<std::byte> into) const { return offset + into.size() <= size_ && read_(offset, into) == into.size(); }

    std::optional<AudioChunk> search()
    {
        std::uint64_t at = 12;
        for (std::size_t i = 0; i < most_chunks; ++i) {
            Bytes<8> head{};
            if (!fill(at, head)) return {};
            const auto name = word(std::span(head).first(4));
            const auto length = whole_number(std::span(head).subspan(4), is_big_endian_);
            if (name == (is_aiff_ ? "SSND" : "data")) return found(at + 8, length);
            if (name == "ds64") read_long_length(at + 8);
            at += 8 + length + length % 2;
        }
        return {};
    }
    void read_long_length(std::uint64_t at)
    {
        Bytes<8> length{};
        if (fill(at + 8, length)) long_length_ = whole_number(length, false);
    }
    AudioChunk found(std::uint64_t begin, std::uint64_t length) const
    {
        const auto offset = is_aiff_ ? 8U : 0U;   // SSND counts two numbers of its own
        AudioChunk chunk{length < offset ? 0 : length - offset, size_ - std::min(size_, begin + offset)};
        if (length == not_said && long_length_) chunk.promised = *long_length_;
        chunk.is_unfinished = (length == not_said && !long_length_) || (chunk.promised == 0 && chunk.held > 1);
        return chunk;
    }

    const ReadAt& read_;
    std::uint64_t size_;
    bool is_big_endian_ = false, is_aiff_ = false;
    std::optional<std::uint64_t> long_length_;
};

}  // namespace

std::optional<AudioChunk> audio_chunk(const ReadAt& read, std::uint64_t file_size) { return Walk(read, file_size).audio(); }

}  // namespace recalld::logbook
