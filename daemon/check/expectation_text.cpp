#include "check/preflight.hpp"

#include <algorithm>

namespace recalld::check {

namespace {

using studio::LawKind;
using studio::ParameterId;
using studio::UnitState;

/// Double quotes, in which YAML and JSON read the same.
std::string quoted(const std::string& text)
{
    constexpr char hex[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x20) out += std::string("\\u00") + hex[byte >> 4] + hex[byte & 0xf];
        else out += (letter == '"' || letter == '\\' ? "\\" : "") + std::string(1, letter);
    }
    return out + '"';
}

/// A dump is no word that anybody could write.
bool can_be_said(const UnitState& state, ParameterId id) { return state.has(id) && state.profile->law_of(id).kind != LawKind::blob; }

std::string line_of(const UnitState& state, ParameterId id)
{
    const auto& profile = *state.profile;
    const auto* text = std::get_if<std::string>(&state.values[id]);
    const auto value = text && profile.law_of(id).kind == LawKind::text ? *text : profile.law_of(id, state.selector(id)).spoken(state.values[id]);
    return "      " + quoted(profile[id].name) + ": " + quoted(value) + "\n";
}

/// As comments, for whoever trusts the file.
std::string left_out_text(const std::vector<std::string>& left_out)
{
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(left_out.size(), most); ++i) text += "#   " + left_out[i] + "\n";
    if (left_out.size() > most) text += "#   … and " + std::to_string(left_out.size() - most) + " more\n";
    return text.empty() ? text : "# Not known in that version, so not checked:\n" + text;
}

std::vector<ParameterId> named_of(const UnitState& state, const studio::Scope& scope)
{
    const auto covered = scope.cover(state.unit, *state.profile);
    std::vector<ParameterId> named;
    for (ParameterId id = 0; id < covered.size(); ++id)
        if (covered[id] && can_be_said(state, id)) named.push_back(id);
    return named;
}

std::string unit_text(const UnitState& state, const std::vector<ParameterId>& named)
{
    std::string lines;
    for (const auto id : named) lines += line_of(state, id);
    if (lines.empty()) return {};
    std::string text = "  " + quoted(state.unit) + ":\n    online: true\n";
    if (!state.identity.empty()) text += "    identity: " + quoted(state.identity) + "\n";
    return text + "    parameters:\n" + lines;
}

}  // namespace

std::vector<std::string> left_out_of(const studio::Snapshot& version, const studio::Scope& scope)
{
    std::vector<std::string> names;
    for (const auto& state : version.units) {
        const auto covered = scope.cover(state.unit, *state.profile);
        for (ParameterId id = 0; id < covered.size(); ++id)
            if (covered[id] && state.standings[id] != studio::Standing::out_of_scope && !can_be_said(state, id)) names.push_back(state.unit + " " + (*state.profile)[id].name);
    }
    return names;
}

std::string expectation_text(const studio::Snapshot& version, const studio::Scope& scope, const std::string& of)
{
    std::string units;
    std::size_t count = 0;
    for (const auto& state : version.units) {
        const auto named = named_of(state, scope);
        units += unit_text(state, named);
        count += named.size();
    }
    return "# How the room should be; recallctl preflight compares. What is not named here is not checked.\n"
           "expectation: 1\nof: " + quoted(of) + "\ngain_tolerance: 1 dB\n"
           "# So many are named below; fewer mean that the file was cut. Whoever takes lines out counts anew, or takes this line out, too.\n"
           "parameters: " + std::to_string(count) + "\nunits:" + (units.empty() ? " {}\n" : "\n" + units) + left_out_text(left_out_of(version, scope));
}

}  // namespace recalld::check
