#include "daemon.hpp"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <mutex>

#include "driver/driver.hpp"
#include "link/tape_link.hpp"
#include "load/any_profile.hpp"
#include "load/config_error.hpp"
#include "load/profile_yaml.hpp"
#include "load/rig_yaml.hpp"
#include "log.hpp"
#include "remote/access.hpp"
#include "remote/doors.hpp"
#include "remote/hand_work.hpp"
#include "remote/line_check.hpp"
#include "remote/line_check_kept.hpp"
#include "remote/origin.hpp"
#include "remote/patch_room.hpp"
#include "remote/service.hpp"
#include "remote/sheets.hpp"
#include "remote/tone_left.hpp"
#include "remote/tone_out.hpp"
#include "remote/trigger/macro.hpp"
#include "rig/spawn.hpp"
#include "studio/spelling.hpp"

namespace recalld {

namespace {

/// Profiles are read once and shared by rig, versions and plans.
class Library {
public:
    explicit Library(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

    /// Core thread and store thread ask; the lock is held while a file is read.
    load::AnyProfile find_any(const std::string& id)
    {
        const std::lock_guard lock(mutex_);
        const auto known = profiles_.find(id);
        if (known != profiles_.end()) return known->second;
        return profiles_.emplace(id, load::find_any_profile(folders_, id)).first->second;
    }

    /// Of what holds settings. ConfigError when it is a control surface.
    std::shared_ptr<const studio::Profile> find(const std::string& id)
    {
        const auto found = find_any(id);
        if (const auto* profile = std::get_if<std::shared_ptr<const studio::Profile>>(&found)) return *profile;
        throw load::ConfigError(studio::in_quotes(id) + " is a control surface; it holds no settings");
    }

    /// Takes over what another one has read: whoever asks from now on gets the same objects as the rig.
    void become(Library& other)
    {
        const std::scoped_lock lock(mutex_, other.mutex_);
        profiles_ = other.profiles_;
    }

private:
    std::vector<std::filesystem::path> folders_;
    std::mutex mutex_;
    std::map<std::string, load::AnyProfile> profiles_;
};

load::AnyProfile profile_of(const rig::UnitConfig& unit, Library& library)
{
    try {
        return library.find_any(unit.profile);
    } catch (const load::UnknownProfile& error) {
        throw load::ConfigError(unit.profile_place + ": " + error.what());
    }
}

rig::Rig::Loaded load_rig(const DaemonOptions& options, Library& library)
{
    auto config = load::read_rig(options.rig);
    if (const auto fault = remote::fault_in(config)) throw load::ConfigError(*fault);
    std::vector<std::shared_ptr<const studio::Profile>> profiles(config.units.size());
    std::vector<std::shared_ptr<const studio::Surface>> surfaces(config.units.size());
    for (std::size_t i = 0; i < config.units.size(); ++i) {
        const auto any = profile_of(config.units[i], library);
        if (const auto* profile = std::get_if<std::shared_ptr<const studio::Profile>>(&any)) profiles[i] = *profile;
        else surfaces[i] = std::get<std::shared_ptr<const studio::Surface>>(any);
    }
    try {
        remote::Access::check(config.access);
        auto loaded = rig::Rig::check(std::move(config), std::move(profiles), std::move(surfaces));
        if (const auto fault = remote::fault_in_wires(loaded.config, loaded.profiles)) throw load::ConfigError(*fault);
        return loaded;
    } catch (const std::invalid_argument& error) {
        throw load::ConfigError(options.rig.string() + ": " + error.what());
    } catch (const std::runtime_error& error) {
        throw load::ConfigError(error.what());
    }
}

constexpr std::chrono::milliseconds patience(800);   // with verbs, when the daemon ends

}  // namespace

struct Daemon::Inner {
    explicit Inner(DaemonOptions its_options)
        : options(std::move(its_options)), library(std::make_shared<Library>(options.profiles)), loaded(load_rig(options, *library)),
          store(options.state), rig(io, studio),
          recaller(io, rig, store, profile_source()),
          room{io, studio, rig, recaller, store, profile_source(), options.rig.string(), options.state.string(), [this] { return check_again(); }, store.notes()},
          access(loaded.config.access, options.state / "pairings.json")
    {
        room.access = &access;
        room.sheets = std::make_shared<remote::Sheets>(room);
        remote::attach_hands(room);
        room.profile_text = [folders = options.profiles](const std::string& id) { return load::profile_text(folders, id); };
    }

    store::ProfileSource profile_source()
    {
        return [shelf = library](const std::string& id) { return shelf->find(id); };
    }

    std::string check_again();
    std::unique_ptr<link::Link> taped(std::unique_ptr<link::Link> link, const std::string& unit) const;
    void read_sheets();
    task<> begin();
    task<> open_rig(rig::Rig::Loaded next);
    task<> reload();
    task<> wait_for_verbs(std::chrono::milliseconds for_verbs, std::chrono::milliseconds for_tone);
    task<> finish_verbs();
    task<> end();
    void listen_to_signals();
    void feed_watchdog();

