#pragma once

#include "driver/panel.hpp"

namespace recalld::driver {

/// Host of a box that speaks Mackie Control or Logic Control: `mcu` in profiles. Its model byte is the one that it says itself.
/// Facts: Logic Control manual, appendix B; surfaces that send less are there from their first gesture on.
class McuSurface final : public Panel {
public:
    explicit McuSurface(const std::shared_ptr<const studio::Surface>& surface);

    std::vector<wire::Bytes> greet() override;
    bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) override;
    std::vector<wire::Bytes> stay_alive() override;
    bool is_alive(TimePoint now) const override;
    std::string oddity() const override { return oddity_; }
    void forget() override;
    std::vector<wire::Bytes> farewell() override;

private:
    struct Hearing {
        wire::View message;
        TimePoint now;
        const Sink& sink;
        std::vector<wire::Bytes>& answers;
    };

    bool on_event(const mackie::mcu::HostConnectionQuery& event, const Hearing& hearing);
    bool on_event(const mackie::mcu::HostConnectionConfirmation& event, const Hearing& hearing);
    bool on_event(const mackie::mcu::HostConnectionError& event, const Hearing& hearing);
    bool on_event(const mackie::mcu::Ready& event, const Hearing& hearing);
    bool on_event(const mackie::mcu::VersionReply& event, const Hearing& hearing);
    void learn_model(wire::View message);
    void note_who_answers(const mackie::mcu::Serial& serial, TimePoint now);
    bool wants_challenge() const;
    void is_ready(const Hearing& hearing);
    void goes_live(const Hearing& hearing);

    wire::Bytes say(const mackie::FaderMoved& event) const override;
    wire::Bytes say(const mackie::Led& event) const override;
    void take_cells() override;
    std::optional<wire::Bytes> next_picture(TimePoint now, Wake& wake) override;
    std::optional<wire::Bytes> next_ring();
    std::optional<wire::Bytes> next_letters();
    std::optional<wire::Bytes> next_colours();
    std::optional<wire::Bytes> next_digit();
    std::optional<wire::Bytes> next_meter(TimePoint now, Wake& wake);
    std::optional<wire::Bytes> next_strip_meter(int strip, TimePoint now, Wake& wake);
    std::optional<wire::Bytes> next_overload(int strip);
    std::optional<wire::Bytes> next_master_meter(TimePoint now, Wake& wake);
    bool shows_digit(std::size_t index) const;

    static constexpr std::size_t digits = mackie::mcu::timecode_digits + mackie::mcu::assignment_digits;
    using Palette = std::array<Colour, surface_strips>;

    mackie::mcu::Dialect dialect_;
    bool learnt_ = false;         ///< the model byte is the box's own
    bool answered_ = false;       ///< its challenge was
    bool answers_polls_ = false;
    std::optional<TimePoint> ready_at_;
    mackie::mcu::Serial serial_{};              ///< of the box that answered last, and when
    std::optional<TimePoint> serial_heard_;
    std::string oddity_;

    ShownRow<int, surface_strips> rings_;
    std::array<ShownLetters, 2> letters_;
    ShownRow<Palette, 1> palette_;
    ShownRow<mackie::mcu::Glyph, digits> digits_;
    std::array<bool, surface_strips> meter_told_{};
    std::array<ShownMeter, surface_strips> meters_;
    std::array<ShownMeter, 2> master_meters_;
    ShownRow<bool, 1> overloads_[surface_strips];
};

}  // namespace recalld::driver
