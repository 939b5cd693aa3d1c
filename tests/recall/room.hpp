#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>

#include "recall/recaller.hpp"
#include "recall/states.hpp"

/// A whole room in one process: simulated desks, a rig, a history in a folder of its own.
namespace recalld::recall::testing {

using studio::Report;
using studio::Verdict;

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "recalld-recall-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

/// What passes from the daemon to a desk.
struct Watch {
    Names writes;                                        ///< names of what was written, in order
    std::vector<Value> values;                           ///< … and first arguments
    std::function<void(std::size_t writes)> on_write;    ///< before it is sent
    std::function<bool(const std::string& name)> loses;  ///< this write never arrives
    bool is_cut = false;                                 ///< nothing arrives any more
};

class WatchedLink : public link::Link {
public:
    WatchedLink(std::unique_ptr<link::Link> link, std::shared_ptr<Watch> watch) : link_(std::move(link)), watch_(std::move(watch)) {}
    std::string open(PacketListener on_packet, DownListener on_down) override { return link_->open(std::move(on_packet), std::move(on_down)); }
    void close() override { link_->close(); }
    std::string where() const override { return link_->where(); }
    bool send(link::View packet) override { return is_lost(packet) || link_->send(packet); }

private:
    bool is_lost(link::View packet)
    {
        const auto message = osc::read_message(packet);
        if (!message->tags().empty() && message->address() != "/node") {
            const std::string name(message->address().substr(1));
            if (watch_->on_write) watch_->on_write(watch_->writes.size());
            watch_->writes.push_back(name);
            const auto argument = message->argument(0);
            if (const auto number = argument.integer()) watch_->values.emplace_back(*number);
            else if (const auto real = argument.real()) watch_->values.emplace_back(*real);
            else watch_->values.emplace_back(std::string(*argument.text()));
            if (watch_->loses && watch_->loses(name)) return true;
        }
        return watch_->is_cut;
    }

    std::unique_ptr<link::Link> link_;
    std::shared_ptr<Watch> watch_;
};

inline void quiet(const std::string&, const std::string&, std::size_t, std::size_t) {}

struct Asked {
    std::string scope{};
    std::string allow = "all";
    bool mute_first = false;
};

class Room {
public:
    explicit Room(ProfilePtr its_profile, const std::string& faults = "", const rig::RigConfig& policy = {})
        : Room(its_profile, its_profile, faults, policy)
    {
    }
    /// The desk is another than the rig believes.
    Room(ProfilePtr believed, ProfilePtr real, const std::string& faults = "", const rig::RigConfig& policy = {})
        : profile(std::move(believed)), desk(io, std::move(real), faults), config_(policy), rig(io, studio)
    {
        config_.units = {{"desk", profile->profile_id, {"udp", "127.0.0.1", desk.port()}}};
        reopen_history();
        become(config_, {profile});
    }
    ~Room() { finish(io, rig.stop()); }

    void become(rig::RigConfig config, std::vector<ProfilePtr> profiles)
    {
        finish(io, rig.become(rig::Rig::check(std::move(config), std::move(profiles)),
                              [this](std::unique_ptr<link::Link> link, const std::string&) { return std::make_unique<WatchedLink>(std::move(link), watch); }));
    }
    /// As a daemon that was started again; the store on disk stays.
    void reopen_history(const store::StoreOptions& options = {})
    {
        recaller.reset();
        store.reset();
        store.emplace(folder.path, options);
        recaller.emplace(io, rig, *store, [this](const std::string&) { return profile; });
    }

    std::shared_ptr<rig::Unit> unit() { return rig.find("desk"); }
    bool comes_online() { return run_until(io, [this] { return unit()->online(); }); }
    Captured capture(const std::string& version, const std::string& scope = "")
    {
        return finish(io, recaller->capture({"Gig", version, store::VersionKind::capture, scope, ""}, phases));
    }
    /// A version that nobody captured here.
    void keep(const std::string& version, const UnitState& state) { keep(version, studio::Snapshot{{state}}); }
    void keep(const std::string& version, const studio::Snapshot& snapshot)
    {
        const store::NewVersion entry{"Gig", version, store::VersionKind::import, "", ""};
        finish(io, save(*store, entry, snapshot));
    }
    Plan plan(const std::string& version, const std::string& scope = "") { return finish(io, recaller->plan({"Gig", version, scope, "", false}, phases)); }
    task<Recalled> recalling(const std::string& version, const Asked& asked = {})
    {
        return recaller->recall({"Gig", version, asked.scope, asked.allow, asked.mute_first}, phases);
    }
    Report recall(const std::string& version, const Asked& asked = {}) { return finish(io, recalling(version, asked), 120s).report; }
    Recalled undo() { return finish(io, recaller->undo("all", false, phases), 120s); }

    simulate::Console& console() { return desk.console(); }
    std::vector<Value> values() { return values_of(desk.console()); }
    Names differing(const std::vector<Value>& from) { return differences(*profile, from, values()); }
    /// What a capture is about: all but what is of the moment.
    std::size_t kept() const { return static_cast<std::size_t>(std::ranges::count(profile->parameters, false, &studio::Parameter::live)); }
    std::size_t writable() const
    {
        return static_cast<std::size_t>(std::ranges::count(profile->parameters, true, &studio::Parameter::is_recalled));
    }

    net::io_context io;
    ProfilePtr profile;
    SimulatedDesk desk;
    studio::Studio studio;
    Folder folder;

private:
    static task<store::Version> save(store::StoreThread& store, store::NewVersion entry, studio::Snapshot snapshot)
    {
        co_return co_await store.run([&](store::Store& history) { return history.save(entry, snapshot); });
    }
    rig::RigConfig config_;

public:
    std::shared_ptr<Watch> watch = std::make_shared<Watch>();
    std::optional<store::StoreThread> store;
    rig::Rig rig;
    std::optional<Recaller> recaller;
    Phases phases = quiet;
};

inline std::size_t counted(const Report& report)
{
    return report.matched + report.corrected + report.differs + report.silent + report.unverified + report.safe + report.by_hand + report.moved +
           report.withheld;
}

inline Names with_verdict(const Report& report, Verdict verdict)
{
    Names names;
    for (const auto& finding : report.details)
        if (finding.verdict == verdict) names.push_back(finding.parameter);
    return names;
}

/// Each name of the one is a name of the other.
inline bool is_within(Names some, Names all)
{
    std::ranges::sort(some);
    std::ranges::sort(all);
    return std::ranges::includes(all, some);
}

/// Did everything come to stand where it should, by the report's own word?
inline void check_all_right(Room& room, const Report& report)
{
    CHECK(report.all_matched());
    CHECK(report.matched + report.corrected == room.writable());
    CHECK(report.differs == 0);
    CHECK(counted(report) == room.writable());
}

}  // namespace recalld::recall::testing
