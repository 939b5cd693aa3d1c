#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <cstdlib>

#include "daemon.hpp"
#include "driver/scene_file.hpp"
#include "load/any_profile.hpp"
#include "load/config_error.hpp"
#include "load/profile_yaml.hpp"
#include "load/rig_yaml.hpp"
#include "load/surface_yaml.hpp"
#include "log.hpp"
#include "packet_tools.hpp"
#include "panel_tools.hpp"
#include "rig/discover.hpp"
#include "simulation.hpp"
#include "store/store.hpp"

namespace {

using namespace recalld;

constexpr int exit_unreachable = 5, exit_usage = 64, exit_disk = 74, exit_config = 78;

struct Options {
    DaemonOptions daemon;
    std::vector<std::string> profile_folders;
    std::string state, socket, level = "info", record;
    bool check = false, check_profiles = false, version = false;
    SimulationOptions simulation;
    std::string simulate, decode, replay, schema, discover, draw_panels, import_gear;
};

std::string default_folder(const char* from_systemd, const char* otherwise)
{
    const char* given = std::getenv(from_systemd);
    return given ? given : otherwise;
}

void describe_options(CLI::App& app, Options& options)
{
    app.add_option("--rig", options.daemon.rig, "what stands in this room (rig.yaml)");
    app.add_option("--state", options.state, "folder for history; default $STATE_DIRECTORY or /var/lib/recalld");
    app.add_option("--socket", options.socket, "where recallctl asks; default $RECALLD_SOCKET or /run/recalld/recalld.sock");
    app.add_option("--profiles", options.profile_folders, "folders with profiles; default the installed ones");
    app.add_option("--log", options.level, "debug, info, warn or error")->check(CLI::IsMember({"debug", "info", "warn", "error"}));
    app.add_option("--record", options.record, "folder for tapes of all traffic, one a unit");
    app.add_flag("--check", options.check, "read rig and profiles, open nothing, and say whether they are right");
    app.add_flag("--check-profiles", options.check_profiles, "read every profile in the profile folders");
    app.add_option("--discover", options.discover, "ask who is there, at an address or with 255.255.255.255 everybody on this network");
    app.add_option("--simulate", options.simulate, "be the gear of this profile (an id or a file): a console, a MIDI box, or a control surface");
    app.add_option("--listen", options.simulation.listen, "with --simulate: ADDRESS:PORT, default 127.0.0.1 and the profile's port; port 0 is a free one. A box or a surface speaks MIDI there over TCP, or ipmidi:PORT[@ADDRESS]");
    app.add_option("--load", options.simulation.load, "with --simulate: begin with this scene file");
    app.add_option("--faults", options.simulation.faults, "with --simulate: what goes wrong, e.g. loss=1%,delay=2ms,rate=1000/s");
    app.add_option("--signal", options.simulation.signal, "with --simulate: what is plugged into a console, e.g. headamp/002=-18,headamp/004=-30+48V,bus/03>headamp/016; its meters follow. /-sim/signal plugs more while it runs");
    app.add_option("--decode", options.decode, "say what bytes mean; hexadecimal lines from standard input, behind < when a surface sent them, behind > when a host did. With --replay: what a tape holds")
        ->check(CLI::IsMember({"osc", "midi", "mackie", "mcu", "hui", "xctl"}));
    app.add_option("--replay", options.replay, "say what a tape holds");
    app.add_option("--draw-panels", options.draw_panels, "draw the fronts of all analog gear in the profile folders into this folder, and all of them as contact.html");
    app.add_option("--import-gear", options.import_gear, "print a unit of a library of gear (JSON: unitId, name, controls …) as a profile");
    app.add_option("--schema", options.schema, "print the JSON Schema of rig, profile or surface files")->check(CLI::IsMember({"rig", "profile", "surface"}));
    app.add_flag("--version", options.version, "print the version");
}

/// A daemon run from its build folder finds the profiles of its source tree.
std::vector<std::filesystem::path> folders_above(std::filesystem::path here)
{
    constexpr int most_levels = 5;
    for (int level = 0; level < most_levels && here.has_relative_path(); ++level) {
        here = here.parent_path();
        if (std::filesystem::exists(here / "profiles" / "consoles")) return {here / "profiles"};
    }
    return {};
}

std::vector<std::filesystem::path> profile_folders(const Options& options)
{
    if (!options.profile_folders.empty()) return {options.profile_folders.begin(), options.profile_folders.end()};
    std::error_code unknown;
    auto folders = folders_above(std::filesystem::read_symlink("/proc/self/exe", unknown));
    folders.insert(folders.end(), {RECALLD_PROFILES, "/etc/recalld/profiles"});
    return folders;
}

DaemonOptions daemon_options(const Options& options)
{
    auto daemon = options.daemon;
    daemon.state = options.state.empty() ? default_folder("STATE_DIRECTORY", "/var/lib/recalld") : options.state;
    daemon.socket = options.socket.empty() ? default_folder("RECALLD_SOCKET", "/run/recalld/recalld.sock") : options.socket;
    daemon.profiles = profile_folders(options);
    if (!options.record.empty()) daemon.record = options.record;
    return daemon;
}

int check_rig(const Options& options)
{
    Daemon::check(daemon_options(options));
    fmt::print("{}: right\n", options.daemon.rig.string());
    return 0;
}

std::vector<load::AnyProfile> all_profiles(const Options& options)
{
    std::vector<load::AnyProfile> profiles;
    for (const auto& folder : profile_folders(options)) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".yaml")
                profiles.push_back(load::read_any_profile(entry.path(), entry.path().lexically_relative(folder).replace_extension().string()));
    }
    return profiles;
}

