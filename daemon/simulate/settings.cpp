#include "simulate/settings.hpp"

#include <utility>

#include "simulate/first_values.hpp"

namespace recalld::simulate {

using studio::no_parameter;
using studio::ParameterId;
using studio::Value;

namespace {

/// `ch/09` comes before `ch/10`, and `ch/9` before `ch/10`.
bool comes_before(const std::string& a, const std::string& b)
{
    return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
}

const std::vector<ParameterId>& related(const auto& map, ParameterId id)
{
    static const std::vector<ParameterId> none;
    const auto found = map.find(id);
    return found == map.end() ? none : found->second;
}

}  // namespace

Settings::Settings(const studio::Profile& profile) : profile_(profile)
{
    values_.reserve(profile.parameters.size());
    for (ParameterId id = 0; id < profile.parameters.size(); ++id) {
        const auto& parameter = profile[id];
        values_.push_back(first_value(parameter, profile.law_of(id)));
        if (parameter.selector != no_parameter) steered_[parameter.selector].push_back(id);
        if (!leads(id)) continue;
        joined_[parameter.linked_by].push_back(id);
        if (parameter.linked_if != no_parameter) joined_[parameter.linked_if].push_back(id);
    }
    Changes unheard;
    for (const auto& [type, parameters] : steered_) load_effect(type, unheard);
    follow_routing();
}

void Settings::poke(ParameterId id, Value value)
{
    values_[id] = std::move(value);
    if (head_amps_.depend_on(id)) follow_routing();
}

/// Read, never pushed: nobody has seen a desk tell it by itself.
void Settings::follow_routing()
{
    const auto number = [this](ParameterId id) {
        const auto* found = id == no_parameter ? nullptr : std::get_if<std::int32_t>(&values_[id]);
        return found ? *found : 0;
    };
    head_amps_.tell(number, [this](ParameterId id, std::int32_t index) { values_[id] = index; });
}

const studio::Law& Settings::meaning_of(ParameterId id) const
{
    const auto selector = profile_[id].selector;
    return profile_.law_of(id, selector == no_parameter ? nullptr : &values_[selector]);
}

const std::vector<ParameterId>& Settings::steered_by(ParameterId id) const { return related(steered_, id); }

bool Settings::is_on(ParameterId id) const
{
    const auto* number = std::get_if<std::int32_t>(&values_[id]);
    return number && *number != 0;
}

/// The parameter is one side of a pair that its switches join now.
bool Settings::is_linked(ParameterId id) const
{
    const auto& parameter = profile_[id];
    if (parameter.partner == no_parameter || parameter.linked_by == no_parameter) return false;
    return is_on(parameter.linked_by) && (parameter.linked_if == no_parameter || is_on(parameter.linked_if));
}

/// The parameter is the odd side of a pair, joined or not.
bool Settings::leads(ParameterId id) const
{
    const auto& parameter = profile_[id];
    if (parameter.partner == no_parameter || parameter.linked_by == no_parameter) return false;
    return comes_before(parameter.name, profile_[parameter.partner].name);
}

void Settings::set(ParameterId id, Value value, Changes& changes)
{
    const bool linked = is_linked(id);
    if (linked && !leads(id)) return;  // a one-sided write is reverted
    change(id, std::move(value), changes);
    if (linked) change(profile_[id].partner, values_[id], changes);
}

void Settings::touch(ParameterId id, Value value, Changes& changes)
{
    set(is_linked(id) && !leads(id) ? profile_[id].partner : id, std::move(value), changes);
}

void Settings::recall(ParameterId id, Value value, Changes& changes)
{
    if (values_[id] == value) return;
    values_[id] = std::move(value);
    changes.push_back(id);
    load_effect(id, changes);
    if (head_amps_.depend_on(id)) follow_routing();
}

void Settings::change(ParameterId id, Value value, Changes& changes)
{
    if (values_[id] == value) return;
    recall(id, std::move(value), changes);
    join(id, changes);
}

void Settings::load_effect(ParameterId type, Changes& changes)
{
    const auto* number = std::get_if<std::int32_t>(&values_[type]);
    for (const auto id : steered_by(type))
        recall(id, loaded_value(meaning_of(id), number ? *number : 0, profile_[id].slot), changes);
}

/// The switch may just have gone on: the even sides take what the odd sides have.
void Settings::join(ParameterId link, Changes& changes)
{
    for (const auto id : related(joined_, link))
        if (is_linked(id)) change(profile_[id].partner, values_[id], changes);
}

}  // namespace recalld::simulate
