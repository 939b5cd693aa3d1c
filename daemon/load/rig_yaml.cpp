#include "load/rig_yaml.hpp"

#include "load/banks_yaml.hpp"
#include "load/house_yaml.hpp"
#include "load/json_schema.hpp"
#include "load/patch_yaml.hpp"
#include "studio/spelling.hpp"
#include "load/remote_yaml.hpp"
#include "load/rig_keys.hpp"
#include "load/surface_yaml.hpp"
#include "load/text_file.hpp"
#include "load/triggers_yaml.hpp"

#include <algorithm>

namespace recalld::load {

namespace {

bool is_name(std::string_view text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

std::string read_name(const Cursor& at)
{
    if (!is_name(at.text())) at.fail("a name has letters, digits, - and _, not " + studio::in_quotes(at.text()));
    return at.text();
}

/// What stands there must say something.
void want_text(const Cursor& map, std::string_view key, const std::string& what)
{
    const auto at = map.find(key);
    if (at && at->text().empty()) at->fail(what);
}

rig::LinkConfig read_link(const Cursor& map)
{
    rig::LinkConfig link;
    read(map, "kind", link.kind);
    if (link.kind == "midi") read(map, "port", link.port_name);
    else read(map, "port", link.port);
    read(map, "hear", link.heard_from);
    read(map, "host", link.host);
    read(map, "api", link.api);
    read(map, "virtual", link.is_virtual);
    read(map, "interface", link.interface);
    read(map, "listen", link.listen);
    read(map, "surface", link.surface);
    for (const auto* key : {"host", "interface", "listen", "surface"}) want_text(map, key, "a host has a name or an address");
    for (const auto* key : {"port", "hear"})
        if (link.kind == "midi") want_text(map, key, "a port has a name");
    if (const auto hear = map.find("hear"); hear && link.is_virtual) hear->fail("a virtual port hears whoever joins it");
    if (const auto surface = map.find("surface"); surface && link.listen.empty()) surface->fail("a surface is named where we listen, not beside a host");
    return link;
}

void read_role(const Cursor& map, rig::UnitConfig& unit)
{
    const auto role = map.find("role"), scale = map.find("scale");
    if (scale && !role) scale->fail("a scale goes with role: surface; that of a box stands in its profile");
    if (!role) return;
    unit.role = rig::Role::surface;
    unit.role_place = role->place();
    if (scale) unit.scale = read_scale(*scale);
}

rig::UnitConfig read_unit(const Cursor& map, const std::vector<rig::UnitConfig>& others)
{
    rig::UnitConfig unit;
    const Cursor name = *map.find("name");
    unit.name = read_name(name);
    if (std::any_of(others.begin(), others.end(), [&](const auto& other) { return other.name == unit.name; }))
        name.fail("a second unit " + studio::in_quotes(unit.name));
    const Cursor profile = *map.find("profile");
    unit.profile = profile.text();
    unit.profile_place = profile.place();
    const auto link = map.find("link");
    if (link) unit.link = read_link(*link);
    else unit.link.kind = "none";
    unit.has_link = link.has_value();
    read(map, "serial", unit.serial);
    read(map, "revision", unit.revision);
    if (const auto at = map.find("revision")) unit.revision_place = at->place();
    read(map, "quirks", unit.quirks);
    if (const auto at = map.find("device")) read_value(*at, unit.device.emplace());
    if (const auto at = map.find("channel")) read_value(*at, unit.channel.emplace());
    read_role(map, unit);
    return unit;
}

std::string read_scope(const Cursor& at)
{
    if (at.is(Cursor::Kind::text)) return at.text();
    std::string terms;
    for (const Cursor& term : at.items()) terms += (terms.empty() ? "" : ", ") + term.text();
    return terms;
}

void read_scopes(const Cursor& root, rig::RigConfig& rig)
{
    if (const auto scopes = root.find("scopes"))
        for (const auto& [name, scope] : scopes->entries()) {
            rig.scopes.emplace(read_name(name), read_scope(scope));
            rig.scope_places.emplace(name.text(), scope.place());
        }
    if (const auto safes = root.find("safes")) {
        rig.safes = read_scope(*safes);
        rig.safes_place = safes->place();
    }
}

void read_studio(const Cursor& map, rig::StudioConfig& studio)
{
    read(map, "name", studio.name);
    read(map, "room", studio.room);
    read(map, "address", studio.address);
    read(map, "territory", studio.territory);
    if (map.find("internal")) studio.internal.clear();
    read(map, "internal", studio.internal);
}

void read_prints(const Cursor& list, std::vector<std::string>& folders)
{
    for (const Cursor& folder : list.items()) {
        const auto text = folder.text();
        if (text.empty() || text[0] != '/') folder.fail("a folder with prints is a whole path, from / on, not " + studio::in_quotes(text));
        if (text.find_first_not_of("/.") == std::string::npos) folder.fail("that would let everybody who may edit ask for every file of this machine; name the folders with prints");
        folders.push_back(text);
    }
}

void read_policy(const Cursor& map, rig::RecallPolicy& policy)
{
    if (const auto at = map.find("gain_jump")) policy.gain_jump = at->decibels();
    read(map, "verify_rounds", policy.verify_rounds);
    read(map, "mute_first", policy.mute_first);
}

/// A scope that cannot be understood is found at start, not in the middle of a recall.
void check_scope(const Cursor& at, const std::string& scope, const rig::RigConfig& rig)
{
    std::vector<std::string> units;
    for (const rig::UnitConfig& unit : rig.units) units.push_back(unit.name);
    try {
        studio::Scope::parse(scope, rig.scopes, units);
    } catch (const studio::ScopeError& error) {
        at.fail(error.what());
    }
}

void check_scopes(const Cursor& root, const rig::RigConfig& rig)
{
    if (const auto scopes = root.find("scopes"))
        for (const auto& [name, scope] : scopes->entries()) check_scope(scope, rig.scopes.at(name.text()), rig);
    if (const auto safes = root.find("safes")) check_scope(*safes, rig.safes, rig);
    for (std::size_t i = 0; i < rig.house.size(); ++i) check_scope(*root.find("house")->items()[i].find("strip"), rig.house[i].strip, rig);
}

}  // namespace

rig::RigConfig read_rig(const std::filesystem::path& file) { return parse_rig(read_text_file(file), file.string()); }

rig::RigConfig parse_rig(std::string_view yaml, const std::string& file)
{
    const YamlDocument document(yaml, file);
    const Cursor root(document);
    check(root, rig_shape());
    rig::RigConfig rig;
    for (const Cursor& unit : root.find("units")->items()) rig.units.push_back(read_unit(unit, rig.units));
    read_scopes(root, rig);
    if (const auto policy = root.find("policy")) read_policy(*policy, rig.policy);
    if (const auto studio = root.find("studio")) read_studio(*studio, rig.studio);
    if (const auto patch = root.find("patch")) rig.patch = read_patch(*patch);
    if (const auto prints = root.find("prints")) read_prints(*prints, rig.prints);
    if (const auto house = root.find("house")) rig.house = read_house(*house);
    if (const auto log = root.find("log")) read(*log, "takes", rig.log.takes);
    if (const auto banks = root.find("banks")) rig.banks = read_banks(*banks);
    if (const auto daws = root.find("daws")) rig.daws = read_daws(*daws);
    if (const auto remote = root.find("remote")) rig.remote = read_remote(*remote);
    if (const auto access = root.find("access")) rig.access = read_access(*access);
    if (const auto macros = root.find("macros")) rig.macros = read_macros(*macros);
    if (const auto triggers = root.find("triggers")) rig.triggers = read_triggers(*triggers, rig.macros);
    check_scopes(root, rig);
    return rig;
}

std::string rig_schema() { return json_schema(rig_shape(), "recalld rig"); }

}  // namespace recalld::load