    studio::Studio studio;                 // outlives the coroutines that listen to it
    net::io_context io{1};
    DaemonOptions options;
    std::shared_ptr<Library> library;
    rig::Rig::Loaded loaded;
    store::StoreThread store;
    rig::Rig rig;
    recall::Recaller recaller;
    remote::Room room;
    remote::Access access;
    remote::Doors doors{room};
    std::unique_ptr<remote::HttpServer> http;
    net::signal_set signals{io, SIGTERM, SIGINT, SIGHUP};
    net::steady_timer watchdog{io};
    bool ending = false;
};

std::string Daemon::Inner::check_again()
{
    try {
        Library fresh(options.profiles);
        load_rig(options, fresh);
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

std::unique_ptr<link::Link> Daemon::Inner::taped(std::unique_ptr<link::Link> link, const std::string& unit) const
{
    if (!options.record) return link;
    return std::make_unique<link::TapeLink>(std::move(link), *options.record / (unit + ".tape"), unit);
}

/// A verb must not find a room without its rig or a rig without its sheets: they are read before anybody is heard.
void Daemon::Inner::read_sheets()
{
    bool is_read = false;
    net::co_spawn(io, room.sheets->read(), [&](std::exception_ptr escaped) {
        is_read = true;
        if (escaped) std::rethrow_exception(escaped);
    });
    while (!is_read) io.run_one();
}

/// What the rig says about doors holds from the first moment, whatever the gear does.
task<> Daemon::Inner::begin()
{
    co_await open_rig(std::move(loaded));
    doors.open(rig.config());
}

task<> Daemon::Inner::open_rig(rig::Rig::Loaded next)
{
    co_await rig.become(std::move(next), [this](std::unique_ptr<link::Link> link, const std::string& unit) { return taped(std::move(link), unit); });
    room.sheets->put_on_pages();
    co_await remote::keep_plates(room);
}

task<> Daemon::Inner::reload()
{
    sd_notify(0, "RELOADING=1");
    try {
        Library fresh(options.profiles);
        auto next = load_rig(options, fresh);
        const auto alone = co_await recaller.alone("reload");
        library->become(fresh);
        access.become(next.config.access);
        co_await open_rig(std::move(next));
        doors.open(rig.config());
        log::daemon().info("rig read again: {} units", rig.units().size());
    } catch (const std::exception& error) {
        log::daemon().error("the rig stays as it was: {}", error.what());
    }
    sd_notify(0, "READY=1");
}

/// Waits until no verb is under way and no tone is open, each with a patience of its own.
task<> Daemon::Inner::wait_for_verbs(std::chrono::milliseconds for_verbs, std::chrono::milliseconds for_tone)
{
    constexpr auto turn = std::chrono::milliseconds(10);
    rig::Signal never(io);
    const auto began = std::chrono::steady_clock::now();
    const auto is_late = [&] { return std::chrono::steady_clock::now() - began >= (remote::is_tone_open(room) ? for_tone : for_verbs); };
    while ((room.performing > 0 || remote::is_tone_open(room)) && !is_late()) co_await never.wait_until(std::chrono::steady_clock::now() + turn);
}

/// What verbs use goes with the daemon: they end first, unless one takes too long. A tone gets longer: nobody may be there to hear it.
task<> Daemon::Inner::finish_verbs()
{
    constexpr std::chrono::milliseconds patience_for_tone(5000);
    co_await wait_for_verbs(patience, patience_for_tone);
    if (remote::is_tone_open(room))
        log::daemon().error("ending within a tone-out: {} s did not prove its oscillator off; look at the desk (fault: device or network; it is switched off when recalld is back)", patience_for_tone.count() / 1000);
}

task<> Daemon::Inner::end()
{
    ending = true;
    sd_notify(0, "STOPPING=1");
    recaller.cancel();
    room.ending = true;
    co_await finish_verbs();
    co_await remote::end_line_check(room, "recalld", "recalld ended");
    co_await room.sheets->write_down();
    doors.close();
    http->stop();
    co_await rig.stop();
    co_await wait_for_verbs(patience, patience);   // who waited for a silent desk hears now that it is gone
    io.stop();
}

void Daemon::Inner::listen_to_signals()
{
    signals.async_wait([this](boost::system::error_code error, int number) {
        if (error) return;
        if (number != SIGHUP) return rig::spawn(io, "ending", end());
        rig::spawn(io, "reading the rig again", reload());
        listen_to_signals();
    });
}

void Daemon::Inner::feed_watchdog()
{
    std::uint64_t period = 0;
    if (sd_watchdog_enabled(0, &period) <= 0) return;
    sd_notify(0, "WATCHDOG=1");
    watchdog.expires_after(std::chrono::microseconds(period / 3));
    watchdog.async_wait([this](boost::system::error_code error) {
        if (!error) feed_watchdog();
    });
}

task<> tell_interrupted(store::StoreThread& store)
{
    const auto recalls = co_await store.run([](store::Store& history) { return history.recalls(0, 1); });
    if (recalls.empty() || recalls.front().state != store::RecallState::interrupted) co_return;
    log::daemon().warn("recall {} of {}/{} was interrupted; see recallctl report {}; recallctl undo takes it back", recalls.front().id,
                       recalls.front().session, recalls.front().version, recalls.front().id);
}

Daemon::Daemon(DaemonOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}

Daemon::~Daemon() = default;

void Daemon::check(const DaemonOptions& options)
{
    Library library(options.profiles);
    load_rig(options, library);
}

void Daemon::run()
{
    auto& inner = *inner_;
    for (const auto& note : inner.store.notes()) log::store().error("{}", note);
    inner.read_sheets();
    inner.http = std::make_unique<remote::HttpServer>(inner.io, remote::UnixDoor{inner.options.socket}, remote::largest_request, remote::serve_verbs(inner.room));
    inner.listen_to_signals();
    inner.feed_watchdog();
    rig::spawn(inner.io, "interrupted recalls", tell_interrupted(inner.store));
    rig::spawn(inner.io, "rig", inner.begin());
    rig::spawn(inner.io, "line checks that were cut short", remote::recover_marks(inner.room));
    rig::spawn(inner.io, "tones that were left on", remote::finish_tones(inner.room));
    sd_notify(0, "READY=1");
    log::daemon().info("ready: {} on {}", inner.options.rig.string(), inner.options.socket);
    inner.io.run();
    log::daemon().info("ended");
}

}  // namespace recalld
