#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "logbook/text_encoding.hpp"

namespace recalld::logbook {

/// What a line of a DAW's session text is. Most lines of a long session are events and clips, which nobody here needs.
enum class SessionLine : std::uint8_t { blank, heading, columns, header, plug_in, track, marker, event, file, clip, unknown };

/// Says of one line after the other what it is. A value.
class SessionOrder {
public:
    SessionLine next(std::string_view line);
    /// Its first line names the session.
    static bool begins_session(std::string_view line);
    /// Nobody needs it who wants tracks, plug-ins and markers.
    static bool is_bulk(SessionLine line) { return line == SessionLine::event || line == SessionLine::file || line == SessionLine::clip; }

private:
    SessionLine in_tracks(std::string_view line);
    SessionLine in_table(std::string_view line, SessionLine row);
    SessionLine part_ = SessionLine::header;   ///< what stands in this section
    bool are_events_ = false;
    bool has_columns_ = false;
};

/// Keeps of a session text of any length what a session's preparation needs. Text of another kind passes whole. Holds at most
/// `most_kept` bytes and one line.
class SessionSieve {
public:
    static constexpr std::size_t most_kept = 8'000'000;
    static constexpr std::size_t longest_line = 64'000;

    /// False once it is full: more need not be read.
    bool take(std::string_view bytes);

    struct Sifted {
        DecodedText text;            ///< lines in between that are missing say so, see TextLines
        std::size_t lines = 0;       ///< that came
        std::size_t left_out = 0;    ///< of them
        std::size_t cut = 0;         ///< of them: longer than `longest_line`
        bool is_full = false;        ///< the end is missing
    };
    Sifted finish();

private:
    void begin(std::string_view bytes);
    void decoded(std::string_view text);
    void end_line();
    bool wants(std::string_view line);

    std::string first_;                      ///< until it is known what it is
    bool has_begun_ = false;
    std::optional<Utf16Reader> utf16_;
    std::string line_, kept_;
    bool is_cut_ = false, was_return_ = false, is_full_ = false;
    std::optional<bool> is_session_;
    SessionOrder order_;
    std::size_t lines_ = 0, next_kept_ = 1, left_out_ = 0, cut_ = 0;
};

}  // namespace recalld::logbook
