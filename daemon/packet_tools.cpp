#include "packet_tools.hpp"

#include <fmt/core.h>

#include <iostream>
#include <vector>

#include "driver/midi_words.hpp"
#include "link/tape_link.hpp"
#include "osc/packet.hpp"
#include "wire/bytes.hpp"

namespace recalld {

namespace {

/// What packets say. Of MIDI, a message may begin in one and end in another, and each way has a stream of its own.
class PacketWords {
public:
    using Side = driver::MidiWords::Side;

    PacketWords(const std::string& language, std::string between) : is_osc_(language.empty() || language == "osc"), between_(std::move(between))
    {
        if (!is_osc_)
            for (int side = 0; side < 3; ++side) midi_.emplace_back(language);
    }

    std::string operator()(wire::View bytes, Side side, std::chrono::microseconds at)
    {
        if (is_osc_) return osc::describe(bytes);
        std::string words;
        for (const auto& line : midi_[static_cast<std::size_t>(side)].read(bytes, side, std::chrono::steady_clock::time_point(at)))
            words += (words.empty() ? "" : between_) + line.words;
        return words.empty() ? "…" : words;
    }

private:
    bool is_osc_;
    std::string between_;   // messages of one packet
    std::vector<driver::MidiWords> midi_;
};

/// A mark in front says who sent the line, as on tapes.
PacketWords::Side take_side(std::string& line)
{
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string::npos || (line[first] != '<' && line[first] != '>')) return PacketWords::Side::either;
    const bool is_surface = line[first] == '<';
    line.erase(0, first + 1);
    return is_surface ? PacketWords::Side::surface : PacketWords::Side::host;
}

}  // namespace

int decode(const std::string& language)
{
    PacketWords words(language, "\n");
    for (std::string line; std::getline(std::cin, line);) {
        const auto side = take_side(line);
        const auto packet = wire::read_hex(line);
        if (!packet) fmt::print("no hexadecimal bytes: {}\n", line);
        else fmt::print("{}\n", words(*packet, side, {}));
    }
    return 0;
}

int replay(const std::string& tape, const std::string& language)
{
    PacketWords words(language, "; ");
    for (const auto& packet : link::read_tape(tape)) {
        const auto side = packet.from_device ? PacketWords::Side::surface : PacketWords::Side::host;
        fmt::print("{:>12.3f} ms {} {}\n", static_cast<double>(packet.at.count()) / 1000, packet.from_device ? '<' : '>', words(packet.bytes, side, packet.at));
    }
    return 0;
}

}  // namespace recalld
