#include "rig/unit.hpp"

namespace recalld::rig {

// What a unit does otherwise that speaks by itself and cannot be asked: a DAW, a tape machine. It hears what hands do,
// and what came of that stands when it says so.

using studio::ParameterId;
using namespace std::chrono_literals;

namespace {

constexpr Clock::duration says_so_within = 1s;

}  // namespace

std::string Unit::note() const { return note_.empty() && online() ? driver_->note() : note_; }

void Unit::greet()
{
    for (const auto& packet : driver_->greet()) link_->send(packet);
    pass_time();
}

void Unit::reply()
{
    for (const auto& packet : heard_.replies) link_->send(packet);
    wake_in_time();
}

void Unit::pass_time()
{
    heard_.at = Clock::now();
    driver_->pass_time(heard_);
    tell_levels();
    apply_heard();
    reply();
}

void Unit::wake_in_time()
{
    const auto next = driver_->wake();
    if (!next || stopping_) return;
    clock_.expires_at(*next);
    clock_.async_wait([self = weak_from_this()](boost::system::error_code error) {
        const auto unit = self.lock();
        if (!error && unit && !unit->stopping_) unit->pass_time();
    });
}

/// Faders move at the pace of a hand; keys are pressed at once, in the order of the fingers.
bool Unit::do_by_hand(ParameterId id, const studio::Value& value)
{
    if (!profile_->law_of(id).is_stepped()) return link_->send(driver_->tell({id, value}));
    mover_.want(id, value, Clock::now());
    tell_moves();
    return true;
}

/// Sent whatever stands here: it may have been done elsewhere since.
task<Exchanged> Unit::set_and_listen(ParameterId id, studio::Value value)
{
    const auto turn = co_await take_turn();
    std::vector<Step> steps;
    steps.emplace_back(driver::Setting{id, value});
    auto told = co_await run(std::move(steps));
    const auto until = Clock::now() + says_so_within;
    const auto says_so = [&] {
        return page().standings[id] == studio::Standing::confirmed && profile_->same(id, page().values[id], value);
    };
    while (told.reached && !stopping_ && down_.empty() && !says_so() && Clock::now() < until)
        co_await hand_.wait_until(until);
    co_return told;
}

}  // namespace recalld::rig
