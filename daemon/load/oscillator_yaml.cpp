#include "load/oscillator_yaml.hpp"

#include <algorithm>

#include "load/placed_pattern.hpp"
#include "studio/spelling.hpp"

namespace recalld::load {

namespace {

using studio::no_parameter;
using studio::Oscillator;
using studio::ParameterId;
using studio::Profile;

ParameterId writable_at(const Cursor& at, const Profile& profile)
{
    const auto found = profile.find(at.text());
    if (!found) at.fail("no parameter " + studio::in_quotes(at.text()) + profile.suggestion(at.text()));
    if (profile[*found].read_only) at.fail(at.text() + " can be read, not set");
    return *found;
}

ParameterId switch_at(const Cursor& at, const Profile& profile)
{
    const auto id = writable_at(at, profile);
    const auto& law = profile.law_of(id);
    if (law.kind != studio::LawKind::choice || law.words.size() != 2) at.fail(at.text() + " is no switch");
    return id;
}

ParameterId level_at(const Cursor& at, const Profile& profile)
{
    const auto id = writable_at(at, profile);
    if (profile.law_of(id).unit != "dB" || !profile.law_of(id).is_stepped()) at.fail(at.text() + " is no level in dB");
    return id;
}

std::int32_t destination_at(const Cursor& at, const Bindings& bindings, const Profile& profile, ParameterId destination)
{
    const auto word = PlacedPattern(at).fill(bindings);
    const auto value = profile.law_of(destination).parse(word);
    const auto* number = value ? std::get_if<std::int32_t>(&*value) : nullptr;
    if (!number) at.fail(studio::in_quotes(word) + " is not what " + profile[destination].name + " holds (" + profile.law_of(destination).range() + ")");
    return *number;
}

void read_reaches(const Cursor& map, const Profile& profile, Oscillator& oscillator)
{
    for (const auto& [strips, word] : map.entries())
        for (const Expansion& strip : PlacedPattern(strips).expand()) {
            const auto index = profile.find_strip(strip.text);
            if (!index) strips.fail("no strip " + studio::in_quotes(strip.text));
            oscillator.reaches.push_back({*index, destination_at(word, strip.bindings, profile, oscillator.destination)});
        }
}

void read_order(const Cursor& list, Oscillator& oscillator)
{
    for (const Cursor& at : list.items()) {
        const auto id = at.text() == "on" ? oscillator.on : at.text() == "level" ? oscillator.level : oscillator.destination;
        if (std::ranges::find(oscillator.order, id) != oscillator.order.end()) at.fail(at.text() + " a second time");
        oscillator.order.push_back(id);
    }
    if (oscillator.order.size() != 3 || oscillator.order.back() != oscillator.on) list.fail("level and destination are set first, and on comes last: nothing sounds before it is known where, and how loud");
}

}  // namespace

void read_oscillator(const Cursor& map, Profile& profile)
{
    auto& oscillator = profile.oscillator;
    oscillator.on = switch_at(*map.find("on"), profile);
    oscillator.level = level_at(*map.find("level"), profile);
    oscillator.destination = writable_at(*map.find("destination"), profile);
    if (const auto at = map.find("frequency")) oscillator.frequency = writable_at(*at, profile);
    read_reaches(*map.find("reaches"), profile, oscillator);
    read_order(*map.find("order"), oscillator);
}

}  // namespace recalld::load
