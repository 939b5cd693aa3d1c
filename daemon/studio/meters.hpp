#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace recalld::studio {

/// Where the level of a strip stands in a block, left and right; both the same for one that has a single meter.
struct MeterAt {
    std::uint32_t strip = 0;
    std::uint16_t left = 0, right = 0;
};

/// Levels that a device sends together.
struct MeterBlock {
    std::string name;             ///< `/meters/0`
    std::uint16_t values = 0;     ///< how many numbers it holds
    std::vector<MeterAt> strips;
};

/// How a level is written, least significant byte first: a fraction of full scale as a float, or 1/256 dB as a 16-bit number.
enum class MeterForm : std::uint8_t { linear, decibels };

/// How a device tells levels: it sends its blocks for a while after each subscription.
struct Meters {
    MeterForm form = MeterForm::linear;
    std::string subscribe;        ///< message with the block's name as its argument
    std::chrono::milliseconds every{0};
    std::vector<MeterBlock> blocks;
};

}  // namespace recalld::studio
