#include "rig/paced_link.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "driver/midi_frames.hpp"

namespace recalld::rig {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_waiting = std::size_t{8} << 20;   // bytes
constexpr auto broken_off_after = 2s;                        // shared facts on MIDI, 4.9

/// What units behind one port share: only one of them speaks at a time.
struct Cable {
    PacedLink::Clock::time_point free_at{};
};

/// The cable behind a port, as long as anybody uses it. Core thread.
std::shared_ptr<Cable> cable_at(const std::string& where)
{
    static std::map<std::string, std::weak_ptr<Cable>> cables;
    std::erase_if(cables, [](const auto& one) { return one.second.expired(); });
    auto cable = cables[where].lock();
    if (!cable) cables[where] = cable = std::make_shared<Cable>();
    return cable;
}

}  // namespace

std::chrono::microseconds LinePace::time_of(std::size_t bytes) const
{
    return std::chrono::microseconds(bytes * 1'000'000 / bytes_per_second) + gap;
}

struct PacedLink::Line : std::enable_shared_from_this<Line> {
    Line(net::io_context& io, std::unique_ptr<link::Link> its_link, LinePace its_pace)
        : link(std::move(its_link)), pace(its_pace), timer(io), cable(cable_at(link->where()))
    {
    }

    std::string open(PacketListener listener, DownListener on_down)
    {
        close();
        on_packet = std::move(listener);
        const auto pieces = [line = weak_from_this()](link::View bytes) {
            if (const auto self = line.lock()) self->take(bytes);
        };
        return link->open(pieces, std::move(on_down));
    }

    void close()
    {
        on_packet = nullptr;
        frames = std::make_shared<driver::MidiFrames>();
        waiting.clear();
        waiting_bytes = 0;
        clear_at = {};
        timer.cancel();
        link->close();
    }

    void take(link::View bytes)
    {
        const auto now = Clock::now();
        if (frames->is_open() && now - last_byte > broken_off_after) frames->abandon();
        last_byte = now;
        const auto cutter = frames;   // whoever hears of a message may close the link
        cutter->feed(bytes, [&](link::View message) {
            if (frames == cutter && on_packet) on_packet(message);
        });
    }

    bool send(link::View packet)
    {
        if (!on_packet || waiting_bytes + packet.size() > most_waiting) return false;
        driver::MidiFrames cutter;
        cutter.feed(packet, [this](link::View message) {
            waiting.emplace_back(message.begin(), message.end());
            waiting_bytes += message.size();
        });
        pump();
        return true;
    }

    void pump()
    {
        while (!waiting.empty() && Clock::now() >= cable->free_at) {
            const auto message = std::move(waiting.front());
            waiting.pop_front();
            waiting_bytes -= message.size();
            clear_at = cable->free_at = Clock::now() + pace.time_of(message.size());
            link->send(message);   // what is not handed over is asked for again
        }
        if (waiting.empty()) return;
        timer.expires_at(cable->free_at);
        timer.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error) self->pump();
        });
    }

    std::unique_ptr<link::Link> link;
    LinePace pace;
    net::steady_timer timer;
    std::shared_ptr<Cable> cable;
    PacketListener on_packet;
    std::shared_ptr<driver::MidiFrames> frames = std::make_shared<driver::MidiFrames>();
    std::deque<std::vector<std::byte>> waiting;
    std::size_t waiting_bytes = 0;
    Clock::time_point clear_at{}, last_byte{};
};

PacedLink::PacedLink(net::io_context& io, std::unique_ptr<link::Link> link, LinePace pace) : line_(std::make_shared<Line>(io, std::move(link), pace)) {}

PacedLink::~PacedLink() { line_->close(); }

std::string PacedLink::open(PacketListener on_packet, DownListener on_down) { return line_->open(std::move(on_packet), std::move(on_down)); }

void PacedLink::close() { line_->close(); }

bool PacedLink::send(link::View packet) { return line_->send(packet); }

std::string PacedLink::where() const { return line_->link->where(); }

bool PacedLink::is_clear() const { return line_->waiting.empty() && Clock::now() >= line_->clear_at; }

PacedLink::Clock::time_point PacedLink::clear_at() const { return line_->waiting.empty() ? line_->clear_at : line_->cable->free_at; }

bool PacedLink::is_receiving() const { return line_->frames->is_open() && Clock::now() - line_->last_byte <= broken_off_after; }

}  // namespace recalld::rig
