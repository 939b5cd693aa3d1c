#include "remote/trigger/match.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "midi/mmc.hpp"
#include "osc/address.hpp"

namespace recalld::remote {

using midi::Kind;
using midi::Message;

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds silence_in_a_sysex = 2s, echo_takes = 300ms;
constexpr std::size_t most_echoes = 64;
constexpr int way_back = 4;   // values that a controller comes down before it counts again

/// One message, and the program that it selects if it does.
struct Said {
    const Message& message;
    std::optional<midi::ProgramChange> program;
};

bool is_on(const std::optional<int>& channel, const Message& message) { return !channel || *channel == message.channel() + 1; }

std::string on_channel(const std::string& what, const Message& message) { return what + " ch " + std::to_string(message.channel() + 1); }

std::string text(int number) { return std::to_string(number); }

/// What a message tells one kind of event; Signal::none when nothing.
struct Listener {
    const Said& said;
    Hit& hit;

    void operator()(const std::monostate&) const {}
    void operator()(const rig::OscEvent&) const {}
    void operator()(const rig::ParameterEvent&) const {}

    void operator()(const rig::NoteEvent& event) const
    {
        const auto& message = said.message;
        const auto kind = message.kind();
        if ((kind != Kind::note_on && kind != Kind::note_off) || !is_on(event.channel, message)) return;
        if (event.note && *event.note != message.data1()) return;
        hit.signal = kind == Kind::note_on && message.data2() > 0 ? Signal::press : Signal::low;
        hit.button = on_channel("note " + text(message.data1()), message);
        hit.values = {{"note", text(message.data1())}, {"value", text(message.data2())}};
    }

    void operator()(const rig::ProgramEvent& event) const
    {
        if (!said.program || !is_on(event.channel, said.message)) return;
        const auto& [channel, bank, program] = *said.program;
        if ((event.program && *event.program != program) || (event.bank && *event.bank != bank)) return;
        hit.signal = Signal::pulse;
        hit.button = on_channel("program " + text(program) + " bank " + text(bank), said.message);
        hit.values = {{"program", text(program)}, {"bank", text(bank)}};
    }

    void operator()(const rig::ControllerEvent& event) const
    {
        const auto& message = said.message;
        if (message.kind() != Kind::control_change || message.data1() != event.controller || !is_on(event.channel, message)) return;
        if (message.data2() > event.above) hit.signal = Signal::high;
        else if (message.data2() <= std::max(0, event.above - way_back)) hit.signal = Signal::low;
        hit.button = on_channel("controller " + text(event.controller), message);
        hit.values = {{"value", text(message.data2())}};
    }

    void operator()(const rig::MachineEvent& event) const
    {
        if (said.message.kind() != Kind::sysex) return;
        const auto control = midi::read_machine_control(said.message.bytes());
        if (!control || (event.device && control->device != *event.device && control->device != midi::all_devices)) return;
        const auto is_it = [&](const midi::MachineStep& step) { return midi::name_of(step.command) == event.command; };
        if (std::ranges::none_of(control->steps, is_it)) return;
        hit.signal = Signal::pulse;
        hit.button = event.command;
        hit.values = {{"value", text(control->device)}};
    }

    void operator()(const rig::SysexEvent& event) const
    {
        if (said.message.kind() != Kind::sysex || !fits(event, said.message.bytes())) return;
        hit.signal = Signal::pulse;
        hit.button = "sysex";
    }
};

std::string spoken(double number)
{
    std::array<char, 40> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// Nothing for what is neither text nor number.
std::optional<std::string> spoken(const osc::Argument& argument)
{
    if (const auto words = argument.text()) return std::string(*words);
    if (const auto truth = argument.flag()) return *truth ? "true" : "false";
    if (const auto number = argument.integer()) return std::to_string(*number);
    if (const auto number = argument.large()) return std::to_string(*number);
    if (const auto number = argument.real()) {   // 0.1f is 0.1 and not 0.10000000149
        std::array<char, 40> digits{};
        return std::string(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
    }
    if (const auto number = argument.precise()) return spoken(*number);
    return {};
}

std::vector<std::string> spoken(const osc::Message& message)
{
    std::vector<std::string> arguments;
    for (const auto argument : message)
        if (auto words = spoken(argument)) arguments.push_back(std::move(*words));
    return arguments;
}

/// How far down a button is, 0 to 1; nothing when the message is none of a button.
std::optional<double> pressure(const osc::Message& message)
{
    if (message.tags().size() != 1) return {};
    const auto number = message.argument(0).number();
    if (!number || !(*number >= 0 && *number <= 1)) return {};
    return *number;
}

}  // namespace

void MidiMatch::read(midi::View packet, TriggerTime now, const Visitor& visit)
{
    if (stream_.is_open() && now - heard_ > silence_in_a_sysex) stream_.abandon();
    heard_ = now;
    stream_.feed(packet, [&](const Message& message) { hear(message, now, visit); });
}

void MidiMatch::hear(const Message& message, TriggerTime now, const Visitor& visit)
{
    if (is_echo(message, now)) return;
    const Said said{message, programs_.read(message)};
    for (const auto& [trigger, event] : listeners_) {
        Hit hit{trigger, Signal::none, {}, {}};
        std::visit(Listener{said, hit}, event);
        if (hit.signal != Signal::none) visit(hit);
    }
}

void MidiMatch::said(const midi::Bytes& message, TriggerTime now)
{
    if (said_.size() >= most_echoes) said_.pop_front();
    said_.emplace_back(message, now);
}

bool MidiMatch::is_echo(const Message& message, TriggerTime now)
{
    std::erase_if(said_, [&](const auto& said) { return now - said.second > echo_takes; });
    const auto found = std::ranges::find_if(said_, [&](const auto& said) { return std::ranges::equal(said.first, message.bytes()); });
    if (found == said_.end()) return false;
    said_.erase(found);
    return true;
}

void MidiMatch::forget()
{
    stream_.abandon();
    programs_ = midi::ProgramReader(midi::BankSelect::both);
    said_.clear();
}

bool fits(const rig::SysexEvent& pattern, midi::View sysex)
{
    const std::size_t end = pattern.bytes.size() - 1;   // of the bytes before F7
    if (sysex.size() < end + 1 || (!pattern.has_any_rest && sysex.size() != end + 1)) return false;
    for (std::size_t i = 0; i < end; ++i)
        if (pattern.bytes[i] && *pattern.bytes[i] != sysex[i]) return false;
    return sysex.back() == midi::sysex_end;
}

std::optional<OscHit> match_osc(const rig::OscEvent& event, const osc::Message& message)
{
    if (!osc::matches(event.address, message.address())) return {};
    const auto pressed = pressure(message);
    if (!pressed) {
        OscHit hit{Signal::pulse, numbered(spoken(message)), {}};
        hit.values.emplace("address", message.address());
        return hit;
    }
    return OscHit{*pressed >= 0.5 ? Signal::press : Signal::low, {{"address", std::string(message.address())}}, numbered(spoken(message))};
}

}  // namespace recalld::remote
