#include "logbook/prep_strips.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace recalld::logbook {

using studio::no_parameter;
using studio::ParameterId;
using studio::Profile;
using studio::Value;

namespace {

bool is_choice_of_many(const studio::Law& law) { return (law.kind == studio::LawKind::choice || law.kind == studio::LawKind::integer) && law.words.size() > 2; }

ParameterId source_parameter(const Profile& profile, std::uint32_t strip)
{
    for (const ParameterId id : profile.input_routing)
        if (profile[id].strip == strip && is_choice_of_many(profile.law_of(id))) return id;
    return no_parameter;
}

/// `ch` of `ch/01`
std::string_view kind_of(std::string_view path) { return path.substr(0, path.find('/')); }

std::optional<int> number_at_end(std::string_view text)
{
    const auto last = text.find_last_not_of("0123456789");
    const auto digits = text.substr(last == text.npos ? 0 : last + 1);
    int number = 0;
    if (digits.empty() || std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{}) return std::nullopt;
    return number;
}

bool is_same_path(std::string_view path, std::string_view said)
{
    const auto a = number_at_end(path), b = number_at_end(said);
    const auto stem = [](std::string_view text) { return text.substr(0, text.find_last_not_of("0123456789") + 1); };
    return a == b && lower(stem(path)) == lower(stem(said));
}

const studio::Knob* gain_knob(const studio::StripControls& controls)
{
    const auto* set = controls.knobs_named("gain");
    return set && !set->knobs.empty() ? &set->knobs.front() : nullptr;
}

ParameterId under(const studio::Knob& knob, const studio::UnitState& state)
{
    if (knob.picked_by == no_parameter) return knob.parameter;
    const auto* picked = state.value(knob.picked_by);
    const auto* index = picked ? std::get_if<std::int32_t>(picked) : nullptr;
    return index && *index >= 0 && static_cast<std::size_t>(*index) < knob.among.size() ? knob.among[static_cast<std::size_t>(*index)] : no_parameter;
}

/// Path without its last number, and that number: `ch/`, 3, `/config/name` of `ch/03/config/name` in strip `ch/03`.
struct Numbered {
    std::string stem, rest;
    bool operator<(const Numbered& other) const { return std::tie(stem, rest) < std::tie(other.stem, other.rest); }
};

using Runs = std::map<Numbered, std::set<int>>;

/// `ch/1-4/config/name, ch/7/config/name`: numbers in a row as one range.
void add_terms(const std::string& unit, const Numbered& of, const std::set<int>& numbers, std::string& scope)
{
    for (auto at = numbers.begin(); at != numbers.end();) {
        const int first = *at;
        int last = first;
        for (++at; at != numbers.end() && *at == last + 1; ++at) last = *at;
        scope += (scope.empty() ? "" : ", ") + unit + " " + of.stem + std::to_string(first) + (last > first ? "-" + std::to_string(last) : "") + of.rest;
    }
}

/// Paths as a scope; `strips` are what stands in front of each.
std::string scope_of_paths(const std::string& unit, const std::vector<std::pair<std::string, std::string>>& paths)
{
    Runs runs;
    std::set<std::string> others;
    for (const auto& [strip, rest] : paths) {
        const auto number = number_at_end(strip);
        if (number && strip.find('/') != strip.npos) runs[{strip.substr(0, strip.find_last_not_of("0123456789") + 1), rest}].insert(*number);
        else others.insert(strip + rest);
    }
    std::string scope;
    for (const auto& [of, numbers] : runs) add_terms(unit, of, numbers, scope);
    for (const auto& path : others) scope += (scope.empty() ? "" : ", ") + unit + " /" + path;
    return scope;
}

}  // namespace

StripFacts facts_of(const Profile& profile, std::uint32_t strip)
{
    StripFacts facts;
    facts.label = profile.strips[strip].label;
    if (facts.label != no_parameter) facts.longest_name = static_cast<std::size_t>(std::max(0, profile.law_of(facts.label).steps));
    if (const auto* controls = profile.controls_of(strip)) facts.colour = controls->colour;
    facts.source = source_parameter(profile, strip);
    return facts;
}