std::vector<std::shared_ptr<const studio::Profile>> all_devices(const Options& options)
{
    std::vector<std::shared_ptr<const studio::Profile>> devices;
    for (const auto& profile : all_profiles(options))
        if (const auto* device = std::get_if<std::shared_ptr<const studio::Profile>>(&profile)) devices.push_back(*device);
    return devices;
}

std::string described(const studio::Profile& profile)
{
    if (profile.is_by_hand()) return fmt::format("{} controls, set by hand", profile.parameters.size());
    return fmt::format("{} parameters in {} nodes", profile.parameters.size(), profile.nodes.size());
}

std::string described(const studio::Surface& surface)
{
    return fmt::format("{} strips{} in {}", surface.strips, surface.master ? " and a master" : "", surface.protocol);
}

int check_profiles(const Options& options)
{
    const auto print = [](const auto& profile) {
        fmt::print("{}: {}, {}, version {}{}\n", profile->profile_id, profile->model, described(*profile), profile->version,
                   profile->verified ? "" : ", not verified on hardware");
    };
    for (const auto& profile : all_profiles(options)) std::visit(print, profile);
    return 0;
}

/// Prints lines for a rig.
int discover(const Options& options)
{
    constexpr auto patience = std::chrono::seconds(1);
    boost::system::error_code error;
    const auto at = net::ip::make_address_v4(options.discover, error);
    if (error) throw std::invalid_argument("--discover " + options.discover + ": not an address such as 192.168.1.20 or 255.255.255.255");
    net::io_context io{1};
    auto asking = net::co_spawn(io, rig::discover(all_devices(options), at, patience), net::use_future);
    io.run();
    const auto found = asking.get();
    for (const auto& one : found)
        fmt::print("- {{name: desk, profile: {}, link: {{kind: udp, host: {}, port: {}}}}}   # {}\n", one.profile->profile_id, one.address, one.port, one.identity);
    if (found.empty()) fmt::print(stderr, "recalld: nobody answered at {} within 1 s\n", options.discover);
    return found.empty() ? exit_unreachable : 0;
}

load::AnyProfile profile_named(const Options& options, const std::string& name)
{
    if (name.ends_with(".yaml")) return load::read_any_profile(name, std::filesystem::path(name).stem().string());
    const bool is_id = name.find('/') != std::string::npos;
    return load::find_any_profile(profile_folders(options), is_id ? name : "consoles/" + name);
}

int print_schema(const std::string& of)
{
    fmt::print("{}\n", of == "rig" ? load::rig_schema() : of == "surface" ? load::surface_schema() : load::profile_schema());
    return 0;
}

int serve(const Options& options)
{
    if (options.daemon.rig.empty()) throw load::ConfigError("--rig FILE is missing; see recalld --help");
    Daemon(daemon_options(options)).run();
    return 0;
}

int run(const Options& options)
{
    if (options.version) return fmt::print("recalld {}\n", RECALLD_VERSION), 0;
    if (!options.schema.empty()) return print_schema(options.schema);
    if (!options.replay.empty()) return replay(options.replay, options.decode);
    if (!options.decode.empty()) return decode(options.decode);
    if (!options.simulate.empty()) return simulate_gear(profile_named(options, options.simulate), options.simulation);
    if (!options.discover.empty()) return discover(options);
    if (!options.draw_panels.empty()) return draw_panels(all_devices(options), options.draw_panels);
    if (!options.import_gear.empty()) return import_gear(options.import_gear);
    if (options.check_profiles) return check_profiles(options);
    if (options.check) return check_rig(options);
    return serve(options);
}

int fail(const std::string& what, int exit_code)
{
    fmt::print(stderr, "recalld: {}\n", what);
    return exit_code;
}

}  // namespace

int main(int count, char** words)
{
    CLI::App app("recalld remembers every setting of a studio's gear and puts it back, verified");
    Options options;
    describe_options(app, options);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_usage;
    }
    log::start(options.level);
    try {
        return run(options);
    } catch (const load::ConfigError& error) {
        return fail(error.what(), exit_config);
    } catch (const std::invalid_argument& error) {
        return fail(error.what(), exit_usage);
    } catch (const driver::SceneError& error) {
        return fail(error.what(), exit_config);
    } catch (const store::StoreError& error) {
        return fail(error.what(), exit_disk);
    } catch (const std::exception& error) {
        return fail(error.what(), 1);
    }
}
