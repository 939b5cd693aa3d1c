#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace recalld::logbook {

/// A take of a session. What later lines say of the same number is added; what they leave out stays.
struct Take {
    std::string session;
    std::size_t number = 0;
    std::string name;         ///< `Take 3`
    std::string from, to;     ///< timecode; empty when nobody knew it
    std::string verdict;      ///< `good`, `false start`
    std::string text;         ///< the line, or the newest one that was said of it
    std::string who;          ///< of the first line
    store::Time time{};       ///< of the first line
    store::EntryId entry = 0; ///< the first line
};

/// In the order in which they were first put down. Pure.
std::vector<Take> takes_in(const std::vector<store::Entry>& lines);
/// One more than the highest of the session.
std::size_t next_take(const std::vector<Take>& takes, std::string_view session);

/// A track of a recording, and whether it is complete.
struct Track {
    std::string session;
    std::string name;
    bool is_done = true;
    std::string text;
    std::string who;
    store::Time time{};       ///< of the newest line
    store::EntryId entry = 0; ///< the newest line
};
/// The newest word on each, in the order in which they were first named. Pure.
std::vector<Track> tracks_in(const std::vector<store::Entry>& lines);

}  // namespace recalld::logbook
