#include "recall/recaller.hpp"

#include <algorithm>

#include "log.hpp"
#include "recall/left_out.hpp"
#include "recall/report_json.hpp"
#include "rig/together.hpp"
#include "studio/spelling.hpp"

namespace recalld::recall {

using rig::Clock;
using studio::ParameterId;
using studio::Scope;
using namespace std::chrono_literals;

namespace {

constexpr Clock::duration patience_for_connection = 3s;   // a daemon that just started reads its units first
constexpr std::size_t longest_name = 150;   // of the version in the name of its safety snapshot

/// Cut at a whole UTF-8 character.
std::string safety_name(const std::string& version)
{
    std::size_t size = std::min(version.size(), longest_name);
    while (size < version.size() && (static_cast<unsigned char>(version[size]) & 0xc0u) == 0x80u) --size;
    return "before recall of " + version.substr(0, size);
}

std::chrono::milliseconds since(Clock::time_point start) { return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start); }

std::string counted(std::size_t count, std::string_view what) { return std::to_string(count) + " " + std::string(what); }

std::string offline_words(const rig::Unit& unit)
{
    return unit.name() + " is offline: " + (unit.note().empty() ? unit.where() + " has not answered yet" : unit.note()) +
           "; leave it out with a scope such as \"-" + unit.name() + "\"";
}

studio::ScopeError covers_nothing(const Scope& scope)
{
    return studio::ScopeError("scope " + studio::in_quotes(scope.text()) + " covers nothing of this rig; recallctl show lists what there is");
}

/// The scope of a recall and what it mutes beside it: undo, after a crash too, has to see to both.
std::string reach(std::string text, const Scope& scope, const Plan& plan, const RestoreOptions& options)
{
    if (!options.mute_first || scope.is_everything()) return text;
    for (const auto& unit : plan.units)
        for (const ParameterId id : unit.mute_first)
            if (!scope.covers(unit.from.unit, *unit.from.profile, id)) text += ", " + unit.from.unit + " /" + (*unit.from.profile)[id].name;
    return text;
}

void add(Plan& plan, Besides more)
{
    for (auto& unit : plan.units)
        if (std::ranges::find(more.loads, unit.from.unit) != more.loads.end()) unit.begin_with_preset();
    std::ranges::move(more.findings, std::back_inserter(plan.besides));
    std::ranges::move(more.notes, std::back_inserter(plan.notes));
    plan.left_out += more.left_out;
}

std::vector<std::string> names_of(const studio::Profile& profile, const std::vector<ParameterId>& ids)
{
    std::vector<std::string> names;
    for (const ParameterId id : ids) names.push_back(profile[id].name);
    return names;
}

}  // namespace

Recaller::Story::Story(Recaller& recaller, std::string name) : recaller_(recaller), alive_(recaller.alive_)
{
    recaller_.busy_ = Work{std::move(name), std::chrono::system_clock::now()};
    recaller_.cancel_ = std::make_shared<rig::Cancel>();
    cancel_ = recaller_.cancel_;
}

Recaller::Story::~Story()
{
    if (alive_.expired()) return;
    for (const auto& unit : recaller_.rig_.units()) unit->on_push = nullptr;
    recaller_.pushed_.clear();
    recaller_.busy_.reset();
    recaller_.cancel_ = std::make_shared<rig::Cancel>();   // whoever reads meanwhile is not concerned
    recaller_.free_.wake_one();
}

task<Recaller::Story> Recaller::alone(std::string name)
{
    while (busy_) co_await free_.wait();
    co_return Story(*this, std::move(name));
}

/// One unit being read for a capture or a plan.
struct Recaller::Reading {
    std::shared_ptr<rig::Unit> unit;
    studio::UnitState state;
    std::chrono::milliseconds elapsed{0};
    std::string fault;
};

Recaller::Recaller(net::io_context& io, rig::Rig& rig, store::StoreThread& store, store::ProfileSource profiles)
    : io_(io), rig_(rig), store_(store), profiles_(std::move(profiles)), free_(io)
{
}

std::string Recaller::cancel()
{
    if (!busy_) return {};
    cancel_->asked = true;
    return busy_->name;
}

std::vector<std::shared_ptr<rig::Unit>> Recaller::units_in(const Scope& scope) const
{
    std::vector<std::shared_ptr<rig::Unit>> units;
    for (const auto& unit : rig_.units()) {
        const auto covered = scope.cover(unit->name(), *unit->profile());
        if (std::ranges::find(covered, true) != covered.end()) units.push_back(unit);
    }
    return units;
}

