#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace recalld::logbook {

/// What is wrong with a thing, or what it does that people should know. A value; any thread.
struct Fault {
    store::EntryId entry = 0;        ///< its line of the log; 0: the rig's file says it
    std::string subject;             ///< `1176-A`, `desk ch/12`, `jack B12`
    std::string text;                ///< as it reads now, corrections included
    std::string who;
    store::Time time{};
    bool is_quirk = false;           ///< it stays so: `reads 2 dB hot`
    std::string session = {};
    std::string version = {};
    std::optional<store::EntryId> closed = {};   ///< the line that closed it
    std::string closed_by = {};
    std::string closed_text = {};    ///< what was done about it
    store::Time closed_time{};
    bool is_open() const { return !closed; }
};
using Faults = std::vector<Fault>;

/// The lines that faults_in() wants; `until` a line of the log: as it was then.
store::EntryFilter fault_lines(std::optional<store::EntryId> until = {});

/// Faults and quirks out of lines of the log in any order; other lines than fault_lines() do no harm. In the order of the log, closed ones, too.
/// Pure.
Faults faults_in(const std::vector<store::Entry>& lines);

/// What the rig's file says of a unit, as faults that nobody can close.
Faults quirks_of(const std::string& unit, const std::vector<std::string>& quirks);

/// The open ones about a thing and about what is part of it: of `desk` also those of `desk ch/12`.
Faults faults_about(const Faults& faults, std::string_view subject);

/// The open ones about a thing itself, and not about a part of it.
Faults faults_of_whole(const Faults& faults, std::string_view subject);

/// The open ones that somebody who uses just this should know: its own, its parts', and those of the whole that it belongs to, as those of
/// `desk` for `desk ch/12`.
Faults faults_for(const Faults& faults, std::string_view subject);

}  // namespace recalld::logbook
