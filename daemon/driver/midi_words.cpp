#include "driver/midi_words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <stdexcept>

#include "mackie/describe.hpp"
#include "midi/stream.hpp"

namespace recalld::driver {

namespace {

using mackie::From;
using TimePoint = std::chrono::steady_clock::time_point;

/// What a message says when that side sent it; nothing when the language does not know it.
using Reader = std::function<std::optional<std::string>(wire::View message, From from, TimePoint now)>;

std::optional<std::string> read_mcu(wire::View message, From from, TimePoint)
{
    const auto event = mackie::mcu::read(message, from);
    return event ? std::optional(mackie::mcu::describe(*event)) : std::nullopt;
}

std::optional<std::string> read_xctl(wire::View message, From from, TimePoint)
{
    const auto event = mackie::xctl::read(message, from);
    return event ? std::optional(mackie::xctl::describe(*event)) : std::nullopt;
}

/// Keeps what one message leaves for the next, for both sides.
struct HuiReader {
    mackie::hui::Decoder surface{From::surface}, host{From::host};

    std::optional<std::string> operator()(wire::View message, From from, TimePoint now)
    {
        std::string words;
        const auto say = [&](const mackie::hui::Event& event) { words += (words.empty() ? "" : ", ") + mackie::hui::describe(event); };
        const auto result = (from == From::surface ? surface : host).read(message, now, say);
        return result ? std::optional(words) : std::nullopt;
    }
};

Reader reader_of(std::string_view language)
{
    if (language == "midi") return [](wire::View, From, TimePoint) { return std::optional<std::string>(); };
    if (language == "mackie" || language == "mcu") return read_mcu;
    if (language == "xctl") return read_xctl;
    if (language == "hui") return HuiReader{};
    throw std::invalid_argument("\"" + std::string(language) + "\" is none of midi, mcu, hui, xctl");
}

}  // namespace

struct MidiWords::Inner {
    std::string words_of(const midi::Message& message, Side side, TimePoint now)
    {
        std::optional<std::string> words;
        if (side != Side::host) words = reader(message.bytes(), From::surface, now);
        if (!words && side != Side::surface) words = reader(message.bytes(), From::host, now);
        return words ? *words : midi::describe(message);
    }

    Reader reader;
    midi::Stream stream;
};

MidiWords::MidiWords(std::string_view language) : inner_(new Inner{reader_of(language), midi::Stream()}) {}
MidiWords::~MidiWords() = default;
MidiWords::MidiWords(MidiWords&&) noexcept = default;

std::vector<MidiWords::Line> MidiWords::read(wire::View bytes, Side side, TimePoint now)
{
    std::vector<Line> lines;
    inner_->stream.feed(bytes, [&](const midi::Message& message) {
        auto words = inner_->words_of(message, side, now);
        if (!words.empty()) lines.push_back({std::move(words), message.copy()});
    });
    return lines;
}

MidiWords::Side midi_side(std::string_view word)
{
    if (word.empty()) return MidiWords::Side::either;
    if (word == "surface") return MidiWords::Side::surface;
    if (word == "host") return MidiWords::Side::host;
    throw std::invalid_argument("\"" + std::string(word) + "\" is neither surface nor host");
}

}  // namespace recalld::driver
