#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "net.hpp"
#include "recall/recaller.hpp"
#include "remote/caller.hpp"
#include "remote/json.hpp"
#include "remote/news.hpp"
#include "rig/rig.hpp"
#include "store/store_thread.hpp"
#include "studio/studio.hpp"

namespace recalld::remote {

class Access;
class Triggers;

/// An order that was refused for its hazards and waits for /recalld/confirm, for half a minute.
struct Pending {
    std::uint32_t id = 0;
    std::string caller, verb;
    Json arguments;              ///< as they were asked
    std::string allow;           ///< the hazards that its plan named: confirming allows these and no others
    std::chrono::steady_clock::time_point ends;
};

/// Orders that wait for a second word. Core thread only.
class Confirmations {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Its number; an older one of the same caller is forgotten.
    std::uint32_t add(Pending pending, Time now);
    /// The one of this number, or the caller's newest. Each can be had once.
    std::optional<Pending> take(const std::string& caller, std::optional<std::uint32_t> id, Time now);

private:
    std::vector<Pending> waiting_;
    std::uint32_t newest_ = 0;
};

class Sheets;
class LineCheck;
class DriveReader;

/// What the verbs work with. Owned by the daemon, which outlives every call.
struct Room {
    net::io_context& io;
    studio::Studio& studio;
    rig::Rig& rig;
    recall::Recaller& recaller;
    store::StoreThread& store;
    store::ProfileSource profiles;
    std::string rig_file;
    std::string state_folder;
    std::function<std::string()> check_rig;      ///< reads the rig file again without using it; empty, or what is wrong
    std::vector<std::string> notes;              ///< what happened at start that people should know
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    std::size_t performing = 0;                  ///< verbs under way; what they use must outlive them
    bool ending = false;                         ///< the daemon wants to end: watchers leave
    News news = {};                              ///< what remotes follow
    Access* access = nullptr;                    ///< who may do what; nothing in rooms without doors
    Confirmations confirmations = {};            ///< orders that wait for a second word
    Triggers* triggers = nullptr;                ///< what buttons and DAWs set off; nothing in rooms without doors
    std::shared_ptr<Sheets> sheets = {};         ///< what people noted of analog gear; nothing in rooms without
    std::shared_ptr<DriveReader> drives = {};    ///< reads prints and their copies; made when first asked for
    std::shared_ptr<LineCheck> line_check = {};  ///< the one that is under way
    std::function<std::string(const std::string& id)> profile_text = {};   ///< a profile as its file has it; nothing in rooms without files
    std::size_t long_reads = 0;                  ///< books and archives that are being made …
    std::size_t cancels = 0;                     ///< … and how often somebody wanted what is under way to end
    Json doors = Json::array();                  ///< where remotes come in: [{"door": "osc", "address", "port"}]
};

/// A verb that could not do what was asked: becomes HTTP status, JSON error and exit code in one place.
struct VerbError : std::runtime_error {
    VerbError(std::string its_code, const std::string& message, unsigned its_status, int its_exit, Json more = nullptr)
        : std::runtime_error(message), code(std::move(its_code)), status(its_status), exit(its_exit), details(std::move(more))
    {
    }
    std::string code;
    unsigned status;
    int exit;
    Json details;
};

inline constexpr int exit_differs = 3, exit_refused = 4, exit_unreachable = 5, exit_usage = 64, exit_mistake = 70, exit_disk = 74, exit_config = 78;

enum class ArgumentKind : std::uint8_t { text, number, flag, version };

struct Argument {
    std::string_view name;
    ArgumentKind kind = ArgumentKind::text;
    bool required = false;
    std::size_t longest = 1000;       ///< bytes of text: long patterns hold up everybody
};

/// One asking: its arguments are checked by the table before the handler sees them.
struct Call {
    Room& room;
    Json arguments;
    std::function<void(Json line)> emit;          ///< a progress line, or a change for watch
    std::shared_ptr<const bool> gone;             ///< true when nobody listens any more
    Caller caller;                                ///< who asks

