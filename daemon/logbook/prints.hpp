#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logbook/line.hpp"
#include "logbook/naming.hpp"

namespace recalld::logbook {

/// What came of comparing a file on a drive with a print.
struct Copy {
    store::EntryId entry = 0;
    store::Time time{};
    std::string who;
    std::string path, drive, drive_identity;
    bool is_proven = false;
    std::string sha256 = {};   ///< empty when it could not be read to its end
    std::string why = {};      ///< it is not proven
    std::string asked = {};    ///< the path as somebody said it, where it is another
};

inline constexpr std::size_t usual_drives = 2, most_drives = 20;

/// A registered mix file with what is known of its copies.
struct Print {
    store::EntryId entry = 0;
    store::Time time{};
    std::string who, session, version;
    Json data;                                    ///< as its line says
    std::vector<Copy> copies = {};                ///< by path, the newest word of each; what failed goes when it is proven there after all
    std::optional<store::EntryId> replaced = {};  ///< the same path was registered again by this line
    std::size_t wanted_drives = usual_drives;     ///< besides its own, as was told last of its session
};

/// The lines that prints_in() wants; `until` a line of the log: as it was then.
store::EntryFilter print_lines(const std::string& session, std::optional<store::EntryId> until = {});

/// Prints in the order of the log out of lines in any order. Pure.
std::vector<Print> prints_in(const std::vector<store::Entry>& lines);

/// On how many drives, besides its own, a session wants each print: as was told last, or the usual number. Pure.
std::size_t wanted_drives_in(const std::vector<store::Entry>& lines, const std::string& session);

/// It lies where the print itself does, and is lost with it: it does not count.
bool is_on_own_drive(const Print& print, const std::string& drive_identity);

/// The drives other than its own on which a copy of it is proven, by name, each once.
std::vector<std::string> proven_drives(const Print& print);

/// What is missing to have it safe on as many drives as are wanted, in a sentence; empty when nothing is, and for what was replaced.
std::string warning_of(const Print& print);

/// What the song of a session asks of the names of its files: `artist_initials`, or else those of the artist's name, `title`, `mixer_initials`. Pure.
NameFacts name_facts_in(const std::vector<store::Entry>& lines, const std::string& session);

}  // namespace recalld::logbook
