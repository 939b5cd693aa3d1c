#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/store.hpp"
#include "studio/diff.hpp"

namespace recalld::logbook {

/// A version by its names.
struct Moment {
    std::string session;
    std::string version;   ///< `Mix 3`, or `Mix 3@2` when the log knows the take
};

/// The lines that stands_as() wants.
store::EntryFilter story_lines();
/// The version that was captured or recalled last, whole and not taken back since: what the room stands as, but for what was moved. Refused, cancelled
/// and scoped ones do not count. Nothing: the log does not know. Pure.
std::optional<Moment> stands_as(const std::vector<store::Entry>& lines);

/// What was moved since a version.
struct Drift {
    Moment since;
    std::vector<studio::Difference> changes;
    std::size_t compared = 0;                 ///< parameters
    std::vector<std::string> not_compared;    ///< sentences
    std::vector<std::string> besides = {};    ///< what stands otherwise and is no parameter, in words: cords and presets

    std::size_t count() const { return changes.size() + besides.size(); }
};

/// Two settings are the same, for whoever compares; nothing: unless studio::differ() says so.
using Same = std::function<bool(const studio::UnitState& kept, const studio::UnitState& now, studio::ParameterId id)>;

/// Adds what was moved on one unit; only what both sides know counts, and what was noted or taken back of gear that is set by hand.
/// `now`: nothing when nobody can say, as for a unit that is offline. Pure.
void compare(const studio::UnitState& kept, const studio::UnitState* now, Drift& drift, const Same& same = {});

/// One sentence for each change, its unit first.
std::vector<std::string> drift_words(const Drift& drift);
/// `unsaved changes since Night Train/Mix 3: 4 settings: desk ch 17 "Lead Vox": fader -14.0 dB -> -11.0 dB; …`; empty without any.
std::string drift_text(const Drift& drift);

/// Says when changes have come to rest. Time comes from outside. A value; core thread.
class Rest {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds enough{60};

    void moved(Time now) { moved_ = now; }
    /// True once after each rest.
    bool is_over(Time now)
    {
        if (!moved_ || now - *moved_ < enough) return false;
        moved_.reset();
        return true;
    }

private:
    std::optional<Time> moved_;
};

}  // namespace recalld::logbook
