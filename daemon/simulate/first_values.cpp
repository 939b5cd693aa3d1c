#include "simulate/first_values.hpp"

#include <algorithm>

namespace recalld::simulate {

using studio::Law;
using studio::LawKind;
using studio::Section;
using studio::Value;

namespace {

/// Channels, sends and equalisers are on; gates, delays and the like are off.
bool starts_on(const studio::Parameter& parameter, const Law& law)
{
    const bool passes =
        parameter.section == Section::mix || parameter.section == Section::sends || parameter.section == Section::eq;
    return passes && law.words.size() == 2 && parameter.name.ends_with("/on");
}

Value flat(const Law& law)
{
    if (law.steps == 0) return static_cast<float>(law.position_of(law.bottom_is_off ? studio::minus_infinity : 0));
    return law.bottom_is_off ? 0 : law.nearest_step(0);
}

}  // namespace

Value first_value(const studio::Parameter& parameter, const Law& law)
{
    switch (law.kind) {
        case LawKind::choice: return starts_on(parameter, law) ? 1 : 0;
        case LawKind::integer: return std::clamp(0, law.lowest(), law.highest());
        case LawKind::bits: return 0;
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return flat(law);
        case LawKind::text: return std::string();
        case LawKind::raw:
        case LawKind::dial: return 0.0f;
        case LawKind::blob: return std::string("F0F7");
    }
    return 0;
}

Value loaded_value(const Law& meaning, std::int32_t type, std::uint16_t slot)
{
    if (meaning.kind == LawKind::raw) return 0.0f;
    if (!meaning.is_stepped()) return std::clamp(0, meaning.lowest(), meaning.highest());
    const float position = static_cast<float>((type + slot) % 5 + 1) / 8;
    return meaning.steps == 0 ? position : meaning.wire(meaning.step_of(static_cast<double>(position)));
}

}  // namespace recalld::simulate
