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

constexpr std::uint32_t tries_for_optional = 4;   // a firmware without the node never answers
constexpr auto second_answers_within = 1s;
constexpr int rounds_for_lacking = 8;             // a frozen desk and a bad network look the same for a while
constexpr std::size_t progress_every = 64;

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
    // a unit that nobody has a sheet of is not in use
    const bool is_blank = profile_->is_by_hand() && std::ranges::none_of(state.standings, [](Standing standing) { return standing == Standing::assumed; });
    if (is_blank) std::ranges::fill(state.standings, Standing::out_of_scope);
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
