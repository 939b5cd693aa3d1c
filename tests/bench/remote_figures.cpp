#include "bench/remote_figures.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <random>
#include <stdexcept>

#include "bench/daemon_process.hpp"
#include "bench/desk_tap.hpp"
#include "bench/osc_peer.hpp"
#include "bench/table.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::string_view pings = "OSC: ping, beside liblo's echo", gets = "OSC: get, beside liblo's echo", followers = "OSC: 50 clients, 1,000 changes/s", fired = "trigger: OSC in -> set at the console",
                           tree = "OSCQuery: whole tree of one desk", page = "page: the room";
constexpr std::size_t trigger_runs = 500, window = 16, clients = 50, changes_a_second = 1000;
constexpr auto rate_time = 2s, follow_time = 10s;
constexpr double wanted_share = 0.6;

double ms_between(Clock::time_point from, Clock::time_point to) { return std::chrono::duration<double, std::milli>(to - from).count(); }

std::string rig_of(const RemotePlace& place, const std::string& host, std::uint16_t port)
{
    return "units: [{name: desk, profile: " + place.profile->profile_id + ", link: {kind: udp, host: " + host + ", port: " + std::to_string(port) + "}}]\n"
           "remote: {osc: {port: 0}, http: {port: 0}}\n"
           "macros: [{name: go, steps: [{set: {unit: desk, parameter: $1, value: $2, allow: level}}]}]\n"
           "triggers: [{name: go, when: {osc: /bench/go}, macro: go, debounce: 1 ms, once_within: 1 ms}]\n";
}

std::string fader(std::size_t channel) { return fmt::format("ch/{:02}/mix/fader", channel + 1); }

/// How fast questions are answered, against the bare server of the same run.
void query_row(std::string_view work, const DaemonProcess& daemon, const osc::Bytes& question)
{
    const EchoServer echo;
    OscSocket bare(echo.port()), ours(daemon.port_of("osc"));
    rate_of(bare, question, window, 200ms);
    rate_of(ours, question, window, 200ms);
    const double reference = rate_of(bare, question, window, rate_time), rate = rate_of(ours, question, window, rate_time);
    const auto delays = delays_of(ours, question, reference / 2, rate_time);
    print_row(work, ">= 60 %; p99 <= 1 ms", delays,
              fmt::format("{:.0f} answers/s, {:.0f} % of {:.0f}/s; p99 {:.3f} ms at {:.0f}/s", rate, 100 * rate / reference, reference, delays.at(0.99), reference / 2), 3);
}

/// One that follows faders and remembers what it was told last.
struct Follower {
    explicit Follower(std::uint16_t port) : socket(port) { renew(); }
    void renew() { socket.send(osc::message("/recalld/subscribe", {std::string("desk ch/*/mix/fader"), std::int32_t{60}, std::string("as=unit")})); }

    void take()
    {
        for (auto packet = socket.receive(0); !packet.empty(); packet = socket.receive(0))
            (void)osc::for_each_message(packet, [&](const osc::Message& message, osc::TimeTag) {
                constexpr std::string_view front = "/recalld/unit/desk/";
                if (const auto number = message.argument(0).number(); message.address().starts_with(front) && number) told[std::string(message.address().substr(front.size()))] = *number;
            });
    }

    OscSocket socket;
    std::map<std::string, double> told;
};

/// What a desk is told here, its other clients hear: each change is new to the daemon.
void followers_row(const RemotePlace& place, const DaemonProcess& daemon)
{
    std::vector<std::unique_ptr<Follower>> all;
    for (std::size_t i = 0; i < clients; ++i) all.push_back(std::make_unique<Follower>(daemon.port_of("osc")));
    const auto take = [&] { for (auto& one : all) one->take(); };
    for (const auto until = Clock::now() + 1s; Clock::now() < until;) take();
    OscSocket desk(place.port);
    std::mt19937 luck(1);
    std::map<std::string, double> wire;
    const double memory_before = daemon.resident_mb(), cpu_before = daemon.cpu_seconds();
    auto next = Clock::now();
    const auto end = next + follow_time;
    std::size_t sent = 0;
    for (; next < end; next += std::chrono::microseconds(1'000'000 / changes_a_second)) {
        while (Clock::now() < next) take();
        const auto name = fader(sent++ % 32);
        wire[name] = static_cast<double>(luck() % 1024) / 1023;
        desk.send(osc::message("/" + name, {static_cast<float>(wire[name])}));
    }
    const auto last = Clock::now();
    Series waits;
    std::size_t wrong = 0;
    const auto expected = [&](Follower& one) {
        const auto knows = [&](const auto& value) { return one.told.contains(value.first); };
        return std::ranges::all_of(wire, knows);
    };
    // who has fallen silent for 200 ms has had his last word; the values are compared below with what the daemon itself holds
    std::vector<Clock::time_point> newest(all.size(), last);
    for (auto quiet_since = Clock::now(); Clock::now() - quiet_since < 500ms;)
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto before = all[i]->told;
            all[i]->take();
            if (all[i]->told != before) newest[i] = quiet_since = Clock::now();
        }
    OscSocket asker(daemon.port_of("osc"));
    std::map<std::string, double> truth;
    for (const auto& [name, value] : wire) {
        asker.send(osc::message("/recalld/unit/desk/" + name));
        const auto packet = asker.receive(1000);
        const auto message = osc::read_message(packet);
        const auto told = message ? message->argument(0).number() : osc::Result<double>(osc::Fault::missing);
        if (told) truth[name] = *told;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        waits.add(ms_between(last, newest[i]));
        wrong += expected(*all[i]) && all[i]->told == truth ? 0 : 1;
    }
    print_row(followers, "all last values, <= 100 ms", waits,
              fmt::format("{} of {} clients have every last value of {} changes; memory {:+.1f} MB; {:.0f} % of a core", clients - wrong, clients, sent, daemon.resident_mb() - memory_before,
                          (daemon.cpu_seconds() - cpu_before) / std::chrono::duration<double>(follow_time).count() * 100), 1);
}

