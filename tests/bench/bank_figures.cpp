#include "bench/bank_figures.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include "bench/table.hpp"
#include "load/any_profile.hpp"
#include "mackie/mcu.hpp"
#include "midi/stream.hpp"
#include "rig/bank_layout.hpp"
#include "rig/surface_unit.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
using SurfacePtr = std::shared_ptr<const studio::Surface>;
using namespace std::chrono_literals;
namespace mcu = mackie::mcu;

constexpr std::string_view refresh = "hands: bank switch, full refresh of main + 3 extenders";
constexpr std::string_view decoding = "hands: MIDI stream decode";
constexpr std::size_t boxes = 4;

template <class Work>
double timed(Work work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

wire::Bytes greeting_of(const studio::Surface& surface)
{
    return mcu::write(mcu::HostConnectionQuery{{'B', 'E', 'N', 'C', 'H', '0', '1'}, {1, 2, 3, 4}}, {surface.model_byte, {}, {}});
}

/// A main unit and three extenders under one bank, in front of a page that is full.
struct Wall {
    explicit Wall(const HandsPlace& place)
        : main(load::find_surface({place.profiles}, "surfaces/mcu")), extender(load::find_surface({place.profiles}, "surfaces/mcu-xt")),
          bank(layout_over(place.profile), fill(place.profile), [](const std::string&, studio::ParameterId, const studio::Value&) {})
    {
        for (std::size_t box = 0; box < boxes; ++box) {
            drivers.push_back(driver::make_surface_driver(surface(box)));
            drivers.back()->hear(greeting_of(*surface(box)), now, [](const driver::Gesture&) {}, answers);
        }
    }

    SurfacePtr surface(std::size_t box) const { return box == 0 ? main : extender; }
    const studio::Studio& fill(const std::shared_ptr<const studio::Profile>& profile);
    rig::BankLayout layout_over(const std::shared_ptr<const studio::Profile>& profile) const;
    void switch_bank()
    {
        now += 10s;   // no motor has to wait for its turn
        bank.on_gesture(0, driver::Pressed{to_the_right ? "bank_right" : "bank_left", true}, now);
        to_the_right = !to_the_right;
    }
    /// All that box is told when it shows nothing of what it should.
    std::vector<wire::Bytes> encode(std::size_t box)
    {
        std::vector<wire::Bytes> messages;
        drivers[box]->forget();
        while (auto message = drivers[box]->next(bank.face(box), now)) messages.push_back(std::move(*message));
        return messages;
    }

    SurfacePtr main, extender;
    studio::Studio studio;
    rig::Bank bank;
    std::vector<std::unique_ptr<driver::SurfaceDriver>> drivers;
    std::vector<wire::Bytes> answers;
    Clock::time_point now = Clock::now();
    bool to_the_right = true;
};

const studio::Studio& Wall::fill(const std::shared_ptr<const studio::Profile>& profile)
{
    studio.open("desk", profile);
    const auto confirm = [&](studio::ParameterId id, studio::Value value) {
        if (id != studio::no_parameter) studio.apply("desk", id, std::move(value), studio::Standing::confirmed, studio::Origin::device);
    };
    std::int32_t number = 0;
    for (const auto& controls : profile->controls) {
        confirm(controls.fader, 100 + 7 * ++number);
        confirm(profile->strips[controls.strip].label, "Strip" + std::to_string(number));
        confirm(controls.colour, 1 + number % 7);
        if (controls.mute.exists()) confirm(controls.mute.parameter, number % 2);
        for (const auto& knobs : controls.knobs)
            for (const auto& knob : knobs.knobs)
                if (knob.picked_by == studio::no_parameter) confirm(knob.parameter, std::min(profile->law_of(knob.parameter).lowest() + number, profile->law_of(knob.parameter).highest()));
    }
    return studio;
}

rig::BankLayout Wall::layout_over(const std::shared_ptr<const studio::Profile>& profile) const
{
    std::vector<rig::BankGear> gear{{"desk", profile, nullptr}};
    rig::BankConfig config{"mix", {}, {{"all", {{"desk *"}}}}, {}, {}};
    for (std::size_t box = 0; box < boxes; ++box) {
        gear.push_back({"box" + std::to_string(box), nullptr, surface(box)});
        config.surfaces.push_back({gear.back().name});
    }
    return rig::make_layout(config, gear);
}

/// The other end of a cable: answers, and notes when what came last.
class Sink : public link::Link {
public:
    Sink(net::io_context& io, SurfacePtr surface) : io_(io), surface_(std::move(surface)), query_(mcu::write(mcu::DeviceQuery{}, {surface_->model_byte, {}, {}})) {}
    std::string open(PacketListener on_packet, DownListener) override
    {
        on_packet_ = std::move(on_packet);
        return {};
    }
    void close() override { on_packet_ = nullptr; }
    bool send(link::View packet) override
    {
        if (std::ranges::equal(packet, query_))
            net::post(io_, [this] {
                began = Clock::now();
                if (on_packet_) on_packet_(greeting_of(*surface_));
            });
        if (began == Clock::time_point()) return true;
        bytes += packet.size();
        last = Clock::now();
        return true;
    }
    std::string where() const override { return "a cable"; }

    std::size_t bytes = 0;
    Clock::time_point began{}, last{};

private:
    net::io_context& io_;
    SurfacePtr surface_;
    wire::Bytes query_;
    PacketListener on_packet_;
};

/// How long a unit takes to tell its box all of this face.
std::chrono::duration<double, std::milli> pace(const SurfacePtr& surface, const driver::Face& face)
{
    net::io_context io;
    auto sink = std::make_unique<Sink>(io, surface);
    auto& cable = *sink;
    const auto unit = std::make_shared<rig::SurfaceUnit>(io, "box", surface, std::move(sink));
    unit->show(face);
    unit->start();
    const auto is_over = [&] { return cable.bytes > 0 && Clock::now() - cable.last > 500ms; };
    for (const auto until = Clock::now() + 20s; Clock::now() < until && !is_over();) io.run_one_for(10ms);
    const auto took = cable.last - cable.began;
    unit->stop();
    io.run_for(1s);
    return took;
}

SurfacePtr without_limit(const studio::Surface& surface)
{
    auto free = surface;
    free.bytes_per_second = 0;
    free.sysex_gap = 0ms;
    return std::make_shared<const studio::Surface>(std::move(free));
}

void refresh_row(const HandsPlace& place)
{
    Wall wall(place);
    Series series;
    std::size_t bytes = 0, sysex = 0, messages = 0, most = 0;
    for (std::size_t run = 0; run < place.runs * 20; ++run) {
        bytes = sysex = messages = most = 0;
        std::vector<std::vector<wire::Bytes>> told(boxes);
        series.add(timed([&] {
            wall.switch_bank();
            for (std::size_t box = 0; box < boxes; ++box) told[box] = wall.encode(box);
        }));
        for (const auto& of_box : told) {
            std::size_t its = 0;
            for (const auto& message : of_box) its += message.size(), sysex += mackie::is_sysex(message) ? 1u : 0u;
            messages += of_box.size(), bytes += its, most = std::max(most, its);
        }
    }
    const auto& fullest = wall.bank.face(0);
    print_row(refresh, "encoded in <= 1 ms", series,
              fmt::format("{} messages, {} of them SysEx, {} bytes, at most {} a cable; the main unit is told in {:.0f} ms over DIN (3,125 bytes/s, {} ms behind SysEx), in {:.1f} ms over a cable without limit",
                          messages, sysex, bytes, most, pace(wall.main, fullest).count(), wall.main->sysex_gap.count(), pace(without_limit(*wall.main), fullest).count()),
              3);
}

// --- decoding

/// What a busy port carries: faders under running status, buttons, knobs, clock in between, letters, now and then a dump.
wire::Bytes traffic(std::size_t size)
{
    std::mt19937 luck(3);
    wire::Bytes bytes;
    const auto below = [&](unsigned limit) { return static_cast<unsigned>(luck()) % limit; };
    const auto add = [&](unsigned value) { bytes.push_back(static_cast<std::byte>(value)); };
    const auto add_data = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) add(below(128));
    };
    while (bytes.size() < size) {
        const auto kind = below(100);
        add(kind < 60 ? 0xE0 | below(9) : kind < 80 ? 0x90 : kind < 90 ? 0xB0 : kind < 95 ? 0xF8 : 0xF0);
        if (kind < 60) add_data(2 * (1 + below(8)));
        else if (kind < 90) add_data(2);
        else if (kind >= 95) add_data(kind == 99 ? 1000 : 60), add(0xF7);
    }
    return bytes;
}

