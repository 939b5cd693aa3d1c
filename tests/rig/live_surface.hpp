#pragma once

#include <catch2/catch.hpp>

#include "live_unit.hpp"
#include "driver/surface_steps.hpp"
#include "load/any_profile.hpp"
#include "rig/bank_layout.hpp"
#include "rig/banks.hpp"
#include "rig/fader_scale.hpp"
#include "simulate/surface_box.hpp"
#include "source_dir.hpp"

namespace recalld::rig::testing {

inline std::shared_ptr<const studio::Surface> surface_here(const std::string& id)
{
    return load::find_surface({std::filesystem::path(recalld::testing::source_dir()) / "profiles"}, id);
}

/// The box's own time: a machine that was elsewhere for a while has no slow hands and no late echoes.
class BoxClock {
public:
    Clock::time_point now()
    {
        const auto real = Clock::now();
        at_ += std::min<Clock::duration>(real - seen_, 10ms);
        seen_ = real;
        return at_;
    }

private:
    Clock::time_point seen_ = Clock::now(), at_ = seen_;
};

/// A cable to a box that is not there; it can be pulled, and somebody may hand back what is sent into it.
struct Cable {
    Cable(net::io_context& its_io, std::shared_ptr<const studio::Surface> surface) : io(its_io), box(std::move(surface)) { box.forgive_gaps(); }

    void say(const simulate::Said& said)
    {
        for (const auto& message : said)
            net::post(io, [this, message] {
                if (on_packet) on_packet(message);
            });
    }
    void run() { say(box.run(clock.now())); }

    net::io_context& io;
    simulate::SurfaceBox box;
    BoxClock clock;
    link::Link::PacketListener on_packet;
    link::Link::DownListener on_down;
    bool is_plugged = true;
    bool has_box = true;
    bool comes_back = false;
};

class CableLink : public link::Link {
public:
    explicit CableLink(Cable& cable) : cable_(cable) {}
    std::string open(PacketListener on_packet, DownListener on_down) override
    {
        if (!cable_.is_plugged) return "no cable";
        cable_.on_packet = std::move(on_packet);
        cable_.on_down = std::move(on_down);
        return {};
    }
    void close() override { cable_.on_packet = nullptr; }
    bool send(link::View packet) override
    {
        if (cable_.comes_back) cable_.say({wire::Bytes(packet.begin(), packet.end())});
        if (cable_.has_box) cable_.say(cable_.box.receive(packet, cable_.clock.now()));
        return true;
    }
    std::string where() const override { return "a cable"; }

private:
    Cable& cable_;
};

/// A console on loopback, a box with motors on a cable, and a bank between them.
struct Stage {
    explicit Stage(const std::string& surface = "surfaces/x-touch", bool has_box = true, bool comes_back = false)
        : room(profile_here("consoles/x32")), cable(room.io, surface_here(surface)),
          unit(std::make_shared<rig::SurfaceUnit>(room.io, "left", surface_here(surface), std::make_unique<CableLink>(cable))),
          banks(room.io, room.studio, [this](std::string_view name) { return name == "desk" ? room.unit : nullptr; })
    {
        cable.has_box = has_box;
        cable.comes_back = comes_back;
        if (has_box) cable.say(cable.box.power_on(now()));
        room.start();
        REQUIRE(room.comes_online());
        const rig::BankConfig config{"mix", {{"left"}}, {{"inputs", {{"desk ch/*"}}}}, {}, {}};
        banks.add(rig::make_layout(config, {{"desk", room.profile, nullptr}, {"left", nullptr, unit->surface()}}), {unit});
        unit->start();
    }
    ~Stage()
    {
        banks.clear();
        unit->stop();
        finish(room.io, unit->finished());
    }

    /// Of the box.
    Clock::time_point now() { return cable.clock.now(); }

    /// Motors run and hands move while the world does.
    bool until(const auto& holds)
    {
        return room.until([&] {
            cable.run();
            return holds();
        });
    }
    void let_pass(std::chrono::milliseconds time)
    {
        const auto end = now() + time;
        until([&] { return now() >= end; });
    }
    bool stands(int strip, double way) { return std::abs(cable.box.fader(strip).way() - way) < 0.002; }
    double way_of(const std::string& name)
    {
        return *rig::position_of(*unit->surface(), room.profile->law_of(room.id(name)), room.desk.console().value(name)) / 16383.0;
    }

    /// The console stands for the step that the hand reached: nothing of its way is still under way.
    bool has_arrived(int strip, const std::string& name)
    {
        const driver::FaderWay way(*unit->surface());
        const auto meant = rig::value_at(*unit->surface(), room.profile->law_of(room.id(name)), way.position_heard(cable.box.fader(strip).position()));
        return meant && room.desk.console().value(name) == Value(*meant) && room.believed(name) == Value(*meant);
    }

    Room room;
    Cable cable;
    std::shared_ptr<rig::SurfaceUnit> unit;
    rig::Banks banks;
};

}  // namespace recalld::rig::testing
