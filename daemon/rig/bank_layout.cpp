#include "rig/bank_layout.hpp"

#include <algorithm>
#include <stdexcept>

#include "studio/spelling.hpp"

namespace recalld::rig {

namespace {

[[noreturn]] void fail(const Placed& at, const std::string& what) { throw std::runtime_error(at.place + ": " + what); }

std::vector<std::string> names_of(const std::vector<BankGear>& gear, bool surfaces)
{
    std::vector<std::string> names;
    for (const auto& one : gear)
        if ((one.surface != nullptr) == surfaces) names.push_back(one.name);
    return names;
}

std::shared_ptr<const studio::Surface> surface_named(const Placed& at, const std::vector<BankGear>& gear)
{
    const auto found = std::ranges::find_if(gear, [&](const BankGear& one) { return one.surface && one.name == at.text; });
    if (found == gear.end()) fail(at, "no surface " + studio::in_quotes(at.text) + " in this rig" + studio::did_you_mean(at.text, names_of(gear, true)));
    return found->surface;
}

/// The strips that a scope covers, in the order of their desks: a strip is covered when its fader is.
std::vector<BankStrip> covered(const studio::Scope& scope, const std::vector<BankGear>& gear)
{
    std::vector<BankStrip> strips;
    for (const auto& one : gear) {
        if (!one.profile) continue;
        for (const auto& controls : one.profile->controls)
            if (controls.fader != studio::no_parameter && scope.covers(one.name, *one.profile, controls.fader)) strips.push_back({one.name, one.profile, &controls});
    }
    return strips;
}

BankLayer layer_of(const LayerConfig& config, const std::vector<BankGear>& gear)
{
    BankLayer layer{config.name, {}};
    for (const auto& at : config.strips)
        for (const auto& strip : strips_at(at, gear)) layer.strips.push_back(strip);
    return layer;
}

std::size_t columns_of(const BankLayout& layout)
{
    std::size_t columns = 0;
    for (const auto& box : layout.boxes) columns += box->strips;
    return columns;
}

void read_fixed(const BankConfig& config, const std::vector<BankGear>& gear, BankLayout& layout)
{
    const auto columns = columns_of(layout);
    for (const auto& [column, at] : config.fixed) {
        if (column < 1 || column > columns) fail(at, "fader " + std::to_string(column) + " does not exist: these surfaces have faders 1 to " + std::to_string(columns));
        layout.fixed.emplace(column - 1, strip_at(at, gear));
    }
    if (layout.fixed.size() == columns) fail(config.fixed.front().second, "every fader is fixed; nothing is left for the bank");
}

/// Whatever has transport keys: a DAW through its surface, or by machine control.
BankTransport transport_at(const Placed& at, const std::vector<BankGear>& gear)
{
    const auto found = std::ranges::find_if(gear, [&](const BankGear& one) { return one.profile && one.name == at.text; });
    if (found == gear.end()) fail(at, "no unit " + studio::in_quotes(at.text) + " in this rig" + studio::did_you_mean(at.text, names_of(gear, false)));
    if (!found->profile->find("transport/play")) fail(at, "unit " + studio::in_quotes(at.text) + " has no transport");
    return {found->name, found->profile};
}

}  // namespace

std::vector<BankStrip> strips_at(const Placed& at, const std::vector<BankGear>& gear)
{
    std::vector<BankStrip> strips;
    try {
        strips = covered(studio::Scope::parse(at.text, {}, names_of(gear, false)), gear);
    } catch (const studio::ScopeError& error) {
        fail(at, error.what());
    }
    if (strips.empty()) fail(at, studio::in_quotes(at.text) + " names no strip that hands reach: it does not exist, or its profile has no controls for it");
    return strips;
}

BankStrip strip_at(const Placed& at, const std::vector<BankGear>& gear)
{
    const auto strips = strips_at(at, gear);
    if (strips.size() > 1) fail(at, studio::in_quotes(at.text) + " names " + std::to_string(strips.size()) + " strips; one fader stands for one");
    return strips.front();
}

BankLayout make_layout(const BankConfig& config, const std::vector<BankGear>& gear)
{
    BankLayout layout;
    layout.name = config.name;
    for (const auto& at : config.surfaces) layout.boxes.push_back(surface_named(at, gear));
    for (const auto& layer : config.layers) layout.layers.push_back(layer_of(layer, gear));
    if (!config.fixed.empty()) read_fixed(config, gear, layout);
    if (config.transport) layout.transport = transport_at(*config.transport, gear);
    if (!config.master) return layout;
    if (std::ranges::none_of(layout.boxes, [](const auto& box) { return box->master; })) fail(*config.master, "none of these surfaces has a master fader");
    layout.master = strip_at(*config.master, gear);
    return layout;
}

}  // namespace recalld::rig
