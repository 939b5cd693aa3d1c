#include "bench/logbook_figures.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/daemon_process.hpp"
#include "bench/table.hpp"
#include "store/store.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::size_t lines_in_all = 100'000, at_once = 10'000;
constexpr std::string_view works[] = {"log of 100,000 entries: newest page of 50", "log of 100,000 entries: oldest page of 50", "log of 100,000 entries: page of one session",
                                      "log of 100,000 entries: page of one kind", "log of 100,000 entries: all open faults"};

store::EntryId id_of(std::size_t number) { return static_cast<store::EntryId>(number + 1); }

/// Faults, of which most were mended with the next hundred lines; and what was wrongly put down.
void vary(store::NewEntry& entry, std::size_t number)
{
    if (number % 100 == 99) {
        const bool closes = number / 100 % 2 == 1 && number % 5000 > 200;
        entry.kind = closes ? "fault_closed" : "fault";
        entry.subject = "desk ch/" + std::to_string(number / 200 % 32 + 1);
        if (closes) entry.about = id_of(number - 100);
    }
    if (number % 50 == 8) {
        entry.kind = "correction";
        entry.about = id_of(number - 1);
    }
}

/// Years of a busy room.
store::NewEntry line(std::size_t number)
{
    static constexpr const char* kinds[] = {"note", "set", "capture", "recall", "take", "tick", "set", "note", "drift", "track"};
    store::NewEntry entry{"anna", kinds[number % 10], "Song " + std::to_string(number / 500), "line " + std::to_string(number) + ": vocal comped from takes 2 and 5, second verse is the one"};
    entry.version = "Mix " + std::to_string(number % 500 / 50);
    if (number % 10 == 3) entry.data = R"({"recall":12,"report":{"matched":8450,"written":20,"corrected":0,"differs":0,"silent":0,"unverified":0,"safe":0,"by_hand":4}})";
    vary(entry, number);
    return entry;
}

void fill(const std::filesystem::path& folder)
{
    store::Store store(folder);
    for (std::size_t begun = 0; begun < lines_in_all; begun += at_once) {
        std::vector<store::NewEntry> some;
        for (std::size_t number = begun; number < begun + at_once; ++number) some.push_back(line(number));
        store.add_entries(some);
    }
}

struct Asked {
    std::string_view work, verb;
    json arguments;
    const char* list;
};

void measure(const DaemonProcess& daemon, const Asked& asked, std::size_t runs)
{
    Series series;
    std::size_t lines = 0, bytes = 0;
    for (std::size_t run = 0; run < runs; ++run) {
        const auto start = Clock::now();
        const auto answer = daemon.ask(std::string(asked.verb), asked.arguments.dump());
        series.add(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        lines = json::parse(answer).at("result").at(asked.list).size();
        bytes = answer.size();
    }
    if (lines == 0) throw std::runtime_error(std::string(asked.work) + ": nothing was answered");
    print_row(asked.work, "<= 20 ms", series, std::to_string(lines) + " lines, " + std::to_string(bytes / 1000) + " kB");
}

}  // namespace

void measure_logbook(const RemotePlace& place, const std::function<bool(std::string_view work)>& wanted)
{
    if (std::ranges::none_of(works, wanted)) return;
    std::filesystem::create_directories(place.folder);
    fill(std::filesystem::path(place.folder) / "state");
    const std::string rig = "units: [{name: desk, profile: " + place.profile->profile_id + ", link: {kind: udp, host: " + place.host + ", port: " + std::to_string(place.port) +
                            "}}]\nremote: {osc: {port: 0}, http: {port: 0}}\n";
    const DaemonProcess daemon({place.daemon, place.profiles, place.folder, rig});
    const Asked all[] = {{works[0], "entries", {{"count", 50}}, "entries"},
                         {works[1], "entries", {{"offset", lines_in_all - 50}, {"count", 50}}, "entries"},
                         {works[2], "entries", {{"session", "Song 100"}, {"count", 50}}, "entries"},
                         {works[3], "entries", {{"kind", "take,track"}, {"count", 50}}, "entries"},
                         {works[4], "faults", json::object(), "faults"}};
    for (const auto& asked : all)
        if (wanted(asked.work)) measure(daemon, asked, place.runs);
}

}  // namespace recalld::bench
