#pragma once

#include "driver/panel.hpp"
#include "mackie/hui.hpp"

namespace recalld::driver {

/// Host of a box that speaks HUI: `hui` in profiles. It is there as long as it answers the ping of each second. The upper line of a cell
/// is the name on the small display of its strip; both lines stand on the main display, as Surface::second_display divides it, or in
/// eight cells of five. The assignment is the small display of select-assign. Facts: what other implementations send and take.
class HuiSurface final : public Panel {
public:
    explicit HuiSurface(const std::shared_ptr<const studio::Surface>& surface);

    std::vector<wire::Bytes> greet() override;
    bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) override;
    std::vector<wire::Bytes> stay_alive() override;
    bool is_alive(TimePoint now) const override;
    void forget() override;

private:
    static constexpr std::size_t small_displays = surface_strips + 1;
    using Side = std::array<ShownMeter, 2>;

    bool understand(const mackie::hui::Event& event, TimePoint now, const Sink& sink);
    bool on_sign_of_life(bool restarted, TimePoint now, const Sink& sink);

    wire::Bytes say(const mackie::FaderMoved& event) const override;
    wire::Bytes say(const mackie::Led& event) const override;
    void take_cells() override;
    std::optional<wire::Bytes> next_picture(TimePoint now, Wake& wake) override;
    std::optional<wire::Bytes> next_ring();
    std::optional<wire::Bytes> next_small_text();
    std::optional<wire::Bytes> next_main_text();
    std::optional<wire::Bytes> next_time();
    std::optional<wire::Bytes> next_meter(TimePoint now, Wake& wake);
    int level_wanted(int strip, bool right) const;

    mackie::hui::Decoder decoder_{mackie::From::surface};
    ShownRow<int, surface_strips> rings_;
    std::array<mackie::hui::SmallText, small_displays> names_;
    ShownRow<mackie::hui::SmallText, small_displays> shown_names_;
    ShownLetters main_;
    std::optional<mackie::hui::TimeText> time_;
    std::array<Side, surface_strips> meters_;
};

}  // namespace recalld::driver
