#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "driver/loop_watch.hpp"
#include "driver/surface_driver.hpp"
#include "link/link.hpp"
#include "midi/stream.hpp"
#include "net.hpp"
#include "rig/signal.hpp"

namespace recalld::rig {

/// One fader box, live: link + driver + what it shows. Opens its port for ever, greets, and keeps its face true at the pace its cable
/// bears. Knows nothing of consoles: a Bank tells it what to show. Core thread only.
class SurfaceUnit : public std::enable_shared_from_this<SurfaceUnit> {
public:
    using Clock = std::chrono::steady_clock;

    SurfaceUnit(net::io_context& io, std::string name, std::shared_ptr<const studio::Surface> surface, std::unique_ptr<link::Link> link);
    ~SurfaceUnit();
    SurfaceUnit(const SurfaceUnit&) = delete;
    SurfaceUnit& operator=(const SurfaceUnit&) = delete;

    void start();
    void stop();                 ///< dark and blank, then closed
    task<> finished();

    const std::string& name() const { return name_; }
    const std::shared_ptr<const studio::Surface>& surface() const { return surface_; }
    std::string where() const { return link_->where(); }
    bool online() const { return state_ == State::online; }   ///< it is there, or never says so
    std::string note() const;                                 ///< why it is not there, or what is odd about it
    std::uint64_t senseless() const { return senseless_; }    ///< messages that made no sense

    /// What it is to show from now on.
    void show(const driver::Face& face);

    /// Told of everything that hands do, and of the box's coming.
    std::function<void(const driver::Gesture&, Clock::time_point)> on_gesture;

private:
    enum class State : std::uint8_t { closed, waiting, online };

    task<> live(std::shared_ptr<SurfaceUnit> self);
    bool open();
    void close(const std::string& why);
    void hear(link::View packet);
    void on_message(wire::View message, Clock::time_point now);
    void greet(Clock::time_point now);
    void keep_alive(Clock::time_point now);
    enum class Whose : std::uint8_t { anybodys, ours_alone };   ///< who says such a message
    bool send(wire::View message, Whose whose, Clock::time_point now);
    bool is_echo(wire::View message, Clock::time_point now);
    void look_for_oddity();
    void pump();
    void pump_at(Clock::time_point time);
    bool cable_is_free(Clock::time_point now);
    Clock::time_point next_chore(Clock::time_point now) const;

    net::io_context& io_;
    std::string name_;
    std::shared_ptr<const studio::Surface> surface_;
    std::unique_ptr<link::Link> link_;
    std::unique_ptr<driver::SurfaceDriver> driver_;
    midi::Stream stream_;
    driver::LoopWatch loop_;
    driver::Face wanted_;
    std::optional<wire::Bytes> unsent_;      ///< what the link did not take
    Clock::time_point free_at_{};            ///< when the cable has carried all that was sent
    Clock::time_point greeted_{}, alive_{}, heard_{};
    net::steady_timer pump_timer_;
    Signal wake_, over_;
    State state_ = State::closed;
    bool stopping_ = false, ended_ = true;
    bool says_farewell_ = false;
    bool hears_ = false;                     ///< a packet is being read
    std::string note_, down_, oddity_;
    std::uint64_t senseless_ = 0;
};

}  // namespace recalld::rig
