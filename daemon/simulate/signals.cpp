#include "simulate/signals.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "studio/spelling.hpp"

namespace recalld::simulate {

using studio::no_parameter;
using studio::ParameterId;

namespace {

constexpr double silence = studio::minus_infinity;

[[noreturn]] void fail(std::string_view thing, const std::string& why)
{
    throw std::invalid_argument("signal " + studio::in_quotes(thing) + ": " + why);
}

std::optional<double> number_in(std::string_view text)
{
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return {};
    return number;
}

double level_in(std::string_view text, std::string_view thing)
{
    const auto level = number_in(text);
    if (!level || *level > 0 || *level < -200) fail(thing, "a level is -200 … 0 dBFS");
    return *level;
}

std::int32_t number_of(const Settings& settings, ParameterId id)
{
    const auto* number = id == no_parameter ? nullptr : std::get_if<std::int32_t>(&settings[id]);
    return number ? *number : 0;
}

/// The head-amp gain that the desk picks for a strip, and with it the jack.
ParameterId picked_gain(const studio::Profile& profile, const Settings& settings, std::uint32_t strip)
{
    const auto* controls = profile.controls_of(strip);
    if (!controls) return no_parameter;
    for (const auto& set : controls->knobs)
        for (const auto& knob : set.knobs) {
            const auto index = number_of(settings, knob.picked_by);
            if (knob.picked_by != no_parameter && index >= 0 && static_cast<std::size_t>(index) < knob.among.size()) return knob.among[static_cast<std::size_t>(index)];
        }
    return no_parameter;
}

}  // namespace

std::uint32_t Signals::strip_of(std::string_view path, std::string_view thing) const
{
    if (const auto strip = profile_.find_strip(path)) return *strip;
    fail(thing, "there is no strip " + studio::in_quotes(path) + "; write jacks as headamp/002");
}

void Signals::plug_one(std::string_view thing, Plugged& plugged) const
{
    if (const auto cord = thing.find('>'); cord != thing.npos) {
        plugged.cords[strip_of(thing.substr(cord + 1), thing)] = strip_of(thing.substr(0, cord), thing);
        return;
    }
    const auto equals = thing.find('=');
    if (equals == thing.npos) fail(thing, "it is of the form headamp/002=-18, bus/03>headamp/016 or noise=-90");
    auto value = thing.substr(equals + 1);
    if (thing.substr(0, equals) == "noise") {
        plugged.noise = level_in(value, thing);
        return;
    }
    const auto jack = strip_of(thing.substr(0, equals), thing);
    plugged.sources.erase(jack);
    if (value == "off") {
        plugged.cords.erase(jack);
        return;
    }
    const bool needs_phantom = value.ends_with("+48V");
    if (needs_phantom) value.remove_suffix(4);
    plugged.sources[jack] = {level_in(value, thing), needs_phantom};
}

void Signals::plug(std::string_view text)
{
    Plugged plugged = plugged_;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        if (end > 0) plug_one(text.substr(0, end), plugged);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    plugged_ = std::move(plugged);
    exist_ = true;
}

bool Signals::has_phantom(const Settings& settings, std::uint32_t jack) const
{
    for (ParameterId id = 0; id < profile_.parameters.size(); ++id)
        if (profile_[id].strip == jack && profile_[id].hazard == studio::Hazard::phantom) return number_of(settings, id) == 1;
    return true;
}

double Signals::at_jack(const Settings& settings, std::uint32_t jack) const
{
    if (const auto cord = plugged_.cords.find(jack); cord != plugged_.cords.end()) return at_output(settings, cord->second);
    const auto source = plugged_.sources.find(jack);
    if (source == plugged_.sources.end() || (source->second.needs_phantom && !has_phantom(settings, jack))) return silence;
    return source->second.dbfs;
}

/// The oscillator is what is heard at outputs: nothing is mixed here.
double Signals::at_output(const Settings& settings, std::uint32_t strip) const
{
    const auto& oscillator = profile_.oscillator;
    const auto* controls = profile_.controls_of(strip);
    if (!oscillator.exists() || !controls || controls->fader == no_parameter || number_of(settings, oscillator.on) == 0) return silence;
    const auto way = std::ranges::find(oscillator.reaches, strip, &studio::Oscillator::Way::strip);
    if (way == oscillator.reaches.end() || way->value != number_of(settings, oscillator.destination)) return silence;
    const bool is_muted = controls->mute.exists() && number_of(settings, controls->mute.parameter) == controls->mute.on;
    if (is_muted) return silence;
    return profile_.law_of(oscillator.level).engineering(number_of(settings, oscillator.level)) + profile_.law_of(controls->fader).engineering(number_of(settings, controls->fader));
}

double Signals::through_head_amp(const Settings& settings, std::uint32_t strip) const
{
    const auto gain = picked_gain(profile_, settings, strip);
    if (gain == no_parameter) return silence;
    return at_jack(settings, profile_[gain].strip) + profile_.law_of(gain).engineering(number_of(settings, gain));
}

double Signals::level_of(const Settings& settings, std::uint32_t strip) const
{
    const auto direct = plugged_.sources.find(strip);
    const double here = direct == plugged_.sources.end() ? silence : direct->second.dbfs;
    return std::min(0.0, std::max({plugged_.noise, here, through_head_amp(settings, strip), at_output(settings, strip)}));
}

}  // namespace recalld::simulate
