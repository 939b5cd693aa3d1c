#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/surface_door.hpp"
#include "simulate/surface_face.hpp"
#include "simulate/surface_fader.hpp"

namespace recalld::simulate {

/// A fader box made from its profile, with motors and a hand, for tests and the demo: stricter than a real one. Written from the
/// published facts, it shares codecs and profile with the driver but none of its code. Pure: bytes, gestures and time in, messages
/// out. Strips count from 0, 8 is the master. Not thread-safe.
///
/// Where the facts are silent it takes the side that a careless client notices:
/// - SysEx under another model byte is ignored, and one that comes too soon behind another one is lost;
/// - meters are dark until they are switched on; a box of the elder kind is deaf and dumb until its challenge is answered;
/// - what it cannot show, and what makes no sense, is ignored and named among the complaints.
class SurfaceBox {
public:
    explicit SurfaceBox(std::shared_ptr<const studio::Surface> surface);
    ~SurfaceBox();
    SurfaceBox(SurfaceBox&&) noexcept;

    /// It starts, or starts again in the middle of everything: dark, and it knows no position. Faders and hands stay where they are.
    Said power_on(TimePoint now);
    /// What the host sends, whole messages or pieces of them.
    Said receive(wire::View bytes, TimePoint now);
    /// Over a network nobody knows when a message was sent: SysEx that comes too soon is taken after all.
    void forgive_gaps();
    /// Motors, hands and what it does by itself, until now; due at wake().
    Said run(TimePoint now);
    std::optional<TimePoint> wake() const;

    /// @name The hand. Throws std::invalid_argument, with a sentence, for what the box does not have.
    /// @{
    Said grab(int strip, TimePoint now);
    /// To 0 … 1 of the way, at once or evenly. Without a grab it is a nudge: a box that feels hands does not tell of it unless asked.
    Said move(int strip, double to, TimePoint now, std::chrono::milliseconds over = std::chrono::milliseconds(0));
    Said let_go(int strip, TimePoint now);
    /// By name, `mute/3`, `play`, or by number, `note/5D`.
    Said press(std::string_view button, bool down, TimePoint now);
    Said turn(int knob, int ticks, TimePoint now);
    Said jog(int ticks, TimePoint now);
    Said pedal(int value, TimePoint now);   ///< 0 … 127
    /// @}

    const studio::Surface& surface() const;
    const SurfaceFace& face() const;
    const SurfaceDoor& door() const;
    const SurfaceFader& fader(int strip) const;
    int faders() const;                          ///< with the master; who is eighth in a box of less is its last
    SurfaceFader::Counts counts() const;         ///< of all faders
    mackie::Light light(std::string_view button) const;
    std::string button_name(int number) const;

    /// What hosts should not send, each once, in order; and how often it came in all.
    const std::vector<std::string>& complaints() const;
    std::uint64_t faults() const;
    std::uint64_t lost() const;            ///< came too soon behind SysEx
    std::uint64_t other_models() const;    ///< queries for boxes of another kind: hosts ask around

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld::simulate
