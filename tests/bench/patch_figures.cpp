#include "bench/patch_figures.hpp"

#include <chrono>
#include <random>

#include "bench/table.hpp"
#include "check/patch.hpp"
#include "check/patch_diff.hpp"
#include "check/trace_words.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
using Cords = std::vector<studio::Cord>;

constexpr std::string_view tracing = "patch: trace, 1,000 jacks, both ways with words", comparing = "patch: diff, 1,000 jacks, 400 cords", examining = "patch: check, 1,000 jacks, 400 cords";
constexpr std::size_t jacks = 1'000, pairs = jacks / 2, cords = 400, runs = 200;

template <class Work>
double timed(Work work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Half-normalled rows; behind every output a line and a preamp, behind the inputs a converter or a box that comes back on an output.
rig::PatchConfig large_room()
{
    rig::PatchConfig patch;
    for (std::size_t i = 1; i <= jacks; ++i) patch.jacks.push_back({"B" + std::to_string(i), i <= pairs ? rig::JackSide::output : rig::JackSide::input});
    for (std::size_t i = 0; i < pairs; ++i) {
        const auto n = std::to_string(i + 1);
        patch.normals.push_back({i, i + pairs, rig::Normal::half});
        patch.wires.push_back({"line " + n, "pre " + n});
        patch.wires.push_back({"pre " + n, patch.jacks[i].name});
        patch.wires.push_back({patch.jacks[i + pairs].name, "A/D " + n});
        patch.wires.push_back({"A/D " + n, "desk in " + n});
    }
    return patch;
}

/// Each output into some input; no input twice.
Cords random_cords(const rig::PatchConfig& patch, std::uint32_t seed)
{
    std::mt19937 luck(seed);
    std::vector<std::size_t> inputs(pairs);
    for (std::size_t i = 0; i < pairs; ++i) inputs[i] = pairs + i;
    std::shuffle(inputs.begin(), inputs.end(), luck);
    Cords made;
    for (std::size_t i = 0; i < cords; ++i) made.push_back({patch.jacks[i].name, patch.jacks[inputs[i]].name});
    return made;
}

}  // namespace

void measure_patch(const std::function<bool(std::string_view work)>& wanted)
{
    const auto patch = large_room();
    const auto before = random_cords(patch, 1), after = random_cords(patch, 2);
    Series traces, diffs, checks;
    std::size_t stops = 0, steps = 0, problems = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        if (wanted(tracing))
            traces.add(timed([&] {
                const check::PatchGraph graph(patch, before);
                const auto found = check::trace(graph, static_cast<check::PatchGraph::Point>(i));
                stops = joined(stops_of(graph, found)).size();
            }));
        if (wanted(comparing)) diffs.add(timed([&] { steps = check::steps_between(patch, before, after).size(); }));
        if (wanted(examining)) checks.add(timed([&] { problems = check::problems_of(patch, before).size(); }));
    }
    if (traces.count() > 0) print_row(tracing, "<= 5 ms", traces, fmt::format("graph and way, {} characters", stops), 2);
    if (diffs.count() > 0) print_row(comparing, "<= 5 ms", diffs, fmt::format("{} steps", steps), 2);
    if (checks.count() > 0) print_row(examining, "<= 5 ms", checks, fmt::format("{} notes", problems), 2);
}

}  // namespace recalld::bench
