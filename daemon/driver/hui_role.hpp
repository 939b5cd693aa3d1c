#pragma once

#include "driver/surface_buttons.hpp"
#include "driver/surface_role.hpp"
#include "mackie/hui.hpp"
#include "mackie/lcd.hpp"

namespace recalld::driver {

/// A box that speaks HUI. Names are those of the small displays, the two lines those of the main display, the assignment is
/// select-assign; there are no values per strip. The DAW pings each second; it is gone when it stops.
class HuiRole final : public SurfaceRole {
public:
    explicit HuiRole(std::shared_ptr<const studio::Surface> surface);

    std::vector<wire::Bytes> greet() override;
    bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) override;
    std::vector<wire::Bytes> say(const Gesture& gesture) override;
    bool is_alive(TimePoint now) const override;
    void forget(const Sink& sink) override;

private:
    using Answers = std::vector<wire::Bytes>;

    bool on(const mackie::FaderMoved& event, const Sink& sink);
    bool on(const mackie::Led& event, const Sink& sink);
    bool on(const mackie::VPotRing& event, const Sink& sink);
    bool on(const mackie::hui::Meter& event, const Sink& sink);
    bool on(const mackie::hui::SmallText& event, const Sink& sink);
    bool on(const mackie::hui::MainText& event, const Sink& sink);
    bool on(const mackie::hui::TimeText& event, const Sink& sink);

    Answers said(const FaderMoved& gesture);
    Answers said(const FaderTouched& gesture);
    Answers said(const VPotTurned& gesture) const;
    Answers said(const JogTurned& gesture) const;
    Answers said(const Pressed& gesture) const;
    Answers said(const Pedalled&) const { return {}; }
    Answers said(const Arrived&) { return greet(); }

    void show_time(const Sink& sink);

    std::shared_ptr<const studio::Surface> surface_;
    SurfaceButtons buttons_;
    mackie::hui::Decoder decoder_{mackie::From::host};
    mackie::Display display_;
    std::array<mackie::hui::TimeDigit, mackie::hui::time_digits> digits_{};
    std::array<std::array<bool, 2>, surface_strips> clipped_{};   ///< left and right
    std::array<bool, surface_strips + 1> touched_{};
    std::optional<TimePoint> pinged_at_;
};

}  // namespace recalld::driver
