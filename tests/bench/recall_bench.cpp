// Measures what recalld promises, against any host that speaks the profile's protocol. Prints a table of medians.
// It WRITES: every parameter of the desk is changed and put back. Hosts other than this machine want --write.

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "bench/book_figures.hpp"
#include "bench/daemon_figures.hpp"
#include "bench/desk.hpp"
#include "bench/hands_figures.hpp"
#include "bench/panel_figures.hpp"
#include "bench/patch_figures.hpp"
#include "bench/logbook_figures.hpp"
#include "bench/remote_figures.hpp"
#include "bench/table.hpp"
#include "load/profile_yaml.hpp"
#include "log.hpp"
#include "source_dir.hpp"

namespace {

using namespace recalld;
using bench::Desk;
using bench::Line;
using bench::Series;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

struct Options {
    std::string host = "127.0.0.1", profile = "x32", profiles = testing::source_dir() + "/profiles", daemon = RECALLD_DAEMON, only;
    std::uint16_t port = 10023;
    std::size_t runs = 15, lossy_runs = 100;
    double delay_ms = 0, loss_percent = 0, hands_seconds = 60;
    bool write = false;
};

template <class Work>
double timed(Work work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

class Bench {
public:
    explicit Bench(Options options)
        : options_(std::move(options)), folder_(std::filesystem::temp_directory_path() / fmt::format("recall_bench-{}", ::getpid())),
          profile_(load::find_profile({options_.profiles}, options_.profile.find('/') == std::string::npos ? "consoles/" + options_.profile : options_.profile))
    {
        std::filesystem::create_directories(folder_);
    }
    ~Bench() { std::filesystem::remove_all(folder_); }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    void run();

private:
    std::unique_ptr<Desk> desk(Line line, const std::string& name)
    {
        line.each_way += std::chrono::microseconds(static_cast<std::int64_t>(options_.delay_ms * 1000));
        line.loss += options_.loss_percent / 100;
        rig::LinkConfig link{"udp", options_.host, options_.port};
        return std::make_unique<Desk>(profile_, link, line, folder_ / name, ++seed_);
    }
    bool wanted(std::string_view name) const { return options_.only.empty() || name.find(options_.only) != std::string_view::npos; }
    static void row(std::string_view work, const std::string& reach, const Series& series, const std::string& remark) { bench::print_row(work, reach, series, remark); }
    void captures(std::string_view work, Line line, std::size_t runs, const std::string& reach);
    void busy_desk();
    void recalls();
    void plans();
    void history();
    void daemon();
    void hands();
    void remotes();
    void logbook();
    void books();

    Options options_;
    std::filesystem::path folder_;
    std::shared_ptr<const studio::Profile> profile_;
    std::uint32_t seed_ = 0;
};

std::string complete_in(std::size_t complete, std::size_t runs, std::size_t parameters)
{
    return fmt::format("complete in {} of {} runs ({} parameters)", complete, runs, parameters);
}

void Bench::captures(std::string_view work, Line line, std::size_t runs, const std::string& reach)
{
    if (!wanted(work)) return;
    const auto measured = desk(line, std::string(work));
    Series series;
    std::size_t complete = 0, parameters = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        const auto captured = [&] {
            const auto start = Clock::now();
            auto result = measured->capture("run");
            series.add(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
            return result;
        }();
        complete += captured.units.front().silent.empty() ? 1u : 0u;
        parameters = captured.units.front().coverage.captured;
    }
    row(work, reach, series, complete_in(complete, runs, parameters));
}

void Bench::busy_desk()
{
    constexpr std::string_view work = "capture, desk serves 1000 msg/s, queue 64";
    if (!wanted(work)) return;
    Line line;
    line.rate = 1000;
    const auto measured = desk(line, "busy");
    Series series;
    measured->slow().sent = measured->slow().overflowed = 0;
    series.add(timed([&] { measured->capture("run"); }));
    const double requests = static_cast<double>(measured->slow().sent);
    row(work, "complete, <= 1.15 x", series, fmt::format("{:.2f} x ({:.0f} requests / 1000) s, {} overflowed", series.at(0.5) / requests, requests, measured->slow().overflowed));
}

void Bench::recalls()
{
    constexpr std::string_view all = "recall, EVERY parameter changed, verified", few = "recall, 20 parameters changed, verified";
    if (!wanted(all) && !wanted(few)) return;
    const auto measured = desk({}, "recall");
    measured->capture("before");
    measured->change(0);
    measured->capture("wanted");
    Series every, some, reading;
    std::size_t wrong = 0, written = 0;
    for (std::size_t i = 0; i < options_.runs; ++i) {
        measured->change(0);
        every.add(timed([&] { written = measured->recall("wanted").report.written; }));
        wrong += measured->wrong("wanted");
    }
    row(all, "0 wrong, <= 400 ms", every, fmt::format("{} wrong by leaf, {} written", wrong, written));
    for (std::size_t i = 0; i < options_.runs; ++i) {
        reading.add(timed([&] { measured->capture("again"); }));
        measured->change(20);
        some.add(timed([&] { measured->recall("wanted"); }));
    }
    row(few, "<= 1.5 x capture", some, fmt::format("{:.2f} x the capture beside it ({:.1f} ms)", some.at(0.5) / reading.at(0.5), reading.at(0.5)));
    measured->recall("before");
    fmt::print("the desk is back as it was: {} of {} parameters differ\n", measured->wrong("before"), profile_->parameters.size());
}

void Bench::plans()
{
    if (!wanted("plan of a full desk") && !wanted("diff of two stored versions")) return;
    const auto measured = desk({}, "plans");
    measured->capture("one");
    measured->change(0);
    measured->capture("two");
    measured->recall("one");
    const auto one = measured->state("one"), two = measured->state("two");
    Series plans, diffs;
    std::size_t writes = 0, differences = 0;
    for (std::size_t i = 0; i < options_.runs; ++i) {
        auto from = two, to = one;
        plans.add(timed([&] { writes = recall::plan_unit(std::move(from), std::move(to), {}, {}, {}).writes.size(); }));
        diffs.add(timed([&] {
            const auto left = measured->state("one"), right = measured->state("two");
            differences = studio::diff(left, right).size();
        }));
    }
    row("plan of a full desk", "<= 5 ms", plans, fmt::format("{} writes planned", writes));
    row("diff of two stored versions", "<= 10 ms", diffs, fmt::format("{} differences, loading included", differences));
}

void Bench::history()
{
    constexpr std::string_view work = "list 1,000 stored versions of a full desk";
    if (!wanted(work)) return;
    const auto measured = desk({}, "history");
    measured->capture("seed");
    const auto seed = measured->state("seed");
    const auto folder = folder_ / "thousand";
    store::Store history(folder);
    std::mt19937 luck(7);
    studio::Snapshot snapshot{{seed}};
    for (int i = 0; i < 1000; ++i) {
        auto& state = snapshot.units.front();
        for (int change = 0; change < 20; ++change) {
            const auto id = static_cast<studio::ParameterId>(luck() % state.values.size());
            const auto& law = profile_->law_of(id);
            if (state.has(id) && law.is_stepped() && law.steps > 1) state.values[id] = static_cast<std::int32_t>(luck() % static_cast<std::uint32_t>(law.steps));
        }
        history.save({"Night Train", fmt::format("Mix {}", i), store::VersionKind::capture, {}, {}}, snapshot);
    }
    Series series;
    for (std::size_t i = 0; i < options_.runs; ++i) series.add(timed([&] { history.versions("Night Train"); }));
    std::uintmax_t size = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) size += entry.file_size();
    row(work, "<= 20 ms, <= 30 MB", series, fmt::format("{:.1f} MB on disk", static_cast<double>(size) / 1e6));
}

void Bench::daemon()
{
    if (!wanted("daemon")) return;
    const auto figures = bench::measure_daemon(options_.daemon, options_.profiles, profile_->profile_id, options_.host, options_.port, folder_ / "daemon", 5);
    fmt::print("| {:<58} | {:<24} | {:>8.1f} ms |\n", "daemon: ready", "<= 150 ms", figures.ready_ms);
    fmt::print("| {:<58} | {:<24} | {:>9.2f} % |\n", "daemon: idle, of one core", "< 0.5 %", figures.idle_percent);
    fmt::print("| {:<58} | {:<24} | {:>8.1f} MB |\n", "daemon: resident with one full desk", "<= 30 MB", figures.resident_mb);
}

void Bench::hands()
{
    const bench::HandsPlace place{profile_, options_.host, options_.port, options_.profiles, folder_ / "hands", options_.hands_seconds, options_.runs};
    bench::measure_hands(place, [this](std::string_view work) { return wanted(work); });
}

void Bench::remotes()
{
    const bench::RemotePlace place{options_.daemon, options_.profiles, profile_, options_.host, options_.port, folder_ / "remotes", options_.runs};
    bench::measure_remotes(place, [this](std::string_view work) { return wanted(work); });
}

void Bench::logbook()
{
    const bench::RemotePlace place{options_.daemon, options_.profiles, profile_, options_.host, options_.port, folder_ / "logbook", options_.runs};
    bench::measure_logbook(place, [this](std::string_view work) { return wanted(work); });
}

void Bench::books()
{
    const bench::RemotePlace place{options_.daemon, options_.profiles, profile_, options_.host, options_.port, folder_ / "books", options_.runs};
    bench::measure_book(place, [this](std::string_view work) { return wanted(work); });
}

void Bench::run()
{
    fmt::print("{} at {}:{}, {} parameters in {} nodes\n", profile_->model, options_.host, options_.port, profile_->parameters.size(), profile_->nodes.size());
    fmt::print("| {:<58} | {:<24} | {:>11} | {:>11} | {:>11} | {:>4} | remark\n", "work", "reach", "median", "95th", "most", "runs");
    captures("capture, loopback", {}, options_.runs, "complete, <= 40 ms");
    captures("capture, RTT 0.5 ms", {250us}, options_.runs, "complete, <= 80 ms");
    captures("capture, RTT 2 ms", {1ms}, options_.runs, "complete, <= 150 ms");
    captures("capture, RTT 0.5 ms, 1 % loss each way", {250us, 0.01}, options_.lossy_runs, "complete, <= 150 ms");
    busy_desk();
    recalls();
    plans();
    history();
    daemon();
    hands();
    remotes();
    bench::measure_panels(options_.profiles, options_.runs, [this](std::string_view work) { return wanted(work); });
    bench::measure_patch([this](std::string_view work) { return wanted(work); });
    logbook();
    books();
}

bool is_here(const std::string& host) { return host == "localhost" || host.starts_with("127.") || host == "::1"; }

}  // namespace

