#pragma once

#include <memory>
#include <string>
#include <vector>

#include "midi/nrpn.hpp"
#include "midi/program.hpp"
#include "simulate/luck.hpp"
#include "studio/profile.hpp"
#include "wire/bytes.hpp"

namespace recalld::simulate {

struct Seen;

/// MIDI gear made from the tables of its profile: answers what it is asked, takes what it is told, checks every checksum, and does not
/// hear what is meant for another device number or channel. What is volatile in a dump is another with each dump. Messages in, messages
/// out; no clock, no port.
class MidiBox {
public:
    /// `device` as its front panel shows it, `channel` 1 … 16. The profile's first device number unless said.
    explicit MidiBox(std::shared_ptr<const studio::Profile> profile, int device = -1, int channel = 1, std::uint64_t seed = 1);

    /// One whole message; the answers, each one message, in order.
    std::vector<wire::Bytes> hear(wire::View message);
    /// What leaves when a person starts this dump at the front panel.
    std::vector<wire::Bytes> dump(const std::string& name);

    const studio::Profile& profile() const { return *profile_; }
    /// As it stands inside; for a dump, what it would send now.
    studio::Value value(const std::string& name);
    void set(const std::string& name, const studio::Value& value);
    /// Everything is another value, a legal one.
    void disturb(std::uint64_t seed);
    /// It does not answer for what stands below this node. False when the profile has no such node.
    bool hide(const std::string& path);
    /// Its memory is protected: it hears what it is told and keeps what it has.
    void protect(bool on) { is_protected_ = on; }

private:
    using ParameterId = studio::ParameterId;
    struct State {
        std::int32_t number = 0;
        std::vector<wire::Bytes> dump;   ///< its messages
        bool hidden = false;
    };

    ParameterId id_of(const std::string& name) const;
    std::vector<wire::Bytes> hear_exclusive(wire::View message);
    std::vector<wire::Bytes> hear_channel(const midi::Message& message);
    std::vector<wire::Bytes> answer(ParameterId id);
    void take(ParameterId id, const studio::MessageTemplate& form, wire::View message);
    void take_number(ParameterId id, std::int64_t number);
    bool is_mine(const studio::MessageTemplate& form, const Seen& seen, wire::View message) const;
    wire::Bytes as_sent(const studio::Way& way, wire::Bytes message);
    void make_dump(ParameterId id, Luck& luck);

    std::shared_ptr<const studio::Profile> profile_;
    int device_, channel_;               ///< on the wire
    Luck luck_;
    std::vector<State> states_;
    bool is_protected_ = false;
    midi::ControllerReader controllers_;
    std::vector<midi::ProgramReader> programs_;
};

}  // namespace recalld::simulate
