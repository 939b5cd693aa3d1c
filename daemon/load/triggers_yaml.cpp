#include "load/triggers_yaml.hpp"

#include "studio/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace recalld::load {

namespace {

using rig::TriggerConfig;
using studio::in_quotes;

template <typename Named>
void want_new_name(const Cursor& name, const std::vector<Named>& others, const std::string& what)
{
    if (name.text().empty()) name.fail("a " + what + " has a name");
    if (std::ranges::find(others, name.text(), &Named::name) != others.end()) name.fail("a second " + what + " " + in_quotes(name.text()));
}

// --- macros

rig::StepConfig read_step(const Cursor& step)
{
    if (step.is(Cursor::Kind::text)) return {step.text(), {}, step.place()};
    const auto verbs = step.entries();
    if (verbs.size() != 1) step.fail("a step is one verb and its arguments, such as {undo: {}}");
    const auto& [verb, arguments] = verbs.front();
    rig::StepConfig config{verb.text(), {}, verb.place()};
    for (const auto& [name, value] : arguments.entries()) config.arguments.push_back({name.text(), value.scalar(), value.place()});
    return config;
}

rig::MacroConfig read_macro(const Cursor& macro, const std::vector<rig::MacroConfig>& others)
{
    const Cursor name = *macro.find("name");
    want_new_name(name, others, "macro");
    rig::MacroConfig config{name.text(), {}, {}, name.place()};
    for (const Cursor& step : macro.find("steps")->items()) config.steps.push_back(read_step(step));
    if (const auto versions = macro.find("versions"))
        for (const auto& [program, version] : versions->entries()) config.versions.emplace(program.text(), version.text());
    return config;
}

// --- what a trigger listens for

std::optional<int> number_in(const Cursor& at, int highest)
{
    if (at.text() == "any") return {};
    const auto number = at.integer();
    if (number < 0 || number > highest) at.fail(std::to_string(number) + " is out of range 0 … " + std::to_string(highest));
    return static_cast<int>(number);
}

std::optional<int> number_at(const Cursor& map, std::string_view key, int highest)
{
    const auto at = map.find(key);
    return at ? number_in(*at, highest) : std::nullopt;
}

constexpr int highest_data = 127, highest_bank = 16'383, highest_channel = 16;

rig::TriggerEvent read_note(const Cursor& on)
{
    return rig::NoteEvent{number_at(on, "note", highest_data), number_at(on, "channel", highest_channel)};
}

rig::TriggerEvent read_program(const Cursor& on)
{
    return rig::ProgramEvent{number_at(on, "program", highest_data), number_at(on, "bank", highest_bank), number_at(on, "channel", highest_channel)};
}

rig::TriggerEvent read_controller(const Cursor& on)
{
    rig::ControllerEvent event;
    read(on, "controller", event.controller);
    read(on, "above", event.above);
    event.channel = number_at(on, "channel", highest_channel);
    return event;
}

rig::TriggerEvent read_machine(const Cursor& on) { return rig::MachineEvent{on.find("machine")->text(), number_at(on, "device", highest_data)}; }

/// `F0 43 .. F7`: two digits a byte, `..` for any, `*` before F7 for any rest.
class SysexReader {
public:
    explicit SysexReader(const Cursor& at) : at_(at), text_(at.text()) {}

    rig::SysexEvent read()
    {
        while (skip_spaces()) take();
        const auto& bytes = event_.bytes;
        if (bytes.size() < 2 || bytes.front() != std::byte{0xF0} || bytes.back() != std::byte{0xF7}) at_.fail("a SysEx begins with F0 and ends with F7");
        return std::move(event_);
    }

private:
    bool skip_spaces()
    {
        while (next_ < text_.size() && text_[next_] == ' ') ++next_;
        return next_ < text_.size();
    }
    void take()
    {
        const std::string_view word = std::string_view(text_).substr(next_, text_[next_] == '*' ? 1 : 2);
        if (!event_.bytes.empty() && event_.bytes.back() == std::byte{0xF7}) at_.fail("F7 ends a SysEx; nothing follows", next_);
        if (event_.has_any_rest && word != "F7" && word != "f7") at_.fail("after * there is F7 and nothing else", next_);
        if (word == "*") event_.has_any_rest = true;
        else if (word == "..") event_.bytes.emplace_back();
        else event_.bytes.emplace_back(byte(word));
        next_ += word.size();
    }
    std::byte byte(std::string_view word) const
    {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
        if (word.size() != 2 || error != std::errc{} || end != word.data() + word.size()) at_.fail(in_quotes(word) + " is no byte such as 7F, no .. and no *", next_);
        const bool is_inside = !event_.bytes.empty() && value != 0xF7;
        if (is_inside && value > 0x7F) at_.fail("inside a SysEx no byte is above 7F", next_);
        return static_cast<std::byte>(value);
    }

