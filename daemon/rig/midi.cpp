#include "rig/midi.hpp"

#include <charconv>
#include <stdexcept>

namespace recalld::rig {

namespace {

constexpr std::uint16_t most_ports = 64;

bool take(std::string_view& text, std::string_view front)
{
    if (!text.starts_with(front)) return false;
    text.remove_prefix(front.size());
    return true;
}

LinkConfig ipmidi_to_hear(std::string_view text)
{
    LinkConfig link;
    link.kind = "ipmidi";
    const auto at = std::min(text.find('@'), text.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + at, link.port);
    if (error != std::errc{} || end != text.data() + at || link.port < 1 || link.port > most_ports)
        throw std::invalid_argument("\"ipmidi:" + std::string(text) + "\" is not of the form ipmidi:1 … ipmidi:64");
    if (at < text.size()) link.interface = text.substr(at + 1);
    return link;
}

}  // namespace

LinkConfig midi_to_hear(std::string_view text)
{
    if (take(text, "ipmidi:")) return ipmidi_to_hear(text);
    LinkConfig link;
    link.kind = "midi";
    link.only_hears = true;
    for (const auto* api : {"alsa", "jack"})
        if (take(text, std::string(api) + ":")) link.api = api;
    link.port_name = text;
    return link;
}

}  // namespace recalld::rig
