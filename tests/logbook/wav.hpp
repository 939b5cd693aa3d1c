#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "folder.hpp"

namespace recalld::logbook::testing {

/// A folder that files are put into.
struct Shelf : recalld::testing::Folder {
    Shelf() { path = std::filesystem::canonical(path); }

    std::string put(const std::string& name, const std::string& bytes) const
    {
        const auto file = path / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file.string();
    }
};

inline std::string little(std::uint64_t number, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>((number >> (8 * i)) & 0xffU);
    return text;
}

inline std::string chunk(const std::string& name, const std::string& content) { return name + little(content.size(), 4) + content + std::string(content.size() % 2, '\0'); }

/// One way to write a WAV file, byte by byte: each test bends what it is about.
struct Wav {
    std::uint16_t coding = 1;   ///< 1 PCM, 3 float
    std::uint16_t channels = 2, bits = 24;
    std::uint32_t rate = 96000;
    std::size_t frames = 960;
    std::string before = {};    ///< chunks before the sound, as bext

    std::size_t frame() const { return std::size_t{channels} * bits / 8; }
    std::string sound() const
    {
        std::string bytes(frames * frame(), '\0');
        for (std::size_t i = 0; i < bytes.size(); i += 7) bytes[i] = static_cast<char>(i % 61);
        return bytes;
    }
    std::string fmt() const { return chunk("fmt ", little(coding, 2) + little(channels, 2) + little(rate, 4) + little(rate * frame(), 4) + little(frame(), 2) + little(bits, 2)); }
    std::string bytes() const
    {
        const auto body = "WAVE" + fmt() + before + chunk("data", sound());
        return "RIFF" + little(body.size(), 4) + body;
    }
};

inline std::string padded(std::string text, std::size_t size)
{
    text.resize(size, '\0');
    return text;
}

/// Version 2: with a loudness of -14.2 LUFS; its range was not measured.
inline std::string bext_chunk()
{
    const auto text = padded("Night Train, master", 256) + padded("a workstation", 32) + padded("REF0001", 32) + "2026-11-21" + "10:30:05" + little(345'600'000, 8) + little(2, 2);
    return chunk("bext", text + std::string(64, '\0') + little(static_cast<std::uint16_t>(-1420), 2) + little(0x7fff, 2) + little(static_cast<std::uint16_t>(-100), 2) + little(0x7fff, 2) + little(0x7fff, 2) +
                             std::string(180, '\0') + "A=PCM,F=96000,W=24,M=stereo\r\n");
}

}  // namespace recalld::logbook::testing
