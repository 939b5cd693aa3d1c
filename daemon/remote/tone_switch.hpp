#pragma once

#include <map>
#include <string>
#include <vector>

#include "remote/json.hpp"
#include "rig/unit.hpp"

namespace recalld::remote {

/// Where an oscillator stood, by parameter: what it goes back to. Names and native values, so that it can be kept in the log.
using ToneBefore = std::map<std::string, studio::Value>;

/// Read afresh. Empty when the unit does not answer.
task<ToneBefore> tone_before(std::shared_ptr<rig::Unit> unit);
Json before_json(const ToneBefore& before);
/// Trusts nothing: what is no number of one of the oscillator's parameters is left out.
ToneBefore before_from(const Json& json, const studio::Profile& profile);

/// Sets it and reads it back, a few times when it must be; false when it does not stand there in the end.
task<bool> insist(std::shared_ptr<rig::Unit> unit, studio::ParameterId id, studio::Value value);

/// Off: told at once, before anybody's turn and whatever is believed, then told and read in its turn. True when it is proven to be off.
task<bool> switch_off(std::shared_ptr<rig::Unit> unit);
/// What does not stand where it stood, in words; never the switch itself. Nothing should sound meanwhile.
task<std::vector<std::string>> put_back(std::shared_ptr<rig::Unit> unit, ToneBefore before);

/// How a tone ended.
struct ToneEnd {
    bool is_off = false;                   ///< proven by reading
    std::vector<std::string> wrong = {};   ///< in words; empty: it is off and all is back
};
/// Off first; then, when that is proven, back to where all stood.
task<ToneEnd> switch_tone_off(std::shared_ptr<rig::Unit> unit, ToneBefore before);

}  // namespace recalld::remote
