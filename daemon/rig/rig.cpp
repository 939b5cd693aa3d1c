#include "rig/rig.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>

#include "driver/daw_profile.hpp"
#include "link/either_link.hpp"
#include "link/ipmidi_link.hpp"
#include "link/jack_link.hpp"
#include "link/midi_link.hpp"
#include "link/no_link.hpp"
#include "link/tcp_link.hpp"
#include "link/udp_link.hpp"
#include "link/xctl_link.hpp"
#include "rig/bank_layout.hpp"
#include "rig/banks.hpp"
#include "rig/daw_bridges.hpp"
#include "rig/surface_unit.hpp"
#include "studio/panel.hpp"
#include "studio/spelling.hpp"

namespace recalld::rig {

namespace {

struct LinkKind {
    std::string_view name;
    std::unique_ptr<link::Link> (*make)(net::io_context&, const LinkConfig&, std::uint16_t default_port);
};

std::uint16_t port_or(const LinkConfig& config, std::uint16_t otherwise) { return config.port != 0 ? config.port : otherwise; }

std::unique_ptr<link::Link> make_udp(net::io_context& io, const LinkConfig& config, std::uint16_t default_port)
{
    return std::make_unique<link::UdpLink>(io, config.host, port_or(config, default_port));
}

std::unique_ptr<link::Link> make_tcp(net::io_context& io, const LinkConfig& config, std::uint16_t default_port)
{
    return std::make_unique<link::TcpLink>(io, config.host, port_or(config, default_port));
}

std::unique_ptr<link::Link> make_ipmidi(net::io_context& io, const LinkConfig& config, std::uint16_t)
{
    return std::make_unique<link::IpMidiLink>(io, config.interface, config.port);
}

std::unique_ptr<link::Link> make_midi(net::io_context& io, const LinkConfig& config, std::uint16_t)
{
    const link::MidiAddress address{config.port_name, config.is_virtual, config.only_hears, config.heard_from};
    auto alsa = std::make_unique<link::MidiLink>(io, address);
    auto jack = std::make_unique<link::JackLink>(io, address);
    if (config.api == "alsa") return alsa;
    if (config.api == "jack") return jack;
    return std::make_unique<link::EitherLink>(std::move(alsa), std::move(jack));
}

/// Towards a host, XCtl is plain UDP.
std::unique_ptr<link::Link> make_xctl(net::io_context& io, const LinkConfig& config, std::uint16_t)
{
    const auto port = port_or(config, link::xctl_port);
    if (config.listen.empty()) return std::make_unique<link::UdpLink>(io, config.host, port);
    return std::make_unique<link::XctlLink>(io, config.listen, config.surface, port);
}

std::unique_ptr<link::Link> make_none(net::io_context&, const LinkConfig&, std::uint16_t) { return std::make_unique<link::NoLink>(); }

constexpr std::array kinds{
    LinkKind{"udp", make_udp}, LinkKind{"tcp", make_tcp}, LinkKind{"ipmidi", make_ipmidi}, LinkKind{"midi", make_midi}, LinkKind{"xctl", make_xctl}, LinkKind{"none", make_none},
};

std::vector<std::string> names_of(const RigConfig& config)
{
    std::vector<std::string> names;
    for (const auto& unit : config.units) names.push_back(unit.name);
    return names;
}

using Profiles = std::vector<std::shared_ptr<const studio::Profile>>;

/// A safe that covers nothing protects nothing: most likely it is misspelt.
void want_something(const std::string& what, const std::string& text, const RigConfig& config, const Profiles& profiles)
{
    const auto scope = studio::Scope::parse(text, config.scopes, names_of(config));
    for (std::size_t i = 0; i < profiles.size(); ++i)
        if (profiles[i] && std::ranges::count(scope.cover(config.units[i].name, *profiles[i]), true) > 0) return;
    throw std::runtime_error(what + ": \"" + text + "\" covers nothing of this rig");
}

void want_something_of_each(const std::string& what, std::string_view terms, const RigConfig& config, const Profiles& profiles)
{
    while (!terms.empty()) {
        const auto end = std::min(terms.find(','), terms.size());
        const std::string term(terms.substr(0, end));
        terms.remove_prefix(std::min(end + 1, terms.size()));
        const auto first = term.find_first_not_of(" \t\n");
        if (first != std::string::npos && term[first] != '-') want_something(what, term.substr(first), config, profiles);
    }
}

/// `rig.yaml:4:8: safes`
std::string at(const std::string& place, const std::string& what) { return place.empty() ? what : place + ": " + what; }

std::string place_of_scope(const RigConfig& config, const std::string& name)
{
    const auto found = config.scope_places.find(name);
    return found == config.scope_places.end() ? std::string() : found->second;
}

/// Only what is set by hand does without a wire, and it has none.
void want_links(const RigConfig& config, const Profiles& profiles)
{
    for (std::size_t i = 0; i < config.units.size(); ++i) {
        const auto& unit = config.units[i];
        const bool is_by_hand = i < profiles.size() && profiles[i] && profiles[i]->is_by_hand();
        if (is_by_hand && unit.link.kind != "none") throw std::runtime_error(at(unit.profile_place, unit.name + ": " + unit.profile + " is set by hand; it has no link"));
        if (!is_by_hand && unit.link.kind == "none") throw std::runtime_error(at(unit.profile_place, unit.name + ": a unit of profile " + unit.profile + " has a link; only what is set by hand has none"));
    }
}

/// `A` may stand for `A (blue stripe)`.
bool is_revision(const std::string& known, const std::string& said) { return known == said || known.starts_with(said + " "); }

/// What a panel does not name would hide controls, or show some that are not there.
void want_revisions(const RigConfig& config, const Profiles& profiles)
{
    for (std::size_t i = 0; i < config.units.size() && i < profiles.size(); ++i) {
        const auto& unit = config.units[i];
        const auto* panel = profiles[i] ? profiles[i]->panel.get() : nullptr;
        if (unit.revision.empty() || !panel || panel->revisions.empty()) continue;
        if (std::ranges::any_of(panel->revisions, [&](const std::string& known) { return is_revision(known, unit.revision); })) continue;
        std::string all;
        for (const auto& known : panel->revisions) all += (all.empty() ? "" : ", ") + known;
        throw std::runtime_error(at(unit.revision_place, unit.name + ": " + unit.profile + " has no revision " + studio::in_quotes(unit.revision) + "; it has " + all));
    }
}

void want_drivers(const RigConfig& config, const Profiles& profiles)
{
    for (std::size_t i = 0; i < profiles.size(); ++i)
        if (profiles[i] && !driver::make_driver(profiles[i]))
            throw std::runtime_error(at(config.units[i].profile_place, "profile " + profiles[i]->profile_id + ": protocol \"" + profiles[i]->protocol + "\" is unknown"));
}

/// Profiles and surfaces of the units, as the rest of the rig sees them: what we are the surface of is a unit like a console.
struct Gear {
    Profiles profiles;
    std::vector<std::shared_ptr<const studio::Surface>> surfaces;
};

std::shared_ptr<const studio::Profile> daw_of(const UnitConfig& unit, const studio::Surface* surface)
{
    if (!surface) throw std::runtime_error(at(unit.role_place, unit.name + ": role: surface needs the profile of a control surface, and " + unit.profile + " is none"));
    auto as_it_is_there = std::make_shared<studio::Surface>(*surface);
    if (!unit.scale.empty()) as_it_is_there->scale = unit.scale;
    auto profile = driver::daw_profile(std::move(as_it_is_there));
    if (!profile) throw std::runtime_error(at(unit.role_place, unit.name + ": no DAW is spoken to in \"" + surface->protocol + "\"; take a profile of protocol mcu or hui"));
    return profile;
}

void take_roles(const RigConfig& config, Gear& gear)
{
    for (std::size_t i = 0; i < config.units.size(); ++i) {
        if (config.units[i].role != Role::surface) continue;
        gear.profiles[i] = daw_of(config.units[i], gear.surfaces[i].get());
        gear.surfaces[i] = nullptr;
    }
}

std::vector<BankGear> bank_gear(const RigConfig& config, const Gear& gear)
{
    std::vector<BankGear> all;
    for (std::size_t i = 0; i < config.units.size(); ++i) {
        const auto& surface = gear.surfaces[i];
        if (surface && !driver::make_surface_driver(surface))
            throw std::runtime_error(at(config.units[i].profile_place, "profile " + surface->profile_id + ": protocol \"" + surface->protocol + "\" is unknown"));
        all.push_back({config.units[i].name, gear.profiles[i], surface});
    }
    return all;
}

/// A device number that its model does not have would never be answered.
void want_place(const UnitConfig& unit, const studio::Profile& profile)
{
    const auto& facts = profile.midi;
    if ((unit.device && !facts.is_numbered) || (unit.channel && facts.ways.empty()))
        throw std::runtime_error(at(unit.profile_place, unit.name + ": device and channel go with MIDI gear"));
    if (unit.device && (*unit.device < facts.device_from || *unit.device > facts.device_to))
        throw std::runtime_error(at(unit.profile_place, unit.name + ": device " + std::to_string(*unit.device) + " is none of this model, which has " +
                                 std::to_string(facts.device_from) + " … " + std::to_string(facts.device_to)));
}

bool lead_to_one_place(const LinkConfig& a, const LinkConfig& b)
{
    const auto place = [](const LinkConfig& link) { return std::tie(link.kind, link.host, link.port, link.port_name, link.is_virtual, link.interface, link.listen, link.surface); };
    return place(a) == place(b);
}

/// Two boxes in one port would show each other's letters and move each other's faders. Gear with numbers of its own may share a line.
void want_ports_of_their_own(const RigConfig& config, const std::vector<std::shared_ptr<const studio::Surface>>& surfaces)
{
    for (std::size_t i = 0; i < config.units.size(); ++i)
        for (std::size_t before = 0; before < i; ++before) {
            const auto &one = config.units[before], &other = config.units[i];
            if ((!surfaces[before] && !surfaces[i]) || !lead_to_one_place(one.link, other.link)) continue;
            throw std::runtime_error(at(other.profile_place, other.name + " and " + one.name + " have the same link, and a port carries one surface and nothing else; give each a port of its own"));
        }
}

/// A trigger for a parameter that there is not would wait for ever.
void want_parameters(const RigConfig& config, const Profiles& profiles)
{
    for (const auto& trigger : config.triggers) {
        const auto* event = std::get_if<ParameterEvent>(&trigger.on);
        if (!event) continue;
        const auto unit = std::ranges::find(config.units, event->unit, &UnitConfig::name);
        const auto* profile = unit == config.units.end() ? nullptr : profiles[static_cast<std::size_t>(unit - config.units.begin())].get();
        if (!profile) throw std::runtime_error(at(event->place, "there is no unit \"" + event->unit + "\" with parameters"));
        if (profile->find(event->parameter)) continue;
        throw std::runtime_error(at(event->place, event->unit + ": no parameter \"" + event->parameter + "\"" + profile->suggestion(event->parameter)));
    }
}

}  // namespace

std::unique_ptr<link::Link> make_link(net::io_context& io, const LinkConfig& config, std::uint16_t default_port)
{
    const auto kind = std::ranges::find(kinds, config.kind, &LinkKind::name);
    if (kind == kinds.end()) throw std::runtime_error("link kind \"" + config.kind + "\" is unknown");
    return kind->make(io, config, default_port);
}

Rig::Rig(net::io_context& io, studio::Studio& studio)
    : io_(io), studio_(studio), banks_(std::make_unique<Banks>(io, studio, [this](std::string_view name) { return find(name); })),
      daws_(std::make_unique<DawBridges>(
          io, studio, [this](std::string_view name) { return find(name); },
          [this](const std::string& unit, studio::ParameterId parameter) { return is_held(unit, parameter); }))
{
}

Rig::~Rig() = default;

Rig::Loaded Rig::check(RigConfig config, std::vector<std::shared_ptr<const studio::Profile>> profiles,
                       std::vector<std::shared_ptr<const studio::Surface>> surfaces)
{
    surfaces.resize(profiles.size());
    want_ports_of_their_own(config, surfaces);
    Gear gear{std::move(profiles), std::move(surfaces)};
    take_roles(config, gear);
    const auto names = names_of(config);
    want_drivers(config, gear.profiles);
    want_links(config, gear.profiles);
    want_revisions(config, gear.profiles);
    want_parameters(config, gear.profiles);
    for (std::size_t i = 0; i < gear.profiles.size(); ++i)
        if (gear.profiles[i]) want_place(config.units[i], *gear.profiles[i]);
    // an empty text would be the scope of everything, and everything safe is not what nobody wrote
    auto safes = studio::Scope::parse(config.safes.empty() ? "-*" : config.safes, config.scopes, names);
    for (const auto& [name, text] : config.scopes) studio::Scope::parse(text, config.scopes, names);
    want_something_of_each(at(config.safes_place, "safes"), config.safes, config, gear.profiles);
    for (const auto& [name, text] : config.scopes) want_something_of_each(at(place_of_scope(config, name), "scope " + name), text, config, gear.profiles);
    const auto named = bank_gear(config, gear);
    auto banks = std::make_shared<std::vector<BankLayout>>();
    for (const auto& bank : config.banks) banks->push_back(make_layout(bank, named));
    auto daws = std::make_shared<std::vector<DawLayout>>();
    for (const auto& daw : config.daws) daws->push_back(make_daw_layout(daw, named));
    return {std::move(config), std::move(gear.profiles), std::move(gear.surfaces), std::move(safes), std::move(banks), std::move(daws)};
}

task<> Rig::become(Loaded loaded, Wrap wrap)
{
    co_await stop();
    for (const auto& name : names()) studio_.close(name);
    units_.clear();
    surfaces_.clear();
    loaded_ = std::move(loaded);
    for (std::size_t i = 0; i < loaded_.config.units.size(); ++i) open_unit(i, wrap);
    for (std::size_t i = 0; i < loaded_.config.banks.size(); ++i) add_bank(loaded_.config.banks[i], (*loaded_.banks)[i]);
    for (const auto& daw : *loaded_.daws) daws_->add(daw);
    for (const auto& surface : surfaces_) surface->start();
}

void Rig::open_unit(std::size_t index, const Wrap& wrap)
{
    const auto& unit = loaded_.config.units[index];
    const auto& profile = loaded_.profiles[index];
    auto link = make_link(io_, unit.link, profile ? profile->default_port : std::uint16_t{0});
    if (wrap) link = wrap(std::move(link), unit.name);
    if (!profile) {
        surfaces_.push_back(std::make_shared<SurfaceUnit>(io_, unit.name, loaded_.surfaces[index], std::move(link)));
        return;
    }
    units_.push_back(std::make_shared<Unit>(io_, unit.name, profile, std::move(link), studio_, driver::Place{unit.device, unit.channel, unit.name}));
    units_.back()->start();
}

void Rig::add_bank(const BankConfig& config, const BankLayout& layout)
{
    Banks::Boxes boxes;
    for (const auto& name : config.surfaces) boxes.push_back(*std::ranges::find(surfaces_, name.text, &SurfaceUnit::name));
    banks_->add(layout, std::move(boxes));
}

/// Pages stay open, and units can be found until others take their place: whoever asks meanwhile hears that they are offline.
task<> Rig::stop()
{
    daws_->clear();
    banks_->clear();
    const auto leaving = units_;
    const auto dark = surfaces_;
    for (const auto& unit : leaving) unit->stop();
    for (const auto& surface : dark) surface->stop();
    for (const auto& unit : leaving) co_await unit->finished();
    for (const auto& surface : dark) co_await surface->finished();
}

std::shared_ptr<Unit> Rig::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(units_, [&](const auto& unit) { return unit->name() == name; });
    return found == units_.end() ? nullptr : *found;
}

bool Rig::is_held(const std::string& unit, studio::ParameterId parameter) const
{
    const auto held = banks_->held();
    return std::ranges::find(held, Held{unit, parameter}) != held.end();
}

std::vector<std::string> Rig::names() const { return names_of(loaded_.config); }

studio::Scope Rig::scope(std::string_view text) const { return studio::Scope::parse(text, loaded_.config.scopes, names()); }

}  // namespace recalld::rig
