#include "simulate/meters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "osc/packet.hpp"

namespace recalld::simulate {

namespace {

constexpr auto lease = std::chrono::seconds(10);
constexpr std::size_t most_leases = 64;
constexpr double tone = 0.5;

float level_of(const studio::Profile& profile, const Settings& settings, std::uint32_t strip)
{
    const auto* controls = profile.controls_of(strip);
    if (!controls || controls->fader == studio::no_parameter) return 0;
    const bool is_muted = controls->mute.exists() && settings[controls->mute.parameter] == studio::Value{controls->mute.on};
    const auto* step = std::get_if<std::int32_t>(&settings[controls->fader]);
    if (is_muted || !step) return 0;
    return static_cast<float>(tone * std::pow(10.0, profile.law_of(controls->fader).engineering(*step) / 20));
}

float full_scale_of(double dbfs) { return static_cast<float>(std::pow(10.0, dbfs / 20)); }

std::int16_t in_decibels(float level)
{
    constexpr float lowest = std::numeric_limits<std::int16_t>::min();
    return static_cast<std::int16_t>(std::lround(std::clamp(256 * 20 * std::log10(level), lowest, 0.0f)));
}

}  // namespace

void MeterLeases::renew(Client client, std::size_t block, Clock::time_point now)
{
    const auto found = std::ranges::find_if(leases_, [&](const Lease& one) { return one.client == client && one.block == block; });
    if (found != leases_.end()) found->until = now + lease;
    else if (leases_.size() < most_leases) leases_.push_back({client, block, now + lease});
}

wire::Bytes meter_packet(const studio::Profile& profile, const Settings& settings, const Signals& signals, const studio::MeterBlock& block)
{
    std::vector<float> levels(block.values, 0.0f);
    for (const auto& at : block.strips) levels[at.left] = levels[at.right] = signals.exist() ? full_scale_of(signals.level_of(settings, at.strip)) : level_of(profile, settings, at.strip);
    wire::Writer blob;
    blob.little(static_cast<std::int32_t>(block.values));
    for (const float level : levels) {
        if (profile.meters.form == studio::MeterForm::linear) blob.little(level);
        else blob.little(in_decibels(level));
    }
    return osc::message(block.name, {blob.take()});
}

}  // namespace recalld::simulate
