#include "simulate/head_amps.hpp"

#include <string>

namespace recalld::simulate {

using studio::no_parameter;
using studio::ParameterId;

namespace {

constexpr std::int32_t none = -1, channels = 32, aux_inputs = 8;
// Words of a block in their order: 4 local, 6 and 6 of either AES50 port, 4 of the card, 4 of the user's.
constexpr std::int32_t head_amps = 128, first_of_card = 16, first_of_user = 20;

std::string two_digits(std::int32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

HeadAmps::HeadAmps(const studio::Profile& profile) : matters_(profile.parameters.size(), false)
{
    const auto find = [&](const std::string& name) {
        const auto id = profile.find(name).value_or(no_parameter);
        if (id != no_parameter) matters_[id] = true;
        return id;
    };
    for (std::int32_t i = 0; i < channels + aux_inputs; ++i) {
        const auto index = profile.find("-ha/" + two_digits(i) + "/index");
        if (!index) return;
        const auto source = i < channels ? "ch/" + two_digits(i + 1) : "auxin/" + two_digits(i - channels + 1);
        channels_.push_back({*index, find(source + "/config/source")});
    }
    play_ = find("config/routing/routswitch");
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto range = std::to_string(block * of_each + 1) + "-" + std::to_string(block * of_each + of_each);
        sources_[0][block] = find("config/routing/IN/" + range);
        sources_[1][block] = find("config/routing/PLAY/" + range);
    }
    for (std::int32_t i = 1; i <= channels; ++i) user_.push_back(find("config/userrout/in/" + two_digits(i)));
}

/// Of slots, the first 32 are inputs of the blocks; what follows has no head amp.
std::int32_t HeadAmps::behind(std::int32_t slot, const Number& number) const
{
    if (slot < 1 || slot > channels) return none;
    const auto at = static_cast<std::size_t>(slot - 1);
    const bool plays = number(play_) == 1;
    const auto source = number(sources_[plays ? 1 : 0][at / of_each]);
    const auto within = static_cast<std::int32_t>(at % of_each);
    if (source < first_of_card) return source * static_cast<std::int32_t>(of_each) + within;
    if (source < first_of_user) return none;
    const auto patched = number(user_.at(static_cast<std::size_t>((source - first_of_user) * static_cast<std::int32_t>(of_each) + within)));
    return patched >= 1 && patched <= head_amps ? patched - 1 : none;
}

void HeadAmps::tell(const Number& number, const std::function<void(ParameterId, std::int32_t)>& told) const
{
    for (const auto& channel : channels_) told(channel.index, behind(number(channel.source), number));
}

}  // namespace recalld::simulate
