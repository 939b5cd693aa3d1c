#include "recall/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace recalld::recall {

using studio::Hazard;
using studio::ParameterId;
using studio::UnitState;
using studio::Value;

namespace {

Hazards only(Hazard hazard) { return Hazards{}.set(static_cast<std::size_t>(hazard)); }

bool turns_on(const UnitState& from, ParameterId id, const Value& target)
{
    const auto* now = from.value(id);
    return target == Value{1} && (!now || *now != Value{1});
}

Hazard named(std::string_view word)
{
    const auto hazard = studio::hazard_named(word);
    if (hazard && *hazard != Hazard::none) return *hazard;
    std::string known;
    for (std::size_t i = 1; i < studio::hazard_count; ++i) known += (i > 1 ? ", " : "") + std::string(studio::name_of(static_cast<Hazard>(i)));
    throw std::invalid_argument("\"" + std::string(word) + "\" is no hazard; known are all, " + known);
}

}  // namespace

Hazards parse_hazards(std::string_view text)
{
    Hazards hazards;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (word.starts_with(' ')) word.remove_prefix(1);
        while (word.ends_with(' ')) word.remove_suffix(1);
        if (word.empty()) continue;
        if (word == "all") hazards.set();
        else hazards |= only(named(word));
    }
    return hazards;
}

std::string name_hazards(Hazards hazards)
{
    std::string names;
    if (hazards.all()) return "all";
    for (std::size_t i = 1; i < hazards.size(); ++i)
        if (hazards[i]) names += (names.empty() ? "" : ",") + std::string(studio::name_of(static_cast<Hazard>(i)));
    return names;
}

double rise(const UnitState& from, ParameterId id, const Value& target)
{
    const auto& law = from.profile->law_of(id);
    const auto* now = from.value(id);
    const auto* then = std::get_if<std::int32_t>(&target);
    if (!law.is_stepped() || !then || (now && !std::holds_alternative<std::int32_t>(*now))) return 0;
    // from silence, or from who knows where, the whole way counts
    const double floor = law.bottom_is_off ? law.engineering(1) : law.engineering(0);
    const double before = now ? std::max(law.engineering(std::get<std::int32_t>(*now)), floor) : floor;
    return std::max(law.engineering(*then), floor) - before;
}

Hazards hazards_of(const UnitState& from, ParameterId id, const Value& target, const rig::RecallPolicy& policy)
{
    const Hazard hazard = (*from.profile)[id].hazard;
    switch (hazard) {
        case Hazard::none: return {};
        case Hazard::phantom:
        case Hazard::unmute: return turns_on(from, id, target) ? only(hazard) : Hazards{};
        case Hazard::gain:
        case Hazard::level: return rise(from, id, target) >= policy.gain_jump ? only(hazard) : Hazards{};
        case Hazard::routing:
        case Hazard::repatch:
        case Hazard::link:
        case Hazard::monitor:
        case Hazard::talkback:
        case Hazard::oscillator:
        case Hazard::mutegroup: return only(hazard);
    }
    return {};
}

bool input_routing_differs(const UnitState& from, const UnitState& to)
{
    return std::ranges::any_of(from.profile->input_routing, [&](ParameterId id) {
        return from.has(id) && to.has(id) && !studio::same(from.values[id], to.values[id]);
    });
}

}  // namespace recalld::recall
