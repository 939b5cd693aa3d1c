#include "remote/tone_switch.hpp"

#include <algorithm>

#include "remote/plan_json.hpp"

namespace recalld::remote {

using studio::ParameterId;
using studio::Value;

namespace {

bool stands(const rig::Unit& unit, ParameterId id, const Value& value)
{
    const auto& page = unit.page();
    return unit.online() && page.standings[id] == studio::Standing::confirmed && page.profile->same(id, page.values[id], value);
}

}  // namespace

task<bool> insist(std::shared_ptr<rig::Unit> unit, ParameterId id, Value value)
{
    constexpr int rounds = 4;
    for (int round = 0; round < rounds && unit->online(); ++round) {
        const auto asked = co_await unit->refresh(id);   // what is believed may be older than the last hand
        if (unit->is_stopped()) co_return false;
        if (stands(*unit, id, value)) co_return true;
        const auto told = co_await unit->set(id, value, studio::Origin::person);
        if (unit->is_stopped()) co_return false;
        if (stands(*unit, id, value)) co_return true;
        if (!asked.silent.empty() && !told.silent.empty()) co_return false;   // each was asked many times already
    }
    co_return false;
}

task<ToneBefore> tone_before(std::shared_ptr<rig::Unit> unit)
{
    ToneBefore before;
    for (const ParameterId id : unit->profile()->oscillator.order) {
        co_await unit->refresh(id);
        if (unit->is_stopped() || unit->page().standings[id] != studio::Standing::confirmed) co_return ToneBefore();
        before[(*unit->profile())[id].name] = unit->page().values[id];
    }
    co_return before;
}

Json before_json(const ToneBefore& before)
{
    Json json = Json::object();
    for (const auto& [name, value] : before) json[name] = native_json(value);
    return json;
}

ToneBefore before_from(const Json& json, const studio::Profile& profile)
{
    ToneBefore before;
    for (const ParameterId id : profile.oscillator.order) {
        const auto& name = profile[id].name;
        const auto& law = profile.law_of(id);
        if (!json.is_object() || !json.contains(name) || !json[name].is_number_integer()) continue;
        const auto native = json[name].get<std::int64_t>();
        if (native >= law.lowest() && native <= law.highest()) before[name] = static_cast<std::int32_t>(native);
    }
    return before;
}

task<bool> switch_off(std::shared_ptr<rig::Unit> unit)
{
    constexpr int rounds = 4;
    const auto on = unit->profile()->oscillator.on;
    unit->move(on, Value{0});   // whoever reads the whole desk just now does not hold it up
    for (int round = 0; round < rounds && unit->online(); ++round) {
        std::vector<rig::Step> steps;
        steps.emplace_back(driver::Setting{on, Value{0}});
        steps.emplace_back(driver::Question{driver::Question::Kind::leaf, on});
        const auto turn = co_await unit->take_turn();
        co_await unit->run(std::move(steps));
        if (unit->is_stopped()) co_return false;
        if (stands(*unit, on, Value{0})) co_return true;
    }
    co_return false;
}

task<std::vector<std::string>> put_back(std::shared_ptr<rig::Unit> unit, ToneBefore before)
{
    std::vector<std::string> wrong;
    const auto& profile = *unit->profile();
    const std::vector<ParameterId> back(profile.oscillator.order.rbegin(), profile.oscillator.order.rend());
    for (const ParameterId id : back) {
        const auto stood = before.find(profile[id].name);
        if (id == profile.oscillator.on || stood == before.end()) continue;
        const bool is_back = co_await insist(unit, id, stood->second);
        if (!is_back) wrong.push_back(unit->name() + " " + profile[id].name + ": not back at " + profile.law_of(id).spoken(stood->second));
    }
    co_return wrong;
}

task<ToneEnd> switch_tone_off(std::shared_ptr<rig::Unit> unit, ToneBefore before)
{
    ToneEnd end;
    end.is_off = co_await switch_off(unit);
    if (end.is_off) end.wrong = co_await put_back(unit, std::move(before));   // nothing moves under a tone that sounds
    else end.wrong.push_back(unit->name() + ": the oscillator could not be switched off, or does not say so; look at the desk");
    co_return end;
}

}  // namespace recalld::remote
