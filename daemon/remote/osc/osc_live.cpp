#include "remote/osc/osc_live.hpp"

#include <algorithm>
#include <cmath>

#include "driver/osc_text.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_words.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::UnitState;
using studio::Value;

bool is_words(const Law& law) { return law.kind == LawKind::text || law.kind == LawKind::blob; }
bool is_counted(const Law& law) { return law.kind == LawKind::choice || law.kind == LawKind::integer || law.kind == LawKind::bits; }
bool is_grid(const Law& law) { return law.is_stepped() && law.steps > 1; }

const Law& law_of(const UnitState& page, ParameterId id) { return page.profile->law_of(id, page.selector(id)); }

float audible(double value) { return std::isinf(value) && value < 0 ? osc_silence : static_cast<float>(value); }

double number_of(const Value& value)
{
    if (const auto* whole = std::get_if<std::int32_t>(&value)) return *whole;
    return static_cast<double>(std::get<float>(value));
}

double engineering_of(const Law& law, const Value& native)
{
    if (const auto* step = std::get_if<std::int32_t>(&native); step && law.is_stepped()) return is_grid(law) ? law.engineering(*step) : *step;
    return law.is_stepped() ? law.engineering_at(number_of(native)) : number_of(native);
}

std::optional<double> position_of(const Law& law, const Value& native)
{
    if (const auto* position = std::get_if<float>(&native)) return *position >= 0 && *position <= 1 ? std::optional(number_of(native)) : std::nullopt;
    const double step = number_of(native);
    if (is_grid(law)) return static_cast<double>(law.wire(static_cast<std::int32_t>(step)));
    if (!is_counted(law)) return {};
    const double low = law.lowest(), span = law.highest() - low;
    return span > 0 ? std::clamp((step - low) / span, 0.0, 1.0) : 0;
}

osc::Arg as_text(const UnitState& page, ParameterId id)
{
    const auto* text = std::get_if<std::string>(&page.values[id]);
    return text && law_of(page, id).kind == LawKind::text ? *text : page.spoken(id);
}

[[noreturn]] void misfit(const OscLive& live, const OscWord& word, const std::string& takes)
{
    throw VerbError("out_of_range", live.name() + ": " + studio::in_quotes(word.text()) + " does not fit; it takes " + takes, 400, exit_usage);
}

/// A number that nobody has a grid for goes as the device itself sent it last.
Value raw_value(const OscLive& live, const OscWord& word)
{
    const auto* now = live.page().value(live.parameter);
    const bool is_whole = now ? std::holds_alternative<std::int32_t>(*now) : !word.is_number() || word.is_whole();
    if (is_whole) return static_cast<std::int32_t>(std::lround(std::clamp(word.number(), -2e9, 2e9)));
    return static_cast<float>(word.number());
}

Value stepped_value(const OscLive& live, const Law& law, const OscWord& word)
{
    const double value = word.number(), one = law.engineering_at(0), other = law.engineering_at(1);
    const auto [least, most] = std::minmax(one, other);
    const double slack = std::isinf(least) ? 1e-4 : (most - least) * 1e-4;
    if (value > most + slack || value < least - slack) misfit(live, word, law.range());
    const bool is_silence = law.bottom_is_off && value <= static_cast<double>(osc_silence);
    const double position = is_silence ? 0 : law.position_of(value);
    if (!is_grid(law)) return static_cast<float>(position);
    return law.step_of(position);
}

Value counted_value(const OscLive& live, const Law& law, const OscWord& word)
{
    const double nearest = std::round(word.number());
    if (nearest < law.lowest() || nearest > law.highest()) misfit(live, word, law.range());
    return static_cast<std::int32_t>(nearest);
}

Value value_of_text(const OscLive& live, const Law& law, const OscWord& word)
{
    const auto value = law.parse(word.text());
    if (!value) misfit(live, word, law.range());
    return *value;
}

Value value_of_position(const OscLive& live, const Law& law, const OscWord& word)
{
    const double position = word.number();
    if (word.is_text() || position < 0 || position > 1) misfit(live, word, "a position from 0.0 to 1.0");
    if (is_grid(law)) return law.step_of(position);
    if (law.is_stepped()) return static_cast<float>(position);
    if (is_counted(law)) return static_cast<std::int32_t>(std::lround(law.lowest() + position * (static_cast<double>(law.highest()) - law.lowest())));
    if (law.kind == LawKind::raw) return raw_value(live, word);
    throw VerbError("out_of_range", live.name() + " has no position; it takes " + law.range() + " at " + osc_live_address(live.unit->name(), (*live.unit->profile())[live.parameter].name, false), 400, exit_usage);
}