    std::string text(std::string_view name, std::string otherwise = {}) const;
    std::size_t number(std::string_view name, std::size_t otherwise) const;
    bool flag(std::string_view name) const;
    recall::Phases phases() const;                ///< progress lines out of the phases of long work
    std::shared_ptr<rig::Unit> unit() const;      ///< the unit named `unit`. Throws VerbError
};

using Handler = task<Json> (*)(Call call);

/// One thing a remote can ask. Written once, served everywhere.
struct Verb {
    std::string_view name;
    Permission permission = Permission::view;
    Handler handler = nullptr;
    std::string_view summary;
    std::span<const Argument> arguments;
    std::optional<Area> changes = {};             ///< what those who follow it should fetch anew afterwards
};

std::span<const Verb> verbs();
const Verb* verb_named(std::string_view name);   ///< nothing: there is no such verb

/// Checks role and arguments against the table and runs the handler. Throws VerbError and nothing else: every other exception becomes one.
task<Json> perform(std::string name, Call call);

/// The unit of a version. Throws VerbError naming those that it holds.
const studio::UnitState& unit_of(const studio::Snapshot& snapshot, const std::string& name);

using FitsUnit = std::function<bool(const studio::UnitState& unit)>;
/// The one that is meant when nobody names one: the only one that fits. `what` such units have, for the error: `scene files`. Throws VerbError with
/// the names to choose from.
const studio::UnitState& only_unit(const studio::Snapshot& snapshot, const FitsUnit& fits, const std::string& what);
/// `desk, verb`: of those that fit, or of all.
std::string unit_names(const studio::Snapshot& snapshot, const FitsUnit& fits = {});

/// The error as remotes get it: `{"error": {"code", "message", "exit"}}`.
Json error_json(const VerbError& error);

// The rows of areas that keep them beside their handlers:
std::span<const Verb> sheet_verbs();   ///< verbs_sheet.cpp: the sheets of analog gear, and the checklist of a recall
std::span<const Verb> patch_verbs();   ///< verbs_patch.cpp: cords, and where a signal goes
std::span<const Verb> logbook_verbs();   ///< verbs_logbook.cpp: what else the log holds: takes, faults, credits
std::span<const Verb> print_verbs();   ///< verbs_print.cpp: mix files and their copies
std::span<const Verb> prep_verbs();   ///< verbs_prep.cpp: the session before it begins
std::span<const Verb> check_verbs();   ///< verbs_check.cpp: is the room ready?
std::span<const Verb> book_verbs();   ///< verbs_book.cpp: what is handed over

// The other handlers, by what they are about. verbs_room.cpp:
task<Json> ping(Call call);
task<Json> status(Call call);
task<Json> units(Call call);
task<Json> get(Call call);
task<Json> set(Call call);
task<Json> watch(Call call);
task<Json> check(Call call);
// verbs_transport.cpp:
task<Json> transport(Call call);
// verbs_midi.cpp:
task<Json> midi_ports(Call call);
task<Json> midi_monitor(Call call);
// verbs_recall.cpp:
task<Json> capture(Call call);
task<Json> plan(Call call);
task<Json> recall_version(Call call);
task<Json> undo(Call call);
task<Json> confirm(Call call);
task<Json> cancel(Call call);
// verbs_history.cpp:
task<Json> sessions(Call call);
task<Json> versions(Call call);
task<Json> show(Call call);
task<Json> diff(Call call);
task<Json> reports(Call call);
task<Json> report(Call call);
// verbs_files.cpp:
task<Json> import_file(Call call);
task<Json> export_version(Call call);
// verbs_layout.cpp:
task<Json> layout(Call call);
// verbs_trigger.cpp:
task<Json> triggers(Call call);
task<Json> macros(Call call);
task<Json> macro(Call call);
task<Json> trigger(Call call);
task<Json> arm(Call call);
task<Json> disarm(Call call);
// verbs_log.cpp:
task<Json> log_note(Call call);
task<Json> entries(Call call);
/// Puts down what was done, or that it was refused; a log that cannot be written fails nobody. `outcome` is the result, or the error.
task<> log_order(Room& room, const Verb& verb, Caller caller, Json arguments, Json outcome);
// verbs_access.cpp:
task<Json> pair(Call call);
task<Json> pairings(Call call);
task<Json> revoke(Call call);

}  // namespace recalld::remote
