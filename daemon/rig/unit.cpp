#include "rig/unit.hpp"

#include <algorithm>
#include <utility>

#include "log.hpp"
#include "rig/spawn.hpp"

namespace recalld::rig {

using driver::Question;
using driver::Setting;
using studio::ParameterId;
using studio::Standing;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t tries_for_optional = 4;   // a firmware without the node never answers
constexpr auto second_answers_within = 1s;
constexpr int rounds_for_lacking = 8;             // a frozen desk and a bad network look the same for a while
constexpr std::size_t progress_every = 64;
constexpr Clock::duration slice_every = 1s;

std::uint32_t whole_ms(Clock::duration time)
{
    return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

}  // namespace

Unit::Unit(net::io_context& io, std::string name, std::shared_ptr<const studio::Profile> profile, std::unique_ptr<link::Link> link,
           studio::Studio& studio, driver::Place place)
    : io_(io), name_(std::move(name)), profile_(std::move(profile)), driver_(driver::make_driver(profile_, place)), link_(std::move(link)),
      studio_(studio), window_(profile_->pace), move_timer_(io), clock_(io), exchange_over_(io), wake_(io), came_online_(io), turn_over_(io), over_(io), hand_(io)
{
    if (driver_->is_stream()) {
        const LinePace pace{profile_->midi.bytes_per_second, std::chrono::milliseconds(profile_->midi.gap_ms)};
        auto line = std::make_unique<PacedLink>(io_, std::move(link_), pace);
        line_ = line.get();
        link_ = std::move(line);
    }
    studio_.open(name_, profile_);
    lacking_.resize(profile_->parameters.size());
    may_lack_.resize(profile_->parameters.size());
    present_.resize(profile_->parameters.size());
    stale_.resize(profile_->parameters.size());
    is_selector_.resize(profile_->parameters.size());
    for (const auto& parameter : profile_->parameters)
        if (parameter.selector != studio::no_parameter) is_selector_[parameter.selector] = true;
    for (const auto& address : profile_->resync_on)
        if (const auto id = profile_->find(address)) resync_leaves_.push_back(*id);
}

Unit::~Unit() = default;

// --- turns ---------------------------------------------------------------------------------------------------------------------

Unit::Turn::~Turn()
{
    if (!unit_) return;
    ++unit_->serving_;
    unit_->turn_over_.wake_all();
}

task<Unit::Turn> Unit::take_turn()
{
    const auto ticket = tickets_++;
    while (serving_ != ticket) co_await turn_over_.wait();
    co_return Turn(shared_from_this());
}

// --- exchanges -----------------------------------------------------------------------------------------------------------------

Question Unit::question_for(ParameterId id) const
{
    const auto node = (*profile_)[id].node;
    return profile_->nodes[node].by_leaf ? Question{Question::Kind::leaf, id} : Question{Question::Kind::line, node};
}

/// There are firmwares without it.
bool Unit::is_optional(const Question& question) const
{
    if (question.kind == Question::Kind::identity) return false;
    const bool is_leaf = question.kind == Question::Kind::leaf;
    return (is_leaf && may_lack_[question.index]) || profile_->nodes[is_leaf ? (*profile_)[question.index].node : question.index].optional;
}

/// … and nobody has heard it, nor its line, since it was connected.
bool Unit::may_lack(const Question& question) const
{
    if (!is_optional(question)) return false;
    const bool is_leaf = question.kind == Question::Kind::leaf;
    const auto index = is_leaf ? (*profile_)[question.index].node : question.index;
    const bool by_itself = is_leaf && (may_lack_[question.index] || profile_->nodes[index].by_leaf);
    const auto ids = parameters_of(by_itself ? question : Question{Question::Kind::line, index});
    return std::ranges::none_of(ids, [&](ParameterId id) { return present_[id]; });
}

std::uint32_t Unit::tries_for(const Question& question) const
{
    return may_lack(question) ? tries_for_optional : profile_->pace.resends;
}

std::vector<ParameterId> Unit::parameters_of(const Question& question) const
{
    std::vector<ParameterId> ids;
    if (question.kind == Question::Kind::leaf) ids.push_back(question.index);
    if (question.kind != Question::Kind::line) return ids;
    const auto& node = profile_->nodes[question.index];
    for (ParameterId id = node.first; id < node.first + node.count; ++id) ids.push_back(id);
    return ids;
}

void Unit::send(const Step& step)
{
    if (const auto* setting = std::get_if<Setting>(&step)) {
        link_->send(driver_->tell(*setting));
        const bool stands_as_told = (*profile_)[setting->parameter].blind && !says_itself(setting->parameter);
        if (stands_as_told) studio_.apply(name_, setting->parameter, setting->value, Standing::assumed, studio::Origin::recall);
        return;
    }
    const auto& question = std::get<Question>(step);
    const bool is_leaf = question.kind == Question::Kind::leaf;
    if (is_leaf && std::ranges::find(resync_leaves_, question.index) != resync_leaves_.end()) resync_leaf_asked_ = Clock::now();
    if (const auto packet = driver_->ask(question); !packet.empty()) link_->send(packet);
}

void Unit::pump(Exchange& exchange)
{
    while (line_is_clear()) {
        const auto step = exchange.next(Clock::now());
        if (!step) return;
        send(*step);
    }
}

task<> Unit::converse(Exchange& exchange, Progress progress, CancelToken cancel)
{
    exchange_ = &exchange;
    std::size_t told = 0;
    while (true) {
        if (cancel && cancel->asked) exchange.abandon();
        pump(exchange);
        if ((exchange.done() && line_is_clear()) || !down_.empty() || stopping_) break;
        co_await exchange_over_.wait_until(next_look(exchange));
        if (!line_ || !line_->is_receiving()) exchange.overdue(Clock::now());
        if (progress && exchange.answered() >= told + progress_every) progress(told = exchange.answered(), exchange.total());
    }
    exchange_ = nullptr;
    if (!exchange.done()) exchange.end();
}

Exchange::Rules Unit::rules() const
{
    const auto question_of = [this](ParameterId id) { return (*profile_)[id].blind ? std::nullopt : std::optional(question_for(id)); };
    return {question_of, [this](const Question& question) { return tries_for(question); },
            profile_->pace.writes_between_asks, [this](const Question& question) { return travel(question); }, says_who_it_is()};
}

Exchanged Unit::outcome(const Exchange& exchange) const
{
    Exchanged result;
    result.packets = exchange.sent();
    result.reached = !exchange.dead() && down_.empty() && !stopping_;
    result.untold = exchange.untold();
    for (const auto& question : exchange.silent())
        for (const ParameterId id : parameters_of(question))
            if (!lacking_[id]) result.silent.push_back(id);
    return result;
}

task<Exchanged> Unit::run(std::vector<Step> steps, Progress progress, CancelToken cancel)
{
    Exchange exchange(window_, rules());
    for (auto& step : steps) exchange.add(std::move(step));
    co_await converse(exchange, std::move(progress), cancel);
    co_return co_await concluded(exchange, cancel && cancel->asked);
}

/// Asks again for what may be lacking: it was asked a few times only.
task<Exchanged> Unit::concluded(const Exchange& exchange, bool cancelled)
{
    auto result = outcome(exchange);
    result.cancelled = cancelled;
    if (!result.reached || cancelled || !says_who_it_is()) co_return result;
    std::vector<Question> unheard;
    for (const auto& question : exchange.silent())
        if (is_optional(question)) unheard.push_back(question);
    if (unheard.empty()) co_return result;
    for (const auto& question : unheard)
        for (const ParameterId id : parameters_of(question)) std::erase(result.silent, id);
    const auto found = co_await find_lacking(std::move(unheard));
    result.reached = found.reached;
    result.silent.insert(result.silent.end(), found.silent.begin(), found.silent.end());
    co_return result;
}

/// No answer to a question that others answer: the firmware lacks it. Only if the unit was there, before and after.
task<Exchanged> Unit::find_lacking(std::vector<Question> unheard)
{
    Exchanged result;
    for (int round = 0; round < rounds_for_lacking && !unheard.empty(); ++round) {
        const auto asks_before = co_await asks_until_it_answers();
        result.reached = asks_before > 0;
        if (!result.reached) break;
        unheard = co_await ask_once_more(unheard);
        const auto asks_after = co_await asks_until_it_answers();
        result.reached = asks_after > 0;
        if (!result.reached) break;
        if (asks_before + asks_after > 2) continue;
        for (const auto& question : unheard) lack(question);
        break;
    }
    for (const auto& question : unheard)
        for (const ParameterId id : parameters_of(question))
            if (!lacking_[id]) result.silent.push_back(id);
    co_return result;
}

void Unit::lack(const Question& question)
{
    if (!may_lack(question)) return;
    for (const ParameterId id : parameters_of(question)) lacking_[id] = true;
}

task<std::vector<Question>> Unit::ask_once_more(std::vector<Question> questions)
{
    Exchange exchange(window_, rules());
    for (const auto& question : questions) exchange.add(question);
    co_await converse(exchange, Progress(), CancelToken());
    co_return exchange.silent();
}

/// How often it had to be asked who it is; 0 when it does not answer.
task<std::size_t> Unit::asks_until_it_answers()
{
    Exchange exchange(window_, rules());
    exchange.add(Question{});
    co_await converse(exchange, Progress(), CancelToken());
    co_return exchange.silent().empty() ? exchange.sent() : 0;
}

task<Exchanged> Unit::read(std::vector<bool> wanted, Progress progress, CancelToken cancel)
{
    for (ParameterId id = 0; id < wanted.size(); ++id)
        if (lacking_[id]) wanted[id] = false;
    std::vector<Step> steps;
    for (const auto& question : driver_->questions(wanted)) steps.emplace_back(question);
    co_return co_await run(std::move(steps), std::move(progress), std::move(cancel));
}

studio::UnitState Unit::fresh(const std::vector<bool>& wanted, const std::vector<ParameterId>& silent) const
{
    studio::UnitState state = *studio_.page(name_);
    state.identity = identity_;
    for (ParameterId id = 0; id < wanted.size(); ++id) {
        if (!wanted[id]) state.standings[id] = Standing::out_of_scope;
        else if (lacking_[id]) state.standings[id] = Standing::not_exposed;
        else if (state.standings[id] == Standing::assumed && !(*profile_)[id].blind) state.standings[id] = Standing::unknown;
        else if (state.standings[id] == Standing::unknown && is_optional_to_know(id)) state.standings[id] = Standing::out_of_scope;
    }
    for (const ParameterId id : silent)
        if (wanted[id]) state.standings[id] = Standing::unknown;
    return state;
}

task<Exchanged> Unit::refresh(ParameterId id)
{
    std::vector<bool> wanted(profile_->parameters.size(), false);
    const auto& parameter = (*profile_)[id];
    for (const ParameterId one : {id, parameter.selector, parameter.partner})
        if (one != studio::no_parameter) wanted[one] = true;
    const auto turn = co_await take_turn();
    co_return co_await read(std::move(wanted));
}

task<Exchanged> Unit::set(ParameterId id, studio::Value value, studio::Origin origin)
{
    if (says_itself(id)) co_return co_await set_and_listen(id, std::move(value));
    if (!pacer_.want(*studio_.page(name_), {id, std::move(value)}, origin)) co_return Exchanged{};
    const auto turn = co_await take_turn();
    std::vector<Step> steps;
    while (auto setting = pacer_.next()) {
        const Question check{Question::Kind::leaf, setting->parameter};
        const bool blind = (*profile_)[setting->parameter].blind;
        steps.emplace_back(std::move(*setting));
        if (!blind) steps.emplace_back(check);
    }
    co_return co_await run(std::move(steps));
}

// --- hands -----------------------------------------------------------------------------------------------------------------------

bool Unit::move(ParameterId id, const studio::Value& value)
{
    if (!online()) return false;
    if (says_itself(id)) return do_by_hand(id, value);
    const auto* known = page().value(id);
    if (known && studio::same(*known, value)) return false;
    mover_.want(id, value, Clock::now());
    if (on_push) on_push(id, value);
    studio_.apply(name_, id, value, Standing::assumed, studio::Origin::person);
    tell_moves();
    return true;
}

/// Tells what may be told now and comes back for the rest.
void Unit::tell_moves()
{
    const auto now = Clock::now();
    while (const auto setting = mover_.next(now))
        if (online()) link_->send(driver_->tell(*setting));
    for (auto& setting : mover_.rested(now)) rested_.push_back(std::move(setting));
    if (!rested_.empty()) wake_.wake_all();
    const auto next = mover_.deadline();
    if (!next || move_timer_.expiry() == *next) return;
    move_timer_.expires_at(*next);
    move_timer_.async_wait([self = weak_from_this()](boost::system::error_code error) {
        const auto unit = self.lock();
        if (!error && unit && !unit->stopping_) unit->tell_moves();
    });
}

/// The last word may have been lost: what still stands as the hand left it is told once more, and read back.
task<> Unit::confirm_moves()
{
    const auto turn = co_await take_turn();
    std::vector<Step> steps;
    for (auto& setting : std::exchange(rested_, {})) {
        const auto& its = page();
        const bool is_as_left = !says_itself(setting.parameter) && its.standings[setting.parameter] == Standing::assumed && studio::same(its.values[setting.parameter], setting.value);
        if (!is_as_left) continue;
        const Question check{Question::Kind::leaf, setting.parameter};
        steps.emplace_back(std::move(setting));
        steps.emplace_back(check);
    }
    if (!steps.empty()) co_await run(std::move(steps));
}

// --- hearing -------------------------------------------------------------------------------------------------------------------

void Unit::hear(link::View packet)
{
    last_heard_ = heard_.at = Clock::now();
    driver_->hear(packet, heard_);
    reply();
    if (!heard_.fault.empty() && ++faults_ % 100 == 1)
        log::rig().warn("{}: a packet of {} bytes makes no sense: {} (fault: device, {} so far)", name_, packet.size(), heard_.fault, faults_);
    if (!says_who_it_is()) {
        identity_heard_ = *last_heard_;
        wake_.wake_all();
    }
    if (!heard_.model.empty()) {
        model_ = heard_.model;
        firmware_ = heard_.firmware;
        identity_heard_ = *last_heard_;
        wake_.wake_all();
    }
    if (!heard_.levels.empty() && on_levels && wants_meters_) on_levels(heard_.levels);
    apply_heard();
}

void Unit::apply_heard()
{
    const bool asked = exchange_ && heard_.answers && exchange_->heard(*heard_.answers, *last_heard_);
    const bool recalled = !asked && recalled_something();
    for (auto& setting : heard_.settings) {
        if (!asked && on_push && is_push(setting)) on_push(setting.parameter, setting.value);
        lacking_[setting.parameter] = false;
        present_[setting.parameter] = true;
        note_hand(setting.parameter);
        const bool is_new = studio_.apply(name_, setting.parameter, std::move(setting.value), Standing::confirmed, studio::Origin::device);
        if (is_new && is_selector_[setting.parameter]) note_new_type(setting.parameter);
    }
    if (asked) follow_up(*exchange_);
    if (recalled) {
        resync_wanted_ = true;
        wake_.wake_all();
    }
    if (!asked) return;
    pump(*exchange_);
    if (exchange_->done()) exchange_over_.wake_all();
}

/// Lines come as answers only, and a device reports what changed: an answer that comes twice is no news.
bool Unit::is_push(const Setting& setting) const
{
    const bool is_line = heard_.answers && heard_.answers->kind == Question::Kind::line;
    const auto* known = page().value(setting.parameter);
    return !is_line && !(known && profile_->same(setting.parameter, *known, setting.value));
}

/// The same scene may be recalled again; but what was asked just now and is what it was is an answer that comes twice.
bool Unit::recalled_something() const
{
    const bool may_be_answer = !heard_.settings.empty() && *last_heard_ - resync_leaf_asked_ < second_answers_within;
    return heard_.resync && (!may_be_answer || std::ranges::any_of(heard_.settings, [this](const Setting& setting) { return is_push(setting); }));
}

void Unit::follow_up(Exchange& exchange)
{
    for (const ParameterId id : heard_.unclear) exchange.add_soon({Question::Kind::leaf, id});
    for (const ParameterId id : heard_.missing) {
        if (lacking_[id]) continue;
        may_lack_[id] = true;
        exchange.add_soon({Question::Kind::leaf, id});
    }
}

// --- connection ----------------------------------------------------------------------------------------------------------------

void Unit::start()
{
    ended_ = false;
    spawn(io_, "unit " + name_, live(shared_from_this()));
}

void Unit::stop()
{
    stopping_ = true;
    note_ = "it was closed";
    link_->close();
    clock_.cancel();
    exchange_over_.wake_all();
    wake_.wake_all();
    came_online_.wake_all();
}

task<bool> Unit::wait_online(Clock::duration patience)
{
    const auto until = Clock::now() + patience;
    while (!online() && !stopping_ && Clock::now() < until) co_await came_online_.wait_until(until);
    co_return online();
}

void Unit::go_offline(const std::string& why)
{
    if (state_ == State::online || note_ != why) log::rig().warn("{}: offline: {} (fault: device or network; trying again for ever)", name_, why);
    state_ = State::offline;
    note_ = why;
    mover_.clear();
    rested_.clear();
    link_->close();
    studio_.doubt(name_);
    driver_->forget();
    pass_time();
    exchange_over_.wake_all();
}

task<> Unit::finished()
{
    while (!ended_) co_await over_.wait();
}

task<> Unit::live(std::shared_ptr<Unit> self)
{
    constexpr Clock::duration first_pause = 100ms, longest_pause = 5s;
    auto pause = first_pause;
    while (!stopping_) {
        const bool connected = co_await connect();   // not in the condition: GCC 12 miscompiles that
        if (connected) {
            pause = first_pause;
            co_await keep_up();
        }
        if (stopping_) break;
        co_await wake_.wait_until(Clock::now() + pause);
        pause = std::min(pause * 2, longest_pause);
    }
    self->ended_ = true;
    self->over_.wake_all();
}

task<bool> Unit::connect()
{
    down_.clear();
    driver_->forget();
    state_ = State::connecting;
    auto on_down = [this](const std::string& why) {
        down_ = why;
        exchange_over_.wake_all();
        wake_.wake_all();
    };
    const auto fault = link_->open([this](link::View packet) { hear(packet); }, std::move(on_down));
    if (!fault.empty()) {
        go_offline(fault);
        co_return false;
    }
    greet();
    const bool known = co_await identify();
    if (stopping_) co_return false;
    if (known && says_who_it_is()) identity_ = model_ + " " + firmware_;
    if (const auto why = !known ? where() + ": " + (down_.empty() ? "no answer to " + (says_who_it_is() ? profile_->identity.ask : "its questions") : down_) : refusal(); !why.empty()) {
        go_offline(why);
        co_return false;
    }
    note_ = firmware_note();
    lacking_.assign(lacking_.size(), false);
    may_lack_.assign(may_lack_.size(), false);
    present_.assign(present_.size(), false);
    subscribe();
    co_await resync(true);
    co_return state_ == State::online;
}

void Unit::subscribe()
{
    if (const auto packet = driver_->subscribe()) link_->send(*packet);
    if (!wants_meters_) return;
    for (const auto& packet : driver_->subscribe_meters()) link_->send(packet);
}

void Unit::want_meters(bool wanted)
{
    const bool is_news = std::exchange(wants_meters_, wanted) != wanted;
    if (is_news && wanted && online()) subscribe();
}

task<bool> Unit::identify()
{
    constexpr int tries = 3;
    constexpr Clock::duration patience = 500ms;
    const auto asked = Clock::now();
    const auto question = says_who_it_is() ? std::optional(Question{}) : hello();
    if (!question) {
        co_await wake_.wait_until(asked + patience / 2);   // a link that cannot be opened says so
        co_return down_.empty();
    }
    for (int i = 0; i < tries && !stopping_ && down_.empty(); ++i) {
        send(*question);
        const auto until = Clock::now() + patience + travel(*question);
        while (identity_heard_ < asked && Clock::now() < until && !stopping_ && down_.empty()) {
            co_await wake_.wait_until(until);
        }
        if (identity_heard_ >= asked) co_return true;
    }
    co_return false;
}

/// Why this unit is not the one of the rig; empty when it is.
std::string Unit::refusal() const
{
    const auto& models = profile_->identity.models;
    if (models.empty() || std::ranges::find(models, model_) != models.end()) return {};
    return "it is a " + identity_ + ", but profile " + profile_->profile_id + " is for " + profile_->model +
           "; choose its profile in the rig";
}

std::string Unit::firmware_note() const
{
    const auto& checked = profile_->identity.firmwares;
    if (checked.empty() || std::ranges::any_of(checked, [&](const auto& prefix) { return firmware_.starts_with(prefix); })) return {};
    return "firmware " + firmware_ + " is not one that the facts of profile " + profile_->profile_id + " were checked for";
}

task<> Unit::resync(bool first)
{
    const auto began = Clock::now();
    auto turn = co_await take_turn();
    resync_wanted_ = false;
    studio_.doubt(name_);
    const auto read_all = co_await read(std::vector<bool>(profile_->parameters.size(), true));
    if (stopping_) co_return;
    if (!read_all.reached) {
        go_offline(where() + ": " + (down_.empty() ? "stopped answering" : down_));
        co_return;
    }
    stale_at_.reset();   // all of it was read just now
    stale_.assign(stale_.size(), false);
    const bool was_online = std::exchange(state_, State::online) == State::online;
    if (!was_online) came_online_.wake_all();
    tell_read(first, Clock::now() - began, read_all.silent.size());
}

void Unit::tell_read(bool first, Clock::duration took, std::size_t silent) const
{
    const auto end = note_.empty() ? "" : "; " + note_;
    if (driver_->questions(std::vector<bool>(profile_->parameters.size(), true)).empty()) return log::rig().info("{}: {}: open{}", name_, where(), end);
    log::rig().info("{}: {} {}: {} parameters in {} ms, {} silent{}", name_, identity_.empty() ? where() : identity_, first ? "read" : "read again",
                    profile_->parameters.size(), whole_ms(took), silent, end);
}

/// So many nodes that the whole unit is read once in the time that its profile gives.
std::vector<bool> Unit::next_slice()
{
    const auto& nodes = profile_->nodes;
    const auto turns = std::max<Clock::rep>(Clock::duration(profile_->pace.sweep) / slice_every, 1);
    const std::size_t first = swept_ < nodes.size() ? swept_ : 0;
    swept_ = std::min(nodes.size(), first + nodes.size() / static_cast<std::size_t>(turns) + 1);
    std::vector<bool> wanted(profile_->parameters.size(), false);
    for (std::size_t node = first; node < swept_; ++node)
        for (const ParameterId id : parameters_of({Question::Kind::line, static_cast<std::uint32_t>(node)})) wanted[id] = true;
    return wanted;
}

/// A report may be lost, and a device may be switched off and on between two words with it: what stands here is looked over again.
task<> Unit::sweep()
{
    if (tickets_ != serving_) co_return;   // whoever reads or writes now comes first
    const auto turn = co_await take_turn();
    const auto swept = co_await read(next_slice());
    if (!swept.reached && down_.empty()) down_ = "stopped answering";
}

/// A new type resets what belongs to it, and some devices do not say to what.
void Unit::note_new_type(ParameterId selector)
{
    for (ParameterId id = 0; id < stale_.size(); ++id)
        if (profile_->parameters[id].selector == selector) stale_[id] = true;
    stale_at_ = Clock::now() + (profile_->settle ? Clock::duration(profile_->settle->poll) * profile_->settle->steady : Clock::duration(0));
    wake_.wake_all();
}

task<> Unit::read_stale()
{
    if (tickets_ != serving_) {   // whoever reads or writes now comes first
        stale_at_ = Clock::now() + slice_every / 20;
        co_return;
    }
    stale_at_.reset();
    const auto turn = co_await take_turn();
    auto wanted = std::exchange(stale_, std::vector<bool>(stale_.size(), false));
    const auto came = co_await read(std::move(wanted));
    if (!came.reached && down_.empty()) down_ = "stopped answering";
}

task<> Unit::keep_up()
{
    const Clock::duration every = profile_->subscription.every > 0ms ? Clock::duration(profile_->subscription.every) : Clock::duration(8s);
    auto next = Clock::now() + every;
    auto next_sweep = profile_->pace.sweep > 0ms ? Clock::now() + slice_every : Clock::time_point::max();
    while (!stopping_ && down_.empty() && state_ == State::online) {
        if (resync_wanted_) {
            co_await resync(false);
            continue;
        }
        const bool may_confirm = !rested_.empty() && tickets_ == serving_;   // whoever reads or writes now comes first
        if (may_confirm) co_await confirm_moves();
        const auto soonest = std::min(std::min(next, next_sweep), stale_at_.value_or(next));
        co_await wake_.wait_until(rested_.empty() ? soonest : std::min(soonest, Clock::now() + slice_every / 20));
        if (stopping_ || !down_.empty()) continue;
        if (stale_at_ && Clock::now() >= *stale_at_) co_await read_stale();
        if (stopping_ || !down_.empty()) continue;
        if (Clock::now() >= next_sweep) {
            co_await sweep();
            next_sweep = Clock::now() + slice_every;
        }
        if (stopping_ || !down_.empty() || Clock::now() < next) continue;
        subscribe();
        const bool there = co_await is_there();
        if (!there) break;
        next = Clock::now() + every;
    }
    if (!stopping_ && state_ == State::online) go_offline(where() + ": " + (down_.empty() ? "stopped answering" : down_));
}

}  // namespace recalld::rig