    const Cursor& at_;
    const std::string& text_;
    std::size_t next_ = 0;
    rig::SysexEvent event_;
};

rig::TriggerEvent read_sysex(const Cursor& on)
{
    const Cursor at = *on.find("sysex");
    return SysexReader(at).read();
}

rig::TriggerEvent read_osc(const Cursor& on)
{
    const Cursor at = *on.find("osc");
    if (!at.text().starts_with('/')) at.fail("an address begins with /");
    if (at.text() == "/recalld" || at.text().starts_with("/recalld/")) at.fail("/recalld is where the verbs are; take another address");
    return rig::OscEvent{at.text()};
}

rig::TriggerEvent read_parameter(const Cursor& on)
{
    const Cursor at = *on.find("parameter");
    const auto space = at.text().find(' ');
    if (space == std::string::npos || space == 0 || space + 1 == at.text().size()) at.fail("a unit and its parameter, such as desk config/mute/6");
    const auto is = on.find("is");
    if (!is) at.fail("say with is: what value sets it off");
    return rig::ParameterEvent{at.text().substr(0, space), at.text().substr(space + 1), is->text(), at.place()};
}

/// A kind of event by the key that names it, the further keys that it knows, and whether a MIDI port hears it.
struct EventKind {
    std::string_view key;
    std::array<std::string_view, 2> others;
    bool is_midi;
    rig::TriggerEvent (*read)(const Cursor& on);
};
constexpr std::array event_kinds{
    EventKind{"note", {"channel", ""}, true, read_note},          EventKind{"program", {"bank", "channel"}, true, read_program},
    EventKind{"controller", {"above", "channel"}, true, read_controller}, EventKind{"machine", {"device", ""}, true, read_machine},
    EventKind{"sysex", {"", ""}, true, read_sysex},               EventKind{"osc", {"", ""}, false, read_osc},
    EventKind{"parameter", {"is", ""}, false, read_parameter},
};

void read_event(const Cursor& trigger, TriggerConfig& config)
{
    const auto on = trigger.find("when"), midi = trigger.find("midi");
    if (!on) {
        if (midi) midi->fail("say with when: what comes from this port");
        return;
    }
    const auto kind = *std::ranges::find_if(event_kinds, [&](const EventKind& one) { return on->find(one.key).has_value(); });
    for (const auto& [key, value] : on->entries())
        if (key.text() != kind.key && std::ranges::find(kind.others, key.text()) == kind.others.end())
            key.fail(in_quotes(key.text()) + " does not go with " + std::string(kind.key));
    if (kind.is_midi && !midi) on->fail("say with midi: from which port");
    if (!kind.is_midi && midi) midi->fail(std::string(kind.key) + " comes from no MIDI port");
    config.on = kind.read(*on);
    config.on_place = on->place();
}

// --- the rest of a trigger

rig::LinkConfig read_port(const Cursor& midi)
{
    rig::LinkConfig link;
    const auto name = midi.find("port"), number = midi.find("ipmidi");
    link.kind = name ? "midi" : "ipmidi";
    read(midi, "port", link.port_name);
    read(midi, "ipmidi", link.port);
    read(midi, "hear", link.heard_from);
    read(midi, "api", link.api);
    read(midi, "virtual", link.is_virtual);
    read(midi, "interface", link.interface);
    for (const auto* key : {"hear", "api", "virtual"})
        if (const auto at = midi.find(key); at && number) at->fail(in_quotes(key) + " goes with port");
    if (const auto at = midi.find("interface"); at && name) at->fail("\"interface\" goes with ipmidi");
    if (name && link.port_name.empty()) name->fail("a port has a name");
    if (const auto at = midi.find("hear"); at && link.is_virtual) at->fail("a virtual port hears whoever joins it");
    return link;
}

rig::FeedbackConfig read_feedback(const Cursor& map)
{
    rig::FeedbackConfig feedback;
    feedback.is_note = map.find("note").has_value();
    read(map, feedback.is_note ? "note" : "controller", feedback.number);
    read(map, "channel", feedback.channel);
    read(map, "accepted", feedback.accepted);
    read(map, "running", feedback.running);
    read(map, "done", feedback.done);
    read(map, "differs", feedback.differs);
    read(map, "refused", feedback.refused);
    return feedback;
}

void read_macro_name(const Cursor& trigger, TriggerConfig& config, const std::vector<rig::MacroConfig>& macros)
{
    const auto macro = trigger.find("macro");
    if (!macro) return;
    config.macro = macro->text();
    if (std::ranges::find(macros, config.macro, &rig::MacroConfig::name) != macros.end()) return;
    std::vector<std::string> names;
    for (const auto& one : macros) names.push_back(one.name);
    macro->fail("there is no macro " + in_quotes(config.macro) + studio::did_you_mean(config.macro, names));
}

TriggerConfig read_trigger(const Cursor& trigger, const std::vector<TriggerConfig>& others, const std::vector<rig::MacroConfig>& macros)
{
    const Cursor name = *trigger.find("name");
    want_new_name(name, others, "trigger");
    TriggerConfig config{.name = name.text(), .place = name.place()};
    read_event(trigger, config);
    if (const auto midi = trigger.find("midi")) config.midi = read_port(*midi);
    read_macro_name(trigger, config, macros);
    read(trigger, "confirms", config.confirms);
    read(trigger, "arguments", config.arguments);
    read(trigger, "armed", config.armed);
    read(trigger, "dry_run", config.dry_run);
    read(trigger, "confirm", config.confirm);
    read(trigger, "debounce", config.debounce);
    read(trigger, "once_within", config.once_within);
    read(trigger, "allow", config.allow);
    if (const auto at = trigger.find("allow")) config.allow_place = at->place();
    if (const auto at = trigger.find("role")) config.role = *rig::permission_named(at->text());
    const auto feedback = trigger.find("feedback");
    if (feedback && !config.midi) feedback->fail("feedback goes to a trigger's MIDI port; over OSC the sender is answered in any case");
    if (feedback) config.feedback = read_feedback(*feedback);
    return config;
}

void want_trigger_to_confirm(const Cursor& list, const std::vector<TriggerConfig>& triggers)
{
    for (const Cursor& trigger : list.items()) {
        const auto at = trigger.find("confirms");
        if (!at) continue;
        const auto found = std::ranges::find(triggers, at->text(), &TriggerConfig::name);
        if (found == triggers.end()) at->fail("there is no trigger " + in_quotes(at->text()));
        if (found->macro.empty()) at->fail(in_quotes(at->text()) + " has no macro that could wait");
        if (!found->confirm) at->fail(in_quotes(at->text()) + " has confirm: false, so nothing of it ever waits");
    }
}

}  // namespace

std::vector<rig::MacroConfig> read_macros(const Cursor& list)
{
    std::vector<rig::MacroConfig> macros;
    for (const Cursor& macro : list.items()) macros.push_back(read_macro(macro, macros));
    return macros;
}

std::vector<TriggerConfig> read_triggers(const Cursor& list, const std::vector<rig::MacroConfig>& macros)
{
    std::vector<TriggerConfig> triggers;
    for (const Cursor& trigger : list.items()) triggers.push_back(read_trigger(trigger, triggers, macros));
    want_trigger_to_confirm(list, triggers);
    return triggers;
}

}  // namespace recalld::load