void trigger_row(const RemotePlace& place, const std::string& folder)
{
    DeskTap tap(place.host, place.port);
    const DaemonProcess daemon({place.daemon, place.profiles, folder, rig_of(place, "127.0.0.1", tap.port())});
    daemon.wait_until_read();
    OscSocket button(daemon.port_of("osc"));
    Series delays;
    std::size_t missed = 0;
    const auto& law = place.profile->law_of(place.profile->find(fader(0)).value());
    for (std::size_t i = 0; i < trigger_runs; ++i) {
        const std::size_t channel = i % 32;
        const auto words = law.spoken(static_cast<std::int32_t>(300 + i));
        const auto step = std::get<std::int32_t>(law.parse(words).value());   // words are rounder than steps
        const auto since = stamp_now();
        button.send(osc::message("/bench/go", {fader(channel), words}));
        const auto told = tap.wait_for(channel, law.wire(step), since);
        if (told) delays.add(static_cast<double>(told->at - since) / 1e6);
        else ++missed;
        while (!button.receive(5).empty()) {}
    }
    print_row(fired, "p99 <= 2 ms", delays, fmt::format("p99 {:.3f} ms, {} missed; the set reads before it writes", delays.at(0.99), missed), 3);
}

/// A GET as a browser or an OSC tool sends it; the bytes of the answer.
std::size_t get(std::uint16_t port, const std::string& target, const std::string& accept)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    there.sin_port = htons(port);
    const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + accept + "\r\nConnection: close\r\n\r\n";
    std::size_t size = 0;
    std::string status;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0 && ::write(socket, request.data(), request.size()) > 0) {
        std::vector<char> buffer(1 << 16);
        for (ssize_t some; (some = ::read(socket, buffer.data(), buffer.size())) > 0;) {
            if (size == 0) status.assign(buffer.data(), std::min<std::size_t>(12, static_cast<std::size_t>(some)));
            size += static_cast<std::size_t>(some);
        }
    }
    ::close(socket);
    if (status != "HTTP/1.1 200") throw std::runtime_error("GET " + target + " was answered with " + (status.empty() ? "nothing" : status));
    return size;
}

void get_row(std::string_view work, const RemotePlace& place, const DaemonProcess& daemon, const std::string& accept)
{
    Series times;
    std::size_t size = 0;
    for (std::size_t i = 0; i < place.runs; ++i) {
        const auto begun = Clock::now();
        size = get(daemon.port_of("http"), "/", accept);
        times.add(ms_between(begun, Clock::now()));
    }
    print_row(work, "<= 100 ms", times, fmt::format("{:.0f} kB", static_cast<double>(size) / 1000));
}

}  // namespace

void measure_remotes(const RemotePlace& place, const std::function<bool(std::string_view work)>& wanted)
{
    const bool any = wanted(pings) || wanted(gets) || wanted(followers) || wanted(tree) || wanted(page);
    if (any) {
        const DaemonProcess daemon({place.daemon, place.profiles, place.folder + "/queries", rig_of(place, place.host, place.port)});
        daemon.wait_until_read();
        if (wanted(pings)) query_row(pings, daemon, osc::message("/recalld/ping"));
        if (wanted(gets)) query_row(gets, daemon, osc::message("/recalld/get", {std::string("desk"), std::string("ch/03/mix/fader")}));
        if (wanted(followers)) followers_row(place, daemon);
        if (wanted(tree)) get_row(tree, place, daemon, "*/*");
        if (wanted(page)) get_row(page, place, daemon, "text/html");
    }
    if (wanted(fired)) trigger_row(place, place.folder + "/triggers");
}

}  // namespace recalld::bench
