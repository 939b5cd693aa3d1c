#include "rig/rig.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "link/udp_link.hpp"

namespace recalld::rig {

namespace {

struct LinkKind {
    std::string_view name;
    std::unique_ptr<link::Link> (*make)(net::io_context&, const LinkConfig&, std::uint16_t port);
};

std::unique_ptr<link::Link> make_udp(net::io_context& io, const LinkConfig& config, std::uint16_t port)
{
    return std::make_unique<link::UdpLink>(io, config.host, port);
}

constexpr std::array kinds{
    LinkKind{"udp", make_udp},
};

std::vector<std::string> names_of(const RigConfig& config)
{
    std::vector<std::string> names;
    for (const auto& unit : config.units) names.push_back(unit.name);
    return names;
}

/// A safe that covers nothing protects nothing: most likely it is misspelt.
void want_something(const std::string& what, const std::string& text, const RigConfig& config, const std::vector<std::shared_ptr<const studio::Profile>>& profiles)
{
    const auto scope = studio::Scope::parse(text, config.scopes, names_of(config));
    for (std::size_t i = 0; i < profiles.size(); ++i)
        if (std::ranges::count(scope.cover(config.units[i].name, *profiles[i]), true) > 0) return;
    throw std::runtime_error(what + ": \"" + text + "\" covers nothing of this rig");
}

void want_something_of_each(const std::string& what, std::string_view terms, const RigConfig& config,
                            const std::vector<std::shared_ptr<const studio::Profile>>& profiles)
{
    while (!terms.empty()) {
        const auto end = std::min(terms.find(','), terms.size());
        const std::string term(terms.substr(0, end));
        terms.remove_prefix(std::min(end + 1, terms.size()));
        const auto first = term.find_first_not_of(" \t\n");
        if (first != std::string::npos && term[first] != '-') want_something(what, term.substr(first), config, profiles);
    }
}

}  // namespace

std::unique_ptr<link::Link> make_link(net::io_context& io, const LinkConfig& config, std::uint16_t default_port)
{
    const auto kind = std::ranges::find(kinds, config.kind, &LinkKind::name);
    if (kind == kinds.end()) throw std::runtime_error("link kind \"" + config.kind + "\" is unknown");
    return kind->make(io, config, config.port != 0 ? config.port : default_port);
}

Rig::Loaded Rig::check(RigConfig config, std::vector<std::shared_ptr<const studio::Profile>> profiles)
{
    const auto names = names_of(config);
    for (const auto& profile : profiles)
        if (!driver::make_driver(profile)) throw std::runtime_error("profile " + profile->profile_id + ": protocol \"" + profile->protocol + "\" is unknown");
    // an empty text would be the scope of everything, and everything safe is not what nobody wrote
    auto safes = studio::Scope::parse(config.safes.empty() ? "-*" : config.safes, config.scopes, names);
    for (const auto& [name, text] : config.scopes) studio::Scope::parse(text, config.scopes, names);
    want_something_of_each("safes", config.safes, config, profiles);
    for (const auto& [name, text] : config.scopes) want_something_of_each("scope " + name, text, config, profiles);
    return {std::move(config), std::move(profiles), std::move(safes)};
}

task<> Rig::become(Loaded loaded, std::function<std::unique_ptr<link::Link>(std::unique_ptr<link::Link>, const std::string&)> wrap)
{
    co_await stop();
    for (const auto& name : names()) studio_.close(name);
    units_.clear();
    loaded_ = std::move(loaded);
    for (std::size_t i = 0; i < loaded_.config.units.size(); ++i) {
        const auto& unit = loaded_.config.units[i];
        auto link = make_link(io_, unit.link, loaded_.profiles[i]->default_port);
        if (wrap) link = wrap(std::move(link), unit.name);
        units_.push_back(std::make_shared<Unit>(io_, unit.name, loaded_.profiles[i], std::move(link), studio_));
        units_.back()->start();
    }
}

/// Pages stay open, and units can be found until others take their place: whoever asks meanwhile hears that they are offline.
task<> Rig::stop()
{
    const auto leaving = units_;
    for (const auto& unit : leaving) unit->stop();
    for (const auto& unit : leaving) co_await unit->finished();
}

std::shared_ptr<Unit> Rig::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(units_, [&](const auto& unit) { return unit->name() == name; });
    return found == units_.end() ? nullptr : *found;
}

std::vector<std::string> Rig::names() const { return names_of(loaded_.config); }

studio::Scope Rig::scope(std::string_view text) const { return studio::Scope::parse(text, loaded_.config.scopes, names()); }

}  // namespace recalld::rig
