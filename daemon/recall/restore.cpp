#include "recall/restore.hpp"

#include "recall/restorer.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace recalld::recall {

using driver::Question;
using driver::Setting;
using rig::Clock;
using rig::Step;
using studio::ParameterId;
using studio::Stage;
using studio::Value;

Restorer::Restorer(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Pushed pushed, Phases phases, rig::CancelToken cancel)
    : unit_(unit), plan_(plan), profile_(*unit.profile()), options_(options), phases_(std::move(phases)), cancel_(std::move(cancel)),
      pushed_(std::move(pushed)), sends_(profile_.parameters.size(), 0), is_unsure_(profile_.parameters.size(), false)
{
    for (const auto& write : plan.writes) targets_.emplace(write.parameter, &write.target);
    for (const ParameterId id : plan.unchanged) targets_.emplace(id, &plan.to.values[id]);
    for (const auto& write : plan.writes)
        if (was_moved_already(write)) overtaken_.emplace(write.parameter, plan.place(write.parameter) + " " + page().spoken(write.parameter));
    unit_.on_push = [this](ParameterId id, const Value& value) { pushed_.insert_or_assign(id, value); };
}

Restorer::~Restorer() { unit_.on_push = nullptr; }

void Restorer::mark_silent(const std::vector<bool>& asked, const std::vector<ParameterId>& silent)
{
    for (ParameterId id = 0; id < asked.size(); ++id)
        if (asked[id]) is_unsure_[id] = false;
    for (const ParameterId id : silent) is_unsure_[id] = true;
}

bool Restorer::is_right(ParameterId id) const
{
    return !targets_.contains(id) || (is_known(id) && studio::agree(plan_.to, page(), id));
}

/// A link or an effect's type, sent by us, may have moved it.
bool Restorer::follows_what_was_sent(ParameterId id) const
{
    const auto& parameter = profile_[id];
    if (parameter.selector != studio::no_parameter && sends_[parameter.selector] > 0) return true;
    return parameter.partner != studio::no_parameter && sends_[parameter.partner] > 0 && is_on(parameter.linked_by) && is_on(parameter.linked_if);
}

/// Somebody did, since it was sent. The last push may be lost: what stands there need not be what was heard.
bool Restorer::was_moved(ParameterId id) const
{
    return is_known(id) && !is_right(id) && (pushed_.contains(id) || (upset_ && sends_[id] == 0));
}

/// To something that neither the safety snapshot nor the version holds.
bool Restorer::was_moved_already(const Write& write) const
{
    const auto moved = pushed_.find(write.parameter);
    return moved != pushed_.end() && !studio::same(moved->second, plan_.from.values[write.parameter]) && !studio::same(moved->second, write.target);
}

Restorer::Span Restorer::wrong(const Span& writes) const
{
    Span left;
    // what does not answer was asked often enough; a hand on the desk wins; but what a link or an effect's type moved is ours to put right
    std::ranges::copy_if(writes, std::back_inserter(left), [&](const Write* write) {
        return is_known(write->parameter) && !is_right(write->parameter) && (!was_moved(write->parameter) || follows_what_was_sent(write->parameter));
    });
    return left;
}

std::string Restorer::entry(const std::string& phase, const Span& writes) const
{
    std::string text = unit_.name() + " " + phase + ": " + std::to_string(writes.size()) + " parameters:";
    for (std::size_t i = 0; i < writes.size() && i < names_in_journal; ++i) text += " " + profile_[writes[i]->parameter].name;
    return writes.size() > names_in_journal ? text + " …" : text;
}

void Restorer::leave_to_hands(Span& writes)
{
    std::erase_if(writes, [this](const Write* write) {
        const bool is_held = options_.is_held && options_.is_held(unit_.name(), write->parameter);
        if (is_held) held_.insert(write->parameter);
        return is_held;
    });
}

