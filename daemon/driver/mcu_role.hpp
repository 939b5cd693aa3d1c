#pragma once

#include "driver/surface_buttons.hpp"
#include "driver/surface_role.hpp"
#include "mackie/lcd.hpp"
#include "mackie/mcu.hpp"

namespace recalld::driver {

/// A box that speaks Mackie Control. Any answer to its challenge is taken: one well-known DAW reckons it in another way than the manual.
class McuRole final : public SurfaceRole {
public:
    McuRole(std::shared_ptr<const studio::Surface> surface, std::string_view serial);

    std::vector<wire::Bytes> greet() override;
    bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) override;
    std::vector<wire::Bytes> say(const Gesture& gesture) override;
    /// A DAW has no duty to speak: it is there until it says goodbye.
    bool is_alive(TimePoint) const override { return face().online; }
    void forget(const Sink& sink) override;

private:
    static constexpr std::size_t digits = mackie::mcu::timecode_digits + mackie::mcu::assignment_digits;
    using Answers = std::vector<wire::Bytes>;

    std::optional<wire::Bytes> answer_to(const mackie::mcu::Event& event) const;
    void on(const mackie::FaderMoved& event, const Sink& sink);
    void on(const mackie::Led& event, const Sink& sink);
    void on(const mackie::VPotRing& event, const Sink& sink);
    void on(const mackie::mcu::Meter& event, const Sink& sink);
    void on(const mackie::mcu::Overload& event, const Sink& sink);
    void on(const mackie::mcu::MasterMeter& event, const Sink& sink);
    void on(const mackie::mcu::Digit& event, const Sink& sink);
    void on(const mackie::mcu::Digits& event, const Sink& sink);
    void on(const mackie::mcu::Text& event, const Sink& sink);
    void on(const mackie::mcu::Colours& event, const Sink& sink);
    void on(const mackie::mcu::RgbColours& event, const Sink& sink);
    void on(const mackie::mcu::FadersToMinimum& event, const Sink& sink);
    void on(const mackie::mcu::LedsOff& event, const Sink& sink);
    void on(const mackie::mcu::Reset& event, const Sink& sink);
    void on(const mackie::mcu::GoOffline& event, const Sink& sink);
    void on(const mackie::mcu::Reboot& event, const Sink& sink);

    Answers said(const FaderMoved& gesture);
    Answers said(const FaderTouched& gesture);
    Answers said(const VPotTurned& gesture) const;
    Answers said(const JogTurned& gesture) const;
    Answers said(const Pressed& gesture) const;
    Answers said(const Pedalled& gesture) const;
    Answers said(const Arrived& gesture);

    void show_digits(const Sink& sink);
    bool is_beats() const;

    std::shared_ptr<const studio::Surface> surface_;
    SurfaceButtons buttons_;
    mackie::mcu::Dialect dialect_;
    mackie::mcu::Serial serial_{};
    mackie::Display display_;
    std::array<mackie::mcu::Glyph, digits> digits_{};
    std::array<bool, surface_strips + 1> touched_{};
};

}  // namespace recalld::driver
