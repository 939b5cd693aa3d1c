#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::check {

using Time = std::chrono::steady_clock::time_point;

/// When a line counts as what. Levels in dB below full scale.
struct LineThresholds {
    double above_floor = 20;    ///< heard: so many dB above the noise before …
    double heard = -50;         ///< … and above this
    double hot = -3;            ///< a peak above this
    double noisy = -60;         ///< a noise floor above this
    std::chrono::milliseconds moment{1000};      ///< listened to so long, once it is heard, before it is decided
    std::chrono::milliseconds patience{10'000};  ///< of a line that does not pass; 0: until somebody says so
};

enum class LineVerdict : std::uint8_t { open, pass, silent, wrong_channel, hot, noisy, skipped };
std::string_view name_of(LineVerdict verdict);
std::optional<LineVerdict> line_verdict_named(std::string_view name);

/// A strip of a unit, as meters know it.
struct StripPlace {
    std::string unit;
    std::uint32_t strip = 0;
    auto operator<=>(const StripPlace&) const = default;
};

/// One line to be checked, and what came of it.
struct CheckedLine {
    std::size_t line = 0;
    std::string name;
    StripPlace place;
    LineVerdict verdict = LineVerdict::open;
    std::optional<double> peak;               ///< dBFS, while it was listened to
    std::optional<double> floor;              ///< dBFS, of the quiet before
    std::optional<StripPlace> elsewhere;      ///< where the signal arrived instead, or as well
    std::optional<double> elsewhere_peak;
    std::string by;                           ///< whose hand gave the verdict; empty: the meters did
    std::string note;
};

/// The level of one strip over time, how loud it was lately, and how quiet it is when nobody feeds it.
class StripLevel {
public:
    void hear(double dbfs, Time now);
    double level() const { return level_; }
    /// The loudest of the last second.
    double recent() const;
    /// The quietest quarter of a second of the last sixteen, or of those before a steady tone began; nothing where none was ever heard.
    std::optional<double> floor() const { return floor_; }

private:
    double level_ = lowest, loudest_ = lowest;
    std::optional<Time> began_;
    std::deque<double> quarters_;
    std::optional<double> floor_;

public:
    static constexpr double lowest = -120;   ///< dBFS; what is below is silence
    static constexpr double fed = -30;       ///< dBFS; no idle line is so loud: what lasts above this is a tone, not noise
};

/// Walks a list of lines while somebody makes a sound at each: hears levels, decides, goes on. Pure: levels and the time come in.
///
///     current line ── heard for a moment ──> pass ──────────> next line
///          │                     └──> hot, noisy ─┐
///          ├── another strip heard for a moment ──┤ wrong channel
///          └── patience is over ──────────────────┴─ silent ──> next line
///
/// While the desk tells no levels nothing is judged and patience does not run. What is not passed may become so until patience is over. Another
/// strip that already sounds when a line begins is not taken for it. A line that sounds much less than another strip hears its bleed: it does not
/// pass.
class LineCheck {
public:
    /// Only strips in `listened` can be where a signal arrives instead.
    LineCheck(std::vector<CheckedLine> lines, std::set<StripPlace> listened, LineThresholds thresholds, Time now);

    void hear(const StripPlace& place, double dbfs, Time now);
    /// Time passes. True when a verdict came or the next line began.
    bool pass_time(Time now);
    /// A person says so. The current line is left.
    void mark(std::size_t index, LineVerdict verdict, std::string by, std::string note, Time now);
    void next(Time now);   ///< to the next one that nobody has decided
    void back(Time now);   ///< to the one before, which is checked anew

    const std::vector<CheckedLine>& lines() const { return lines_; }
    std::size_t current() const { return current_; }              ///< as many as there are lines when it is done
    bool is_done() const { return current_ >= lines_.size(); }
    std::optional<double> level() const;                          ///< dBFS, of the current line
    bool is_deaf(Time now) const;                                 ///< the current line's unit told no level for a second
    const LineThresholds& thresholds() const { return thresholds_; }

private:
    void begin(std::size_t index, Time now);
    bool wait_for_levels(Time now);
    bool is_louder_than_noise(const StripPlace& place, double level) const;
    bool is_heard(const StripPlace& place) const;
    bool sounds(const StripPlace& place) const;
    std::optional<StripPlace> louder_elsewhere() const;
    bool is_bleed() const { return louder_elsewhere().has_value(); }
    bool may_be_bleed() const;
    void name_what_bleeds();
    void forget_ringing();
    void look_at_line(Time now);
    void look_elsewhere(const StripPlace& place, Time now);
    LineVerdict judge(Time now) const;

    std::vector<CheckedLine> lines_;
    std::set<StripPlace> listened_;
    LineThresholds thresholds_;
    std::map<StripPlace, StripLevel> levels_;
    std::map<std::string, Time> told_;         ///< when each unit told a level last
    std::size_t current_ = 0;
    Time began_, since_;                       ///< the walk, the current line
    std::optional<Time> heard_at_, elsewhere_at_;
    std::set<StripPlace> ringing_;             ///< sounded already when the line began
};

}  // namespace recalld::check
