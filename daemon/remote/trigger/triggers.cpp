#include "remote/trigger/triggers.hpp"

#include <algorithm>

#include "log.hpp"
#include "remote/trigger/works.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string needs_operate(const Caller& caller)
{
    const auto has = caller.role == Permission::nothing ? "none" : std::string(rig::name_of(caller.role));
    return "it needs the role operate, and " + caller.name + " has " + has + "; pair this device first";
}

/// A button is one of one sender; messages that count by themselves are told apart by what they say.
std::string button_of(const OscHit& hit, const osc::Message& message, const Caller& caller)
{
    std::string button = caller.name + " " + std::string(message.address());
    if (hit.signal == Signal::pulse)
        for (const auto& [name, value] : hit.values) button += "\n" + value;
    return button;
}

/// Somebody sets it off by its name, or says the second word.
std::optional<TriggerWork> work_for(TriggerWorks& works, LiveTrigger& trigger, const Call& call)
{
    const auto now = Clock::now();
    const auto allow = call.text("allow");
    if (!call.flag("waiting")) return works.admit(trigger, {numbered(lines_of(call.text("arguments"))), {}, allow, call.caller.name, {}}, now);
    auto work = works.go_on(trigger, allow, now);
    work.asker = call.caller.name;
    works.tell(work, TriggerState::accepted, "");
    return work;
}

MacroRun run_for(const TriggerWorks& works, const Call& call)
{
    const auto name = call.text("name");
    const auto* macro = works.macro_named(name);
    if (!macro) {
        std::vector<std::string> names;
        for (const auto& one : works.macros) names.push_back(one.name);
        unknown_name("macro", name, names);
    }
    MacroRun run{name, orders_of(*macro, numbered(lines_of(call.text("arguments"))))};
    run.from = call.number("from", 1) - 1;
    run.allow = call.text("allow");
    run.allows_one = call.arguments.contains("from");
    run.dry_run = call.flag("dry_run");
    if (run.from < run.orders.size()) return run;
    throw VerbError("usage", "macro " + studio::in_quotes(name) + " has " + std::to_string(run.orders.size()) + " steps", 400, exit_usage);
}

}  // namespace

Triggers::Triggers(Room& room, const rig::RigConfig& config) : works_(std::make_shared<TriggerWorks>(room))
{
    works_->macros = config.macros;
    for (const auto& trigger : config.triggers) works_->add(trigger);
}

Triggers::~Triggers()
{
    works_->changes = {};
    for (const auto& port : works_->ports) port->stop();
}

void Triggers::open()
{
    for (const auto& port : works_->ports) port->start([works = works_.get()](const Hit& hit, TriggerTime now) { works->hear(hit, now); });
    const auto listens = [](const auto& trigger) { return std::holds_alternative<rig::ParameterEvent>(trigger->config.on); };
    if (std::ranges::any_of(works_->triggers, listens))
        works_->changes = works_->room.studio.listen([works = works_.get()](const studio::Change& change) { works->hear(change); });
}

task<> Triggers::stop()
{
    works_->changes = {};
    const auto works = works_;
    for (const auto& port : works->ports) port->stop();
    for (const auto& port : works->ports) co_await port->finished();
}

bool Triggers::hear(const osc::Message& message, const Caller& caller, Reply reply)
{
    bool is_wanted = false;
    const auto now = Clock::now();
    for (const auto& trigger : works_->triggers) {
        const auto* event = std::get_if<rig::OscEvent>(&trigger->config.on);
        const auto hit = event ? match_osc(*event, message) : std::nullopt;
        if (!hit) continue;
        is_wanted = true;
        const auto answer = [reply, name = trigger->config.name](TriggerState state, const std::string& words) { reply(feedback_text(name, state, words)); };
        if (caller.role < Permission::operate) answer(TriggerState::refused, needs_operate(caller));
        else if (trigger->edges.rises(button_of(*hit, message, caller), hit->signal, now)) works_->set_off(*trigger, {hit->values, hit->weak, "", caller.name, answer}, now);
    }
    return is_wanted;
}

task<Json> Triggers::fire(Call call)
{
    const auto works = works_;
    auto& trigger = works->named(call.text("name"));
    auto work = work_for(*works, trigger, call);
    if (!work) co_return Json{{"trigger", trigger.config.name}, {"state", "ignored"}, {"words", "the same runs, or ran a moment ago; it runs once"}};
    auto done = co_await TriggerWorks::carry_out(works, std::move(*work), std::move(call));
    co_return done;
}

task<Json> Triggers::run(Call call)
{
    auto run = run_for(*works_, call);
    Room& room = call.room;
    const auto asker = call.caller.name;
    Json again = call.arguments;
    std::optional<VerbError> failed;
    Json done;
    try {
        done = co_await run_macro(std::move(run), std::move(call));
    } catch (const VerbError& error) {
        failed = error;
    }
    if (!failed) co_return done;
    again["from"] = failed->details["step"];
    again.erase("allow");
    if (const auto id = wait_instead(room, asker, *failed, "macro", std::move(again)); id > 0) failed->details["confirm"] = id;
    throw *failed;
}

Json Triggers::arm(const std::string& name, bool armed)
{
    Json names = Json::array();
    const auto now = Clock::now();
    const auto set = [&](LiveTrigger& trigger) {
        trigger.armed = armed;
        if (!armed) works_->forget_waiting(trigger, now);
        names.push_back(trigger.config.name);
        log::remote().info("trigger {}: {}", trigger.config.name, armed ? "armed" : "disarmed");
    };
    if (name == "all")
        for (const auto& trigger : works_->triggers) set(*trigger);
    else
        set(works_->named(name));
    works_->room.news.tell(Area::triggers);
    return {{"armed", armed}, {"triggers", std::move(names)}};
}

Json Triggers::list() const
{
    Json all = Json::array();
    for (const auto& trigger : works_->triggers) all.push_back(trigger_json(*trigger));
    return {{"triggers", std::move(all)}};
}

Json Triggers::macros() const
{
    Json all = Json::array();
    for (const auto& macro : works_->macros) all.push_back(macro_json(macro));
    return {{"macros", std::move(all)}};
}

}  // namespace recalld::remote