void decoding_row(const HandsPlace& place)
{
    constexpr std::size_t pieces = 512;
    const auto bytes = traffic(8 << 20);
    Series speed;   // MB/s
    std::size_t messages = 0, sum = 0;
    for (std::size_t run = 0; run < place.runs; ++run) {
        midi::Stream stream;
        messages = 0;
        const auto ms = timed([&] {
            for (wire::View rest = bytes; !rest.empty(); rest = rest.subspan(std::min(pieces, rest.size())))
                stream.feed(rest.first(std::min(pieces, rest.size())), [&](const midi::Message& message) {
                    ++messages;
                    sum += message.bytes().size();
                });
        });
        speed.add(static_cast<double>(bytes.size()) / 1e3 / ms);
    }
    fmt::print("| {:<58} | {:<24} | {:>6.0f} MB/s | {:>11} | {:>11} | {:>4} | {} messages of {:.1f} MB in pieces of {} bytes, slowest {:.0f} MB/s ({} bytes seen)\n", decoding, ">= 50 MB/s", speed.at(0.5), "", "",
               speed.count(), messages, static_cast<double>(bytes.size()) / 1e6, pieces, speed.at(0), sum / place.runs);
}

}  // namespace

void measure_banks(const HandsPlace& place, const std::function<bool(std::string_view work)>& wanted)
{
    if (wanted(refresh) && !place.profile->controls.empty()) refresh_row(place);
    if (wanted(decoding)) decoding_row(place);
}

}  // namespace recalld::bench
