#pragma once

#include "driver/panel.hpp"
#include "mackie/xctl.hpp"

namespace recalld::driver {

/// Host of a box that speaks XCtl: `xctl` in profiles. The box asks every two seconds whether we are there; we say so, and send an idle
/// message in between, or it shows that nobody is. Text and colour of a strip are one message. Facts: public descriptions.
class XctlSurface final : public Panel {
public:
    explicit XctlSurface(std::shared_ptr<const studio::Surface> surface);

    std::vector<wire::Bytes> greet() override;
    bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) override;
    std::vector<wire::Bytes> stay_alive() override;
    bool is_alive(TimePoint now) const override;
    void forget() override;

private:
    static constexpr std::size_t digits = mackie::mcu::timecode_digits + mackie::mcu::assignment_digits;
    using Levels = std::array<int, surface_strips>;

    bool on_control(const mackie::mcu::Event& event, TimePoint now, const Sink& sink);

    wire::Bytes say(const mackie::FaderMoved& event) const override;
    wire::Bytes say(const mackie::Led& event) const override;
    void take_cells() override;
    std::optional<wire::Bytes> next_picture(TimePoint now, Wake& wake) override;
    std::optional<wire::Bytes> next_ring();
    std::optional<wire::Bytes> next_letters();
    std::optional<wire::Bytes> next_digit();
    std::optional<wire::Bytes> next_meters(TimePoint now, Wake& wake);

    ShownRow<mackie::xctl::RingHalf, std::size_t{2} * surface_strips> rings_;
    std::array<mackie::xctl::ScribbleStrip, surface_strips> letters_;
    ShownRow<mackie::xctl::ScribbleStrip, surface_strips> shown_letters_;
    ShownRow<mackie::xctl::Segments, digits> digits_;
    std::optional<Levels> levels_;
    MeterPace meter_pace_;
};

}  // namespace recalld::driver
