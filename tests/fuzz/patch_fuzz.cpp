#include "check/cord_lines.hpp"
#include "check/patch.hpp"
#include "check/patch_diff.hpp"
#include "check/trace_words.hpp"
#include "check/unit_points.hpp"
#include "logbook/cords.hpp"
#include "studio/routing.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace recalld;

namespace {

using Cords = std::vector<studio::Cord>;

constexpr std::size_t most_cords = 200;

rig::PatchConfig room()
{
    rig::PatchConfig patch;
    for (int i = 1; i <= 16; ++i) patch.jacks.push_back({"B" + std::to_string(i), i <= 8 ? rig::JackSide::output : rig::JackSide::input});
    for (int i = 1; i <= 4; ++i) patch.jacks.push_back({"M" + std::to_string(i), rig::JackSide::either});
    for (std::size_t i = 0; i < 6; ++i) patch.normals.push_back({i, i + 8, i < 2 ? rig::Normal::half : i < 4 ? rig::Normal::full : rig::Normal::parallel});
    patch.mults.push_back({16, 17, 18, 19});
    patch.wires = {{"line 1", "B1"}, {"B9", "desk in 1"}, {"B15", "box"}, {"box", "B7"}};
    return patch;
}

void check_patch(const rig::PatchConfig& patch, const Cords& cords)
{
    check::problems_of(patch, cords);
    if (check::normal_words(patch, cords).size() != cords.size()) std::abort();
    const check::PatchGraph graph(patch, cords);
    for (check::PatchGraph::Point point = 0; point < graph.size(); ++point) {
        const auto found = check::trace(graph, point);
        if (check::stops_of(graph, found).empty()) std::abort();
        for (const auto& branch : found.branches) check::words_of(graph, branch);
    }
}

/// Carried out, the steps from one patch to the other leave nothing to do.
void check_steps(const rig::PatchConfig& patch, const Cords& from, const Cords& to)
{
    Cords now = from;
    for (const auto& step : check::steps_between(patch, from, to)) {
        if (step.pull) std::erase_if(now, [&](const auto& cord) { return cord.joins(*step.pull); });
        if (step.plug) now.push_back(*step.plug);
    }
    if (!check::steps_between(patch, now, to).empty()) std::abort();
}

void check_work(std::string_view line)
{
    const auto work = logbook::read_cord_work(line);
    if (!work) return;
    const auto again = logbook::read_cord_work(work->text());
    if (!again || again->text() != work->text()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const auto patch = room();
    static const studio::Routing routing{{}, {{"AN", "in"}, {"A", "AES in"}, {"", "nothing"}}, {}};
    check_work(text);
    if (check::points_named(routing, text).size() > 1'000) std::abort();
    try {
        auto cords = check::read_cord_lines(text, patch);
        if (cords.size() > most_cords) cords.resize(most_cords);
        check_patch(patch, cords);
        const auto half = static_cast<std::ptrdiff_t>(cords.size() / 2);
        check_steps(patch, Cords(cords.begin(), cords.begin() + half), Cords(cords.begin() + half, cords.end()));
    } catch (const check::CordLineError&) {   // says which line
    }
    return 0;
}
