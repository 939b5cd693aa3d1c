#include "bench/panel_figures.hpp"

#include <algorithm>
#include <chrono>

#include "bench/table.hpp"
#include "load/profile_yaml.hpp"
#include "paper/panel_svg.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view one = "panels: drawing one", all = "panels: drawing all";

/// A front with every control set, and each of them elsewhere before.
struct Front {
    std::shared_ptr<const studio::Profile> profile;
    studio::UnitState now, before;
};

studio::UnitState state_of(const std::shared_ptr<const studio::Profile>& profile, float turned, std::int32_t click)
{
    studio::UnitState state("unit", profile);
    for (studio::ParameterId id = 0; id < profile->parameters.size(); ++id) {
        const auto kind = profile->law_of(id).kind;
        if (kind == studio::LawKind::dial) state.set(id, turned, studio::Standing::assumed);
        else if (kind == studio::LawKind::choice) state.set(id, click, studio::Standing::assumed);
        else state.set(id, "to B12", studio::Standing::assumed);
    }
    return state;
}

std::vector<Front> fronts_in(const std::filesystem::path& folder)
{
    std::vector<Front> fronts;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "analog")) {
        if (entry.path().extension() != ".yaml") continue;
        auto profile = load::read_profile(entry.path(), "analog/" + entry.path().stem().string());
        fronts.push_back({profile, state_of(profile, 0.61f, 1), state_of(profile, 0.3f, 0)});
    }
    return fronts;
}

double draw(const Front& front, std::size_t& bytes)
{
    const auto begun = Clock::now();
    bytes += paper::draw_panel(*front.profile, {.values = &front.now, .earlier = &front.before}).size();
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

/// The slowest front counts: a series of runs of each.
void one_row(const std::vector<Front>& fronts, std::size_t runs)
{
    Series times;
    std::size_t bytes = 0;
    for (std::size_t run = 0; run < runs; ++run)
        for (const auto& front : fronts) times.add(draw(front, bytes));
    const auto drawn = static_cast<double>(times.count());
    print_row(one, "<= 2 ms", times, fmt::format("p99 {:.3f} ms, {:.0f} kB of SVG on average", times.at(0.99), static_cast<double>(bytes) / drawn / 1000), 3);
}

void all_row(const std::vector<Front>& fronts, std::size_t runs)
{
    Series times;
    for (std::size_t run = 0; run < runs; ++run) {
        std::size_t bytes = 0;
        double sum = 0;
        for (const auto& front : fronts) sum += draw(front, bytes);
        times.add(sum);
    }
    print_row(all, "<= 100 ms", times, fmt::format("{} panels", fronts.size()), 2);
}

}  // namespace

void measure_panels(const std::filesystem::path& profiles, std::size_t runs, const std::function<bool(std::string_view work)>& wanted)
{
    if (!wanted(one) && !wanted(all)) return;
    const auto fronts = fronts_in(profiles);
    if (wanted(one)) one_row(fronts, runs);
    if (wanted(all)) all_row(fronts, runs);
}

}  // namespace recalld::bench
