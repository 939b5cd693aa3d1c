#pragma once

#include "driver/consoles.hpp"
#include "driver/osc_node_driver.hpp"
#include "osc/packet.hpp"

/// What tests of the driver share: packets in, words out.
namespace recalld::driver {

using studio::ParameterId;
using Kind = Question::Kind;

inline const studio::Profile& x32() { return *console("x32"); }

inline const OscNodeDriver& desk()
{
    static const OscNodeDriver driver(console("x32"));
    return driver;
}

inline ParameterId id(const std::string& name) { return id_of(x32(), name); }
inline Question leaf(const std::string& name) { return {Kind::leaf, id(name)}; }
inline Question line(const std::string& path) { return {Kind::line, x32().find_node(path).value()}; }

inline Heard heard(wire::View packet)
{
    Heard said;
    desk().hear(packet, said);
    return said;
}

/// What the answer to `/node` is.
inline wire::Bytes node(const std::string& text) { return osc::message("node", {text}); }

inline std::string names(const std::vector<ParameterId>& ids)
{
    std::string list;
    for (const auto each : ids) list += (list.empty() ? "" : " ") + x32()[each].name;
    return list;
}

/// `ch/01/mix/on=1 ch/01/mix/pan=50`
inline std::string settings(const Heard& said)
{
    std::string list;
    for (const auto& [parameter, value] : said.settings)
        list += (list.empty() ? "" : " ") + x32()[parameter].name + "=" + studio::plain(value);
    return list;
}

inline bool says_nothing(const Heard& said)
{
    return !said.answers && said.settings.empty() && said.unclear.empty() && said.missing.empty() && said.model.empty();
}

}  // namespace recalld::driver
