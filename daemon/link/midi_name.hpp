#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::link {

/// The MIDI port that a rig means.
struct MidiAddress {
    std::string name;          ///< of the port to join, whole or in part, any case; a virtual one gets this name
    bool is_virtual = false;   ///< others join us
    bool only_hears = false;   ///< nothing will be sent
    std::string heard_from = {};   ///< another port, from which the answers come; empty: the same
};

/// A port by the names that it has: the first is the one to show and to open, others are aliases.
struct MidiPortNames {
    std::vector<std::string> names;
};

/// What people wrote, found among ports: which one, or why none. The whole name, or one of its parts around the colon, goes before a part
/// of it.
struct FoundPort {
    std::optional<std::size_t> index;
    std::string fault;            ///< empty when there is no such port at all
};
FoundPort find_port(const std::vector<MidiPortNames>& ports, std::string_view wanted);

/// `"X-Touch" is none of them; there are a, b` or that there are none.
std::string no_such_port(std::string_view wanted, const std::vector<MidiPortNames>& ports);

/// Two fitting ports at most, one to hear and one to send to; a fault when neither is there or one is not clear.
struct FoundPair {
    std::optional<std::size_t> hear, send;
    std::string fault;
};
FoundPair find_pair(const std::vector<MidiPortNames>& heard, const std::vector<MidiPortNames>& sent_to, const MidiAddress& address);

}  // namespace recalld::link