task<std::vector<rig::Unit::Turn>> Recaller::take_turns(Scope scope)
{
    std::vector<rig::Unit::Turn> turns;
    for (const auto& unit : units_in(scope)) turns.push_back(co_await unit->take_turn());
    co_return turns;
}

task<> Recaller::read_unit(std::shared_ptr<rig::Unit> unit, Scope scope, Phases phases, Reading& reading)
{
    const auto wanted = scope.cover(unit->name(), *unit->profile());
    const auto start = Clock::now();
    auto progress = [phases, name = unit->name()](std::size_t done, std::size_t total) { phases("reading", name, done, total); };
    const auto result = co_await unit->read(wanted, progress, cancel_);
    reading.elapsed = since(start);
    if (!result.reached) reading.fault = unit->name() + " (" + unit->where() + ") stopped answering" + (unit->note().empty() ? "" : ": " + unit->note());
    else reading.state = unit->fresh(wanted, result.silent);
}

task<std::vector<Recaller::Reading>> Recaller::read_units(Scope scope, Phases phases)
{
    std::vector<Reading> readings;
    for (auto& unit : units_in(scope)) readings.push_back({unit, {}, 0ms, {}});
    if (readings.empty()) throw covers_nothing(scope);
    std::vector<task<>> work;
    for (auto& reading : readings) work.push_back(read_unit(reading.unit, scope, phases, reading));
    co_await rig::together(io_, std::move(work));
    if (cancel_->asked) throw Cancelled("cancelled while reading; nothing was written or stored");
    for (const auto& reading : readings)
        if (!reading.fault.empty()) throw Unreachable(reading.fault);
    co_return readings;
}

/// Where a dump is started by hand, somebody has to be told, and to be waited for; the others of the room wait along.
task<> Recaller::await_hands(Scope scope, Phases phases)
{
    std::vector<task<>> work;
    for (const auto& unit : units_in(scope)) {
        if (std::ranges::none_of(unit->profile()->midi.ways, &studio::Way::is_armed)) continue;
        const bool online = co_await unit->wait_online(patience_for_connection);
        if (online) work.push_back(await_hand(unit, scope, phases));
    }
    if (!work.empty()) co_await rig::together(io_, std::move(work));
    if (cancel_->asked) throw Cancelled("cancelled while waiting for a dump; nothing was written or stored");
}

task<> Recaller::await_hand(std::shared_ptr<rig::Unit> unit, Scope scope, Phases phases)
{
    const auto& ways = unit->profile()->midi.ways;
    const auto armed = std::ranges::find_if(ways, &studio::Way::is_armed);
    if (armed == ways.end()) co_return;
    auto progress = [phases, name = unit->name(), words = "by hand: " + armed->by_hand](std::size_t done, std::size_t total) { phases(words, name, done, total); };
    co_await unit->await_hands(scope.cover(unit->name(), *unit->profile()), progress, cancel_);
}

task<studio::Snapshot> Recaller::read_live(Scope scope, Phases phases)
{
    for (const auto& unit : units_in(scope)) {
        const bool online = co_await unit->wait_online(patience_for_connection);
        if (!online) throw Unreachable(offline_words(*unit));
    }
    const auto turns = co_await take_turns(scope);
    auto readings = co_await read_units(scope, phases);
    studio::Snapshot snapshot;
    for (auto& reading : readings) snapshot.units.push_back(std::move(reading.state));
    co_return snapshot;
}

task<Captured> Recaller::capture(store::NewVersion version, Phases phases)
{
    const auto story = co_await alone("capture");
    const Scope scope = rig_.scope(version.scope);
    const auto start = Clock::now();
    Captured captured;
    co_await await_hands(scope, phases);
    const auto snapshot = co_await read_live(scope, phases);
    const auto read_in = since(start);
    for (const auto& state : snapshot.units) {
        auto coverage = studio::coverage_of(state);
        auto silent = names_of(*state.profile, coverage.silent);
        captured.units.push_back({state.unit, state.identity, std::move(silent), std::move(coverage), read_in, state.profile->recall});
    }
    captured.version = co_await store_.run([&](store::Store& store) { return store.save(version, snapshot); });
    for (const auto& unit : captured.units)
        log::recall().info("captured {}/{}: {}: {} parameters, {} silent, {} not exposed, {} ms", version.session, version.name, unit.unit,
                           unit.coverage.captured, unit.silent.size(), unit.coverage.not_exposed, unit.elapsed.count());
    co_return captured;
}

