#pragma once

#include <functional>
#include <optional>
#include <string>

#include "logbook/line.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// Where a DAW or a machine of the room stands just now, as it tells its remotes.
struct RoomClock {
    std::string unit;
    std::string at;          ///< timecode, or bars and beats, as it shows them; may be empty
    std::string transport;   ///< `recording`, `playing`, `winding`, `stopped`; empty when it does not say
};
/// By what the studio holds of one unit.
RoomClock clock_in(const studio::UnitState& page);
/// Of several the one that records, or else plays. Nothing: none is there. Core thread.
std::optional<RoomClock> clock_of(const Room& room);

/// Adds what the room's clock says to the facts of a line: `at` and `transport`; nothing where no clock is. Core thread.
void add_clock(const Room& room, Json& data);
/// The same alone, for a line that is written later on the store's thread.
Json clock_now(const Room& room);
/// The facts of a line, a JSON object as text, with what the clock said. Pure.
std::string with_clock(const std::string& facts, const Json& clock);

/// Says that a line may not be written after all, by throwing; in the moment before it is, so that nothing comes between. Store thread.
using LastLook = std::function<void(const store::Store& store)>;

/// Puts a line into the log with these facts and what the room's clock says, and tells who follows the log. Throws store::StoreError, and what the
/// last look throws.
task<store::EntryId> put_down(Room& room, store::NewEntry line, Json data, LastLook look);
task<store::EntryId> put_down(Room& room, store::NewEntry line, Json data);

/// The session that the room works on: of what was captured or recalled last. Empty: of none.
task<std::string> session_here(Room& room);

/// The session that is asked for, or else the one that the room works on. Throws store::BadName.
task<std::string> session_of(Call call);

/// Something of it was captured, or people wrote of it. Store thread.
bool is_known_session(const store::Store& store, const std::string& session);
/// A version that something is said to belong to is one of its session; empty is none. Throws VerbError with the nearest. Store thread.
void want_version(const store::Store& store, const std::string& session, const std::string& version);
/// Whether nobody has captured or written anything of this session yet; no session is none. One that is nearly called as another is refused, unless
/// it `is_meant`. Throws VerbError, store::StoreError.
task<bool> is_new_session(Room& room, std::string session, bool is_meant);
/// What to tell of a session in whose name work is kept in any case: that it is new, and what it is nearly called as. Nothing of a known one.
task<Json> notes_of_new(Room& room, std::string session);
/// The answer of who begins a session says that it is new: `new_session`, and a note.
Json with_session(Json answer, const std::string& session, bool is_new);

/// The number of the take that comes next in a session. Store thread, in the job that writes it: of two at once each gets a number of its own.
std::size_t next_take_of(const store::Store& store, const std::string& session);

/// `Take 3 (slow): good, 01:00:00:00 to 01:03:20:12; second verse flat`
std::string take_words(const Json& data, const std::string& text);

/// A line of one of the kinds that people write, as the verb log does. Throws VerbError.
task<Json> put_down_take(Call call);
task<Json> put_down_track(Call call);

}  // namespace recalld::remote
