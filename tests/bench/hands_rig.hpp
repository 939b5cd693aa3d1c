#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/desk_tap.hpp"
#include "bench/fader_box.hpp"
#include "recall/recaller.hpp"
#include "rig/rig.hpp"
#include "rig/surface_unit.hpp"

namespace recalld::bench {

/// What passes the doors of the daemon.
struct Doors {
    std::atomic<std::int64_t> came_at{0};           ///< the last bytes of the box
    std::atomic<std::uint64_t> box_in{0}, box_out{0};   ///< bytes from and to the box
    std::atomic<std::uint64_t> box_waiting{0};      ///< the most that waited for the core
    std::atomic<std::uint64_t> refused{0};          ///< packets that a link did not take
    std::vector<FaderTold> told;                    ///< handed to the system for the desk; of the core
};

/// A desk and a fader box, live, with a bank between them and a history: what a daemon has, on a core thread of its own. With a tap between
/// it and the desk, or without: the tap costs time of the machine.
class HandsRig {
public:
    enum class Way : std::uint8_t { through_tap, direct };
    HandsRig(std::shared_ptr<const studio::Profile> profile, std::shared_ptr<const studio::Surface> surface, rig::LinkConfig desk, Way way, const std::string& folder);
    ~HandsRig();
    HandsRig(const HandsRig&) = delete;
    HandsRig& operator=(const HandsRig&) = delete;

    /// On the core, from another thread.
    template <class T>
    T run(task<T> work)
    {
        return net::co_spawn(io_, std::move(work), net::use_future).get();
    }
    recall::Captured capture(const std::string& version);
    studio::Report recall(const std::string& version);
    /// So many sends get a neighbouring value each; returns how many did.
    std::size_t change_sends(std::size_t count);
    /// Where the desk says a parameter stands, asked now.
    studio::Value ask(studio::ParameterId id);

    std::vector<FaderTold> take_told() { return run(taken()); }

    FaderBox& box() { return box_; }
    DeskTap& tap() { return *tap_; }
    Doors& doors() { return doors_; }
    rig::Unit& unit() { return *rig_.units().front(); }

private:
    rig::Rig::Loaded load(const std::shared_ptr<const studio::Surface>& surface, rig::LinkConfig desk) const;
    task<std::vector<FaderTold>> taken() { co_return std::exchange(doors_.told, {}); }
    task<bool> open(rig::Rig::Loaded loaded);
    void shut();
    task<std::size_t> change(std::size_t count);
    task<studio::Value> asked(studio::ParameterId id);

    std::unique_ptr<DeskTap> tap_;
    FaderBox box_;
    Doors doors_;
    std::shared_ptr<const studio::Profile> profile_;
    net::io_context io_{1};
    studio::Studio studio_;
    store::StoreThread store_;
    rig::Rig rig_;
    recall::Recaller recaller_;
    net::executor_work_guard<net::io_context::executor_type> stay_;
    std::thread core_;
};

}  // namespace recalld::bench