/// From the reading that a plan is made from, nothing that somebody moves goes unheard.
void Recaller::listen_to(rig::Unit& unit)
{
    unit.on_push = [this, name = unit.name()](ParameterId id, const studio::Value& value) { pushed_[name].insert_or_assign(id, value); };
}

task<Plan> Recaller::make_plan(store::Version version, Scope scope, Phases phases)
{
    const auto wanted = co_await store_.run([&](store::Store& store) { return store.load(version.id, profiles_); });
    UnitTolerances tolerances;
    if (hands.tolerances) tolerances = co_await hands.tolerances(version);
    Plan plan;
    for (const auto& state : wanted.units)
        if (!rig_.find(state.unit)) leave_out_absent(plan, state, scope);
    for (const auto& unit : units_in(scope)) {
        const auto* target = wanted.unit(unit->name());
        if (!target) {
            plan.notes.push_back(unit->name() + ": the version does not hold it; left alone");
            continue;
        }
        if (target->profile != unit->profile()) {
            leave_out_estranged(plan, *target, unit->profile()->profile_id, scope);
            continue;
        }
        if (!unit->online()) throw Unreachable(offline_words(*unit));
        const Scope whole = rig_.scope(unit->name());   // what routing and links say beyond the scope matters, too
        const auto live = co_await read_units(whole, phases);
        listen_to(*unit);
        if (target->identity != live.front().state.identity && !target->identity.empty())
            plan.notes.push_back(unit->name() + ": captured from " + target->identity + ", now it is " + live.front().state.identity);
        std::ranges::move(own_safes(live.front().state), std::back_inserter(plan.notes));
        if (const auto words = studio::words_of(unit->profile()->recall); !words.empty() && !unit->profile()->is_by_hand()) plan.notes.push_back(unit->name() + ": " + std::string(words));
        plan.units.push_back(plan_unit(live.front().state, *target, scope, rig_.safes(), rig_.config().policy, std::move(tolerances[unit->name()])));
    }
    if (hands.besides) {
        auto more = co_await hands.besides(version, scope);
        add(plan, std::move(more));
    }
    if (units_in(scope).empty()) throw covers_nothing(scope);
    if (plan.units.empty()) throw Unreachable("nothing of this version can be recalled with this rig and scope" + (plan.notes.empty() ? std::string() : ": " + plan.notes.front()));
    co_return plan;
}

task<Plan> Recaller::plan(RecallRequest request, Phases phases)
{
    const auto story = co_await alone("plan");
    const Scope scope = rig_.scope(request.scope);
    auto version = co_await store_.run([&](store::Store& store) { return store.find(request.session, request.version); });
    for (const auto& unit : units_in(scope)) co_await unit->wait_online(patience_for_connection);
    const auto turns = co_await take_turns(scope);
    co_return co_await make_plan(std::move(version), scope, phases);
}

RestoreOptions Recaller::restore_options(bool mute_first) const
{
    const auto& policy = rig_.config().policy;
    RestoreOptions options;
    options.verify_rounds = policy.verify_rounds;
    options.mute_first = mute_first || policy.mute_first;
    options.is_held = [this](const std::string& unit, ParameterId parameter) { return rig_.is_held(unit, parameter); };
    return options;
}

task<Recalled> Recaller::recall(RecallRequest request, Phases phases)
{
    const Hazards allowed = parse_hazards(request.allow);
    const auto story = co_await alone("recall");
    const auto start = Clock::now();
    const Scope scope = rig_.scope(request.scope);
    auto version = co_await store_.run([&](store::Store& store) { return store.find(request.session, request.version); });
    for (const auto& unit : units_in(scope)) co_await unit->wait_online(patience_for_connection);
    const auto turns = co_await take_turns(scope);
    auto plan = co_await make_plan(version, scope, phases);
    if (const auto refused = plan.refused(allowed); refused.any())
        throw Refused("nothing was written: " + (refused.count() == 1 ? "1 kind of hazard needs consent: " : counted(refused.count(), "kinds of hazard need consent: ")) + name_hazards(refused), std::move(plan), allowed);
    const auto options = restore_options(request.mute_first);
    store::NewRecall entry{request.session, request.version, 0, {}, reach(request.scope, scope, plan, options), name_hazards(allowed)};
    co_return co_await carry_out(std::move(plan), std::move(version), std::move(entry), options, start, phases);
}

