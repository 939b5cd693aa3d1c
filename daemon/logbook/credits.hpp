#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/line.hpp"

namespace recalld::logbook {

/// Who did what on a session.
struct Credit {
    store::EntryId entry = 0;   ///< the newest line about it
    std::string session;
    std::string name;           ///< `Anna Berg`
    std::string role;           ///< `Assistant Engineer`
    std::string group;          ///< see CreditGroup
    std::string instrument;
    std::string ipi, isni;      ///< numbers of a person, as given
};

/// In the order of the cover sheet: artists, producers, engineers, musicians, the house; within a group as they were named. A later line with the
/// same session, name and role replaces, and one with `gone` takes out. Pure.
std::vector<Credit> credits_in(const std::vector<store::Entry>& lines);

/// What is known of the song that a session is about: text under the keys of song_keys(), in their order; what nobody said is left out. Pure.
Json song_in(const std::vector<store::Entry>& lines, std::string_view session);

/// One fact of a song, and what it is for people.
struct SongKey {
    std::string_view key;     ///< `mixer_initials`
    std::string_view words;   ///< `initials of the mixer, for file names`
};
std::span<const SongKey> song_keys();

/// Why this is no value for that key, in words that say what is wanted; empty when it is one. Pure.
std::string song_fault(std::string_view key, std::string_view value);
/// The same for the numbers of a person.
std::string isni_fault(std::string_view isni);
std::string ipi_fault(std::string_view ipi);

}  // namespace recalld::logbook