task<> Restorer::send(Span writes, std::string phase)
{
    std::vector<Step> steps;
    std::vector<bool> asked(profile_.parameters.size(), false);
    std::optional<Question> last;
    leave_to_hands(writes);
    for (const auto* write : writes) {
        const bool blind = profile_[write->parameter].blind;
        const auto question = unit_.question_for(write->parameter);
        if (last && (blind || *last != question)) steps.emplace_back(*std::exchange(last, std::nullopt));
        steps.emplace_back(Setting{write->parameter, write->target});
        if (!blind) last = question;
        pushed_.erase(write->parameter);
        asked[write->parameter] = !blind;
        ++sends_[write->parameter];
    }
    if (last) steps.emplace_back(*last);
    if (profile_.readback == studio::Readback::none) std::erase_if(steps, [](const Step& step) { return std::holds_alternative<Question>(step); });
    auto progress = [this, phase](std::size_t done, std::size_t total) { phases_(phase, unit_.name(), done, total); };
    const auto result = co_await unit_.run(std::move(steps), progress, cancel_);
    reached_ = result.reached;
    mark_silent(asked, result.silent);
    for (const ParameterId id : result.untold) --sends_[id];
}

task<> Restorer::write_stage(Stage stage, Span writes, Journal journal)
{
    const std::string phase = "writing " + std::string(name_of(stage));
    co_await journal(entry(phase, writes));
    phases_(phase, unit_.name(), 0, writes.size());
    co_await send(writes, phase);
    if (profile_.readback == studio::Readback::none) co_return;
    if (profile_.settle && profile_.settle->after == stage && !ended()) co_await settle(writes);
    for (std::uint32_t round = 0; round < options_.verify_rounds && !ended(); ++round) {
        const auto left = wrong(writes);
        if (left.empty()) co_return;
        co_await send(left, phase + " again");
    }
}

task<> Restorer::settle(Span types)
{
    const auto& rule = *profile_.settle;
    std::vector<bool> wanted(profile_.parameters.size(), false);
    for (const auto* write : types) wanted[write->parameter] = true;
    for (ParameterId id = 0; id < wanted.size(); ++id) {
        const ParameterId selector = profile_[id].selector;
        if (selector != studio::no_parameter && profile_[id].slot == 0 && wanted[selector]) wanted[id] = true;
    }
    const auto until = Clock::now() + rule.at_most;
    std::vector<Value> before;
    for (std::uint32_t steady = 0; steady < rule.steady && Clock::now() < until && !ended();) {
        net::steady_timer pause(co_await net::this_coro::executor, rule.poll);
        co_await pause.async_wait(net::use_awaitable);
        const auto result = co_await unit_.read(wanted, {}, cancel_);
        reached_ = result.reached;
        mark_silent(wanted, result.silent);
        std::vector<Value> now;
        for (ParameterId id = 0; id < wanted.size(); ++id)
            if (wanted[id]) now.push_back(page().values[id]);
        steady = std::ranges::equal(now, before, studio::same) ? steady + 1 : 0;
        before = std::move(now);
    }
}

/// What was sent and what may have moved with it, what somebody touched; everything when the unit turned something over.
std::vector<bool> Restorer::to_verify() const
{
    std::vector<bool> wanted(profile_.parameters.size(), false);
    for (ParameterId id = 0; id < wanted.size(); ++id) wanted[id] = sends_[id] > 0 || follows_what_was_sent(id);
    for (const auto& [id, value] : pushed_)
        if (targets_.contains(id)) wanted[id] = true;
    for (const ParameterId id : muted_) wanted[id] = true;
    for (const ParameterId id : plan_.safe) wanted[id] = wanted[id] || follows_what_was_sent(id);
    if (all_in_doubt_)
        for (const ParameterId id : plan_.unchanged) wanted[id] = true;
    return wanted;
}

task<> Restorer::verify()
{
    const auto sent = all_sent();
    upset_ = upset_ || unit_.is_in_doubt();
    all_in_doubt_ = upset_ || std::ranges::any_of(sent, [](const Write* write) { return write->stage == Stage::links; });
    const auto wanted = to_verify();
    auto progress = [this](std::size_t done, std::size_t total) { phases_("verifying", unit_.name(), done, total); };
    const auto result = co_await unit_.read(wanted, progress);   // a cancelled recall is read back, too: its report must be true
    reached_ = result.reached;
    mark_silent(wanted, result.silent);
}

Restorer::Span Restorer::all_sent() const
{
    Span sent;
    for (const auto& write : plan_.writes)
        if (sends_[write.parameter] > 0) sent.push_back(&write);
    return sent;
}

