#pragma once

#include <optional>
#include <vector>

#include "mackie/mcu.hpp"
#include "simulate/surface_fader.hpp"
#include "wire/bytes.hpp"

namespace recalld::simulate {

using Said = std::vector<wire::Bytes>;   ///< messages of a surface, in order

/// How a simulated box and its host find each other, as its profile has it. Pure.
///
///     challenge:  shut ──reply within 300 ms──▶ open      shut ──wrong reply──▶ locked ──power──▶ shut
///     probe:      no link ──idle packet──▶ link ──8 s of silence──▶ no link
class SurfaceDoor {
public:
    static constexpr std::chrono::milliseconds patience{300};     ///< for the answer to a challenge
    static constexpr std::chrono::seconds probe_every{2};
    static constexpr std::chrono::seconds idle_most{8};

    explicit SurfaceDoor(const studio::Surface& surface) : surface_(&surface) {}

    Said power_on(TimePoint now);
    Said on(const mackie::mcu::DeviceQuery&, TimePoint now);
    Said on(const mackie::mcu::HostConnectionReply& reply, TimePoint now);
    Said on(const mackie::mcu::VersionRequest&, TimePoint now) const;
    Said on(const mackie::mcu::SerialRequest&, TimePoint now) const;
    void shut() { is_open_ = surface_->handshake != studio::Handshake::challenge; }

    /// What it says by itself.
    Said run(TimePoint now);
    std::optional<TimePoint> wake() const;

    bool is_open() const { return is_open_; }       ///< what the host sends is obeyed, and hands are told of
    bool is_locked() const { return is_locked_; }   ///< a wrong answer; only power helps
    bool has_link() const { return has_link_; }     ///< false: it shows that nobody is there

private:
    bool answers() const;
    wire::Bytes query(TimePoint now);

    const studio::Surface* surface_;
    mackie::mcu::Challenge challenge_{0x57, 0x18, 0x61, 0x05};
    std::optional<TimePoint> asked_;
    TimePoint probe_at_, heard_;
    bool is_on_ = false, is_open_ = false, is_locked_ = false, has_link_ = true;
};

}  // namespace recalld::simulate
