#include <deque>

#include "driver/midi_words.hpp"
#include "remote/plan_json.hpp"
#include "remote/verb.hpp"
#include "rig/midi.hpp"
#include "rig/signal.hpp"

namespace recalld::remote {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_waiting_lines = 4096;
constexpr auto turn_of_a_listener = 200ms;
constexpr int listener_is_there_every = 50;   // turns: only a write shows that a listener has left
constexpr std::size_t most_shown_bytes = 256;

Json line_json(const driver::MidiWords::Line& line)
{
    const auto shown = wire::View(line.bytes).first(std::min(line.bytes.size(), most_shown_bytes));
    const auto more = line.bytes.size() > most_shown_bytes ? " …" : "";
    return {{"midi", {{"time", iso_time(std::chrono::system_clock::now())}, {"words", line.words}, {"bytes", wire::hex(shown) + more}}}};
}

/// What is heard waits here for whoever listens.
struct Listening {
    explicit Listening(const Call& call)
        : words(call.text("as", "midi")), side(driver::midi_side(call.text("from"))), link(rig::make_link(call.room.io, rig::midi_to_hear(call.text("port")), 0)),
          news(call.room.io)
    {
    }

    void hear(wire::View packet)
    {
        for (const auto& line : words.read(packet, side, std::chrono::steady_clock::now())) {
            if (waiting.size() >= most_waiting_lines) ++dropped;
            else waiting.push_back(line_json(line));
        }
        news.wake_all();
    }

    std::string open()
    {
        return link->open([this](wire::View packet) { hear(packet); },
                          [this](const std::string& why) {
                              down = why;
                              news.wake_all();
                          });
    }

    driver::MidiWords words;
    driver::MidiWords::Side side;
    std::unique_ptr<link::Link> link;
    std::deque<Json> waiting;
    std::size_t dropped = 0;
    std::string down;
    rig::Signal news;
};

void tell(const Call& call, Listening& listening)
{
    while (!listening.waiting.empty()) {
        call.emit(std::move(listening.waiting.front()));
        listening.waiting.pop_front();
    }
    if (listening.dropped > 0) call.emit({{"dropped", std::exchange(listening.dropped, 0)}});
}

[[noreturn]] void unreachable(const std::string& why) { throw VerbError("unreachable", why, 503, exit_unreachable); }

}  // namespace

task<Json> midi_ports(Call call)
{
    const auto found = link::midi_ports(call.room.io);
    Json ports = Json::array(), missing = Json::array();
    for (const auto& port : found.ports) ports.push_back({{"system", port.system}, {"name", port.name}, {"direction", port.sends ? "in" : "out"}, {"ours", port.ours}});
    for (const auto& one : found.missing) missing.push_back({{"system", one.system}, {"why", one.why}});
    co_return Json{{"ports", ports}, {"missing", missing}};
}

task<Json> midi_monitor(Call call)
{
    Listening listening(call);
    if (const auto fault = listening.open(); !fault.empty()) unreachable(fault);
    for (int idle = 0; !*call.gone && !call.room.ending; ++idle) {
        if (idle % listener_is_there_every == 0) call.emit({{"progress", {{"phase", "listening"}, {"unit", ""}, {"done", 0}, {"total", 0}}}});
        tell(call, listening);
        if (!listening.down.empty()) unreachable(listening.link->where() + ": " + listening.down);
        co_await listening.news.wait_until(std::chrono::steady_clock::now() + turn_of_a_listener);
    }
    co_return Json::object();
}

}  // namespace recalld::remote
