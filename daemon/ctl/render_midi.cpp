#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

std::string render_midi_ports(const Json& result, const Paint& paint)
{
    std::string text;
    const Json& ports = list_in(result, "ports");
    if (!ports.empty()) {
        Table table({"SYSTEM", "DIRECTION", "PORT", ""});
        for (const Json& port : ports)
            table.add({text_in(port, "system"), text_in(port, "direction"), paint.strong(text_in(port, "name")),
                       flag_in(port, "ours") ? "ours" : ""});
        text += table.text(paint);
    } else {
        text += "no MIDI ports\n";
    }
    for (const Json& one : list_in(result, "missing"))
        text += paint.doubtful(text_in(one, "system")) + ": " + text_in(one, "why") + '\n';
    return text;
}

std::string render_midi(const Json& line, const Paint& paint)
{
    return fmt::format("{}  {}  {}\n", paint.faint(local_hour(text_in(line, "time"))), text_in(line, "words"),
                       paint.faint(text_in(line, "bytes")));
}

}  // namespace recalld::ctl
