#include <algorithm>
#include <utility>

#include "log.hpp"
#include "rig/spawn.hpp"
#include "rig/unit.hpp"

namespace recalld::rig {

// How a unit lives: it is looked for until it is there, read, kept true, and looked for again when it has gone.

using driver::Question;
using studio::ParameterId;
using namespace std::chrono_literals;

namespace {

constexpr Clock::duration slice_every = 1s;

std::uint32_t whole_ms(Clock::duration time)
{
    return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

}  // namespace

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
    if (!is_looked_at()) return;
    for (const auto& packet : driver_->subscribe_meters()) link_->send(packet);
}

bool Unit::is_looked_at()
{
    std::erase_if(level_listeners_, [](const auto& listener) { return listener.expired(); });
    return !level_listeners_.empty();
}

Unit::Listening Unit::listen_to_levels(LevelListener listener)
{
    const bool is_first = !is_looked_at();
    auto listening = std::make_shared<const LevelListener>(std::move(listener));
    level_listeners_.push_back(listening);
    if (is_first && online()) subscribe();
    return listening;
}

void Unit::tell_levels()
{
    if (heard_.levels.empty()) return;
    const auto present = level_listeners_;   // whoever is told may listen, or stop listening
    for (const auto& one : present)
        if (const auto listener = one.lock()) (*listener)(heard_.levels);
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

/// What says which head amp feeds which strip hangs on the routing.
void Unit::find_picks()
{
    for (const auto& controls : profile_->controls)
        for (const auto& set : controls.knobs)
            for (const auto& knob : set.knobs)
                if (knob.picked_by != studio::no_parameter) picks_.push_back(knob.picked_by);
    if (picks_.empty()) return;
    for (const ParameterId id : profile_->input_routing) moves_picks_[id] = true;
}

/// Nobody knows it any more until it was read again.
void Unit::doubt_picks()
{
    for (const ParameterId id : picks_) {
        if (!page().has(id)) continue;
        studio_.apply(name_, id, page().values[id], studio::Standing::unknown, studio::Origin::device);
        stale_[id] = true;
    }
    stale_at_ = Clock::now();
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
