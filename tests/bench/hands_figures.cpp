#include "bench/hands_figures.hpp"

#include <cerrno>
#include <ctime>

#include <algorithm>
#include <atomic>
#include <random>
#include <stdexcept>
#include <thread>

#include "bench/bank_figures.hpp"
#include "bench/fader_moves.hpp"
#include "bench/hands_rig.hpp"
#include "bench/table.hpp"
#include "load/any_profile.hpp"

namespace recalld::bench {

namespace {

constexpr std::string_view way_through = "hands: fader byte in -> console packet out";
constexpr std::string_view at_once = "hands: 8 faders at 1 kHz, capture and recall run";
constexpr std::size_t single_moves = 2'000, channels = 8;
constexpr std::int64_t millisecond = 1'000'000;

double in_ms(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

/// Of the system, which wakes us some microseconds late.
void wait_until(std::int64_t stamp)
{
    timespec time{stamp / 1'000'000'000, stamp % 1'000'000'000};
    while (::clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &time, nullptr) == EINTR) {}
}

/// A hand's length of stay on one box, with all fingers.
class Hands {
public:
    Hands(const HandsPlace& place, std::shared_ptr<const studio::Surface> surface, HandsRig::Way way)
        : place_(place), faders_(surface, *place.profile), rig_(place.profile, surface, {"udp", place.host, place.port}, way, place.folder)
    {
        rig_.capture("before");
        wait_until(stamp_now() + 300 * millisecond);   // motors run, and levels begin to come
    }
    ~Hands() { put_back(); }
    Hands(const Hands&) = delete;
    Hands& operator=(const Hands&) = delete;

    void way_through_row();
    void at_once_row();

private:
    void touch(bool is_touched)
    {
        for (std::size_t channel = 0; channel < channels; ++channel) rig_.box().say(faders_.touch(channel, is_touched));
    }
    void put_back() noexcept
    {
        try {
            wait_until(stamp_now() + 500 * millisecond);
            rig_.recall("before");
        } catch (const std::exception& error) {
            fmt::print("the desk was not put back: {}\n", error.what());
        }
    }
    void move_all(double seconds, FaderMoves& moves);
    std::string recalls_meanwhile(const std::atomic<bool>& over);
    /// What is not one of the faders in the hands: a capture and a recall name these by design.
    template <class List, class Name>
    std::size_t count_others(const List& list, Name name) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(list, [&](const auto& one) {
            for (std::size_t channel = 0; channel < channels; ++channel)
                if ((*place_.profile)[faders_.id(channel)].name == name(one)) return false;
            return true;
        }));
    }
    std::size_t wrong_at_the_end(const FaderMoves& moves);

    const HandsPlace& place_;
    FaderWords faders_;
    HandsRig rig_;
};

// --- one move at a time

void Hands::way_through_row()
{
    std::mt19937 luck(11);
    Series whole, inside;
    std::size_t lost = 0;
    touch(true);
    for (std::size_t i = 0; i < single_moves; ++i) {
        const auto channel = i % channels;
        const auto value = static_cast<std::int32_t>(1 + (i * 7) % 1000);
        wait_until(stamp_now() + 5 * millisecond + static_cast<std::int64_t>(luck() % 5'000'000));
        const auto said_at = stamp_now();
        rig_.box().say(faders_.move(channel, value));
        const auto told = rig_.tap().wait_for(channel, faders_.wire(value), said_at);
        lost += told ? 0u : 1u;
        if (!told) continue;
        whole.add(in_ms(told->at - said_at));
        inside.add(in_ms(told->at - rig_.doors().came_at));
    }
    touch(false);
    print_row(way_through, "p50 <= 0.1, p99 <= 0.5", inside,
              fmt::format("inside the daemon: from its core's having read the bytes to the packet in the desk's socket; p99 {:.3f}, jitter (p95 - p5) {:.3f} ms, {} lost; "
                          "from the box's write (TCP) on, the core being woken: p50 {:.3f}, p99 {:.3f}, jitter {:.3f}, most {:.3f} ms",
                          inside.at(0.99), inside.at(0.95) - inside.at(0.05), lost, whole.at(0.5), whole.at(0.99), whole.at(0.95) - whole.at(0.05), whole.at(1)),
              3);
}

