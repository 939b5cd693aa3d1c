#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logbook/input_list.hpp"
#include "logbook/preset.hpp"
#include "logbook/roles.hpp"
#include "logbook/session_text.hpp"

namespace recalld::logbook {

/// Standard strips of a role on the unit that is prepared, in order: for `Tom 1`, `Tom 2` …
struct HousePlace {
    std::string role, colour;
    std::vector<std::string> words;
    std::vector<std::uint32_t> strips;
};

/// Something to be recorded, from a DAW's session or an input list.
struct PrepTrack {
    Input input;
    std::string width = {};       ///< `Stereo`; empty for mono
    std::string left_out = {};    ///< why it gets no strip: `inactive`
};
std::vector<PrepTrack> tracks_of(const SessionText& session);
std::vector<PrepTrack> tracks_of(const std::vector<Input>& inputs);

struct PrepWish {
    std::vector<PrepTrack> tracks;
    std::vector<HousePlace> house;
    std::vector<Preset> presets;
    std::vector<std::string> engineers;   ///< whose presets, in this order, `Anna` or `Anna/bright`; none: nobody's
};

/// What is proposed for one track.
struct PrepRow {
    std::size_t line = 0;
    std::string track, role;
    std::optional<std::uint32_t> strip = {};
    std::string name, colour, source, preset, why;
    std::vector<std::pair<studio::ParameterId, studio::Value>> values = {};
};

/// What a person should look at before it is applied.
struct PrepConflict {
    std::string kind;   ///< strip, no_strip, unknown_role, role, name, presets, stereo, colour, source, gain
    std::string words;
    std::vector<std::string> tracks = {};
    std::vector<std::string> strips = {};   ///< paths
};

struct Prep {
    std::vector<PrepRow> rows;
    std::vector<PrepConflict> conflicts;
    LineMessages messages;
    std::vector<studio::ParameterId> touched() const;   ///< each once, in the profile's order
};

/// Matches tracks to strips and says what each strip should become. `live` is the unit as it stands. Nothing is changed. Pure.
Prep prepare(const studio::UnitState& live, const PrepWish& wish);

/// A state that holds what is proposed and nothing else: recalling it moves nothing else.
studio::UnitState target_of(const studio::UnitState& live, const Prep& prep);

}  // namespace recalld::logbook
