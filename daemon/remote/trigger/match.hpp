#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "midi/program.hpp"
#include "midi/stream.hpp"
#include "osc/message.hpp"
#include "remote/trigger/edge.hpp"
#include "remote/trigger/placeholders.hpp"
#include "rig/trigger_config.hpp"

// Which triggers a message speaks to, and what it tells them. Pure: bytes in, hits out; time is told.

namespace recalld::remote {

/// A message that a trigger listens for.
struct Hit {
    std::size_t trigger = 0;   ///< as it was added
    Signal signal = Signal::none;
    std::string button;        ///< which of those that it listens to: `note 60 ch 1`
    Placeholders values;
};

/// The triggers of one MIDI port. Bytes come in pieces of any size.
class MidiMatch {
public:
    using Visitor = std::function<void(const Hit&)>;

    void add(std::size_t trigger, rig::TriggerEvent event) { listeners_.emplace_back(trigger, std::move(event)); }
    void read(midi::View packet, TriggerTime now, const Visitor& visit);
    /// We said this: what a port that loops brings back of it within 300 ms is no press.
    void said(const midi::Bytes& message, TriggerTime now);
    /// The port was opened anew.
    void forget();

private:
    void hear(const midi::Message& message, TriggerTime now, const Visitor& visit);
    bool is_echo(const midi::Message& message, TriggerTime now);

    std::vector<std::pair<std::size_t, rig::TriggerEvent>> listeners_;
    midi::Stream stream_{std::size_t{1} << 16};
    midi::ProgramReader programs_{midi::BankSelect::both};
    std::deque<std::pair<midi::Bytes, TriggerTime>> said_;
    TriggerTime heard_{};
};

/// The bytes have the form of the pattern.
bool fits(const rig::SysexEvent& pattern, midi::View sysex);

/// What an OSC message tells a trigger of this address; nothing when it is for another. A single number from 0 to 1, or a truth, is a button:
/// from 0.5 on it goes down. Everything else counts by itself and brings its arguments as $1, $2 …
struct OscHit {
    Signal signal = Signal::none;
    Placeholders values;   ///< of a button only $address
    Placeholders weak;     ///< what counts where the trigger itself says nothing: a button's own number as $1
};
std::optional<OscHit> match_osc(const rig::OscEvent& event, const osc::Message& message);

}  // namespace recalld::remote