task<> Restorer::mute_first(Journal journal)
{
    std::vector<Setting> off;
    std::string entry = unit_.name() + " mute first:";
    for (const ParameterId id : plan_.mute_first) {
        const auto* now = plan_.from.value(id);
        if (!now || *now == Value{0}) continue;
        entry += " " + profile_[id].name;
        off.push_back({id, Value{0}});
    }
    if (off.empty()) co_return;
    co_await journal(entry);
    for (const auto& setting : off) muted_.insert(setting.parameter);
    co_await insist(std::move(off), cancel_);
}

/// Sends until it is so: a mute that was lost on its way is none.
task<> Restorer::insist(std::vector<Setting> settings, rig::CancelToken cancel)
{
    const bool is_blind = profile_.readback == studio::Readback::none;
    for (std::uint32_t round = 0; round <= options_.verify_rounds && !settings.empty(); ++round) {
        std::vector<Step> steps;
        std::vector<bool> asked(profile_.parameters.size(), false);
        for (const auto& setting : settings) {
            steps.emplace_back(setting);
            if (!is_blind && !profile_[setting.parameter].blind) steps.emplace_back(Question{Question::Kind::leaf, setting.parameter});
            asked[setting.parameter] = true;
            pushed_.erase(setting.parameter);
        }
        const auto result = co_await unit_.run(std::move(steps), {}, cancel);
        reached_ = result.reached;
        mark_silent(asked, result.silent);
        if (!reached_ || is_blind) co_return;
        std::erase_if(settings, [&](const Setting& setting) {
            return profile_[setting.parameter].blind || (is_known(setting.parameter) && profile_.same(setting.parameter, page().values[setting.parameter], setting.value));
        });
    }
}

/// What was muted to be on the safe side goes back to what the version says, or to what it was, whatever happened meanwhile.
task<> Restorer::unmute()
{
    std::vector<Setting> back;
    for (const ParameterId id : muted_) {
        const Value& value = sends_[id] > 0 ? *targets_.at(id) : plan_.from.values[id];
        if (value != Value{0}) back.push_back({id, value});
    }
    co_await insist(std::move(back), rig::CancelToken());
}

task<> Restorer::write_all(Journal journal)
{
    if (options_.mute_first && !ended()) co_await mute_first(journal);
    for (std::size_t i = 0; i < studio::stage_count && !ended(); ++i) {
        const auto stage = static_cast<Stage>(i);
        const auto in_turn = parts(stage);
        for (const auto& writes : in_turn)
            if (!writes.empty() && !ended()) co_await write_stage(stage, writes, journal);
    }
}

/// What must be so before the rest of its stage is sent, and the rest: links open before others close, phantom power goes off first.
std::vector<Restorer::Span> Restorer::parts(Stage stage) const
{
    std::vector<Span> parts(2);
    for (const auto& write : plan_.writes) {
        if (write.stage != stage) continue;
        const bool comes_first = profile_[write.parameter].stage != stage || (stage == Stage::links && write.target == Value{0});
        parts[comes_first ? 0 : 1].push_back(&write);
    }
    return parts;
}

task<> Restorer::run(Journal journal)
{
    try {
        co_await write_all(journal);
    } catch (const std::exception&) {
        escaped_ = std::current_exception();
    }
    co_await unmute();
    if (profile_.readback == studio::Readback::none) co_return;
    co_await verify();
    if (escaped_) co_return;
    try {
        co_await correct(journal);
    } catch (const std::exception&) {
        escaped_ = std::current_exception();
    }
}

task<> Restorer::correct(Journal journal)
{
    for (std::uint32_t round = 0; round < options_.verify_rounds && !ended(); ++round) {
        const auto left = wrong(all_sent());
        if (left.empty()) break;
        co_await journal(entry("writing again", left));
        co_await send(left, "writing again");
        co_await verify();
    }
}

task<> restore(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Pushed pushed, Journal journal, Phases phases, rig::CancelToken cancel,
               studio::Report& report)
{
    Restorer restorer(unit, plan, options, std::move(pushed), std::move(phases), std::move(cancel));
    co_await restorer.run(std::move(journal));
    restorer.fill(report);
    if (restorer.escaped()) std::rethrow_exception(restorer.escaped());
}

}  // namespace recalld::recall