Value value_of_unit(const OscLive& live, const Law& law, const OscWord& word)
{
    if (law.kind == LawKind::blob) throw VerbError("out_of_range", live.name() + ": a dump is no hand's work; recall a version that holds it", 400, exit_usage);
    if (word.is_text() || law.kind == LawKind::text) return value_of_text(live, law, word);
    if (law.kind == LawKind::raw) return raw_value(live, word);
    return law.is_stepped() ? stepped_value(live, law, word) : counted_value(live, law, word);
}

}  // namespace

bool is_osc_live(std::string_view address) { return address.starts_with(osc_unit_front) || address.starts_with(osc_position_front); }

OscLive find_osc_live(const rig::Rig& rig, std::string_view address)
{
    OscLive live;
    live.by_position = address.starts_with(osc_position_front);
    address.remove_prefix(live.by_position ? osc_position_front.size() : osc_unit_front.size());
    const auto slash = std::min(address.find('/'), address.size());
    const auto name = osc_unescaped(address.substr(0, slash)), parameter = osc_unescaped(address.substr(slash));
    live.unit = rig.find(name);
    if (!live.unit) throw VerbError("unknown_unit", "there is no unit " + studio::in_quotes(name) + studio::did_you_mean(name, rig.names()), 404, exit_usage);
    const auto id = live.unit->profile()->find(parameter);
    if (!id) throw VerbError("unknown_parameter", name + ": no parameter " + studio::in_quotes(parameter) + live.unit->profile()->suggestion(parameter), 404, exit_usage);
    live.parameter = *id;
    return live;
}

std::string osc_live_address(std::string_view unit, std::string_view parameter, bool by_position)
{
    std::string address(by_position ? osc_position_front : osc_unit_front);
    address += osc_escaped(unit);
    return address.append("/").append(osc_escaped(parameter));
}

std::optional<osc::Arg> osc_live_value(const UnitState& page, ParameterId id, bool by_position)
{
    const auto* value = page.value(id);
    if (!value) return {};
    const auto& law = law_of(page, id);
    if (is_words(law) || std::holds_alternative<std::string>(*value)) return by_position ? std::nullopt : std::optional(as_text(page, id));
    const auto native = driver::from_raw(law, *value);
    if (by_position) {
        const auto position = position_of(law, native);
        return position ? std::optional<osc::Arg>(static_cast<float>(*position)) : std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int32_t>(&native); whole && !law.is_stepped()) return *whole;
    return audible(engineering_of(law, native));
}

std::optional<osc::Bytes> osc_live_message(const UnitState& page, ParameterId id, bool by_position)
{
    const auto value = osc_live_value(page, id, by_position);
    if (!value) return {};
    return osc::message(osc_live_address(page.unit, (*page.profile)[id].name, by_position), {*value});
}

osc::Bytes osc_get_message(const UnitState& page, ParameterId id)
{
    const auto value = osc_live_value(page, id, false), position = osc_live_value(page, id, true);
    const bool is_text = value && std::holds_alternative<std::string>(*value);
    std::vector<osc::Arg> args{page.unit, (*page.profile)[id].name, is_text ? *value : osc::Arg(page.spoken(id))};
    if (value && std::holds_alternative<std::int32_t>(*value)) args.emplace_back(static_cast<float>(std::get<std::int32_t>(*value)));
    if (value && std::holds_alternative<float>(*value)) args.push_back(*value);
    if (position) args.push_back(*position);
    return osc_reply("get", args);
}

Value osc_live_meant(const OscLive& live, const OscWord& word)
{
    const auto& law = law_of(live.page(), live.parameter);
    const auto value = live.by_position ? value_of_position(live, law, word) : value_of_unit(live, law, word);
    const bool is_raw = (*live.unit->profile())[live.parameter].selector != studio::no_parameter;
    return is_raw ? driver::to_raw(law, value) : value;
}

}  // namespace recalld::remote
