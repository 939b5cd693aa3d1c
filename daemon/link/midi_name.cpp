#include "link/midi_name.hpp"

#include <algorithm>
#include <cctype>

namespace recalld::link {

namespace {

constexpr std::size_t most_named = 12;

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i) text += (i == 0 ? "\"" : ", \"") + names[i] + "\"";
    return names.size() > most_named ? text + " and " + std::to_string(names.size() - most_named) + " more" : text;
}

/// 2: the whole name or the client or the port of `client:port`; 1: a part; 0: not at all.
int fit(const std::string& name, const std::string& wanted)
{
    const auto colon = name.find(':');
    const bool is_part_of_two = colon != std::string::npos && (name.substr(0, colon) == wanted || name.substr(colon + 1) == wanted);
    if (name == wanted || is_part_of_two) return 2;
    return name.find(wanted) != std::string::npos ? 1 : 0;
}

int fit(const MidiPortNames& port, const std::string& wanted)
{
    int best = 0;
    for (const auto& name : port.names) best = std::max(best, fit(lower(name), wanted));
    return best;
}

}  // namespace

FoundPort find_port(const std::vector<MidiPortNames>& ports, std::string_view wanted)
{
    const std::string name = lower(wanted);
    std::vector<std::size_t> fitting;
    int best = 1;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const int fits = fit(ports[i], name);
        if (fits < best) continue;
        if (fits > best) fitting.clear();
        best = fits;
        fitting.push_back(i);
    }
    if (fitting.size() == 1) return {fitting.front(), {}};
    if (fitting.empty()) return {};
    std::vector<std::string> candidates;
    for (const auto i : fitting) candidates.push_back(ports[i].names.front());
    return {{}, "\"" + std::string(wanted) + "\" could be " + listed(candidates) + "; say more of its name"};
}

std::string no_such_port(std::string_view wanted, const std::vector<MidiPortNames>& ports)
{
    std::vector<std::string> names;
    for (const auto& port : ports)
        if (std::ranges::find(names, port.names.front()) == names.end()) names.push_back(port.names.front());
    return "there is no port \"" + std::string(wanted) + "\"; there " + (names.empty() ? "is none at all" : "are " + listed(names));
}

FoundPair find_pair(const std::vector<MidiPortNames>& heard, const std::vector<MidiPortNames>& sent_to, const MidiAddress& address)
{
    const bool are_two = !address.heard_from.empty();
    const auto hear = find_port(heard, are_two ? address.heard_from : address.name);
    const auto send = address.only_hears ? FoundPort{} : find_port(sent_to, address.name);
    if (!hear.fault.empty() || !send.fault.empty()) return {{}, {}, hear.fault.empty() ? send.fault : hear.fault};
    if (are_two && !hear.index) return {{}, {}, no_such_port(address.heard_from, heard)};
    if (are_two && !send.index) return {{}, {}, no_such_port(address.name, sent_to)};
    if (hear.index || send.index) return {hear.index, send.index, {}};
    auto all = heard;
    if (!address.only_hears) all.insert(all.end(), sent_to.begin(), sent_to.end());
    return {{}, {}, no_such_port(address.name, all)};
}

}  // namespace recalld::link
