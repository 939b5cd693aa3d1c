#include "rig/unit.hpp"

#include <algorithm>
#include <utility>

#include "log.hpp"

namespace recalld::rig {

using driver::Question;
using driver::Setting;
using studio::ParameterId;
using studio::Standing;
using namespace std::chrono_literals;

namespace {

constexpr auto second_answers_within = 1s;

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
    moves_picks_.resize(profile_->parameters.size());
    find_picks();
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

// --- hands -----------------------------------------------------------------------------------------------------------------------

bool Unit::move(ParameterId id, const studio::Value& value)
{
    if (!online()) return false;
    if (says_itself(id)) return do_by_hand(id, value);
    const auto* known = page().value(id);
    if (known && studio::same(*known, value)) return false;
    if (profile_->is_by_hand()) return studio_.apply(name_, id, value, Standing::assumed, studio::Origin::person);   // nobody is there to be told
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
    tell_levels();
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
        const bool was_known = page().has(setting.parameter);
        const bool is_new = studio_.apply(name_, setting.parameter, std::move(setting.value), Standing::confirmed, studio::Origin::device);
        if (is_new && is_selector_[setting.parameter]) note_new_type(setting.parameter);
        if (is_new && was_known && moves_picks_[setting.parameter]) doubt_picks();
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

}  // namespace recalld::rig
