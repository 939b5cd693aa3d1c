#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bench/desk_tap.hpp"
#include "bench/table.hpp"
#include "driver/surface_steps.hpp"
#include "studio/profile.hpp"
#include "wire/bytes.hpp"

namespace recalld::bench {

/// What one fader box says so that the faders of channels 1 … 8 get certain values of their own steps.
class FaderWords {
public:
    FaderWords(std::shared_ptr<const studio::Surface> surface, const studio::Profile& profile);

    studio::ParameterId id(std::size_t channel) const { return ids_[channel]; }
    wire::Bytes touch(std::size_t channel, bool is_touched) const;
    wire::Bytes move(std::size_t channel, std::int32_t value) const;
    float wire(std::int32_t value) const { return law_.wire(value); }
    studio::Value value(float wire) const { return law_.step_of(wire); }

private:
    std::shared_ptr<const studio::Surface> surface_;
    driver::FaderWay way_;
    std::vector<studio::ParameterId> ids_;
    const studio::Law& law_;
};

/// Moves as they were made, held against what the desk was told. A move that was overtaken counts by the word that told a newer one.
class FaderMoves {
public:
    explicit FaderMoves(std::size_t channels) : moves_(channels) {}

    void said(std::size_t channel, float wire, std::int64_t at) { moves_[channel].push_back({wire, at}); }
    float last(std::size_t channel) const { return moves_[channel].back().wire; }

    struct Told {
        Series late;               ///< ms, of each move that was told
        std::size_t words = 0;     ///< packets that told of one
    };
    Told against(const std::vector<FaderTold>& told) const;

private:
    struct Move {
        float wire;
        std::int64_t at;
    };
    std::vector<std::vector<Move>> moves_;
};

}  // namespace recalld::bench
