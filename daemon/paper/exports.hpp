#pragma once

#include <string>

#include "paper/read.hpp"

// Parts of the book's facts for other programs. Pure.

namespace recalld::paper {

/// The input list for spreadsheets: RFC 4180, UTF-8, its names in the first line; recalld reads it back. Gain in dB.
std::string inputs_csv(const Json& facts);
/// Cords: from, to, note.
std::string patch_csv(const Json& facts);
/// The input list as the CSV with sections that some consoles' offline software imports: 28 columns, ASCII names of at most `longest_channel_name`
/// characters, whole dB of gain without the pad. Channel and socket are the number in the list: a strip may be of another unit. Nobody has tried it with a console.
inline constexpr std::size_t longest_channel_name = 16;
std::string channels_csv(const Json& facts);

/// Says to a stranger in ten years what the files of an archive are.
std::string archive_readme(const Json& facts);

}  // namespace recalld::paper
