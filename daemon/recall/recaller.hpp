#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "recall/plan.hpp"
#include "recall/restore.hpp"
#include "rig/rig.hpp"
#include "store/store_thread.hpp"
#include "studio/diff.hpp"

namespace recalld::recall {

/// A unit that work needs does not answer. Nothing was written, nothing stored.
struct Unreachable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Hazards that nobody consented to. Nothing was written.
struct Refused : std::runtime_error {
    Refused(const std::string& what, Plan its_plan, Hazards its_allowed)
        : std::runtime_error(what), plan(std::make_shared<const Plan>(std::move(its_plan))), allowed(its_allowed)
    {
    }
    std::shared_ptr<const Plan> plan;
    Hazards allowed;
};

/// Somebody cancelled before anything was written or stored.
struct Cancelled : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct CapturedUnit {
    std::string unit;
    std::string identity;
    std::vector<std::string> silent;       ///< by name
    studio::Coverage coverage;
    std::chrono::milliseconds elapsed{0};
    studio::RecallLevel level = studio::RecallLevel::parameter;
};

struct Captured {
    store::Version version;
    std::vector<CapturedUnit> units;
};

struct RecallRequest {
    std::string session;
    std::string version;
    std::string scope;
    std::string allow;
    bool mute_first = false;
};

struct Recalled {
    store::RecallId id = 0;
    std::optional<store::Recall> undid;
    studio::Report report;
};

/// What undo would do, and which recall it would take back.
struct PlannedUndo {
    store::Recall undone;
    Plan plan;
};

/// What hands must do beside parameters, and what is to be known of it.
struct Besides {
    std::vector<studio::Finding> findings;
    std::vector<std::string> loads = {};   ///< units whose preset has to be loaded: it takes along what stands right, too
    std::vector<std::string> notes = {};
    std::size_t left_out = 0;              ///< what the version asks of hands and this room cannot have; a note says of each why
};

/// The stories that people tell the daemon: capture, plan, recall, undo. One at a time; who comes second waits. Core thread only.
class Recaller {
public:
    Recaller(net::io_context& io, rig::Rig& rig, store::StoreThread& store, store::ProfileSource profiles);

    task<Captured> capture(store::NewVersion version, Phases phases);
    task<Plan> plan(RecallRequest request, Phases phases);
    task<Recalled> recall(RecallRequest request, Phases phases);
    /// Back to before the newest recall that was not taken back yet, in its scope. It carries that recall's consent.
    task<Recalled> undo(std::string allow, bool mute_first, Phases phases);
    task<PlannedUndo> plan_undo(Phases phases);

    /// The values now, read afresh, of every unit in scope. Throws Unreachable.
    task<studio::Snapshot> read_live(studio::Scope scope, Phases phases);
    /// Ends what is running; what was written stays and is reported. The name of what it was, or empty.
    std::string cancel();

    struct Work {
        std::string name;
        std::chrono::system_clock::time_point since;
    };
    const std::optional<Work>& busy() const { return busy_; }

    /// What only hands can do, as the rest of the daemon knows it. Set before the first story; may stay empty.
    struct Hands {
        std::function<task<Besides>(store::Version version, studio::Scope scope)> besides = {};   ///< of a version: cords and presets
        std::function<task<UnitTolerances>(store::Version version)> tolerances = {};              ///< by unit, as its sheets said when it was kept
    };
    Hands hands = {};

    /// What is under way, from the moment it is its turn until its last line: nothing else of these stories begins while it lives.
    class Story {
    public:
        Story(Recaller& recaller, std::string name);
        Story(Story&& other) noexcept : recaller_(other.recaller_), alive_(std::exchange(other.alive_, {})), cancel_(std::move(other.cancel_)) {}
        Story& operator=(Story&&) = delete;
        ~Story();
        /// Set when somebody wants it to end.
        const rig::CancelToken& cancel() const { return cancel_; }

    private:
        Recaller& recaller_;
        std::weak_ptr<const bool> alive_;
        rig::CancelToken cancel_;
    };
    /// For what must not happen in the middle of a capture or a recall, such as another rig. First come, first served.
    task<Story> alone(std::string name);

private:
    struct Reading;
    task<std::vector<rig::Unit::Turn>> take_turns(studio::Scope scope);
    task<> await_hands(studio::Scope scope, Phases phases);
    task<> await_hand(std::shared_ptr<rig::Unit> unit, studio::Scope scope, Phases phases);
    task<std::vector<Reading>> read_units(studio::Scope scope, Phases phases);
    task<> read_unit(std::shared_ptr<rig::Unit> unit, studio::Scope scope, Phases phases, Reading& reading);
    std::vector<std::shared_ptr<rig::Unit>> units_in(const studio::Scope& scope) const;
    void listen_to(rig::Unit& unit);
    RestoreOptions restore_options(bool mute_first) const;
    task<Plan> make_plan(store::Version version, studio::Scope scope, Phases phases);
    task<Recalled> carry_out(Plan plan, store::Version version, store::NewRecall entry, RestoreOptions options, rig::Clock::time_point start, Phases phases);
    task<> keep(store::RecallId id, studio::Report& report, bool is_whole);
    task<> note(store::RecallId id, std::string line);
    task<store::Recall> newest_undoable();

    net::io_context& io_;
    rig::Rig& rig_;
    store::StoreThread& store_;
    store::ProfileSource profiles_;
    std::optional<Work> busy_;
    rig::Signal free_;
    std::map<std::string, Pushed> pushed_;   ///< by unit, since it was read for the plan
    std::shared_ptr<rig::Cancel> cancel_ = std::make_shared<rig::Cancel>();
    std::shared_ptr<const bool> alive_ = std::make_shared<bool>(true);   ///< work may go with its io_context, later than this
};

}  // namespace recalld::recall
