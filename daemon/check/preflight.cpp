#include "check/preflight.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "studio/spelling.hpp"

namespace recalld::check {

namespace {

using studio::ExpectedParameter;
using studio::ExpectedUnit;
using studio::ParameterId;
using studio::UnitState;
using studio::Value;

enum class Verdict { passed, drifted, differs, not_known };

/// Both as numbers of the same unit; nothing when one of them is none.
std::optional<double> distance(const studio::Law& law, const Value& a, const Value& b)
{
    const auto* one = std::get_if<std::int32_t>(&a);
    const auto* other = std::get_if<std::int32_t>(&b);
    if (!one || !other || !law.is_stepped() || law.steps < 2) return {};
    return std::fabs(law.engineering(*one) - law.engineering(*other));
}

Value meant(const UnitState& state, ParameterId id, const ExpectedParameter& expected)
{
    const auto& law = state.profile->law_of(id, state.selector(id));
    if (law.kind == studio::LawKind::text) return expected.words;
    const auto value = law.parse(expected.words);
    if (!value) throw std::invalid_argument(expected.place + ": " + state.unit + " " + expected.name + ": " + studio::in_quotes(expected.words) + " does not fit; it takes " + law.range());
    return *value;
}

/// Text as it is, everything else as people read it.
std::string words_of(const UnitState& state, ParameterId id)
{
    const auto* value = state.value(id);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text && state.profile->law_of(id).kind == studio::LawKind::text ? *text : state.spoken(id);
}

/// Words that people read may stand for two neighbouring steps of a fine grid: what reads the same is the same.
Verdict judge(const UnitState& state, ParameterId id, const ExpectedParameter& expected, double gain_tolerance)
{
    if (!state.has(id)) return Verdict::not_known;
    const auto wanted = meant(state, id, expected);
    const auto& law = state.profile->law_of(id, state.selector(id));
    if (state.profile->same(id, state.values[id], wanted) || words_of(state, id) == expected.words) return Verdict::passed;
    const bool may_drift = expected.tolerance || (*state.profile)[id].hazard == studio::Hazard::gain;
    const auto apart = may_drift ? distance(law, state.values[id], wanted) : std::nullopt;
    if (!apart) return Verdict::differs;
    constexpr double hair = 1e-6;
    return *apart <= expected.tolerance.value_or(gain_tolerance) + hair ? Verdict::passed : Verdict::drifted;
}

ParameterId known(const ExpectedUnit& unit, const ExpectedParameter& expected, const studio::Profile& profile)
{
    if (const auto id = profile.find(expected.name)) return *id;
    throw std::invalid_argument(expected.place + ": " + unit.unit + ": no parameter " + studio::in_quotes(expected.name) + profile.suggestion(expected.name));
}

/// Fills a result, one finding after the other.
class Preflight {
public:
    explicit Preflight(double gain_tolerance) : gain_tolerance_(gain_tolerance) {}

    void check(const ExpectedUnit& expected, const PresentUnit* present)
    {
        if (!present) return count("units", Verdict::differs, {expected.unit, "", expected.unit, "in the rig", "not in the rig"});
        check_unit(expected, *present);
        for (const auto& parameter : expected.parameters) check_parameter(expected, parameter, *present);
    }

    PreflightResult result;

private:
    static std::string online_words(bool online, const std::string& note) { return online ? "online" : "offline" + (note.empty() ? "" : ": " + note); }

    void check_unit(const ExpectedUnit& expected, const PresentUnit& present)
    {
        if (expected.online)
            count("units", *expected.online == present.online ? Verdict::passed : Verdict::differs,
                  {expected.unit, "", expected.unit, online_words(*expected.online, {}), online_words(present.online, present.note)});
        if (expected.identity.empty()) return;
        const auto verdict = !present.online ? Verdict::not_known : present.identity == expected.identity ? Verdict::passed : Verdict::differs;
        count("units", verdict, {expected.unit, "", expected.unit + " is", expected.identity, present.online ? present.identity : "offline"});
    }

    /// A name that nobody has is a mistake in the expectation, whether the unit answers or not.
    static void want_name(const ExpectedUnit& unit, const ExpectedParameter& expected, const PresentUnit& present)
    {
        if (!present.profile) return;
        const UnitState blank(unit.unit, std::shared_ptr<const studio::Profile>(std::shared_ptr<const studio::Profile>(), present.profile));
        const auto id = known(unit, expected, *present.profile);
        if ((*present.profile)[id].selector == studio::no_parameter) meant(blank, id, expected);
    }

    void check_parameter(const ExpectedUnit& unit, const ExpectedParameter& expected, const PresentUnit& present)
    {
        if (!present.state) want_name(unit, expected, present);
        if (!present.state) return count("units", Verdict::not_known, {unit.unit, expected.name, expected.name, expected.words, online_words(present.online, present.note)});
        const auto& state = *present.state;
        const auto id = known(unit, expected, *state.profile);
        const auto& parameter = (*state.profile)[id];
        const auto words = state.strip_words(parameter.strip) + ": " + state.profile->words_of(id, state.selector(id));
        count(std::string(name_of(parameter.section)), judge(state, id, expected, gain_tolerance_), {unit.unit, parameter.name, words, expected.words, words_of(state, id)});
    }

    void count(const std::string& section, Verdict verdict, PreflightFinding finding)
    {
        if (verdict == Verdict::not_known) return result.not_known.push_back(std::move(finding));
        auto& counted = result.sections[section];
        ++counted.checked, ++result.all.checked;
        if (verdict == Verdict::passed) ++counted.passed, ++result.all.passed;
        else (verdict == Verdict::drifted ? result.warnings : result.failures).push_back(std::move(finding));
    }

    double gain_tolerance_;
};

}  // namespace

PreflightResult preflight(const studio::Expectation& expectation, const std::vector<PresentUnit>& room)
{
    Preflight preflight(expectation.gain_tolerance);
    for (const auto& expected : expectation.units) {
        const auto present = std::ranges::find(room, expected.unit, &PresentUnit::unit);
        preflight.check(expected, present == room.end() ? nullptr : &*present);
    }
    return std::move(preflight.result);
}

}  // namespace recalld::check
