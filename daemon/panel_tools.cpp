#include "panel_tools.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "load/gear_json.hpp"
#include "load/text_file.hpp"
#include "paper/contact_sheet.hpp"
#include "paper/panel_svg.hpp"

namespace recalld {

namespace {

namespace fs = std::filesystem;
using Profiles = std::vector<std::shared_ptr<const studio::Profile>>;

void write_file(const fs::path& file, const std::string& text)
{
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw std::runtime_error(file.string() + ": cannot be written");
}

}  // namespace

int draw_panels(const Profiles& profiles, const fs::path& folder)
{
    Profiles panels;
    std::ranges::copy_if(profiles, std::back_inserter(panels), [](const auto& profile) { return profile->panel != nullptr; });
    std::ranges::sort(panels, {}, [](const auto& profile) { return paper::panel_name(*profile); });
    fs::create_directories(folder);
    for (const auto& profile : panels) write_file(folder / (paper::panel_name(*profile) + ".svg"), paper::draw_panel(*profile));
    write_file(folder / "contact.html", paper::contact_sheet(panels));
    fmt::print("{} panels drawn in {}, all of them in contact.html\n", panels.size(), folder.string());
    return 0;
}

int import_gear(const fs::path& file)
{
    fmt::print("{}", load::profile_of_gear(load::read_text_file(file), file.string()));
    return 0;
}

}  // namespace recalld