task<Recalled> Recaller::carry_out(Plan plan, store::Version version, store::NewRecall entry, RestoreOptions options, Clock::time_point start, Phases phases)
{
    studio::Snapshot before;
    for (const auto& unit : plan.units) before.units.push_back(unit.from);
    Recalled recalled;
    recalled.id = co_await store_.run([&](store::Store& store) {
        const auto safety = store.save({entry.session, safety_name(version.name), store::VersionKind::safety, entry.scope, {}}, before);
        entry.safety = safety.id;
        return store.begin(entry);
    });
    auto& report = recalled.report;
    report.session = entry.session;
    report.version = entry.version;
    report.scope = entry.scope;
    report.notes = plan.notes;
    report.withheld = plan.left_out;
    for (const auto& finding : plan.besides) report.add(finding);
    const Journal journal = [this, id = recalled.id](std::string line) { return note(id, std::move(line)); };
    std::exception_ptr escaped;
    try {
        for (const auto& unit : plan.units) {
            const auto live = rig_.find(unit.from.unit);
            if (!live) throw Unreachable(unit.from.unit + " was taken out of the rig");
            co_await restore(*live, unit, options, pushed_[unit.from.unit], journal, phases, cancel_, report);
        }
    } catch (const std::exception& error) {
        escaped = std::current_exception();
        report.notes.push_back(std::string("the recall broke off: ") + error.what() + "; undo takes back what it had written");
    }
    report.cancelled = cancel_->asked;
    report.elapsed = since(start);
    const bool is_whole = !report.cancelled && report.silent == 0 && !escaped && report.withheld <= said_to_be_left(plan);
    co_await keep(recalled.id, report, is_whole);
    if (escaped) std::rethrow_exception(escaped);
    log::recall().info("recall {} of {}/{}: {}", recalled.id, entry.session, entry.version, summary(report));
    co_return recalled;
}

/// A report that cannot be kept is given all the same, and says so.
task<> Recaller::keep(store::RecallId id, studio::Report& report, bool is_whole)
{
    try {
        const std::string document = report_document(report);
        co_await store_.run([&](store::Store& store) { return store.finish(id, document, is_whole), 0; });
    } catch (const store::StoreError& error) {
        report.notes.push_back(std::string("this report is not in the history: ") + error.what());
    }
}

task<> Recaller::note(store::RecallId id, std::string line)
{
    co_await store_.run([&](store::Store& store) { return store.journal(id, line), 0; });
}

task<store::Recall> Recaller::newest_undoable()
{
    const auto found = co_await store_.run([](store::Store& store) { return store.undoable(); });
    if (!found) throw store::NotFound("there is no recall to undo");
    co_return *found;
}

task<PlannedUndo> Recaller::plan_undo(Phases phases)
{
    const auto story = co_await alone("plan");
    const auto undone = co_await newest_undoable();
    const Scope scope = rig_.scope(undone.scope);
    auto version = co_await store_.run([&](store::Store& store) { return store.find(undone.safety); });
    for (const auto& unit : units_in(scope)) co_await unit->wait_online(patience_for_connection);
    const auto turns = co_await take_turns(scope);
    auto plan = co_await make_plan(std::move(version), scope, phases);
    co_return PlannedUndo{undone, std::move(plan)};
}

task<Recalled> Recaller::undo(std::string allow, bool mute_first, Phases phases)
{
    const Hazards given = parse_hazards(allow);
    const auto story = co_await alone("undo");
    const auto start = Clock::now();
    const auto undone = co_await newest_undoable();
    const Hazards allowed = given | parse_hazards(undone.allowed);   // the way back is consented to with the way there
    const Scope scope = rig_.scope(undone.scope);
    auto version = co_await store_.run([&](store::Store& store) { return store.find(undone.safety); });
    for (const auto& unit : units_in(scope)) co_await unit->wait_online(patience_for_connection);
    const auto turns = co_await take_turns(scope);
    auto plan = co_await make_plan(version, scope, phases);
    if (const auto refused = plan.refused(allowed); refused.any())
        throw Refused("nothing was written: the way back needs consent, too: " + name_hazards(refused), std::move(plan), allowed);
    store::NewRecall entry{undone.session, version.name, 0, undone.id, undone.scope, name_hazards(allowed)};
    const auto options = restore_options(mute_first);
    auto recalled = co_await carry_out(std::move(plan), version, std::move(entry), options, start, phases);
    recalled.undid = undone;
    co_return recalled;
}

}  // namespace recalld::recall
