#include "remote/trigger/works.hpp"

#include <algorithm>
#include <tuple>

#include "log.hpp"
#include "remote/verb.hpp"
#include "rig/spawn.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience_for_a_second_word{30};
constexpr std::size_t most_running = 8;   // of one trigger, with different arguments

bool is_same_port(const rig::LinkConfig& a, const rig::LinkConfig& b)
{
    const auto place = [](const rig::LinkConfig& link) {
        return std::tie(link.kind, link.port, link.port_name, link.heard_from, link.api, link.is_virtual, link.interface);
    };
    return place(a) == place(b);
}

/// Orders that are the same are one.
std::string key_of(const std::vector<Order>& orders)
{
    Json all = Json::array();
    for (const auto& order : orders) all.push_back({order.verb, order.arguments});
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[noreturn]] void nothing_waits(const std::string& name)
{
    throw VerbError("nothing_to_confirm", "of trigger " + studio::in_quotes(name) + " nothing waits for a second word; what is refused waits for half a minute", 404, exit_usage);
}

}  // namespace

void unknown_name(const std::string& what, const std::string& name, const std::vector<std::string>& names)
{
    throw VerbError("unknown_" + what, "there is no " + what + " " + studio::in_quotes(name) + studio::did_you_mean(name, names), 404, exit_usage);
}

// --- finding

void TriggerWorks::add(const rig::TriggerConfig& config)
{
    const auto* macro = macro_named(config.macro);
    auto trigger = std::make_unique<LiveTrigger>(config, macro ? *macro : rig::MacroConfig{});
    if (config.midi) {
        trigger->port = port_for(*config.midi);
        trigger->port->add(triggers.size(), config.on);
    }
    triggers.push_back(std::move(trigger));
}

const rig::MacroConfig* TriggerWorks::macro_named(const std::string& name) const
{
    const auto found = std::ranges::find(macros, name, &rig::MacroConfig::name);
    return found == macros.end() ? nullptr : &*found;
}

std::shared_ptr<TriggerPort> TriggerWorks::port_for(const rig::LinkConfig& link)
{
    const auto found = std::ranges::find_if(ports, [&](const auto& port) { return is_same_port(port->config(), link); });
    if (found != ports.end()) return *found;
    return ports.emplace_back(std::make_shared<TriggerPort>(room.io, link));
}

LiveTrigger& TriggerWorks::named(const std::string& name) const
{
    std::vector<std::string> names;
    for (const auto& trigger : triggers) {
        if (trigger->config.name == name) return *trigger;
        names.push_back(trigger->config.name);
    }
    unknown_name("trigger", name, names);
}

// --- from a signal to work

/// Whatever is refused here is told like what is refused later.
std::optional<TriggerWork> TriggerWorks::admit(LiveTrigger& trigger, const Firing& firing, TriggerTime now)
{
    try {
        auto work = begin(trigger, firing, now);
        if (!work) return {};
        work->asker = firing.asker.empty() ? work->trigger.caller().name : firing.asker;
        work->tell = firing.tell;
        tell(*work, TriggerState::accepted, "");
        return work;
    } catch (const VerbError& error) {
        note(trigger, TriggerState::refused, error.what());
        if (firing.tell) firing.tell(TriggerState::refused, error.what());
        throw;
    }
}

std::optional<TriggerWork> TriggerWorks::begin(LiveTrigger& trigger, const Firing& firing, TriggerTime now)
{
    const auto& config = trigger.config;
    if (!trigger.armed) throw VerbError("disarmed", "trigger " + studio::in_quotes(config.name) + " is disarmed; nothing was done", 409, exit_refused);
    if (!config.confirms.empty()) {
        auto work = second_word(named(config.confirms), now);
        if (!work) nothing_waits(config.confirms);
        work->confirmed_by = &trigger;
        return work;
    }
    auto values = firing.values;
    values.merge(numbered(config.arguments));
    values.insert(firing.weak.begin(), firing.weak.end());
    auto orders = orders_of(trigger.macro, std::move(values));
    auto key = key_of(orders);
    if (trigger.once.is_recent(key, now)) return {};   // before the second word: a double fire is none
    if (trigger.waiting && trigger.waiting->key == key)
        if (auto work = second_word(trigger, now)) return work;
    if (trigger.once.running() >= most_running) throw VerbError("busy", "trigger " + studio::in_quotes(config.name) + " is at work already, " + std::to_string(most_running) + " times", 503, exit_refused);
    forget_waiting(trigger, now);   // whoever wants something else now does not mean that any more
    trigger.once.begins(key, now);
    trigger.fired = std::chrono::system_clock::now();
    return TriggerWork{trigger, std::move(key), std::move(orders), 0, both_allowed(config.allow, firing.allow)};
}

/// Takes what waits of this trigger; nothing when nothing does any more.
std::optional<TriggerWork> TriggerWorks::second_word(LiveTrigger& trigger, TriggerTime now)
{
    if (!trigger.waiting) return {};
    const auto pending = room.confirmations.take("", trigger.waiting->id, now);
    if (!pending) {
        trigger.waiting.reset();
        return {};
    }
    return go_on(trigger, pending->allow, now);
}

TriggerWork TriggerWorks::go_on(LiveTrigger& trigger, std::string allow, TriggerTime now)
{
    if (!trigger.waiting || now >= trigger.waiting->ends) nothing_waits(trigger.config.name);
    if (!trigger.armed) throw VerbError("disarmed", "trigger " + studio::in_quotes(trigger.config.name) + " was disarmed meanwhile; nothing was done", 409, exit_refused);
    auto waiting = std::move(*trigger.waiting);
    trigger.waiting.reset();
    trigger.once.goes_on(waiting.key, now);
    trigger.fired = std::chrono::system_clock::now();
    return {trigger, std::move(waiting.key), std::move(waiting.orders), waiting.from, std::move(allow), true};
}

