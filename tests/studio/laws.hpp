#pragma once

#include "studio/law.hpp"

#include <string>
#include <utility>
#include <vector>

namespace recalld::studio {

// One sane law of each kind, as consoles have them.

inline Law numbers(LawKind kind, double low, double high, std::int32_t steps, std::string unit = {}, TextForm form = {})
{
    Law law;
    law.name = "numbers";
    law.kind = kind;
    law.steps = steps;
    law.low = low;
    law.high = high;
    law.unit = std::move(unit);
    law.form = form;
    return law;
}

inline Law linear(double low, double high, std::int32_t steps, std::string unit = {}, TextForm form = {})
{
    return numbers(LawKind::linear, low, high, steps, std::move(unit), form);
}

inline Law logarithmic(double low, double high, std::int32_t steps, std::string unit = {}, TextForm form = {})
{
    return numbers(LawKind::logarithmic, low, high, steps, std::move(unit), form);
}

inline Law whole(std::int32_t low, std::int32_t high, std::vector<std::string> words = {})
{
    Law law = numbers(LawKind::integer, low, high, 0);
    law.words = std::move(words);
    return law;
}

inline Law choice(std::vector<std::string> words)
{
    Law law;
    law.kind = LawKind::choice;
    law.steps = static_cast<std::int32_t>(words.size());
    law.words = std::move(words);
    return law;
}

inline Law sized(LawKind kind, std::int32_t steps) { return numbers(kind, 0, 1, steps); }

inline Law bits(std::int32_t width) { return sized(LawKind::bits, width); }
inline Law text(std::int32_t longest) { return sized(LawKind::text, longest); }
inline Law raw() { return {}; }

/// 1024 steps: a fader; 161: a send.
inline Law fader(std::int32_t steps = 1024)
{
    Law law = numbers(LawKind::points, -90, 10, steps, "dB", {.decimals = 1, .width = 5, .plus = true, .bare_zero = true});
    law.points = {{0, -90}, {0.0625, -60}, {0.25, -30}, {0.5, -10}, {1, 10}};
    law.bottom_is_off = true;
    return law;
}

inline Law onoff() { return choice({"OFF", "ON"}); }
inline Law pan() { return linear(-100, 100, 101, {}, {.plus = true}); }
inline Law eq_gain() { return linear(-15, 15, 121, "dB", {.digits = 3, .plus = true}); }
inline Law frequency() { return logarithmic(20, 20000, 201, "Hz", {.frequency = true}); }
inline Law q() { return logarithmic(10, 0.3, 72, {}, {.digits = 2, .width = 3}); }
inline Law hold() { return logarithmic(0.02, 2000, 101, "ms", {.digits = 3, .width = 4}); }

}  // namespace recalld::studio
