#include "bench/book_figures.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>

#include "bench/table.hpp"
#include "paper/book.hpp"
#include "paper/unit_facts.hpp"

namespace recalld::bench {

namespace {

using paper::Json;
using Clock = std::chrono::steady_clock;

constexpr int version_count = 20, unit_count = 30, print_count = 10, knob_count = 12, moves_between_versions = 120;

template <class Work>
double timed(Work work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void turn(studio::UnitState& desk, studio::ParameterId id, std::mt19937& luck)
{
    const auto& law = desk.profile->law_of(id);
    if (law.kind == studio::LawKind::text) desk.set(id, "Strip " + std::to_string(luck() % 100), studio::Standing::confirmed);
    else if (law.is_number() || law.kind == studio::LawKind::choice) desk.set(id, law.lowest() + static_cast<std::int32_t>(luck() % static_cast<std::uint32_t>(law.highest() - law.lowest() + 1)), studio::Standing::confirmed);
    else desk.set(id, 0.5F, studio::Standing::confirmed);
}

studio::Snapshot alone(const studio::UnitState& unit)
{
    studio::Snapshot snapshot;
    snapshot.units.push_back(unit);
    return snapshot;
}

Json panel(int number)
{
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 180\"><rect width=\"960\" height=\"180\" fill=\"none\" stroke=\"#111\"/>";
    Json controls = Json::array();
    for (int knob = 0; knob < knob_count; ++knob) {
        const auto x = std::to_string(40 + knob * 78);
        svg += "<circle cx=\"" + x + "\" cy=\"80\" r=\"24\" fill=\"none\" stroke=\"#111\"/><text x=\"" + x + "\" y=\"140\" font-size=\"11\">KNOB</text>";
        for (int mark = 0; mark < 11; ++mark) svg += "<path d=\"M" + x + " 50v-6\" stroke=\"#111\" transform=\"rotate(" + std::to_string(mark * 30 - 150) + " " + x + " 80)\"/>";
        controls.push_back({{"parameter", "knob-" + std::to_string(knob)}, {"label", "KNOB " + std::to_string(knob)}, {"words", std::to_string(knob) + " dB"}, {"any", false}, {"changed", knob % 5 == 0}});
    }
    Json groups = Json::array({Json{{"name", ""}, {"controls", controls}}});
    return {{"unit", "unit-" + std::to_string(number)}, {"model", "Analog unit"}, {"serial", std::to_string(1000 + number)}, {"svg", svg + "</svg>"}, {"groups", groups}};
}

Json made_up_facts(const std::shared_ptr<const studio::Profile>& profile)
{
    std::mt19937 luck(7);
    studio::UnitState desk("desk", profile);
    for (studio::ParameterId id = 0; id < desk.values.size(); ++id) turn(desk, id, luck);
    Json facts = {{"edition", "studio"}, {"session", "Night Train"}, {"made_by", "recall_bench"}, {"versions", Json::array()}, {"sheets", Json::array()}, {"prints", Json::array()}};
    for (int number = 1; number <= version_count; ++number) {
        auto next = desk;
        for (int move = 0; move < moves_between_versions; ++move) turn(next, static_cast<studio::ParameterId>(luck() % next.values.size()), luck);
        facts["versions"].push_back({{"version", "Mix " + std::to_string(number)}, {"take", 1}, {"changes", paper::change_facts(studio::diff(alone(desk), alone(next)))}});
        desk = next;
    }
    facts["units"] = Json::array({paper::unit_facts(desk)});
    for (int number = 0; number < unit_count; ++number) facts["sheets"].push_back(panel(number));
    for (int number = 0; number < print_count; ++number) facts["prints"].push_back({{"file", "NT_NightTrain_AB0" + std::to_string(number) + "_Master_96k24.wav"}, {"sha256", std::string(64, 'a')}, {"bytes", 122342444}, {"seconds", 212}});
    return facts;
}

bool has_weasyprint() { return std::system("weasyprint --version > /dev/null 2>&1") == 0; }

}  // namespace

void measure_book(std::shared_ptr<const studio::Profile> profile, const std::filesystem::path& folder, std::size_t runs, const std::function<bool(std::string_view)>& wanted)
{
    if (!wanted("book")) return;
    std::filesystem::create_directories(folder);
    Series html, pdf;
    std::string document;
    for (std::size_t run = 0; run < runs; ++run) html.add(timed([&] { document = paper::book_html(made_up_facts(profile)); }));
    print_row("book: 20 versions, a full desk, 30 sheets, 10 prints: HTML", "<= 1 s", html, fmt::format("{:.1f} MB", static_cast<double>(document.size()) / 1e6));
    if (!has_weasyprint()) return;
    const auto page = (folder / "book.html").string(), pages = (folder / "book.pdf").string();
    std::ofstream(page) << document;
    pdf.add(timed([&] {
        if (std::system(("weasyprint --quiet '" + page + "' '" + pages + "'").c_str()) != 0) throw std::runtime_error("weasyprint made no PDF of " + page);
    }));
    print_row("book: the same as PDF", "<= 20 s", pdf, fmt::format("{:.1f} MB", static_cast<double>(std::filesystem::file_size(pages)) / 1e6));
}

}  // namespace recalld::bench
