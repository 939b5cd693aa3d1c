#include "rig/unit.hpp"

#include <algorithm>
#include <utility>

namespace recalld::rig {

// How a unit is asked and told: runs of questions and writes, and what it means when no answer comes.

using driver::Question;
using driver::Setting;
using studio::ParameterId;
using studio::Standing;

namespace {

constexpr std::uint32_t tries_for_optional = 4;   // a firmware without the node never answers
constexpr int rounds_for_lacking = 8;             // a frozen desk and a bad network look the same for a while
constexpr std::size_t progress_every = 64;

}  // namespace

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

}  // namespace recalld::rig
