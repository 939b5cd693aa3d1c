#include "bench/fader_moves.hpp"

#include <cmath>
#include <stdexcept>

#include "mackie/mcu.hpp"
#include "rig/fader_scale.hpp"

namespace recalld::bench {

FaderWords::FaderWords(std::shared_ptr<const studio::Surface> surface, const studio::Profile& profile)
    : surface_(std::move(surface)), way_(*surface_), law_(profile.law_of(profile.controls.front().fader))
{
    for (const auto& controls : profile.controls) ids_.push_back(controls.fader);
}

wire::Bytes FaderWords::touch(std::size_t channel, bool is_touched) const { return mackie::mcu::write(mackie::FaderTouched{static_cast<int>(channel), is_touched}); }

wire::Bytes FaderWords::move(std::size_t channel, std::int32_t value) const
{
    const auto code = static_cast<int>(std::lround(way_.code_at(rig::position_of(*surface_, law_, studio::Value(value)).value())));
    const auto said = way_.said(code);
    if (rig::value_at(*surface_, law_, way_.position_heard(said)) != value) throw std::logic_error("the box has no position for step " + std::to_string(value));
    return mackie::mcu::write(mackie::FaderMoved{static_cast<int>(channel), said});
}

FaderMoves::Told FaderMoves::against(const std::vector<FaderTold>& told) const
{
    Told result;
    std::vector<std::size_t> next(moves_.size(), 0);   // the first move of each channel that was not told yet
    for (const auto& word : told) {
        if (word.channel >= moves_.size()) continue;
        const auto& moves = moves_[word.channel];
        auto& first = next[word.channel];
        auto newest = first;
        for (auto at = first; at < moves.size() && moves[at].at <= word.at; ++at)
            if (moves[at].wire == word.wire) newest = at + 1;
        if (newest == first) continue;
        ++result.words;
        for (; first < newest; ++first) result.late.add(static_cast<double>(word.at - moves[first].at) / 1e6);
    }
    return result;
}

}  // namespace recalld::bench