void TriggerWorks::forget_waiting(LiveTrigger& trigger, TriggerTime now)
{
    if (trigger.waiting) room.confirmations.take("", trigger.waiting->id, now);
    trigger.waiting.reset();
}

// --- work and what is told of it

task<Json> TriggerWorks::carry_out(std::shared_ptr<TriggerWorks> self, TriggerWork work, Call call)
{
    self->tell(work, TriggerState::running, "");
    const auto& config = work.trigger.config;
    MacroRun run{config.macro, work.orders, work.from, work.allow, work.allows_one, config.dry_run};
    call.caller = work.trigger.caller();
    Json result = {{"trigger", config.name}};
    std::optional<VerbError> failed;
    ++self->room.performing;
    try {
        const Json done = co_await run_macro(std::move(run), std::move(call));
        result.update(done);
    } catch (const VerbError& error) {
        failed = error;
    }
    --self->room.performing;
    work.trigger.once.ends(work.key);
    if (failed) throw self->refused(work, std::move(*failed));
    const auto state = result.contains("exit") ? TriggerState::differs : TriggerState::done;
    const auto words = (config.dry_run ? "dry run: " : "") + words_of(result);
    self->tell(work, state, words);
    result["state"] = name_of(state);
    result["words"] = words;
    co_return result;
}

/// Nobody waits for the end but those who are told.
task<> TriggerWorks::carry_out_alone(std::shared_ptr<TriggerWorks> self, TriggerWork work)
{
    auto call = self->call_of(work.trigger);
    try {
        co_await carry_out(self, std::move(work), std::move(call));
    } catch (const VerbError&) {   // it was told
    }
}

Call TriggerWorks::call_of(const LiveTrigger& trigger) const
{
    return {room, Json::object(), [](const Json&) {}, std::make_shared<const bool>(false), trigger.caller()};
}

/// What failed, told; a refusal for hazards now waits for a second word.
VerbError TriggerWorks::refused(TriggerWork& work, VerbError error)
{
    auto& trigger = work.trigger;
    const auto now = Clock::now();
    std::string words = error.what();
    if (error.details.contains("confirm")) {
        forget_waiting(trigger, now);
        const auto id = wait_instead(room, work.asker, error, "trigger", {{"name", trigger.config.name}, {"waiting", true}});
        const auto from = error.details["step"].get<std::size_t>() - 1;
        error.details["confirm"] = id;
        trigger.waiting = WaitingMacro{id, work.key, work.orders, from, now + patience_for_a_second_word};
        if (trigger.config.confirm) {
            words += "; fire it again within 30 s to carry it out";
        } else {
            forget_waiting(trigger, now);
            error.details.erase("confirm");
        }
    }
    tell(work, error.exit == exit_differs ? TriggerState::differs : TriggerState::refused, words);
    return {error.code, words, error.status, error.exit, error.details};
}

void TriggerWorks::tell(const TriggerWork& work, TriggerState state, const std::string& words)
{
    note(work.trigger, state, words);
    if (work.confirmed_by) note(*work.confirmed_by, state, words);
    if (work.tell) work.tell(state, words);
}

void TriggerWorks::note(LiveTrigger& trigger, TriggerState state, const std::string& words)
{
    const auto& config = trigger.config;
    trigger.state = state;
    trigger.words = words;
    if (trigger.port && config.feedback && !trigger.port->send(feedback_message(*config.feedback, state)))
        log::remote().debug("trigger {}: feedback {} was not sent: {}", config.name, name_of(state), trigger.port->note());
    if (state != TriggerState::running) log::remote().info("trigger {}: {}{}{}", config.name, name_of(state), words.empty() ? "" : ": ", words);
    room.news.tell(Area::triggers);
}

// --- signals

void TriggerWorks::set_off(LiveTrigger& trigger, const Firing& firing, TriggerTime now)
{
    try {
        auto work = admit(trigger, firing, now);
        if (work) return rig::spawn(room.io, "trigger " + trigger.config.name, carry_out_alone(shared_from_this(), std::move(*work)));
        log::remote().debug("trigger {}: the same a moment ago; ignored", trigger.config.name);
    } catch (const VerbError&) {   // it was told
    }
}

void TriggerWorks::hear(const Hit& hit, TriggerTime now)
{
    auto& trigger = *triggers[hit.trigger];
    if (trigger.edges.rises(hit.button, hit.signal, now)) set_off(trigger, {hit.values}, now);
}

/// Counts when the device says it while it is there: what a reading finds was not pressed just now.
void TriggerWorks::hear(const studio::Change& change)
{
    for (const auto& trigger : triggers) {
        const auto* event = std::get_if<rig::ParameterEvent>(&trigger->config.on);
        if (!event || event->unit != change.unit) continue;
        const auto unit = room.rig.find(change.unit);
        if (!unit || (*unit->profile())[change.parameter].name != event->parameter) continue;
        const bool is_there = unit->page().spoken(change.parameter) == event->value;
        const bool was_there = std::exchange(trigger->was_there, is_there).value_or(true);
        const auto now = Clock::now();
        const bool is_hand = change.origin == studio::Origin::device && unit->online();
        if (is_there && !was_there && is_hand && trigger->edges.rises("", Signal::pulse, now)) set_off(*trigger, {{{"value", event->value}}}, now);
    }
}

}  // namespace recalld::remote
