#include "load/profile_yaml.hpp"
#include "paper/contact_sheet.hpp"
#include "paper/panel_svg.hpp"
#include "source_dir.hpp"
#include "studio/panel.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace recalld;

// Every panel in the profiles folder is drawn; tests/web/panels_test.py looks at them in a browser.

namespace {

std::vector<std::filesystem::path> every_panel()
{
    std::vector<std::filesystem::path> files{recalld::testing::source_dir() + "/profiles/example-analog.yaml"};
    for (const auto& entry : std::filesystem::directory_iterator(recalld::testing::source_dir() + "/profiles/analog")) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::size_t count(const std::string& text, std::string_view of)
{
    std::size_t found = 0;
    for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + of.size())) ++found;
    return found;
}

/// Everything somewhere on its way: each choice at this click, dials so far.
studio::UnitState any_state(const std::shared_ptr<const studio::Profile>& profile, float turned = 0.6f, std::int32_t click = 1)
{
    studio::UnitState state("unit", profile);
    for (studio::ParameterId id = 0; id < profile->parameters.size(); ++id) {
        const auto& law = profile->law_of(id);
        if (law.kind == studio::LawKind::dial) state.set(id, turned, studio::Standing::assumed);
        else if (law.kind == studio::LawKind::choice) state.set(id, click, studio::Standing::assumed);
        else state.set(id, "to B12", studio::Standing::assumed);
    }
    return state;
}

}  // namespace

TEST_CASE("every panel is drawn with each of its controls, and with what stands on them")
{
    CHECK(every_panel().size() > 60);
    for (const auto& file : every_panel()) {
        INFO(file);
        const auto profile = load::read_profile(file, "analog/" + file.stem().string());
        REQUIRE(profile->panel);
        CHECK_FALSE(profile->verified);
        const auto empty = paper::draw_panel(*profile), set = [&] {
            const auto state = any_state(profile);
            return paper::draw_panel(*profile, {.values = &state});
        }();
        CHECK(count(empty, "data-parameter=") == profile->parameters.size());
        CHECK(count(empty, "control unset") == profile->parameters.size());
        CHECK(count(set, "control unset") == 0);
        CHECK(count(set, "class=\"pointer\" display=\"none\"") == 0);
        CHECK(count(set, "…") == 0);   // no label and no value is cut
    }
}

TEST_CASE("the contact sheet has all of them, by name")
{
    std::vector<std::shared_ptr<const studio::Profile>> profiles;
    for (const auto& file : every_panel()) profiles.push_back(load::read_profile(file, "analog/" + file.stem().string()));
    const auto sheet = paper::contact_sheet(profiles);
    CHECK(count(sheet, "<figure id=") == profiles.size());
    CHECK(count(sheet, "<svg ") == profiles.size());
    for (const auto& profile : profiles) CHECK(count(sheet, "<figure id=\"" + paper::panel_name(*profile) + "\">") == 1);
    std::string changed;
    for (const auto& profile : profiles) {
        const auto now = any_state(profile), before = any_state(profile, 0.3f, 0);
        changed += paper::draw_panel(*profile, {.values = &now, .earlier = &before, .line = "rev D · serial 4711"});
    }
    CHECK(count(changed, "class=\"change\"") > 100);
    if (const char* folder = std::getenv("RECALLD_SHEETS")) std::ofstream(std::filesystem::path(folder) / "contact.html") << sheet << changed;   // for eyes
}