std::vector<std::uint32_t> input_strips(const Profile& profile)
{
    std::vector<std::uint32_t> fed, named;
    std::string_view first;
    for (std::uint32_t strip = 0; strip < profile.strips.size(); ++strip) {
        const auto& path = profile.strips[strip].path;
        if (profile.strips[strip].label == no_parameter) continue;
        if (first.empty()) first = kind_of(path);
        if (kind_of(path) != first) continue;   // aux returns and buses are nobody's standard inputs
        named.push_back(strip);
        if (source_parameter(profile, strip) != no_parameter) fed.push_back(strip);
    }
    return fed.empty() ? named : fed;
}

std::optional<std::uint32_t> strip_meant(const Profile& profile, std::string_view unit, std::string_view words)
{
    words = trimmed(words);
    if (words.starts_with(unit) && words.size() > unit.size() && words[unit.size()] == ' ') words = trimmed(words.substr(unit.size()));
    if (words.starts_with('/')) words.remove_prefix(1);
    for (std::uint32_t strip = 0; strip < profile.strips.size(); ++strip)
        if (!profile.strips[strip].path.empty() && (is_same_path(profile.strips[strip].path, words) || is_same_path(profile.strips[strip].words, words))) return strip;   // the desk itself has no path
    return std::nullopt;
}

std::optional<HeadAmp> head_amp_of(const studio::UnitState& state, std::uint32_t strip)
{
    const auto& profile = *state.profile;
    const auto* controls = profile.controls_of(strip);
    const auto* knob = controls ? gain_knob(*controls) : nullptr;
    HeadAmp amp;
    amp.gain = knob ? under(*knob, state) : no_parameter;
    if (amp.gain == no_parameter || profile[amp.gain].hazard != studio::Hazard::gain) return std::nullopt;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (profile[id].strip == profile[amp.gain].strip && profile[id].hazard == studio::Hazard::phantom) amp.phantom = id;
    return amp;
}

std::vector<bool> head_amp_picks(const Profile& profile)
{
    std::vector<bool> picks(profile.parameters.size());
    for (const auto& controls : profile.controls) {
        const auto* knob = gain_knob(controls);
        if (knob && knob->picked_by != no_parameter) picks[knob->picked_by] = true;
    }
    return picks;
}

std::optional<Value> source_of(const studio::Law& law, const Input& input)
{
    const bool is_bare_number = !input.jack.empty() && input.jack.find_first_not_of("0123456789") == std::string::npos && input.jack.size() < 6;
    if (!input.jack.empty() && !is_bare_number)
        if (auto value = law.parse(input.jack)) return value;
    const auto number = is_bare_number ? number_at_end(input.jack) : input.is_channel ? std::nullopt : input.line;
    if (!number) return std::nullopt;
    for (std::size_t i = 0; i < law.words.size(); ++i)   // the desk's own inputs stand first
        if (number_at_end(law.words[i]) == number) return law.lowest() + static_cast<std::int32_t>(i);
    return std::nullopt;
}

std::string scope_of(const std::string& unit, const Profile& profile, const std::vector<ParameterId>& ids, std::size_t longest)
{
    std::vector<std::pair<std::string, std::string>> single, nodes, strips;
    for (const ParameterId id : ids) {
        const auto& path = profile.strips[profile[id].strip].path;
        const auto& name = profile[id].name;
        const bool is_below = name.starts_with(path + "/");
        const auto& node = profile.nodes[profile[id].node].path;
        single.emplace_back(is_below ? path : name, is_below ? name.substr(path.size()) : "");
        nodes.emplace_back(is_below && node.starts_with(path) ? path : node, is_below && node.starts_with(path) ? node.substr(path.size()) : "");
        strips.emplace_back(is_below ? path : node, "");
    }
    for (const auto& paths : {single, nodes, strips})
        if (auto scope = scope_of_paths(unit, paths); scope.size() <= longest) return scope;
    return unit;
}

}  // namespace recalld::logbook
