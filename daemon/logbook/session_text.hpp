#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/text_lines.hpp"

namespace recalld::logbook {

/// A track of a DAW session.
struct SessionTrack {
    std::size_t line = 0;
    std::string name;            ///< without what the DAW adds: `OH`, not `OH (Stereo)`
    std::string width = {};      ///< `Stereo`, `5.1`; empty for mono
    std::string comments = {};
    std::string delay = {};      ///< `0 Samples`
    std::string state = {};      ///< `Muted, Hidden`
    std::vector<std::string> plug_ins = {};
    bool is_inactive() const { return state.find("Inactive") != std::string::npos; }
};

struct SessionPlugIn {
    std::size_t line = 0;
    std::string maker, name, version, format, stems, instances;
};

struct SessionMarker {
    std::size_t line = 0;
    std::string number, location, time_reference, units, name, track, comments;
};

/// What a DAW wrote about a session as text: tracks, plug-ins and markers, not its clips.
struct SessionText {
    std::string name = {};
    std::optional<double> rate_hz = {};
    std::optional<int> bits = {};
    std::string start = {};       ///< timecode of its beginning
    std::string timecode = {};    ///< `25 Frame`
    std::vector<SessionTrack> tracks = {};
    std::vector<SessionPlugIn> plug_ins = {};
    std::vector<SessionMarker> markers = {};
    LineMessages messages = {};
};

/// Reads "Session Info as Text" line by line: every section may be missing, columns may be padded, numbers may be those of another
/// country. What is not understood is a message, never a failure. UTF-8. Pure.
SessionText read_session_text(std::string_view utf8);

/// Does it begin as such a text does?
bool looks_like_session_text(std::string_view utf8);

}  // namespace recalld::logbook
