#include "rig/daw_bridge.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "mackie/control.hpp"
#include "rig/fader_scale.hpp"
#include "studio/spelling.hpp"

namespace recalld::rig {

using studio::no_parameter;
using studio::ParameterId;
using studio::Value;

namespace {

[[noreturn]] void fail(const Placed& at, const std::string& what) { throw std::runtime_error(at.place + ": " + what); }

bool is_daw(const BankGear& gear) { return gear.profile && gear.profile->surface; }

const BankGear& daw_at(const Placed& at, const std::vector<BankGear>& gear)
{
    std::vector<std::string> names;
    for (const auto& one : gear)
        if (is_daw(one)) names.push_back(one.name);
    const auto found =
        std::ranges::find_if(gear, [&](const BankGear& one) { return is_daw(one) && one.name == at.text; });
    if (found == gear.end())
        fail(at, "no unit " + studio::in_quotes(at.text) + " with role: surface in this rig"
                     + studio::did_you_mean(at.text, names));
    return *found;
}

/// Two values of a console's fader that nobody could tell apart.
bool is_near(const Value& a, const Value& b)
{
    const auto* left = std::get_if<std::int32_t>(&a);
    const auto* right = std::get_if<std::int32_t>(&b);
    return left && right && std::abs(*left - *right) <= 1;
}

}  // namespace

DawLayout make_daw_layout(const DawConfig& config, const std::vector<BankGear>& gear)
{
    const auto& daw = daw_at(config.unit, gear);
    DawLayout layout{daw.name, daw.profile, {}, config.follow};
    const std::size_t most = daw.profile->surface->strips;
    for (const auto& at : config.strips)
        for (const auto& strip : strips_at(at, gear)) {
            if (layout.strips.size() == most && config.strips.size() == 1) break;
            if (layout.strips.size() == most)
                fail(at, "the surface of " + studio::in_quotes(daw.name) + " has " + std::to_string(most)
                             + " strips, and they are taken");
            layout.strips.push_back({strip, "track/" + std::to_string(layout.strips.size() + 1)});
        }
    if (!config.master) return layout;
    if (!daw.profile->surface->master)
        fail(*config.master, "the surface of " + studio::in_quotes(daw.name) + " has no master fader");
    layout.strips.push_back({strip_at(*config.master, gear), "master"});
    return layout;
}

DawBridge::DawBridge(DawLayout layout, const studio::Studio& studio, Hands hands)
    : layout_(std::move(layout)),
      studio_(studio),
      hands_(std::move(hands)),
      online_(layout_.profile->find("online").value_or(no_parameter))
{
    const auto codes = (1 << layout_.profile->surface->fader_bits) - 1;
    step_ = std::max(mackie::most_position / codes, 1);
    for (const auto& strip : layout_.strips) faders_.push_back(fader_of(strip));
}

DawBridge::Fader DawBridge::fader_of(const DawLayout::Strip& strip) const
{
    const auto find = [&](const char* what) { return layout_.profile->find(strip.path + what).value_or(no_parameter); };
    Fader fader;
    fader.strip = &strip.console;
    fader.daw = find("/fader");
    fader.touch = find("/touch");
    const auto& controls = *strip.console.controls;
    const Switch all[] = {{controls.mute, find("/mute"), true, {}},
                          {controls.solo, find("/solo"), true, {}},
                          {controls.select, find("/select"), false, {}}};
    for (const auto& key : all)
        if (key.console.exists() && key.daw != no_parameter) fader.switches.push_back(key);
    return fader;
}

const Value* DawBridge::value_of(const std::string& unit, ParameterId parameter) const
{
    const auto* page = studio_.page(unit);
    return page && parameter < page->values.size() ? page->value(parameter) : nullptr;
}

bool DawBridge::daw_is_there() const
{
    const auto* online = value_of(layout_.unit, online_);
    return online && *online == Value(std::int32_t{1}) && hands_.is_there(layout_.unit);
}

void DawBridge::on_change(const studio::Change& change, Time now)
{
    if (change.unit == layout_.unit && change.parameter == online_) came_at_ = now;
    if (!daw_is_there()) return let_go();
    if (change.unit == layout_.unit) {
        const bool greets = now < came_at_ + greeting;
        if (!layout_.follow || greets) return;
        for (auto& fader : faders_) on_daw(fader, change.parameter, change.value, now);
        return;
    }
    for (auto& fader : faders_)
        if (fader.strip->unit == change.unit && hands_.is_there(fader.strip->unit))
            on_console(fader, change.parameter, change.value, now);
}

// --- from the console to the DAW

void DawBridge::on_console(Fader& fader, ParameterId parameter, const Value& value, Time now)
{
    if (parameter == fader.strip->controls->fader) console_fader_moved(fader, value, now);
    for (const auto& key : fader.switches)
        if (key.console.parameter == parameter) console_switched(key, value);
}

/// What the DAW wanted comes back from the console, perhaps as the nearest step that it has.
bool DawBridge::is_our_own(const Fader& fader, const Value& value, Time now)
{
    return fader.from_daw && now < fader.from_daw_until && is_near(*fader.from_daw, value);
}

void DawBridge::console_fader_moved(Fader& fader, const Value& value, Time now)
{
    if (is_our_own(fader, value, now)) return;
    const auto& law = fader.strip->profile->law_of(fader.strip->controls->fader);
    const auto position = position_of(*layout_.profile->surface, law, value);
    if (!position) return;
    const auto* shown = value_of(layout_.unit, fader.daw);
    const auto* stands = shown ? std::get_if<std::int32_t>(shown) : nullptr;
    if (!fader.let_go_at && stands && std::abs(*stands - *position) < step_) return;
    if (!fader.let_go_at) tell_daw(fader.touch, 1);
    fader.let_go_at = now + rest;
    fader.told = *position;
    fader.from_daw.reset();
    tell_daw(fader.daw, *position);
}

void DawBridge::console_switched(const Switch& key, const Value& value)
{
    const bool is_on = value == Value(key.console.on);
    const auto* shown = value_of(layout_.unit, key.daw);
    const bool is_shown = shown && *shown != Value(std::int32_t{0});
    if (is_on != is_shown && (is_on || key.goes_off)) tell_daw(key.daw, is_on);
}

// --- from the DAW to the console

void DawBridge::on_daw(Fader& fader, ParameterId parameter, const Value& value, Time now)
{
    const auto* number = std::get_if<std::int32_t>(&value);
    if (number && parameter == fader.daw) daw_fader_moved(fader, *number, now);
    for (auto& key : fader.switches)
        if (number && key.daw == parameter) key.follows_at = now + farewell;
}

/// The echo of our own gesture moves nothing; what the DAW makes of it when it was let go does.
void DawBridge::daw_fader_moved(Fader& fader, int position, Time now)
{
    const auto parameter = fader.strip->controls->fader;
    const bool is_echo = fader.let_go_at || (now < fader.settled_at && std::abs(position - fader.told) < step_);
    if (is_echo || !hands_.is_there(fader.strip->unit) || hands_.is_held(fader.strip->unit, parameter)) return;
    const auto wanted = value_at(*layout_.profile->surface, fader.strip->profile->law_of(parameter), position);
    const auto* stands = value_of(fader.strip->unit, parameter);
    if (!wanted || !stands || is_near(*stands, Value(*wanted))) return;
    fader.from_daw = *wanted;
    fader.from_daw_until = now + echo;
    hands_.move(fader.strip->unit, parameter, *wanted);
}

void DawBridge::follow_lamp(const Fader& fader, const Switch& key)
{
    const auto* shown = value_of(layout_.unit, key.daw);
    const bool is_on = shown && *shown != Value(std::int32_t{0});
    const auto* stands = value_of(fader.strip->unit, key.console.parameter);
    const bool was_on = stands && *stands == Value(key.console.on);
    if (!stands || was_on == is_on || !hands_.is_there(fader.strip->unit)) return;
    const auto wanted = is_on ? std::optional(key.console.on) : key.goes_off ? key.console.off : std::nullopt;
    if (wanted) hands_.move(fader.strip->unit, key.console.parameter, *wanted);
}

// --- time

void DawBridge::tick(Time now)
{
    for (auto& fader : faders_) {
        for (auto& key : fader.switches) {
            if (!key.follows_at || now < *key.follows_at) continue;
            key.follows_at.reset();
            if (daw_is_there()) follow_lamp(fader, key);
        }
        if (!fader.let_go_at || now < *fader.let_go_at) continue;
        fader.let_go_at.reset();
        fader.settled_at = now + settle;
        tell_daw(fader.touch, 0);
    }
}

std::optional<DawBridge::Time> DawBridge::deadline() const
{
    std::optional<Time> first;
    const auto note = [&](const std::optional<Time>& time) {
        if (time) first = std::min(first.value_or(*time), *time);
    };
    for (const auto& fader : faders_) {
        note(fader.let_go_at);
        for (const auto& key : fader.switches) note(key.follows_at);
    }
    return first;
}

void DawBridge::let_go()
{
    for (auto& fader : faders_) {
        for (auto& key : fader.switches) key.follows_at.reset();
        if (std::exchange(fader.let_go_at, std::nullopt)) tell_daw(fader.touch, 0);
    }
}

}  // namespace recalld::rig
