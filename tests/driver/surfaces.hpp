#pragma once

#include "driver/surface_driver.hpp"
#include "driver/surface_role.hpp"
#include "mackie/xctl.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::driver {

using namespace std::chrono_literals;
using studio::Handshake;
using studio::RingStyle;
using Texts = std::vector<std::string>;

inline constexpr std::string_view boot_14 = "F0 00 00 66 14 01 58 59 5A 57 18 61 05 57 18 61 05 F7";

/// A box that can do everything, with plain ends and ten bits; `bend` makes it another one.
inline std::shared_ptr<const studio::Surface> a_surface(std::string protocol, const std::function<void(studio::Surface&)>& bend = {})
{
    studio::Surface surface;
    surface.protocol = std::move(protocol);
    surface.master = true;
    surface.display = {0, 7, 7};
    surface.colours = studio::ColourKind::palette;
    surface.meters = studio::MeterKind::mono;
    surface.timecode = surface.assignment = surface.jog = true;
    if (bend) bend(surface);
    return std::make_shared<const studio::Surface>(std::move(surface));
}

inline Texts hex_of(const std::vector<wire::Bytes>& messages)
{
    Texts lines;
    for (const auto& message : messages) lines.push_back(wire::hex(message));
    return lines;
}

/// A driver and what comes of it. The clock stands still until somebody moves it.
struct Host {
    explicit Host(std::shared_ptr<const studio::Surface> surface) : driver(make_surface_driver(std::move(surface))) {}

    std::unique_ptr<SurfaceDriver> driver;
    TimePoint now = TimePoint() + 1h;
    Face face;
    std::vector<Gesture> gestures;
    std::vector<wire::Bytes> answers;

    bool hear(wire::View message)
    {
        const auto sink = [this](const Gesture& gesture) { gestures.push_back(gesture); };
        return driver->hear(message, now, sink, answers);
    }
    bool hear(std::string_view hex) { return hear(wire::bytes(hex)); }

    /// All that has to be said at this moment.
    std::vector<wire::Bytes> messages()
    {
        std::vector<wire::Bytes> said;
        while (auto message = driver->next(face, now)) {
            said.push_back(std::move(*message));
            if (said.size() > 2000) break;
        }
        return said;
    }
    Texts says() { return hex_of(messages()); }
    Texts says_after(std::chrono::milliseconds time)
    {
        now += time;
        return says();
    }
    /// Everything that is wanted so far has been said.
    void settle()
    {
        messages();
        now += 1s;
        messages();
        now += 100ms;
    }
    int arrivals() const { return static_cast<int>(std::ranges::count(gestures, Gesture(Arrived{}))); }
};

/// A surface role and what comes of it.
struct Role {
    explicit Role(std::shared_ptr<const studio::Surface> surface) : role(make_surface_role(std::move(surface), "recalld")) {}

    std::unique_ptr<SurfaceRole> role;
    TimePoint now = TimePoint() + 1h;
    Texts changes;
    std::vector<wire::Bytes> answers;

    bool hear(wire::View message)
    {
        const auto sink = [this](std::string_view name) { changes.emplace_back(name); };
        return role->hear(message, now, sink, answers);
    }
    bool hear(std::string_view hex) { return hear(wire::bytes(hex)); }
    /// Bytes that may be several messages.
    bool hear_all(wire::View bytes)
    {
        bool good = true;
        const auto cut = mackie::xctl::for_each_message(bytes, [&](wire::View message) { good = hear(message) && good; });
        return cut.has_value() && good;
    }
    Texts take_changes() { return std::exchange(changes, {}); }
    const DawFace& face() const { return role->face(); }
};

/// Brings a driver to the point where the box is there and has shown an empty face.
inline Host settled(std::shared_ptr<const studio::Surface> surface)
{
    Host host(std::move(surface));
    host.hear(boot_14);
    host.gestures.clear();
    host.settle();
    return host;
}

}  // namespace recalld::driver
