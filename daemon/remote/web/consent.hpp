#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::remote::web {

/// One dangerous thing that a plan would do, to be ticked or left out.
struct HazardLine {
    std::string kind;       ///< `gain`
    std::string of;         ///< `desk headamp/003/gain`; empty for what comes along with other changes and cannot be left out alone
    std::string words;      ///< `local input 4: gain +20.0 dB -> +32.0 dB (rises by 12.0 dB)`
    bool allowed = false;   ///< consented to already
    std::string key() const { return kind + " " + (of.empty() ? words : of); }   ///< what its tick says
};

/// Of the verb plan's answer, in its order.
std::vector<HazardLine> hazard_lines(const nlohmann::ordered_json& plan);

/// Changes with any of these lines: whoever ticks has seen exactly what he consents to.
std::string seen_in(const nlohmann::ordered_json& plan);

/// What ticks mean: the kinds to allow, and the scope without what was not ticked. A parameter with two dangers needs both ticks.
struct Consent {
    std::string allow, scope;
    std::size_t left_out = 0;   ///< parameters
};
Consent consent_of(const nlohmann::ordered_json& plan, const std::vector<std::string>& ticks, const std::string& scope);

/// `ch/1-8 mix, -desk /ch/3-5/mix/on`: the scope but for these parameters, each `unit path`; neighbours become ranges. Exact.
std::string scope_without(const std::string& scope, const std::vector<std::string>& parameters);

}  // namespace recalld::remote::web
