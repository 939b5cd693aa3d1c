#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <optional>

#include "folder.hpp"
#include "recall/recaller.hpp"
#include "recall/states.hpp"

/// A whole room in one process: simulated desks, a rig, a history in a folder of its own.
namespace recalld::recall::testing {

using studio::Report;
using studio::Verdict;

// What passes from the daemon to a desk.
struct Watch {
    Names writes;                                        ///< names of what was written, in order
    std::vector<Value> values;                           ///< … and first arguments
    std::function<void(std::size_t writes)> on_write;    ///< before it is sent
    std::function<bool(const std::string& name)> loses;  ///< this write never arrives
    bool is_cut = false;                                 ///< nothing arrives any more
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
    Room(ProfilePtr believed, ProfilePtr real, const std::string& faults = "", const rig::RigConfig& policy = {});
    ~Room();

    void become(rig::RigConfig config, std::vector<ProfilePtr> profiles);
    /// As a daemon that was started again; the store on disk stays.
    void reopen_history(const store::StoreOptions& options = {});

    std::shared_ptr<rig::Unit> unit() { return rig.find("desk"); }
    bool comes_online();
    Captured capture(const std::string& version, const std::string& scope = "");
    /// A version that nobody captured here.
    void keep(const std::string& version, const UnitState& state) { keep(version, studio::Snapshot{{state}}); }
    void keep(const std::string& version, const studio::Snapshot& snapshot);
    Plan plan(const std::string& version, const std::string& scope = "");
    task<Recalled> recalling(const std::string& version, const Asked& asked = {});
    Report recall(const std::string& version, const Asked& asked = {});
    Recalled undo();

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
