#pragma once

#include "driver/surface_shown.hpp"
#include "mackie/mcu.hpp"

namespace recalld::driver {

/// What the hosts of all three protocols have in common: gestures by name, the order of what is said, faders and lights, leaving.
class Panel : public SurfaceDriver {
public:
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;

    std::optional<wire::Bytes> next(const Face& wanted, TimePoint now) final;
    std::optional<TimePoint> wake() const final { return wake_.at; }
    void forget() override;
    std::vector<wire::Bytes> farewell() override;

protected:
    enum class Flash : std::uint8_t { as_profile, by_host };   ///< some protocols have no lights that flash by themselves

    Panel(std::shared_ptr<const studio::Surface> surface, const mackie::ButtonNames& names, Flash flash = Flash::as_profile);

    const studio::Surface& surface() const { return *surface_; }
    const SurfaceButtons& buttons() const { return buttons_; }
    const Face& wanted() const { return wanted_; }

    /// A gesture of the hands, passed on. False for a control that this box does not have.
    bool on(const mackie::FaderMoved& event, const Sink& sink);
    bool on(const mackie::FaderTouched& event, const Sink& sink) const;
    bool on(const mackie::Button& event, const Sink& sink) const;
    bool on(const mackie::VPotTurned& event, const Sink& sink) const;
    bool on(const mackie::JogTurned& event, const Sink& sink) const;
    bool on(const mackie::mcu::Pedal& event, const Sink& sink) const;

    /// It is there; says so when `anew` or for the first time.
    void arrive(bool anew, TimePoint now, const Sink& sink);
    void leave() { arrived_ = false; }
    bool arrived() const { return arrived_; }
    std::optional<TimePoint> heard_at() const { return heard_at_; }
    void heard(TimePoint now) { heard_at_ = now; }

    virtual wire::Bytes say(const mackie::FaderMoved& event) const = 0;
    virtual wire::Bytes say(const mackie::Led& event) const = 0;
    /// The texts of the strips are new.
    virtual void take_cells() = 0;
    /// Everything behind faders and lights, in the order of SurfaceDriver::next().
    virtual std::optional<wire::Bytes> next_picture(TimePoint now, Wake& wake) = 0;

    /// The next strip whose ring differs, as a byte of mcu and hui.
    std::optional<int> next_ring_strip(ShownRow<int, surface_strips>& shown) const;

private:
    void take(const Face& wanted);
    std::optional<wire::Bytes> next_of_all(TimePoint now, Wake& wake);

    std::shared_ptr<const studio::Surface> surface_;
    SurfaceButtons buttons_;
    ShownFaders faders_;
    ShownLights lights_;
    Face wanted_;
    bool settled_ = false;   ///< all of `wanted_` is shown, until wake_
    Wake wake_;
    TimePoint now_{};
    bool arrived_ = false;
    std::optional<TimePoint> heard_at_;
};

}  // namespace recalld::driver
