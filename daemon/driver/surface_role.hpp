#pragma once

#include "driver/daw_face.hpp"
#include "studio/surface.hpp"

namespace recalld::driver {

/// The other end of the cable: a DAW is the host, and we are its fader box. Its messages become facts for people, and what hands do
/// elsewhere becomes the gestures of a box. Pure: time is an argument, and bytes go back to the caller. One instance per port; core
/// thread only.
class SurfaceRole {
public:
    using Sink = DawMirror::Sink;

    virtual ~SurfaceRole() = default;

    /// To be sent when the port opens: the box was switched on.
    virtual std::vector<wire::Bytes> greet() = 0;
    /// Reads one whole message; `sink` is told what changed in face(), by name. `answers` are to be sent at once. False when it made
    /// no sense. A display of digits changes digit by digit: look at it when all messages of a packet are read.
    virtual bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) = 0;
    /// What the box sends when hands do this; nothing for what it has not. A fader that is moved without being touched is touched for
    /// that moment.
    virtual std::vector<wire::Bytes> say(const Gesture& gesture) = 0;
    /// The DAW was heard of lately, as far as it ever says so.
    virtual bool is_alive(TimePoint now) const = 0;
    /// The DAW is gone: nothing that it has said is true any more.
    virtual void forget(const Sink& sink) = 0;

    /// DAWs tell peaks, and the meters of a box fall by themselves: to be called every second or so.
    void let_meters_fall(TimePoint now, const Sink& sink) { mirror_.let_meters_fall(now, sink); }

    const DawFace& face() const { return mirror_.face(); }

protected:
    DawMirror& mirror() { return mirror_; }

private:
    DawMirror mirror_;
};

/// The surface that `surface` describes, `mcu` or `hui`; nothing for other protocols. `serial` tells the ports of one DAW apart:
/// seven letters count.
std::unique_ptr<SurfaceRole> make_surface_role(std::shared_ptr<const studio::Surface> surface, std::string_view serial);

}  // namespace recalld::driver
