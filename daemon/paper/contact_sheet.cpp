#include "paper/contact_sheet.hpp"

#include "paper/panel_svg.hpp"
#include "paper/svg.hpp"

namespace recalld::paper {

namespace {

constexpr const char* begins = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>All panels</title>
<style>
@page { size: A4; margin: 12mm }
body { font-family: Arial, Helvetica, sans-serif; margin: 8px; background: #fff; color: #1b1c1e }
main { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
figure { margin: 0; max-width: 100%; break-inside: avoid }
figcaption { font-size: 12px; color: #4a4b4e; padding: 2px 0 }
svg { display: block; max-width: 100%; height: auto }
</style></head><body><main>
)";

}  // namespace

std::string panel_name(const studio::Profile& profile) { return profile.profile_id.substr(profile.profile_id.rfind('/') + 1); }

std::string contact_sheet(const std::vector<std::shared_ptr<const studio::Profile>>& profiles)
{
    std::string sheet = begins;
    for (const auto& profile : profiles)
        sheet += "<figure" + attribute("id", panel_name(*profile)) + ">" + draw_panel(*profile) + "<figcaption>" + escaped(profile->profile_id) + "</figcaption></figure>\n";
    return sheet + "</main></body></html>\n";
}

}  // namespace recalld::paper
