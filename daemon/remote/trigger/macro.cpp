#include "remote/trigger/macro.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "midi/mmc.hpp"
#include "recall/plan.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

/// What never ends, and what would set off macros by macros.
constexpr std::array<std::string_view, 5> not_in_macros{"watch", "midi_monitor", "macro", "trigger", "confirm"};

const Argument* argument_named(const Verb& verb, std::string_view name)
{
    const auto found = std::ranges::find(verb.arguments, name, &Argument::name);
    return found == verb.arguments.end() ? nullptr : &*found;
}

bool is_number(std::string_view text)
{
    return !text.empty() && text.size() < 16 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_truth(std::string_view text) { return text == "true" || text == "false"; }

bool is_moment(std::string_view text)
{
    const auto slash = text.rfind('/');
    return text == "live" || (slash != std::string_view::npos && slash > 0 && slash + 1 < text.size());
}

/// Why this text is no such argument; empty when it is one.
std::string kind_fault(const Argument& argument, const std::string& text)
{
    const auto is_none = [&](const char* what) { return studio::in_quotes(text) + " is no " + what; };
    switch (argument.kind) {
        case ArgumentKind::text: return {};
        case ArgumentKind::number: return is_number(text) ? "" : is_none("whole number");
        case ArgumentKind::flag: return is_truth(text) ? "" : is_none("true or false");
        case ArgumentKind::version: return is_moment(text) ? "" : is_none("SESSION/VERSION, and not live");
    }
    return {};
}

/// The text as the verb table wants it.
Json typed(const Argument& argument, const std::string& text)
{
    if (const auto fault = kind_fault(argument, text); !fault.empty()) throw std::invalid_argument(std::string(argument.name) + ": " + fault);
    switch (argument.kind) {
        case ArgumentKind::text: return text;
        case ArgumentKind::number: return std::stoull(text);
        case ArgumentKind::flag: return text == "true";
        case ArgumentKind::version: break;
    }
    if (text == "live") return text;
    const auto slash = text.rfind('/');
    return {{"session", text.substr(0, slash)}, {"version", text.substr(slash + 1)}};
}

std::string verb_fault(const rig::StepConfig& step)
{
    if (std::ranges::find(not_in_macros, step.verb) != not_in_macros.end()) return "the verb " + studio::in_quotes(step.verb) + " cannot be a step of a macro";
    if (verb_named(step.verb)) return {};
    std::vector<std::string> names;
    for (const auto& verb : verbs()) names.emplace_back(verb.name);
    return "there is no verb " + studio::in_quotes(step.verb) + studio::did_you_mean(step.verb, names);
}

std::string argument_fault(const Verb& verb, const rig::StepArgument& given)
{
    const auto* argument = argument_named(verb, given.name);
    if (!argument) {
        std::vector<std::string> names;
        for (const auto& one : verb.arguments) names.emplace_back(one.name);
        return std::string(verb.name) + " has no argument " + studio::in_quotes(given.name) + studio::did_you_mean(given.name, names);
    }
    if (auto fault = placeholder_fault(given.text); !fault.empty()) return fault;
    return has_placeholders(given.text) ? std::string() : kind_fault(*argument, fill(given.text, {}));
}

std::string missing_in(const Verb& verb, const rig::StepConfig& step)
{
    for (const auto& argument : verb.arguments)
        if (argument.required && std::ranges::find(step.arguments, argument.name, &rig::StepArgument::name) == step.arguments.end())
            return std::string(verb.name) + " needs " + studio::in_quotes(argument.name);
    return {};
}

std::optional<std::string> placed(const std::string& place, const std::string& fault)
{
    if (fault.empty()) return {};
    return place.empty() ? fault : place + ": " + fault;
}

std::optional<std::string> fault_in(const rig::StepConfig& step)
{
    if (auto fault = placed(step.place, verb_fault(step))) return fault;
    const auto& verb = *verb_named(step.verb);
    for (const auto& argument : step.arguments)
        if (auto fault = placed(argument.place, argument_fault(verb, argument))) return fault;
    return placed(step.place, missing_in(verb, step));
}

std::string machine_fault(const rig::TriggerEvent& on)
{
    const auto* machine = std::get_if<rig::MachineEvent>(&on);
    if (!machine || midi::machine_command_named(machine->command)) return {};
    return studio::in_quotes(machine->command) + " is no command of machine control: stop, play, fast forward, rewind, record strobe, record exit, pause, locate …";
}

std::string hazard_fault(const std::string& allow)
{
    try {
        recall::parse_hazards(allow);
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

Order order_of(const rig::StepConfig& step, const Placeholders& values)
{
    Order order{step.verb};
    const auto* verb = verb_named(step.verb);
    if (!verb) throw std::invalid_argument("there is no such verb");
    for (const auto& given : step.arguments) {
        const auto* argument = argument_named(*verb, given.name);
        if (!argument) throw std::invalid_argument("it has no argument " + studio::in_quotes(given.name));
        order.arguments[given.name] = typed(*argument, fill(given.text, values));
    }
    return order;
}

/// `macro "back", step 2 of 3 (recall): `
std::string step_words(const std::string& macro, std::size_t step, std::size_t steps, const std::string& verb)
{
    return "macro " + studio::in_quotes(macro) + ", step " + std::to_string(step + 1) + " of " + std::to_string(steps) + " (" + verb + "): ";
}

void add_version(const rig::MacroConfig& macro, Placeholders& values)
{
    const auto key = values.contains("program") ? values.find("program") : values.find("1");
    if (key == values.end()) return;
    if (const auto version = macro.versions.find(key->second); version != macro.versions.end()) values.insert_or_assign("version", version->second);
}

/// What a dry run makes of a step; nothing when it would do something and cannot be tried.
std::optional<Order> tried(Order order)
{
    const auto& verb = *verb_named(order.verb);
    if (argument_named(verb, "dry_run")) order.arguments["dry_run"] = true;
    else if (verb.permission > Permission::view) return {};
    return order;
}

std::string described(const Order& order)
{
    std::string text = order.verb;
    for (const auto& [name, value] : order.arguments.items()) text += " " + name + "=" + (value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

Order allowing(Order order, const std::string& allow)
{
    if (allow.empty() || !argument_named(*verb_named(order.verb), "allow")) return order;
    order.arguments["allow"] = both_allowed(order.arguments.value("allow", ""), allow);
    return order;
}

VerbError in_step(const VerbError& error, const MacroRun& run, std::size_t step)
{
    auto details = error.details.is_object() ? error.details : Json::object();
    details["step"] = step + 1;
    return {error.code, step_words(run.macro, step, run.orders.size(), run.orders[step].verb) + error.what(), error.status, error.exit, std::move(details)};
}

std::size_t count_in(const Json& report, const char* name) { return report.value(name, std::size_t{0}); }

std::string counts_of(const Json& report)
{
    std::string text = std::to_string(count_in(report, "written")) + " written, " + std::to_string(count_in(report, "matched")) + " matched";
    for (const auto* name : {"differs", "silent", "unverified", "by_hand", "moved", "withheld", "noted"})
        if (const auto count = count_in(report, name); count > 0) text += ", " + std::to_string(count) + " " + (name == std::string_view("by_hand") ? "by hand" : name);
    return text;
}

std::string step_result_words(const Json& step)
{
    const auto verb = step.value("verb", "");
    if (step.contains("would")) return "would " + step.value("would", "");
    const auto& result = step["result"];
    if (result.contains("report")) return verb + ": " + counts_of(result["report"]);
    if (result.contains("writes")) return verb + ": " + std::to_string(count_in(result, "writes")) + " to be written" + (result.value("refused", false) ? ", refused" : "");
    if (result.contains("take")) return verb + ": " + result.value("session", "") + "/" + result.value("version", "") + ", take " + std::to_string(count_in(result, "take"));
    return verb;
}

/// One step, done or tried.
task<Json> run_step(Order order, bool dry_run, Call call)
{
    Json step = {{"verb", order.verb}};
    auto doing = dry_run ? tried(order) : std::optional(order);
    if (!doing) {
        step["would"] = described(order);
        co_return step;
    }
    call.arguments = std::move(doing->arguments);
    auto result = co_await perform(order.verb, std::move(call));
    step["result"] = std::move(result);
    co_return step;
}

}  // namespace

std::optional<std::string> fault_in(const rig::MacroConfig& macro)
{
    for (const auto& step : macro.steps)
        if (auto fault = fault_in(step)) return fault;
    return {};
}

std::optional<std::string> fault_in(const rig::TriggerConfig& trigger)
{
    if (auto fault = placed(trigger.on_place, machine_fault(trigger.on))) return fault;
    return placed(trigger.allow_place, hazard_fault(trigger.allow));
}

std::optional<std::string> fault_in(const rig::RigConfig& config)
{
    for (const auto& macro : config.macros)
        if (auto fault = fault_in(macro)) return fault;
    for (const auto& trigger : config.triggers)
        if (auto fault = fault_in(trigger)) return fault;
    return {};
}

std::vector<Order> orders_of(const rig::MacroConfig& macro, Placeholders values)
{
    add_version(macro, values);
    std::vector<Order> orders;
    for (const auto& step : macro.steps) try {
            orders.push_back(order_of(step, values));
        } catch (const std::invalid_argument& error) {
            const auto where = step_words(macro.name, orders.size(), macro.steps.size(), step.verb);
            throw VerbError("usage", where + error.what() + "; nothing was done", 400, exit_usage);
        }
    return orders;
}

task<Json> run_macro(MacroRun run, Call call)
{
    Json steps = Json::array(), result = {{"macro", run.macro}};
    int ended_with = 0;
    std::size_t at = run.from;
    for (; at < run.orders.size() && ended_with == 0; ++at) {
        const bool is_allowed = !run.allows_one || at == run.from;
        auto order = allowing(run.orders[at], is_allowed ? run.allow : "");
        Json step;
        std::optional<VerbError> failed;
        try {
            step = co_await run_step(std::move(order), run.dry_run, call);
        } catch (const VerbError& error) {
            failed = in_step(error, run, at);
        }
        if (failed) throw *failed;
        if (step.contains("result")) ended_with = step["result"].value("exit", 0);
        steps.push_back(std::move(step));
    }
    result["steps"] = std::move(steps);
    if (ended_with != 0) {
        result["ended_at"] = at;
        result["exit"] = ended_with;
    }
    co_return result;
}

std::uint32_t wait_instead(Room& room, const std::string& asker, const VerbError& error, std::string verb, Json arguments)
{
    if (!error.details.is_object() || !error.details.contains("confirm")) return 0;
    const auto now = std::chrono::steady_clock::now();
    auto waiting = room.confirmations.take(asker, error.details["confirm"].get<std::uint32_t>(), now);
    if (!waiting) return 0;
    waiting->caller = asker;
    waiting->verb = std::move(verb);
    waiting->arguments = std::move(arguments);
    return room.confirmations.add(std::move(*waiting), now);
}

std::string words_of(const Json& macro_result)
{
    std::string text;
    for (const auto& step : macro_result["steps"]) text += (text.empty() ? "" : "; ") + step_result_words(step);
    return text;
}

std::string both_allowed(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + "," + b; }

}  // namespace recalld::remote
