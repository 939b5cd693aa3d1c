#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulate/surface_box.hpp"

namespace recalld::simulate::testing {

using namespace std::chrono_literals;
using mackie::From;
using Texts = std::vector<std::string>;

/// A main unit with everything, as the facts have it.
inline studio::Surface whole_surface()
{
    studio::Surface surface;
    surface.model = "Box";
    surface.protocol = "mcu";
    surface.master = true;
    surface.display = {0, 7, 6};
    surface.meters = studio::MeterKind::mono;
    surface.timecode = surface.assignment = surface.jog = true;
    return surface;
}

inline studio::Surface hui_surface()
{
    auto surface = whole_surface();
    surface.protocol = "hui";
    surface.model_byte = 0x05;
    surface.handshake = studio::Handshake::ping;
    surface.master = surface.flash = surface.assignment = false;
    surface.display = {0, 4, 4};
    surface.meters = studio::MeterKind::stereo;
    return surface;
}

inline studio::Surface xctl_surface()
{
    auto surface = whole_surface();
    surface.protocol = "xctl";
    surface.handshake = studio::Handshake::probe;
    surface.display = {0, 7, 7};
    surface.colours = studio::ColourKind::palette;
    return surface;
}

inline Texts hex_of(const Said& said)
{
    Texts texts;
    for (const auto& message : said) texts.push_back(wire::hex(message));
    return texts;
}

/// A box on a bench: time passes when the test says so, and what the box says can be answered at once.
struct Bench {
    explicit Bench(studio::Surface surface = whole_surface()) : box(std::make_shared<const studio::Surface>(std::move(surface)))
    {
        started = hex_of(box.power_on(now));
    }

    Texts hear(const wire::Bytes& bytes) { return hex_of(box.receive(bytes, now)); }
    Texts hear(const std::string& literal) { return hear(wire::bytes(literal)); }
    Texts grab(int strip) { return hex_of(box.grab(strip, now)); }
    Texts move(int strip, double to) { return hex_of(box.move(strip, to, now)); }
    Texts let_go(int strip) { return hex_of(box.let_go(strip, now)); }

    /// Lets time pass as a server does: whenever the box is due, it runs. What it says is kept, and given to the host if there is one.
    Texts pass(std::chrono::milliseconds time)
    {
        Texts texts;
        const auto end = now + time;
        for (auto due = box.wake(); due && *due <= end; due = box.wake()) {
            now = std::max(now, *due);
            for (const auto& message : box.run(now)) texts.push_back(wire::hex(message));
            if (box.wake() && *box.wake() <= now) now += 1ms;
        }
        now = std::max(now, end);
        for (const auto& message : box.run(now)) texts.push_back(wire::hex(message));
        return texts;
    }

    /// A host that sends back what it hears of faders.
    void echo(const Texts& said)
    {
        for (const auto& message : said)
            if (message[0] == 'E') hear(message);
    }

    TimePoint now{1h};
    SurfaceBox box;
    Texts started;
};

}  // namespace recalld::simulate::testing
