#include "recall/restore.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace recalld::recall {

using driver::Question;
using driver::Setting;
using rig::Clock;
using rig::Step;
using studio::Finding;
using studio::ParameterId;
using studio::Stage;
using studio::UnitState;
using studio::Value;
using studio::Verdict;

namespace {

constexpr std::size_t names_in_journal = 40;

/// One unit being restored. Lives on the frame of restore().
class Restorer {
public:
    Restorer(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Phases phases, rig::CancelToken cancel)
        : unit_(unit), plan_(plan), profile_(*unit.profile()), options_(options), phases_(std::move(phases)), cancel_(std::move(cancel)),
          sends_(profile_.parameters.size(), 0), is_unsure_(profile_.parameters.size(), false)
    {
        for (const auto& write : plan.writes) targets_.emplace(write.parameter, &write.target);
        for (const ParameterId id : plan.unchanged) targets_.emplace(id, &plan.to.values[id]);
        unit_.on_push = [this](ParameterId id, const Value& value) { pushed_.insert_or_assign(id, value); };
    }
    ~Restorer() { unit_.on_push = nullptr; }

    task<> run(Journal journal);
    void fill(studio::Report& report) const;

private:
    using Span = std::vector<const Write*>;
    task<> write_stage(Stage stage, Span writes, Journal journal);
    task<> send(Span writes, std::string phase);
    task<> settle(Span types);
    task<> verify();
    task<> mute_first(Journal journal);
    Span wrong(const Span& writes) const;
    Span all_sent() const;
    bool is_known(ParameterId id) const { return !is_unsure_[id] && page().standings[id] == studio::Standing::confirmed; }
    bool is_right(ParameterId id) const;
    bool was_moved(ParameterId id) const;
    bool has_side_effects(ParameterId id) const;
    Verdict verdict(ParameterId id, bool planned) const;
    Finding finding(ParameterId id, Verdict verdict) const;
    std::string why(ParameterId id, Verdict verdict) const;
    bool ended() const { return cancel_->asked || !reached_; }
    const UnitState& page() const { return unit_.page(); }
    void mark_silent(const std::vector<bool>& asked, const std::vector<ParameterId>& silent);
    std::string entry(const std::string& phase, const Span& writes) const;

