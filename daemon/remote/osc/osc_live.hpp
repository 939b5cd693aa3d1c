#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "osc/packet.hpp"
#include "rig/rig.hpp"

// Parameters as addresses: /recalld/unit/UNIT/PARAMETER in engineering units, /recalld/position/UNIT/PARAMETER in 0 … 1.

namespace recalld::remote {

class OscWord;

inline constexpr std::string_view osc_unit_front = "/recalld/unit/", osc_position_front = "/recalld/position/";
inline constexpr float osc_silence = -144.0F;   ///< what -oo dB is as a number

/// Where a live address leads.
struct OscLive {
    std::shared_ptr<rig::Unit> unit;
    studio::ParameterId parameter = studio::no_parameter;
    bool by_position = false;
    const studio::UnitState& page() const { return unit->page(); }
    std::string name() const { return unit->name() + " " + (*unit->profile())[parameter].name; }
};

bool is_osc_live(std::string_view address);
/// Throws VerbError: unknown_unit, unknown_parameter, each with what was meant.
OscLive find_osc_live(const rig::Rig& rig, std::string_view address);

std::string osc_live_address(std::string_view unit, std::string_view parameter, bool by_position);

/// The value as a live address tells it: numbers as f, choices and switches as i, texts as s. Nothing when there is none, or it has no position.
std::optional<osc::Arg> osc_live_value(const studio::UnitState& page, studio::ParameterId id, bool by_position);
std::optional<osc::Bytes> osc_live_message(const studio::UnitState& page, studio::ParameterId id, bool by_position);

/// `/recalld/reply/get ,sssff unit parameter words engineering position`; texts and what is silent `,sss`.
osc::Bytes osc_get_message(const studio::UnitState& page, studio::ParameterId id);

/// The native value that was meant, as the wire carries it. Throws VerbError out_of_range.
studio::Value osc_live_meant(const OscLive& live, const OscWord& word);

}  // namespace recalld::remote
