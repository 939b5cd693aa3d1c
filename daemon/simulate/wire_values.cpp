#include "simulate/wire_values.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::simulate {

using studio::Law;
using studio::LawKind;
using studio::Value;

namespace {

using Taken = std::optional<Value>;

Taken if_held(const Law& law, const osc::Argument& argument)
{
    const auto number = argument.integer();
    if (!number || !law.holds(*number)) return std::nullopt;
    return *number;
}

Taken choice(const Law& law, const osc::Argument& argument)
{
    if (argument.tag() != osc::Tag::text) return if_held(law, argument);
    const auto word = std::ranges::find(law.words, *argument.text());
    if (word == law.words.end()) return std::nullopt;
    return static_cast<std::int32_t>(word - law.words.begin());
}

Taken integer(const Law& law, const osc::Argument& argument)
{
    const auto number = argument.integer();
    if (!number) return std::nullopt;
    return std::clamp(*number, law.lowest(), law.highest());
}

std::optional<float> position(const osc::Argument& argument)
{
    const auto number = argument.real();
    if (!number || std::isnan(*number)) return std::nullopt;
    return std::clamp(*number, 0.0f, 1.0f);
}

Taken stepped(const Law& law, const osc::Argument& argument)
{
    const auto there = position(argument);
    if (!there) return std::nullopt;
    if (law.steps == 0) return *there;
    return law.step_of(static_cast<double>(*there));
}

Taken text(const Law& law, const osc::Argument& argument)
{
    if (argument.tag() != osc::Tag::text) return std::nullopt;
    return std::string(argument.text()->substr(0, static_cast<std::size_t>(law.steps)));
}

Taken raw(const osc::Argument& argument)
{
    if (argument.tag() == osc::Tag::integer) return *argument.integer();
    const auto there = position(argument);
    if (!there) return std::nullopt;
    return *there;
}

}  // namespace

std::optional<Value> taken(const Law& law, const osc::Argument& argument)
{
    switch (law.kind) {
        case LawKind::choice: return choice(law, argument);
        case LawKind::integer: return integer(law, argument);
        case LawKind::bits: return if_held(law, argument);
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return stepped(law, argument);
        case LawKind::text: return text(law, argument);
        case LawKind::raw: return raw(argument);
        case LawKind::blob:
        case LawKind::dial: return std::nullopt;
    }
    return std::nullopt;
}

osc::Arg given(const Law& law, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* position = std::get_if<float>(&value)) return *position;
    const auto number = std::get<std::int32_t>(value);
    if (law.is_stepped() && law.steps > 1) return law.wire(number);
    return number;
}

}  // namespace recalld::simulate