    rig::Unit& unit_;
    const UnitPlan& plan_;
    const studio::Profile& profile_;
    RestoreOptions options_;
    Phases phases_;
    rig::CancelToken cancel_;
    std::map<ParameterId, const Value*> targets_;       ///< what should be there, written or not
    std::map<ParameterId, Value> pushed_;               ///< what the device reported unasked
    std::vector<std::uint32_t> sends_;
    std::vector<bool> is_unsure_;                       ///< asked and not answered, the last time
    std::set<ParameterId> muted_;                       ///< switched off by mute_first
    bool reached_ = true;
};

void Restorer::mark_silent(const std::vector<bool>& asked, const std::vector<ParameterId>& silent)
{
    for (ParameterId id = 0; id < asked.size(); ++id)
        if (asked[id]) is_unsure_[id] = false;
    for (const ParameterId id : silent) is_unsure_[id] = true;
}

bool Restorer::is_right(ParameterId id) const
{
    const auto target = targets_.find(id);
    return target == targets_.end() || (is_known(id) && studio::same(page().values[id], *target->second));
}

bool Restorer::has_side_effects(ParameterId id) const
{
    return profile_[id].partner != studio::no_parameter || profile_[id].selector != studio::no_parameter;
}

bool Restorer::was_moved(ParameterId id) const
{
    const auto pushed = pushed_.find(id);
    return pushed != pushed_.end() && !is_right(id) && is_known(id) && studio::same(page().values[id], pushed->second);
}

Restorer::Span Restorer::wrong(const Span& writes) const
{
    Span left;
    // a hand on the desk wins; but what a link or an effect's type moved is ours to put right
    std::ranges::copy_if(writes, std::back_inserter(left), [&](const Write* write) {
        return !is_right(write->parameter) && (!was_moved(write->parameter) || has_side_effects(write->parameter));
    });
    return left;
}

std::string Restorer::entry(const std::string& phase, const Span& writes) const
{
    std::string text = unit_.name() + " " + phase + ": " + std::to_string(writes.size()) + " parameters:";
    for (std::size_t i = 0; i < writes.size() && i < names_in_journal; ++i) text += " " + profile_[writes[i]->parameter].name;
    return writes.size() > names_in_journal ? text + " …" : text;
}

task<> Restorer::send(Span writes, std::string phase)
{
    std::vector<Step> steps;
    std::vector<bool> asked(profile_.parameters.size(), false);
    std::optional<Question> last;
    for (const auto* write : writes) {
        const auto question = unit_.question_for(write->parameter);
        if (last && *last != question) steps.emplace_back(*last);
        steps.emplace_back(Setting{write->parameter, write->target});
        last = question;
        pushed_.erase(write->parameter);
        asked[write->parameter] = true;
        ++sends_[write->parameter];
    }
    if (last) steps.emplace_back(*last);
    if (profile_.readback == studio::Readback::none) std::erase_if(steps, [](const Step& step) { return std::holds_alternative<Question>(step); });
    auto progress = [this, phase](std::size_t done, std::size_t total) { phases_(phase, unit_.name(), done, total); };
    const auto result = co_await unit_.run(std::move(steps), progress, cancel_);
    reached_ = result.reached;
    mark_silent(asked, result.silent);
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

task<> Restorer::verify()
{
    std::vector<bool> wanted(profile_.parameters.size(), false);
    for (const auto* write : all_sent()) wanted[write->parameter] = true;
    for (const auto& [id, value] : pushed_)
        if (targets_.contains(id)) wanted[id] = true;
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
    std::vector<Step> steps;
    std::string entry = unit_.name() + " mute first:";
    for (const ParameterId id : profile_.mute_first) {
        const auto* now = plan_.from.value(id);
        if (!now || *now == Value{0}) continue;
        muted_.insert(id);
        entry += " " + profile_[id].name;
        steps.emplace_back(Setting{id, Value{0}});
        steps.emplace_back(Question{Question::Kind::leaf, id});
    }
    if (steps.empty()) co_return;
    co_await journal(entry);
    const auto result = co_await unit_.run(std::move(steps), {}, cancel_);
    reached_ = result.reached;
}

task<> Restorer::run(Journal journal)
{
    std::vector<Write> unmutes;
    if (options_.mute_first && !ended()) co_await mute_first(journal);
    for (std::size_t stage = 0; stage < studio::stage_count && !ended(); ++stage) {
        Span writes;
        for (const auto& write : plan_.writes)
            if (static_cast<std::size_t>(write.stage) == stage) writes.push_back(&write);
        if (!writes.empty()) co_await write_stage(static_cast<Stage>(stage), std::move(writes), journal);
    }
    // what was muted to be on the safe side goes back to what the version says, or to what it was, whatever happened meanwhile
    for (const ParameterId id : muted_) {
        const auto target = targets_.find(id);
        const Value back = target == targets_.end() || cancel_->asked ? plan_.from.values[id] : *target->second;
        if (back != Value{0}) unmutes.push_back({id, back, Stage::mutes, {}, true});
    }
    for (const auto& write : unmutes) {
        std::vector<Step> steps{Setting{write.parameter, write.target}, Question{Question::Kind::leaf, write.parameter}};
        co_await unit_.run(std::move(steps));
        pushed_.erase(write.parameter);
    }
    if (profile_.readback == studio::Readback::none) co_return;
    co_await verify();
    for (std::uint32_t round = 0; round < options_.verify_rounds && !ended(); ++round) {
        const auto left = wrong(all_sent());
        if (left.empty()) break;
        co_await journal(entry("writing again", left));
        co_await send(left, "writing again");
        co_await verify();
    }
}

Verdict Restorer::verdict(ParameterId id, bool planned) const
{
    if (planned && sends_[id] == 0) return Verdict::withheld;
    if (planned && profile_.readback == studio::Readback::none) return Verdict::unverified;
    if (!is_known(id)) return Verdict::silent;
    if (is_right(id)) return sends_[id] > 1 ? Verdict::corrected : Verdict::matched;
    return was_moved(id) ? Verdict::moved : Verdict::differs;
}

std::string Restorer::why(ParameterId id, Verdict verdict) const
{
    switch (verdict) {
        case Verdict::silent: return "no answer after " + std::to_string(profile_.pace.resends) + " asks; nobody knows what stands there";
        case Verdict::moved: return "somebody moved it while the recall ran; recall it again if it should follow the version";
        case Verdict::withheld: return cancel_->asked ? "the recall was cancelled before its turn" : "the unit stopped answering before its turn";
        case Verdict::unverified: return "sent; this unit cannot be read back";
        case Verdict::differs:
            return "told " + std::to_string(sends_[id]) + " times; the unit keeps its own value" +
                   (profile_[id].partner == studio::no_parameter ? "" : ", perhaps for a stereo link");
        case Verdict::safe: return "safe: left as it is";
        case Verdict::matched:
        case Verdict::corrected:
        case Verdict::by_hand: return {};
    }
    return {};
}

Finding Restorer::finding(ParameterId id, Verdict verdict) const
{
    return {unit_.name(), profile_[id].name, verdict, plan_.place(id), plan_.to.spoken(id), is_known(id) ? page().spoken(id) : "silent", why(id, verdict)};
}

void Restorer::fill(studio::Report& report) const
{
    const auto add = [&](ParameterId id, Verdict verdict) {
        if (verdict == Verdict::matched) ++report.matched;
        else report.add(finding(id, verdict));
    };
    for (const auto& write : plan_.writes) {
        report.written += sends_[write.parameter] > 0 ? 1u : 0u;
        add(write.parameter, verdict(write.parameter, true));
    }
    for (const ParameterId id : plan_.unchanged) add(id, pushed_.contains(id) ? verdict(id, false) : Verdict::matched);
    for (const ParameterId id : plan_.safe) add(id, Verdict::safe);
    for (const ParameterId id : plan_.by_hand) add(id, Verdict::by_hand);
    if (!reached_) report.notes.push_back(unit_.name() + ": stopped answering while the recall ran; what could not be read back is named silent");
    for (const ParameterId id : plan_.not_exposed) report.notes.push_back(plan_.place(id) + ": not exposed by this unit; left out");
}

}  // namespace

task<> restore(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Journal journal, Phases phases, rig::CancelToken cancel,
               studio::Report& report)
{
    Restorer restorer(unit, plan, options, std::move(phases), std::move(cancel));
    co_await restorer.run(std::move(journal));
    restorer.fill(report);
}

}  // namespace recalld::recall