int main(int count, char** words)
{
    CLI::App app("recall_bench measures capture, plan, recall and history against a desk. It changes every parameter and puts it back.");
    Options options;
    app.add_option("--host", options.host, "where the desk is");
    app.add_option("--port", options.port, "its UDP port");
    app.add_option("--profile", options.profile, "its profile: x32, x-air, or consoles/…");
    app.add_option("--profiles", options.profiles, "folder of profiles");
    app.add_option("--runs", options.runs, "runs of each measurement")->check(CLI::PositiveNumber);
    app.add_option("--lossy-runs", options.lossy_runs, "runs with loss")->check(CLI::PositiveNumber);
    app.add_option("--delay", options.delay_ms, "further delay each way, ms");
    app.add_option("--loss", options.loss_percent, "further loss each way, %");
    app.add_option("--hands-seconds", options.hands_seconds, "how long eight faders are moved")->check(CLI::PositiveNumber);
    app.add_option("--daemon", options.daemon, "the recalld to measure as a process");
    app.add_option("--only", options.only, "only rows with this text");
    app.add_flag("--write", options.write, "yes, change every parameter of a desk that is not on this machine");
    CLI11_PARSE(app, count, words);
    if (!is_here(options.host) && !options.write) {
        std::cerr << "recall_bench changes every parameter of " << options.host << ", phantom power and levels included, and puts it back. Say --write if that is wanted.\n";
        return 4;
    }
    recalld::log::start("error");
    try {
        Bench(std::move(options)).run();
    } catch (const std::exception& error) {
        std::cerr << "recall_bench: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