// --- eight faders at once

void Hands::move_all(double seconds, FaderMoves& moves)
{
    const auto first = stamp_now() + 10 * millisecond;
    const auto count = static_cast<std::int64_t>(seconds * 1000);
    for (std::int64_t i = 0; i < count; ++i) {
        wait_until(first + i * millisecond);
        wire::Bytes packet;
        const auto at = stamp_now();
        for (std::size_t channel = 0; channel < channels; ++channel) {
            const auto value = static_cast<std::int32_t>(1 + (static_cast<std::size_t>(i) + channel * 128) % 1023);
            const auto bytes = faders_.move(channel, value);
            packet.insert(packet.end(), bytes.begin(), bytes.end());
            moves.said(channel, faders_.wire(value), at);
        }
        rig_.box().say(packet);
    }
}

std::string Hands::recalls_meanwhile(const std::atomic<bool>& over)
{
    rig_.capture("one");
    const auto changed = rig_.change_sends(500);
    rig_.capture("two");
    std::size_t captures = 0, silent = 0, recalls = 0, written = 0, wrong = 0;
    while (!over) {
        silent += count_others(rig_.capture("during").units.front().silent, [](const std::string& name) { return name; });
        ++captures;
        const auto report = rig_.recall(recalls % 2 == 0 ? "one" : "two");
        ++recalls;
        written += report.written;
        wrong += count_others(report.details, [](const studio::Finding& finding) { return finding.parameter; });
    }
    return fmt::format("but for the 8 faders: {} captures, {} silent; {} recalls of {} changed, {} written, {} wrong", captures, silent, recalls, changed, written, wrong);
}

std::size_t Hands::wrong_at_the_end(const FaderMoves& moves)
{
    std::size_t wrong = 0;
    for (std::size_t channel = 0; channel < channels; ++channel) wrong += studio::same(rig_.ask(faders_.id(channel)), faders_.value(moves.last(channel))) ? 0u : 1u;
    return wrong;
}

void Hands::at_once_row()
{
    FaderMoves moves(channels);
    std::atomic<bool> over{false};
    rig_.take_told();
    rig_.doors().box_waiting = rig_.doors().refused = 0;
    touch(true);
    std::thread hand([&] {
        move_all(place_.seconds, moves);
        over = true;
    });
    const auto meanwhile = recalls_meanwhile(over);
    hand.join();
    wait_until(stamp_now() + 200 * millisecond);   // longer than anything that still waits
    const auto wrong = wrong_at_the_end(moves);
    touch(false);
    const auto told = moves.against(rig_.take_told());
    print_row(at_once, "last values, p99 <= 2", told.late,
              fmt::format("from the box's write to the packet handed to the system: p99 {:.3f} ms, {} words told {} moves; {} of 8 last values wrong; most that waited: {} bytes from the box; "
                          "at the end {} bytes to the box, {} packets refused; {}",
                          told.late.at(0.99), told.words, told.late.count(), wrong, rig_.doors().box_waiting.load(), rig_.doors().box_out - rig_.box().heard(),
                          rig_.doors().refused.load(), meanwhile),
              3);
}

}  // namespace

void measure_hands(const HandsPlace& place, const std::function<bool(std::string_view work)>& wanted)
{
    measure_banks(place, wanted);
    if (!wanted(way_through) && !wanted(at_once)) return;
    if (place.profile->controls.empty()) return fmt::print("hands reach nothing of {}: its profile has no controls\n", place.profile->profile_id);
    const auto surface = load::find_surface({place.profiles}, "surfaces/x-touch");
    if (wanted(way_through)) Hands(place, surface, HandsRig::Way::through_tap).way_through_row();
    if (wanted(at_once)) Hands(place, surface, HandsRig::Way::direct).at_once_row();
}

}  // namespace recalld::bench
