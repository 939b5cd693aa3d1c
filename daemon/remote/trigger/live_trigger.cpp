#include "remote/trigger/live_trigger.hpp"

#include "remote/plan_json.hpp"
#include "wire/bytes.hpp"

namespace recalld::remote {

namespace {

std::string any_or(const std::optional<int>& number) { return number ? std::to_string(*number) : "any"; }

std::string on_channel(const std::optional<int>& channel) { return channel ? " ch " + std::to_string(*channel) : ""; }

std::string hex_of(const rig::SysexEvent& event)
{
    std::string text;
    for (std::size_t i = 0; i < event.bytes.size(); ++i) {
        const bool is_last = i + 1 == event.bytes.size();
        if (is_last && event.has_any_rest) text += " *";
        const auto& byte = event.bytes[i];
        text += (text.empty() ? "" : " ") + (byte ? wire::hex({&*byte, 1}) : std::string(".."));
    }
    return text;
}

struct EventWords {
    std::string operator()(const std::monostate&) const { return "by hand"; }
    std::string operator()(const rig::NoteEvent& event) const { return "note " + any_or(event.note) + on_channel(event.channel); }
    std::string operator()(const rig::ProgramEvent& event) const
    {
        return "program " + any_or(event.program) + (event.bank ? " bank " + std::to_string(*event.bank) : "") + on_channel(event.channel);
    }
    std::string operator()(const rig::ControllerEvent& event) const
    {
        return "controller " + std::to_string(event.controller) + " above " + std::to_string(event.above) + on_channel(event.channel);
    }
    std::string operator()(const rig::MachineEvent& event) const { return "machine " + event.command; }
    std::string operator()(const rig::SysexEvent& event) const { return "sysex " + hex_of(event); }
    std::string operator()(const rig::OscEvent& event) const { return "osc " + event.address; }
    std::string operator()(const rig::ParameterEvent& event) const { return event.unit + " " + event.parameter + " is " + event.value; }
};

Json port_json(const TriggerPort* port)
{
    if (!port) return nullptr;
    return {{"where", port->where()}, {"online", port->online()}, {"note", port->note()}};
}

}  // namespace

std::string source_of(const rig::TriggerConfig& trigger)
{
    std::string port;
    if (trigger.midi) port = trigger.midi->kind == "ipmidi" ? "ipmidi " + std::to_string(trigger.midi->port) + ": " : "midi " + trigger.midi->port_name + ": ";
    return port + std::visit(EventWords{}, trigger.on);
}

Json trigger_json(const LiveTrigger& trigger)
{
    const auto& config = trigger.config;
    Json json = {{"trigger", config.name}, {"source", source_of(config)}};
    json[config.macro.empty() ? "confirms" : "macro"] = config.macro.empty() ? config.confirms : config.macro;
    json.update({{"armed", trigger.armed},
                 {"dry_run", config.dry_run},
                 {"state", name_of(trigger.state)},
                 {"words", trigger.words},
                 {"fired", trigger.fired ? Json(iso_time(*trigger.fired)) : Json(nullptr)},
                 {"confirm", trigger.waiting && std::chrono::steady_clock::now() < trigger.waiting->ends ? Json(trigger.waiting->id) : Json(nullptr)},
                 {"port", port_json(trigger.port.get())}});
    return json;
}

Json macro_json(const rig::MacroConfig& macro)
{
    Json steps = Json::array(), versions = Json::object();
    for (const auto& step : macro.steps) {
        Json arguments = Json::object();
        for (const auto& argument : step.arguments) arguments[argument.name] = argument.text;
        steps.push_back({{"verb", step.verb}, {"arguments", std::move(arguments)}});
    }
    for (const auto& [program, version] : macro.versions) versions[program] = version;
    return {{"macro", macro.name}, {"steps", std::move(steps)}, {"versions", std::move(versions)}};
}

}  // namespace recalld::remote
